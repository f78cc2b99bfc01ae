package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.godwit.engine.Failure;
import org.godwit.task.cdc.ChangeWishes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes of a source that is never at rest. Both ends are compared by plain SQL on their servers,
 * row by row, and not by anything of Godwit's.
 *
 * <p>{@code -Dgodwit.faults.seeds=N} kills in N rounds instead of one.
 */
final class OngoingChangesIT {
  private static final ChangeWishes UNTIL_IDLE =
      new ChangeWishes(
          Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);
  private static final Duration RUN_MAX = Duration.ofMinutes(3);
  private static final int KILLS = 4;

  @TempDir Path folder;

  private TaskBench bench;

  @BeforeEach
  void makeBench() throws SQLException {
    bench = TaskBench.from("postgres", folder);
    bench.wishes = UNTIL_IDLE;
  }

  @AfterEach
  void dropSlots() throws SQLException {
    bench.source.execute(
        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND"
            + " database = current_database()",
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database ="
            + " current_database() AND NOT active");
  }

  private TaskOutcome run(MigrationType type) {
    return run(bench, type, Start.RESUME);
  }

  private static TaskOutcome run(TaskBench bench, MigrationType type, Start start) {
    return bench.run("{}", task -> of(type, task), start);
  }

  private static Task of(MigrationType type, Task task) {
    return new Task(
        task.name(), type, task.source(), task.target(), task.mapping(), task.settings());
  }

  private void assertSame(List<String> tables) throws SQLException {
    for (String table : tables) {
      String rows = "SELECT t::text FROM shop.%s t ORDER BY t::text COLLATE \"C\"".formatted(table);
      assertThat(bench.query(bench.target, rows))
          .as(table)
          .isEqualTo(bench.query(bench.source, rows));
    }
  }

  @Test
  void everyChangeOfABusySourceArrivesOnce() throws Exception {
    BusyWriter.prepare(bench.source);
    try (BusyWriter writer = BusyWriter.start(bench.source, 1)) {
      CompletableFuture<TaskOutcome> run =
          CompletableFuture.supplyAsync(() -> run(MigrationType.FULL_LOAD_AND_CDC));
      Awaitility.await()
          .atMost(RUN_MAX)
          .until(() -> run.isDone() || bench.progress.changes().ofThisRun() > 3000);
      assertThat(writer.end()).isGreaterThan(1000);
      TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.message()).isEmpty();
      assertThat(outcome.reason()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
      assertThat(outcome.isComplete()).isTrue();
    }
    assertSame(BusyWriter.TABLES);
  }

  @Test
  void aSourceThatNobodyMayChangeIsToldWhatItLacks() throws Exception {
    BusyWriter.prepare(bench.source);
    bench.wishes = ChangeWishes.NONE;
    TaskOutcome outcome = run(MigrationType.FULL_LOAD_AND_CDC);
    assertThat(outcome.failure()).isEqualTo(Failure.CONFIGURATION);
    assertThat(outcome.message())
        .contains("ALTER TABLE \"shop\".\"nokey\" REPLICA IDENTITY FULL;")
        .contains("CREATE PUBLICATION \"godwit_test_")
        .contains("pg_create_logical_replication_slot");
    assertThat(bench.query(bench.source, "SELECT pubname FROM pg_publication")).isEmpty();
  }

  @Test
  void aProcessThatIsKilledAtAnyMomentLosesNoChangeAndAppliesNoneTwice() throws Exception {
    for (long seed = 1; seed <= Integer.getInteger("godwit.faults.seeds", 1); seed++) {
      if (seed > 1) {
        dropSlots();
        makeBench();
      }
      BusyWriter.prepare(bench.source);
      kill(new Random(seed), seed);
    }
  }

  private void kill(Random random, long seed) throws Exception {
    RunProcess process = new RunProcess(bench, folder);
    String[] arguments = {"--type", "full-load-and-cdc", "--set-up-source"};
    try (BusyWriter writer = BusyWriter.start(bench.source, seed)) {
      for (int kill = 0; kill < KILLS; kill++) {
        long before = process.printed().lines().count();
        Process run = process.start("{}", arguments);
        Awaitility.await()
            .atMost(RUN_MAX)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> !run.isAlive() || process.printed().lines().count() > before);
        boolean ended = run.waitFor(random.nextInt(4000), TimeUnit.MILLISECONDS);
        assertThat(ended).as(process.printed()).isFalse();
        run.destroyForcibly();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      Process last =
          process.start(
              "{}", "--type", "full-load-and-cdc", "--set-up-source", "--stop-after-idle", "1s");
      boolean ended = last.waitFor(random.nextInt(6000), TimeUnit.MILLISECONDS);
      assertThat(ended).as(process.printed()).isFalse();
      assertThat(writer.end()).isGreaterThan(100);
      assertThat(last.waitFor(RUN_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).as(process.printed()).isZero();
    }
    assertSame(BusyWriter.TABLES);
  }
}
