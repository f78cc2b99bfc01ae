package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real process that loads into a target whose definitions commit by themselves is killed at any
 * moment, and another one goes on.
 */
final class KilledMySqlTargetIT {
  private static final int ROWS = 200_000;
  private static final int UNKNOWN_TABLE = 1146;
  private static final int UNKNOWN_DATABASE = 1049;
  private static final String SETTINGS =
      """
      {"GodwitSettings": {"SegmentMb": 1},
       "FullLoadSettings": {"MaxFullLoadSubTasks": 2, "TargetTablePrepMode": "DO_NOTHING"},
       "ValidationSettings": {"EnableValidation": true}}
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} to {1}, seed {2}")
  @CsvSource({"mariadb, mysql, 1", "mariadb, mariadb, 2", "mariadb, mysql, 3"})
  void aTaskThatIsKilledAtAnyMomentResumesAndLosesNoRow(String source, String target, long seed)
      throws Exception {
    TaskBench bench = TaskBench.between(source, target, folder);
    TaskRunnerIT.manyRows(bench, ROWS);
    bench.source.execute(
        "ALTER TABLE big ADD INDEX by_words (words), ADD UNIQUE INDEX by_both (words, n)",
        "CREATE TABLE child (id int PRIMARY KEY, big_id bigint, CONSTRAINT child_big FOREIGN KEY"
            + " (big_id) REFERENCES big (id))",
        "INSERT INTO child SELECT seq, seq FROM seq_1_to_5000",
        "CREATE TABLE keyless (n int, words varchar(20))",
        "INSERT INTO keyless SELECT seq % 10, 'the same' FROM seq_1_to_20000");
    existingWithTrigger(bench);
    RunProcess process = new RunProcess(bench, folder);
    Random random = new Random(seed);
    for (int kill = 0; kill < 5; kill++) {
      Process run = process.start(SETTINGS);
      long committed = marks(bench) + random.nextInt(1 + 4 * kill);
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !run.isAlive() || marks(bench) > committed);
      run.destroyForcibly();
      assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    Process last = process.start(SETTINGS);
    assertThat(last.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).as(process.printed()).isZero();
    String sums = "SELECT count(*), sum(id), sum(n), sum(length(words)) FROM ";
    assertThat(bench.query(bench.target, sums + bench.targetTable("big")))
        .isEqualTo(bench.query(bench.source, sums + "big"));
    assertThat(bench.count(bench.target, bench.targetTable("keyless"))).isEqualTo(20_000);
    assertThat(bench.count(bench.target, bench.targetTable("fired"))).isZero();
    assertThat(objects(bench))
        .containsExactlyInAnyOrder("PRIMARY", "by_both", "by_words", "child_big", "fire");
  }

  /** A table of somebody else's into which the task loads; its trigger must not see the rows. */
  private static void existingWithTrigger(TaskBench bench) throws SQLException {
    bench.source.execute(
        "CREATE TABLE kept (id int PRIMARY KEY)", "INSERT INTO kept SELECT seq FROM seq_1_to_3000");
    bench.target.execute(
        "CREATE TABLE kept (id int PRIMARY KEY)",
        "CREATE TABLE fired (id int)",
        "CREATE TRIGGER fire AFTER INSERT ON kept FOR EACH ROW INSERT INTO fired VALUES (new.id)");
  }

  private static List<String> objects(TaskBench bench) throws SQLException {
    return bench.query(
        bench.target,
        """
        SELECT DISTINCT INDEX_NAME AS n FROM information_schema.STATISTICS
         WHERE TABLE_SCHEMA = '%1$s' AND TABLE_NAME = 'big'
        UNION SELECT CONSTRAINT_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS
         WHERE CONSTRAINT_SCHEMA = '%1$s'
        UNION SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '%1$s'
        ORDER BY 1"""
            .formatted(bench.target.name()));
  }

  /** Everything that the ledger has marked: segments, statements and phases of tables. */
  private static long marks(TaskBench bench) {
    String control = bench.controlSchema();
    try {
      return Long.parseLong(
          bench
              .query(
                  bench.target,
                  """
                  SELECT (SELECT count(*) FROM %1$s.load_segment WHERE is_done)
                       + (SELECT count(*) FROM %1$s.load_statement WHERE is_done)
                       + (SELECT count(*) FROM %1$s.load_table WHERE phase <> 'PLANNED')
                       + (SELECT count(*) FROM %1$s.load_statement)"""
                      .formatted(control))
              .getFirst());
    } catch (SQLException e) {
      if (e.getErrorCode() == UNKNOWN_TABLE || e.getErrorCode() == UNKNOWN_DATABASE) {
        return 0; // the run has not made its control schema yet
      }
      throw new IllegalStateException(e);
    }
  }
}
