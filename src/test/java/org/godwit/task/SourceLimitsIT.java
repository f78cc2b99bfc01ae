package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run asks of its source stays below its limits, and they change while it runs. */
final class SourceLimitsIT {
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"MaxRowsPerSecond": %d, "SegmentMb": 1},
       "TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "FullLoadSettings": {"MaxFullLoadSubTasks": 4}}
      """;

  private static final String VALIDATED =
      """
      {"GodwitSettings": {"MaxRowsPerSecond": %d},
       "TargetMetadata": {"FullLobMode": true, "LimitedSizeLobMode": false},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "postgres"})
  void allReadersTogetherStayBelowTheRateUntilItIsLifted(String engine) throws Exception {
    TaskBench bench = TaskBench.from(engine, folder);
    FaultTables.fill(bench);
    int rate = 4000;
    CompletableFuture<TaskOutcome> run = start(bench, SETTINGS.formatted(rate));
    Awaitility.await().until(() -> bench.progress.rowsOfThisRun() > 0);
    long from = bench.progress.rowsOfThisRun();
    long begin = System.nanoTime();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> bench.progress.rowsOfThisRun() - from > 2L * rate);
    double seconds = (System.nanoTime() - begin) / 1e9;
    // Each of four readers may show late what it was granted a tenth of a second before.
    assertThat((bench.progress.rowsOfThisRun() - from) / seconds).isLessThan(rate * 1.3);
    bench.limits.change(0, 0);
    assertThat(run.get(20, TimeUnit.SECONDS).reason())
        .isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    FaultTables.assertEqual(bench);
  }

  @Test
  void aRunThatWaitsForItsLimitStopsAtOnceAndResumes() throws Exception {
    TaskBench bench = TaskBench.fresh(folder);
    FaultTables.fill(bench);
    CompletableFuture<TaskOutcome> run = start(bench, SETTINGS.formatted(1));
    Awaitility.await().until(() -> bench.progress.rowsOfThisRun() > 0);
    bench.stop.give();
    assertThat(run.get(3, TimeUnit.SECONDS).reason()).isEqualTo(StopReason.NORMAL);
    TaskOutcome resumed = bench.again().run(SETTINGS.formatted(0));
    assertThat(resumed.reason()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    FaultTables.assertEqual(bench);
  }

  @Test
  void fewerReadersReadAfterTheirNumberIsLowered() throws Exception {
    TaskBench bench = TaskBench.fresh(folder);
    FaultTables.fill(bench);
    CompletableFuture<TaskOutcome> run = start(bench, SETTINGS.formatted(3000));
    Awaitility.await().until(() -> reading(bench) == 4);
    bench.limits.change(6000, 1);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> reading(bench) == 1);
    bench.limits.change(0, 4);
    assertThat(run.get(60, TimeUnit.SECONDS).reason())
        .isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    FaultTables.assertEqual(bench);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "postgres"})
  void validationIsHeldToTheRateToo(String engine) throws Exception {
    TaskBench bench = TaskBench.from(engine, folder);
    FaultTables.fill(bench);
    int rate = 12_000;
    TaskOutcome outcome = bench.run(VALIDATED.formatted(rate));
    assertThat(outcome.reason()).isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
    TaskProgress.Phase validation = bench.progress.phases().getLast();
    assertThat(validation.name()).isEqualTo("Validate");
    // Every question waits until the rows of those before it are paid for; the last table is small.
    double seconds = validation.duration(Instant.now()).toMillis() / 1e3;
    assertThat((FaultTables.BIG + FaultTables.KEYLESS) / seconds).isLessThan(rate * 1.1);
  }

  @Test
  void aValidationThatWaitsForItsLimitStopsAtOnceAndGoesOnWhenItIsLifted() throws Exception {
    TaskBench bench = TaskBench.fresh(folder);
    FaultTables.fill(bench);
    CompletableFuture<TaskOutcome> run = start(bench, VALIDATED.formatted(6000));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> bench.progress.phase().equals("Validate"));
    bench.limits.change(1, 0);
    bench.stop.give();
    assertThat(run.get(3, TimeUnit.SECONDS).reason()).isEqualTo(StopReason.NORMAL);
    TaskBench resumed = bench.again();
    CompletableFuture<TaskOutcome> end = start(resumed, VALIDATED.formatted(1));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> resumed.progress.phase().equals("Validate"));
    resumed.limits.change(0, 0);
    assertThat(end.get(20, TimeUnit.SECONDS).reason())
        .isEqualTo(StopReason.FULL_LOAD_ONLY_FINISHED);
  }

  /** Sessions of the target in a segment's transaction; a reader that waits has begun none. */
  private static long reading(TaskBench bench) throws SQLException {
    return bench.count(
        bench.target,
        "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            + " AND xact_start IS NOT NULL");
  }

  private static CompletableFuture<TaskOutcome> start(TaskBench bench, String settings) {
    CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> outcome.complete(bench.run(settings)));
    return outcome;
  }
}
