package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that takes longer for one statement than the source waits for a sign of its reader. */
final class SlowTargetIT {
  private static final Duration RUN_MAX = Duration.ofMinutes(2);

  /** Long enough for a walsender that hears nothing to give its reader up. */
  private static final String WAITS =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND wait_event_type = 'Lock' AND now() - query_start > interval '7 s'";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void isWaitedForOnOneStream(int lanes) throws Exception {
    TaskBench loaded = TaskBench.between("postgres", "postgres", folder);
    LoggedSource kind = LoggedSource.POSTGRES;
    loaded.source.execute(kind.schema().toArray(String[]::new));
    loaded.source.execute(
        "ALTER DATABASE %s SET wal_sender_timeout = '3s'".formatted(loaded.source.name()),
        kind.sql("CREATE TABLE shop.item (id int PRIMARY KEY, n int)"),
        kind.sql("INSERT INTO shop.item SELECT i, 0 FROM generate_series(1, 100) i"));
    try {
      assertThat(run(loaded, lanes).message()).isEmpty();
      TaskBench bench = loaded.again();
      bench.source.execute(kind.sql("UPDATE shop.item SET n = n + 1"));
      CompletableFuture<TaskOutcome> run;
      String reader =
          "SELECT active_pid FROM pg_replication_slots WHERE database = current_database()";
      try (Connection lock = bench.target.connect();
          Statement statement = lock.createStatement()) {
        lock.setAutoCommit(false);
        statement.execute(
            "SELECT id FROM " + bench.targetTable("item") + " WHERE id = 7 FOR UPDATE");
        run = CompletableFuture.supplyAsync(() -> run(bench, lanes));
        Awaitility.await()
            .atMost(RUN_MAX)
            .until(() -> run.isDone() || !bench.query(bench.target, WAITS).equals(List.of("0")));
        assertThat(run).isNotDone();
        assertThat(bench.query(bench.source, reader))
            .as("who serves the reader")
            .doesNotContain("null")
            .hasSize(1);
        lock.rollback();
      }
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message()).isEmpty();
      assertThat(bench.log.stream().map(LogLine::level)).doesNotContain(LogLevel.ERROR);
      assertThat(bench.query(bench.target, "SELECT sum(n) FROM " + bench.targetTable("item")))
          .containsExactly("100");
    } finally {
      kind.forget(loaded.source);
    }
  }

  private static TaskOutcome run(TaskBench bench, int lanes) {
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    return bench.run(
        """
        {"TargetMetadata": {"ParallelApplyThreads": %d, "ParallelApplyBufferSize": 10}}"""
            .formatted(lanes),
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }
}
