package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.Engine;
import org.godwit.engine.Engines;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A load that was ended between its tables goes on under another snapshot: rows of one table may
 * refer to rows that the other lacks, until the changes in between are applied.
 */
final class UnevenLoadIT {
  private static final int ROWS = 900;
  private static final String ONE_BY_ONE =
      """
      {"FullLoadSettings": {"MaxFullLoadSubTasks": 1, "CommitRate": 100}}""";

  private static final ChangeWishes FOLLOWING =
      new ChangeWishes(
          Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(2)), true);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private LoggedSource kind;
  private TaskBench bench;

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  @ParameterizedTest
  @EnumSource
  void foreignKeysOfALoadThatWasEndedComeBehindTheChangesInBetween(LoggedSource from)
      throws Exception {
    kind = from;
    bench = TaskBench.from(kind.engine(), folder);
    bench.source.execute(kind.schema().toArray(String[]::new));
    bench.source.execute(
        kind.sql("CREATE TABLE shop.parent (id int PRIMARY KEY)"),
        kind.sql(
            "CREATE TABLE shop.child (id int PRIMARY KEY, of_parent int, FOREIGN KEY (of_parent) REFERENCES shop.parent (id))"),
        kind.sql("INSERT INTO shop.parent " + numbers("i")),
        kind.sql("INSERT INTO shop.child " + numbers("i, i")));
    bench.wishes = FOLLOWING;
    TaskBench ended = bench;
    assertThat(run(ended, endedInSecondTable()).reason())
        .as(ended.log::toString)
        .isEqualTo(StopReason.NORMAL);
    assertThat(
            bench.query(
                bench.target,
                "SELECT count(*) FROM %s.load_table WHERE phase = 'COMPLETED'"
                    .formatted(bench.controlSchema())))
        .as("one is loaded, one isn't")
        .containsExactly("1");

    bench = ended.again();
    bench.wishes = FOLLOWING;
    TaskOutcome outcome = run(bench, Engines.standard().named(bench.engine()));
    assertThat(outcome.message()).as(bench.log::toString).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    assertThat(bench.log)
        .anyMatch(line -> line.message().contains("tables were loaded at several moments"))
        .noneMatch(line -> line.message().contains("was not made"));
    assertThat(bench.count(bench.target, "pg_constraint WHERE contype = 'f' AND convalidated"))
        .isOne();
    for (String table : List.of("parent", "child")) {
      assertThat(rows(bench.target, bench.targetTable(table)))
          .isEqualTo(rows(bench.source, kind.sql("shop." + table)))
          .hasSize(ROWS);
    }
  }

  private static String numbers(String columns) {
    return "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT %s FROM n"
        .formatted(ROWS, columns);
  }

  private List<String> rows(TestDatabase database, String table) throws SQLException {
    return bench.query(database, "SELECT * FROM %s ORDER BY id".formatted(table));
  }

  /** Ends the run when the later of the tables begins to be read, whichever it is. */
  private Engine endedInSecondTable() {
    TaskBench ended = bench;
    return Moment.atPieceBeforeChanges(
        2,
        Engines.standard().named(bench.engine()),
        () -> {
          try {
            ended.source.execute(
                kind.sql("DELETE FROM shop.child WHERE of_parent = 7"),
                kind.sql("DELETE FROM shop.parent WHERE id = 7"),
                kind.sql("INSERT INTO shop.parent VALUES (5000)"),
                kind.sql("INSERT INTO shop.child VALUES (5000, 5000)"));
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
          ended.stop.give();
        });
  }

  private static TaskOutcome run(TaskBench bench, Engine source) {
    return bench.run(
        bench.engine().equals("postgres")
            ? new Engines(List.of(source))
            : new Engines(List.of(source, new PostgresEngine())),
        ONE_BY_ONE,
        task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }
}
