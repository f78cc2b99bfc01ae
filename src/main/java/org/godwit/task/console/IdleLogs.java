package org.godwit.task.console;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.godwit.endpoint.DatabaseCalls;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.KeptLog;
import org.godwit.task.LogComponent;
import org.godwit.task.LogLevel;
import org.godwit.task.LogLine;
import org.godwit.task.SourceLog;
import org.godwit.task.TaskState;
import org.godwit.task.cdc.LogWatch;
import org.godwit.task.settings.TaskSettings;
import org.jboss.logging.Logger;

/**
 * Looks, while tasks that follow changes stand still, at what their sources keep of their logs for
 * them: that grows, and nobody else watches it. A run looks by itself.
 */
@ApplicationScoped
public class IdleLogs {
  private static final Logger LOG = Logger.getLogger(IdleLogs.class);
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String DOING = "Asking what the source keeps of its log";
  private static final List<TaskState> STANDING = List.of(TaskState.STOPPED, TaskState.FAILED);

  private final Endpoints endpoints;
  private final Engines engines;
  private final SourceLogs logs;
  private final TaskMirror mirror;
  private final DatabaseCalls calls;
  private final Clock clock;
  private final Map<Long, Instant> asked = new ConcurrentHashMap<>();

  IdleLogs(
      Endpoints endpoints,
      Engines engines,
      SourceLogs logs,
      TaskMirror mirror,
      DatabaseCalls calls,
      Clock clock) {
    this.endpoints = endpoints;
    this.engines = engines;
    this.logs = logs;
    this.mirror = mirror;
    this.calls = calls;
    this.clock = clock;
  }

  /** More often than is asked, so that consoles over one store share the work. */
  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    look(clock.instant());
  }

  void look(Instant now) {
    for (StoredTask task :
        StoredTask.<StoredTask>list("state in ?1 and changePosition <> ''", STANDING)) {
      Optional<SourceLog> before = logs.find(task.id).filter(log -> isDue(log.at(), now));
      if (before.isPresent() && isDue(asked.getOrDefault(task.id, Instant.EPOCH), now)) {
        asked.put(task.id, now);
        look(task, before.get(), now);
      }
    }
  }

  private static boolean isDue(Instant last, Instant now) {
    return !last.plus(EVERY).isAfter(now);
  }

  private void look(StoredTask task, SourceLog before, Instant now) {
    try {
      long alarmBytes = TaskSettings.parse(task.settings).sourceLogAlarmBytes();
      EndpointConfig config = endpoints.config(Endpoint.findById(task.sourceEndpointId));
      calls
          .ask(config, DOING, LIMIT, () -> kept(task, before.stream(), config))
          .ifPresent(kept -> tell(task.id, before, before.later(kept, now).withAlarm(alarmBytes)));
    } catch (RuntimeException e) { // the page says how old its figure is; other tasks are looked at
      LOG.debugf("what the source of %s keeps isn't known: %s", task, e.getMessage());
    }
  }

  private Optional<KeptLog> kept(StoredTask task, String stream, EndpointConfig config) {
    Engine engine = engines.named(config.engine());
    ChangeSource source = engine.changeSource().orElseThrow();
    try (Connection connection = engine.connect(config)) {
      return source.kept(connection, config, stream, source.position(task.changePosition));
    } catch (SQLException e) {
      throw engine.explain(e, DOING, config);
    }
  }

  private void tell(long taskId, SourceLog before, SourceLog found) {
    mirror.sourceLog(taskId, found);
    if (found.isPressing() && !before.isPressing()) {
      mirror.log(
          taskId,
          List.of(
              new LogLine(
                  found.at(),
                  LogLevel.WARNING,
                  LogComponent.SOURCE_CAPTURE,
                  "",
                  "while the task stands still: " + LogWatch.warning(found))));
    }
  }
}
