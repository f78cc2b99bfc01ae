package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.godwit.engine.Engines;
import org.godwit.store.ThisConsole;
import org.godwit.task.RunContext;

/** Surrounds a run with what this console has. */
@ApplicationScoped
public class RunContexts {
  private final Engines engines;
  private final Clock clock;
  private final Path data;

  RunContexts(Engines engines, Clock clock, @ConfigProperty(name = "godwit.data") Path data) {
    this.engines = engines;
    this.clock = clock;
    this.data = data;
  }

  RunContext of(RunningTask run) {
    return new RunContext(
        engines,
        clock,
        ThisConsole.process(),
        rejects(data, run.taskId()),
        run.limits(),
        run.progress(),
        run.log(),
        run.stop(),
        run.tables());
  }

  /** The folder of a task's reject files. */
  static Path rejects(Path data, long taskId) {
    return data.resolve("rejects").resolve(Long.toString(taskId));
  }
}
