package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.testing.MortalServer;
import org.godwit.testing.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources are killed under a running task, and come back or not. */
final class LostSourceIT {
  /** MySQL's and MariaDB's ER_NO_SUCH_THREAD. */
  private static final int NO_SUCH_THREAD = 1094;

  private static final int ROWS = 60_000;
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1}, "FullLoadSettings": {"MaxFullLoadSubTasks": 2},
       "ErrorBehavior": {"RecoverableErrorCount": 2, "RecoverableErrorInterval": 0,
                         "RecoverableErrorThrottling": false},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql", "postgres"})
  void aSourceThatIsKilledWhileRowsAreReadIsReadOnWhenItIsBack(String engine) throws Exception {
    try (MortalServer server = MortalServer.start(engine, folder.resolve("server"))) {
      TaskBench bench = filled(engine, server);
      reviveAtRetry(bench, server);
      TaskOutcome outcome =
          run(bench, Moment.atRow(ROWS / 2, Engines.standard().named(engine), server::kill));
      assertWhole(bench, outcome);
      // PostgreSQL counts written rows anew after a crash, so that its table begins again.
      assertThat(bench.progress.pointsInTime()).isEqualTo(engine.equals("postgres") ? 1 : 2);
      assertThat(errors(bench)).singleElement().asString().contains("reading", "127.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql", "postgres"})
  void aSourceThatStaysAwayFailsTheTaskByNameAndAResumeCompletesIt(String engine) throws Exception {
    try (MortalServer server = MortalServer.start(engine, folder.resolve("server"))) {
      TaskBench bench = filled(engine, server);
      TaskOutcome outcome =
          run(bench, Moment.atRow(ROWS / 2, Engines.standard().named(engine), server::kill));
      assertThat(outcome.reason()).isEqualTo(StopReason.RECOVERABLE_ERROR);
      assertThat(outcome.message())
          .contains("127.0.0.1", "Given up after 3 tries", "a resume goes on from there");
      server.revive();
      TaskBench again = bench.again();
      TaskOutcome resumed = again.run(SETTINGS);
      assertWhole(again, resumed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql", "postgres"})
  void aSourceThatIsKilledDuringTheValidationIsComparedOnceMore(String engine) throws Exception {
    try (MortalServer server = MortalServer.start(engine, folder.resolve("server"))) {
      TaskBench bench = filled(engine, server);
      reviveAtRetry(bench, server);
      TaskOutcome outcome =
          run(bench, Moment.atValidation(Engines.standard().named(engine), server::kill));
      assertWhole(bench, outcome);
      assertThat(errors(bench)).singleElement().asString().contains("validating failed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql", "postgres"})
  void readersThatAreKilledOneByOneAreReplaced(String engine) throws SQLException {
    TaskBench bench = filled(engine, TaskBench.from(engine, folder));
    Engine reading = Engines.standard().named(engine);
    for (int row : List.of(ROWS / 4, ROWS / 2, ROWS * 3 / 4)) {
      reading = Moment.atRow(row, reading, () -> killAReader(engine, bench));
    }
    TaskOutcome outcome = run(bench, reading);
    assertWhole(bench, outcome);
    assertThat(errors(bench)).isNotEmpty();
  }

  private static void killAReader(String engine, TaskBench bench) {
    try {
      if (engine.equals("postgres")) {
        bench.query(
            bench.source,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND query LIKE 'COPY (SELECT%' LIMIT 1");
      } else {
        while (!killAReaderOf(bench)) {
          Thread.onSpinWait();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Kills one connection that has a transaction, which only a reader has for long.
   *
   * @return false when all that are listed have ended meanwhile, as the list of transactions is a
   *     little old; true when one was killed, or none was left by the moments before
   */
  private static boolean killAReaderOf(TaskBench bench) throws SQLException {
    List<String> ids =
        bench.query(
            bench.source,
            "SELECT p.id FROM information_schema.processlist p"
                + " JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id"
                + " WHERE p.db = DATABASE() AND p.id <> CONNECTION_ID() ORDER BY p.id DESC");
    for (String id : ids) {
      try {
        bench.source.execute("KILL " + id);
        return true;
      } catch (SQLException e) {
        if (e.getErrorCode() != NO_SUCH_THREAD) {
          throw e;
        }
      }
    }
    return ids.isEmpty();
  }

  @Test
  void anErrorOfGodwitItselfFailsTheRunAndAResumeCompletesIt() throws SQLException {
    TaskBench bench = filled("mariadb", TaskBench.from("mariadb", folder));
    TaskOutcome outcome =
        run(
            bench,
            Moment.atRow(
                ROWS / 2,
                Engines.standard().named("mariadb"),
                () -> {
                  throw new OutOfMemoryError("no room");
                }));
    assertThat(outcome.reason()).isEqualTo(StopReason.FATAL_ERROR);
    assertThat(outcome.message()).contains("error of Godwit itself", "no room", "a resume goes on");
    TaskBench again = bench.again();
    assertWhole(again, again.run(SETTINGS));
  }

  private static void reviveAtRetry(TaskBench bench, MortalServer server) {
    bench.onLine =
        line -> {
          if (line.message().startsWith("trying again")) {
            server.revive();
          }
        };
  }

  private static TaskOutcome run(TaskBench bench, Engine source) {
    Engines engines =
        source.descriptor().id().equals("postgres")
            ? new Engines(List.of(source))
            : new Engines(List.of(source, new PostgresEngine()));
    return bench.run(engines, SETTINGS, Start.RESUME, Set.of());
  }

  private static List<String> errors(TaskBench bench) {
    return bench.log.stream()
        .filter(line -> line.level() == LogLevel.ERROR)
        .map(LogLine::message)
        .toList();
  }

  private static void assertWhole(TaskBench bench, TaskOutcome outcome) throws SQLException {
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(outcome.tables().getFirst().rows()).isEqualTo(ROWS);
    assertThat(bench.count(bench.target, bench.targetTable("big"))).isEqualTo(ROWS);
  }

  private TaskBench filled(String engine, MortalServer server) throws SQLException {
    return filled(
        engine,
        TaskBench.between(
            engine, server.server().newDatabase(), Servers.postgres().newDatabase(), folder));
  }

  /** Rows so wide that there are many segments: some are done and some not begun in the middle. */
  private static TaskBench filled(String engine, TaskBench bench) throws SQLException {
    if (engine.equals("postgres")) {
      bench.source.execute(
          "CREATE SCHEMA shop",
          "CREATE TABLE shop.big (id bigint PRIMARY KEY, words varchar(300), n int)",
          "INSERT INTO shop.big SELECT s, 'row ' || s || repeat(' of many', 25), s % 97"
              + " FROM generate_series(1, "
              + ROWS
              + ") s",
          "ANALYZE");
    } else {
      bench.source.execute(
          "CREATE TABLE big (id bigint PRIMARY KEY, words varchar(300), n int)",
          "INSERT INTO big WITH RECURSIVE s (i) AS"
              + " (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 1000)"
              + " SELECT (a.i - 1) * 1000 + b.i, concat('row ', a.i, repeat(' of many', 25)), b.i % 97"
              + " FROM s a JOIN s b WHERE a.i <= "
              + ROWS / 1000,
          "ANALYZE TABLE big");
    }
    return bench;
  }
}
