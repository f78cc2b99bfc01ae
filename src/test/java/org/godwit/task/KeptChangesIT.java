package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes that were left out, kept so that a person can do them by hand. */
final class KeptChangesIT {
  @TempDir Path folder;

  private LoggedSource kind = LoggedSource.POSTGRES;
  private TaskBench bench;
  private int lanes;

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private void between(LoggedSource source, String target) throws SQLException {
    kind = source;
    bench = TaskBench.between(kind.engine(), target, folder);
    change(kind.schema().toArray(String[]::new));
    change(
        "CREATE TABLE shop.item (id int PRIMARY KEY, day date, at timestamp(3) NULL, note varchar(80), v int)",
        "INSERT INTO shop.item VALUES (1, '2020-01-01', '2020-01-01 00:00:00', 'one', 1)");
    if (!bench.isMySqlTarget()) {
      bench.target.execute("CREATE SCHEMA \"%s\"".formatted(bench.schema()));
    }
    bench.target.execute(
        "CREATE TABLE %s (id int PRIMARY KEY, day date, at timestamp(3) NULL, note varchar(80), v smallint)"
            .formatted(bench.targetTable("item")));
    run();
  }

  private void run() {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    TaskOutcome outcome =
        bench.run(
            """
            {"TargetMetadata": {"ParallelApplyThreads": %d},
             "FullLoadSettings": {"TargetTablePrepMode": "DO_NOTHING"},
             "ErrorBehavior": {"ApplyErrorInsertPolicy": "LOG_ERROR",
               "ApplyErrorUpdatePolicy": "LOG_ERROR", "ApplyErrorDeletePolicy": "LOG_ERROR"}}"""
                .formatted(lanes),
            task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
    assertThat(outcome.message()).as(bench.log::toString).isEmpty();
  }

  private void change(String... statements) throws SQLException {
    bench.source.execute(Arrays.stream(statements).map(kind::sql).toArray(String[]::new));
  }

  private List<String> kept(String columns) throws SQLException {
    String quote = bench.isMySqlTarget() ? "`" : "\"";
    return bench.query(
        bench.target,
        "SELECT %1$s FROM %2$s%3$s%2$s.apply_exception ORDER BY row_key, change_kind"
            .formatted(columns, quote, bench.controlSchema()));
  }

  @ParameterizedTest
  @CsvSource({
    "MARIADB,postgres,0",
    "MARIADB,postgres,4",
    "POSTGRES,postgres,0",
    "POSTGRES,mariadb,0",
    "POSTGRES,mariadb,4"
  })
  void aChangeThatIsLeftOutIsKeptWithItsWholeRow(LoggedSource source, String target, int by)
      throws Exception {
    lanes = by;
    between(source, target);
    bench.target.execute(
        "INSERT INTO %s VALUES (3, NULL, NULL, 'theirs', 0)".formatted(bench.targetTable("item")));
    change(
        "UPDATE shop.item SET v = 100000, note = 'it''s one' WHERE id = 1",
        "INSERT INTO shop.item VALUES (2, '2024-02-29', '2024-02-29 23:59:59.5', NULL, 99999)",
        "INSERT INTO shop.item VALUES (3, '2024-03-01', NULL, 'three', 3)",
        "INSERT INTO shop.item VALUES (4, NULL, NULL, 'four', 99999)",
        "UPDATE shop.item SET v = 4, day = '2024-03-04' WHERE id = 4",
        "UPDATE shop.item SET id = 40 WHERE id = 4",
        "DELETE FROM shop.item WHERE id = 40");
    run();
    assertThat(kept("row_key, change_kind"))
        .containsExactly(
            "id=1|UPDATE",
            "id=2|INSERT",
            "id=3|INSERT",
            "id=4|INSERT",
            "id=4|UPDATE",
            "id=4|UPDATE",
            "id=40|DELETE");
    assertThat(kept("row_before"))
        .containsExactly(
            "{\"id\":\"1\"}",
            "{}",
            "{}",
            "{}",
            "{\"id\":\"4\"}",
            "{\"id\":\"4\"}",
            "{\"id\":\"40\"}");
    List<String> values = kept("row_values");
    String first = values.getFirst();
    assertThat(first)
        .startsWith("{\"id\":\"1\",\"day\":\"2020-01-01\",\"at\":\"2020-01-01 00:00:00")
        .endsWith("\"note\":\"it's one\",\"v\":\"100000\"}");
    assertThat(values.get(1))
        .startsWith("{\"id\":\"2\",\"day\":\"2024-02-29\",\"at\":\"2024-02-29 23:59:59.5")
        .endsWith("\"note\":null,\"v\":\"99999\"}");
    assertThat(values.get(2))
        .isEqualTo(
            "{\"id\":\"3\",\"day\":\"2024-03-01\",\"at\":null,\"note\":\"three\",\"v\":\"3\"}");
    assertThat(values.subList(4, 6))
        .anyMatch(it -> it.startsWith("{\"id\":\"4\",\"day\":\"2024-03-04\""))
        .anyMatch(it -> it.startsWith("{\"id\":\"40\""));
    assertThat(values.getLast()).isEqualTo("{}");
    List<String> errors = kept("error");
    assertThat(errors.get(2)).contains("that was left out", "somebody else");
    assertThat(errors.getLast()).contains("It was left out before", "or somebody else");
  }

  /** MySQL has no such day, which its writer says when the value comes, in a lane or not. */
  @ParameterizedTest
  @CsvSource({"0", "4"})
  void aValueThatTheTargetHasNoWordForIsReadable(int by) throws Exception {
    lanes = by;
    between(LoggedSource.POSTGRES, "mariadb");
    change(
        "INSERT INTO shop.item VALUES (2, 'infinity', '2024-02-29 23:59:59', 'two', 2)",
        "INSERT INTO shop.item SELECT i, '2024-01-01', NULL, 'more', 1 FROM generate_series(10, 400) i");
    run();
    assertThat(kept("row_key, change_kind")).containsExactly("id=2|INSERT");
    assertThat(kept("row_values"))
        .first()
        .asString()
        .startsWith("{\"id\":\"2\",\"day\":\"infinity\",\"at\":\"2024-02-29 23:59:59");
  }
}
