package org.godwit.demo;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.task.TaskState;
import org.godwit.task.console.StoredTask;
import org.godwit.task.console.TaskRuns;

/** Where the console was started as a demo: makes the demo's project and starts its task. */
@ApplicationScoped
public class DemoStart {
  /** After the store is migrated, the secrets are open, and abandoned runs are taken over. */
  private static final int LAST = Interceptor.Priority.APPLICATION + 1000;

  private final DemoProject project;
  private final TaskRuns runs;
  private final Optional<String> source;
  private final Optional<String> target;

  DemoStart(
      DemoProject project,
      TaskRuns runs,
      @ConfigProperty(name = "godwit.demo.source") Optional<String> source,
      @ConfigProperty(name = "godwit.demo.target") Optional<String> target) {
    this.project = project;
    this.runs = runs;
    this.source = source;
    this.target = target;
  }

  void on(@Observes @Priority(LAST) StartupEvent start) {
    if (source.isEmpty() || target.isEmpty()) {
      return;
    }
    StoredTask task =
        project.make(
            endpoint("mariadb", DemoServers.SOURCE_DATABASE, source.get()),
            endpoint("postgres", DemoServers.TARGET_DATABASE, target.get()));
    if (task.state == TaskState.READY || task.state == TaskState.FAILED) {
      runs.startByConsole(task.id);
    }
  }

  /** Port, user and password, as {@code cli.DemoConsole} puts them together. */
  private static EndpointConfig endpoint(String engine, String database, String words) {
    String[] parts = words.split(" ", 3);
    return new EndpointConfig(
        engine,
        "127.0.0.1",
        Integer.parseInt(parts[0]),
        database,
        parts[1],
        new Password(parts[2]),
        Tls.NONE,
        Map.of());
  }
}
