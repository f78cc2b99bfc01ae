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
import org.godwit.task.console.TaskEnded;
import org.godwit.task.console.TaskRuns;
import org.jspecify.annotations.Nullable;

/**
 * Where the console was started as a demo: makes the demo's project, lets the first task load and
 * compare, and then the second follow what somebody changes in the source.
 */
@ApplicationScoped
public class DemoStart {
  /** After the store is migrated, the secrets are open, and abandoned runs are taken over. */
  private static final int LAST = Interceptor.Priority.APPLICATION + 1000;

  private final DemoProject project;
  private final TaskRuns runs;
  private final DemoTraffic traffic;
  private final Optional<String> source;
  private final Optional<String> target;
  private volatile @Nullable Planned planned;

  /** What comes when the first task has ended. */
  private record Planned(long loading, long following, EndpointConfig source) {}

  DemoStart(
      DemoProject project,
      TaskRuns runs,
      DemoTraffic traffic,
      @ConfigProperty(name = "godwit.demo.source") Optional<String> source,
      @ConfigProperty(name = "godwit.demo.target") Optional<String> target) {
    this.project = project;
    this.runs = runs;
    this.traffic = traffic;
    this.source = source;
    this.target = target;
  }

  void on(@Observes @Priority(LAST) StartupEvent start) {
    if (source.isEmpty() || target.isEmpty()) {
      return;
    }
    EndpointConfig from = endpoint("mariadb", DemoServers.SOURCE_DATABASE, source.get());
    DemoProject.Made made =
        project.make(from, endpoint("postgres", DemoServers.TARGET_DATABASE, target.get()));
    Planned next = new Planned(made.loading().id, made.following().id, from);
    if (hasWork(made.loading())) {
      planned = next;
      runs.startByConsole(next.loading());
    } else {
      follow(next);
    }
  }

  private static boolean hasWork(StoredTask task) {
    return task.state == TaskState.READY || task.state == TaskState.FAILED;
  }

  void on(@Observes TaskEnded ended) {
    Planned next = planned;
    if (next != null && next.loading() == ended.taskId() && ended.outcome().isComplete()) {
      planned = null;
      follow(next);
    }
  }

  private void follow(Planned next) {
    runs.startByConsole(next.following());
    traffic.begin(next.source());
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
