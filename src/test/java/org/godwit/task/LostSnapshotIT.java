package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.FaultProxy;
import org.godwit.testing.FaultProxy.Cut;
import org.godwit.testing.FaultProxy.Direction;
import org.godwit.testing.FaultProxy.Reach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The load of a task that follows changes loses its snapshot in the middle, under a writer that
 * never pauses: some tables are of one place in the source's log, others of a later one.
 */
final class LostSnapshotIT {
  private static final Duration RUN_MAX = Duration.ofMinutes(3);

  /** In the middle of the largest table, which is begun first. */
  private static final int ROW_OF_LOSS = 12_000;

  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1, "MaxRowsPerSecond": 6000},
       "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
       "ErrorBehavior": {"RecoverableErrorCount": 3, "RecoverableErrorInterval": 0}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void noChangeIsLostAndNoneAppliedTwice(LoggedSource kind) throws Exception {
    TaskBench direct = TaskBench.from(kind.engine(), folder);
    BusyWriter.prepare(kind, direct.source);
    try (FaultProxy proxy = new FaultProxy(direct.source.host(), direct.source.port());
        BusyWriter writer = BusyWriter.start(kind, direct.source, 3)) {
      TaskBench bench = direct.behindSource(proxy);
      // A transaction of the writer may take long, and is no rest.
      bench.wishes =
          new ChangeWishes(
              Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(4)), true);
      CompletableFuture<TaskOutcome> run = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> run.complete(run(bench, proxy)));
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(() -> run.isDone() || bench.progress.changes().ofThisRun() > 1000);
      assertThat(writer.end()).isGreaterThan(1000);
      TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.message()).as(bench.log::toString).isEmpty();
      assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
      assertThat(proxy.cuts()).isEqualTo(1);
      assertThat(bench.log)
          .anyMatch(line -> line.level() == LogLevel.ERROR && line.message().contains("127.0.0.1"));
      new KilledChanges(kind, direct, folder).assertSame();
      assertEachTableIsOfOnePlace(direct);
    } finally {
      kind.forget(direct.source);
    }
  }

  private static TaskOutcome run(TaskBench bench, FaultProxy proxy) {
    Engine source =
        Moment.atRowBeforeChanges(
            ROW_OF_LOSS,
            Engines.standard().named(bench.engine()),
            () ->
                proxy.arm(
                    new Cut(
                        Direction.TO_CLIENT, proxy.passed(Direction.TO_CLIENT), Reach.ALL, true)));
    Engines engines =
        bench.engine().equals("postgres")
            ? new Engines(List.of(source))
            : new Engines(List.of(source, new PostgresEngine()));
    return bench.run(
        engines,
        SETTINGS,
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  /** By which the changes that a table has already are told from those that it hasn't. */
  private static void assertEachTableIsOfOnePlace(TaskBench bench) throws SQLException {
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table FROM godwit_control.load_segment GROUP BY source_table"
                    + " HAVING count(DISTINCT position) <> 1"))
        .isEmpty();
  }
}
