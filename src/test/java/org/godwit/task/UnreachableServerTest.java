package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engines;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.mapping.TableMapping;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.load.StopSignal;
import org.godwit.task.settings.TaskSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnreachableServerTest {
  @TempDir Path rejects;

  private final List<LogLine> log = new CopyOnWriteArrayList<>();

  @Test
  void aServerThatRefusesFromTheStartEndsTheRunInsteadOfBeingTriedAgain() {
    TaskOutcome outcome = run(MigrationType.FULL_LOAD, "{}");
    assertThat(outcome.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(outcome.message()).contains("127.0.0.1:1", "that the server listens there");
    assertThat(log).noneMatch(line -> line.message().startsWith("trying again"));
  }

  @Test
  void aTaskThatFollowsChangesWaitsForAServerThatRefusesAsOftenAsItIsSet() {
    TaskOutcome outcome =
        run(
            MigrationType.FULL_LOAD_AND_CDC,
            """
            {"ErrorBehavior": {"RecoverableErrorCount": 2, "RecoverableErrorInterval": 0}}
            """);
    assertThat(outcome.reason()).isEqualTo(StopReason.RECOVERABLE_ERROR);
    assertThat(outcome.message()).contains("127.0.0.1:1", "Given up after 3 tries in a row");
    assertThat(log).filteredOn(line -> line.message().startsWith("trying again")).hasSize(2);
  }

  private TaskOutcome run(MigrationType type, String settings) {
    Clock clock = Clock.systemUTC();
    RunContext context =
        new RunContext(
            Engines.standard(),
            clock,
            "a test",
            rejects,
            new SourceLimits(SourceLimits.NONE, SourceLimits.NONE),
            new TaskProgress(clock),
            new TaskLog(clock, log::add),
            new StopSignal(),
            new TableWishes());
    Task task =
        new Task(
            "test",
            type,
            nobody("mariadb"),
            nobody("postgres"),
            TableMapping.ofSchema("shop"),
            TaskSettings.parse(settings));
    return new TaskRunner(context).run(task, Start.RESUME, Set.of());
  }

  /** Port 1 is a reserved port where nothing listens. */
  private static EndpointConfig nobody(String engine) {
    return new EndpointConfig(
        engine, "127.0.0.1", 1, "shop", "app", new Password("x"), Tls.NONE, Map.of());
  }
}
