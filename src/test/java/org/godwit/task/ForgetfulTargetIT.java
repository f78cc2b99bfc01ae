package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.MortalServer;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target with {@code synchronous_commit = off} is killed and has lost what it had committed. */
final class ForgetfulTargetIT {
  private static final Duration RUN_MAX = Duration.ofMinutes(1);

  @TempDir Path folder;

  /**
   * Who writes the target's log behind the commits stands still, so that nothing of them is on
   * disk; and the source must not have been told that it is.
   */
  @Test
  void isGivenAgainWhatItHasLost() throws Exception {
    LoggedSource kind = LoggedSource.POSTGRES;
    try (MortalServer server = MortalServer.start("postgres", folder.resolve("server"))) {
      TaskBench bench =
          TaskBench.between(
              "postgres",
              Servers.postgres().newDatabase(),
              server.server().newDatabase(),
              folder.resolve("rejects"));
      bench.target.execute(
          "ALTER DATABASE %s SET synchronous_commit = off".formatted(bench.target.name()),
          "ALTER SYSTEM SET bgwriter_lru_maxpages = 0",
          "ALTER SYSTEM SET autovacuum = off",
          "SELECT pg_reload_conf()");
      bench.source.execute(
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.item (id int PRIMARY KEY)",
          "INSERT INTO shop.item VALUES (1)");
      AtomicBoolean isKilled = new AtomicBoolean();
      List<String> found = new CopyOnWriteArrayList<>();
      bench.onLine =
          line -> {
            if (line.message().startsWith("trying again") && isKilled.getAndSet(false)) {
              server.revive();
              found.add(String.join(" ", ids(bench)));
            }
          };
      bench.wishes = new ChangeWishes(Optional.empty(), Optional.empty(), Optional.empty(), true);
      CompletableFuture<TaskOutcome> run = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> run.complete(follow(bench)));
      try {
        Awaitility.await()
            .atMost(RUN_MAX)
            .until(
                () -> run.isDone() || bench.progress.phase().equals(TaskProgress.ONGOING_CHANGES));
        bench.source.execute("INSERT INTO shop.item VALUES (2)");
        awaitOnTarget(run, bench, "1 2");
        bench.target.execute("CHECKPOINT");
        standStill(bench);
        String before = LoggedSource.POSTGRES.position(bench);
        bench.source.execute(
            "INSERT INTO shop.item VALUES (3)", "DELETE FROM shop.item WHERE id = 1");
        awaitOnTarget(run, bench, "2 3");
        assertKept(bench, before);
        isKilled.set(true);
        server.kill();
        awaitOnTarget(run, bench, "2 3");
        bench.stop.give();
        TaskOutcome outcome = run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
        assertThat(outcome.reason()).as(outcome + " " + bench.log).isEqualTo(StopReason.NORMAL);
        assertThat(found).as("what the target knew when it was back").containsExactly("1 2");
        assertThat(ids(bench)).containsExactly("2", "3");
        assertThat(
                bench.query(
                    bench.target, "SELECT inserts, deletes FROM godwit_control.change_table"))
            .containsExactly("2|1");
      } finally {
        kind.forget(bench.source);
      }
    }
  }

  private static TaskOutcome follow(TaskBench bench) {
    return bench.run(
        "{\"ErrorBehavior\": {\"RecoverableErrorInterval\": 0}}",
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private static void awaitOnTarget(
      CompletableFuture<TaskOutcome> run, TaskBench bench, String rows) {
    Awaitility.await()
        .atMost(RUN_MAX)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions() // while the server is away
        .untilAsserted(
            () -> {
              assertThat(run).as(bench.log::toString).isNotDone();
              assertThat(String.join(" ", ids(bench))).as(bench.log::toString).isEqualTo(rows);
            });
  }

  private static void standStill(TaskBench bench)
      throws SQLException, IOException, InterruptedException {
    String pid =
        bench
            .query(
                bench.target, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'")
            .getFirst();
    assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor()).isZero();
  }

  /** Longer than it takes to look, again and again, what of the target is on disk. */
  private static void assertKept(TaskBench bench, String position) {
    String slots =
        "SELECT confirmed_flush_lsn <= '"
            + position
            + "', confirmed_flush_lsn FROM pg_replication_slots WHERE database ="
            + " current_database()";
    Awaitility.await()
        .during(Duration.ofSeconds(3))
        .atMost(RUN_MAX)
        .untilAsserted(
            () ->
                assertThat(bench.query(bench.source, slots))
                    .singleElement()
                    .asString()
                    .startsWith("t|"));
  }

  private static List<String> ids(TaskBench bench) {
    try {
      return bench.query(bench.target, "SELECT id FROM shop.item ORDER BY id");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
