package org.godwit.cli;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.godwit.task.StopReason;
import org.godwit.task.console.TaskEnded;

/** In a demo, prints a task's statistics on the terminal when it has ended. */
@ApplicationScoped
public class DemoStatistics {
  private final boolean isDemo;

  DemoStatistics(@ConfigProperty(name = "godwit.demo.source") Optional<String> source) {
    this.isDemo = source.isPresent();
  }

  void on(@Observes TaskEnded ended) {
    if (isDemo && ended.outcome().reason() != StopReason.NORMAL) {
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      RunReport.print(out, ended.outcome(), ended.progress(), ended.elapsed());
      out.println("The console stays up; end it with Ctrl-C.");
    }
  }
}
