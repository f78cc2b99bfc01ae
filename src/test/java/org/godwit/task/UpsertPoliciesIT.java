package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INSERT_RECORD and UPDATE_RECORD: rows that others have put or taken on the target. */
final class UpsertPoliciesIT {
  @TempDir Path folder;

  private LoggedSource kind = LoggedSource.POSTGRES;
  private TaskBench bench;
  private String settings = "{}";

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private TaskOutcome run() {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    return bench.run(
        settings, task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
  }

  private void change(String... statements) throws SQLException {
    bench.source.execute(List.of(statements).stream().map(kind::sql).toArray(String[]::new));
  }

  private void assertSame() throws SQLException {
    String rows = "SELECT id, name, v FROM %s ORDER BY id";
    assertThat(bench.query(bench.target, rows.formatted(bench.targetTable("item"))))
        .isEqualTo(bench.query(bench.source, rows.formatted(kind.named("item"))));
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES,postgres,false",
    "POSTGRES,postgres,true",
    "POSTGRES,mariadb,false",
    "MYSQL,mysql,false"
  })
  void rowsBecomeWhatTheChangesSay(LoggedSource source, String target, boolean isBatch)
      throws Exception {
    kind = source;
    bench = TaskBench.between(kind.engine(), target, folder);
    change(kind.schema().toArray(String[]::new));
    change(
        "CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(20), v int)",
        "CREATE TABLE shop.other (id int PRIMARY KEY)",
        "INSERT INTO shop.item VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3), (4, 'four', 4), (5, 'five', 5)");
    settings =
        """
        {"TargetMetadata": {"BatchApplyEnabled": %s}, "ErrorBehavior": {
          "ApplyErrorInsertPolicy": "INSERT_RECORD", "ApplyErrorUpdatePolicy": "UPDATE_RECORD"}}"""
            .formatted(isBatch);
    assertThat(run().message()).isEmpty();
    String item = bench.targetTable("item");
    bench.target.execute(
        "DELETE FROM " + item + " WHERE id IN (2, 3, 4, 5)",
        "INSERT INTO " + item + " VALUES (10, 'theirs', 0), (12, 'theirs', 0)");
    change(
        "INSERT INTO shop.item VALUES (9, 'nine', 9), (10, 'ten', 10), (11, 'eleven', 11)",
        "UPDATE shop.item SET name = 'two!' WHERE id = 2",
        "UPDATE shop.item SET v = 22 WHERE id = 2",
        "UPDATE shop.item SET v = 33 WHERE id = 3",
        "DELETE FROM shop.item WHERE id = 3",
        "INSERT INTO shop.item VALUES (3, 'again', 3)",
        "INSERT INTO shop.item VALUES (12, 'twelve', 12)",
        "DELETE FROM shop.item WHERE id = 12",
        "UPDATE shop.item SET v = 55 WHERE id = 5",
        "DELETE FROM shop.item WHERE id = 5",
        "UPDATE shop.item SET id = 40 WHERE id = 4",
        "UPDATE shop.item SET name = 'uno' WHERE id = 1");
    TaskOutcome outcome = run();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    assertSame();
    String quote = bench.isMySqlTarget() ? "`" : "\"";
    List<String> kept =
        bench.query(
            bench.target,
            "SELECT row_key FROM %1$s%2$s%1$s.apply_exception"
                .formatted(quote, bench.controlSchema()));
    assertThat(kept)
        .contains("id=10", "id=2", "id=4", "id=5", "id=12")
        .doesNotContain("id=9", "id=11", "id=1");
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,postgres", "MYSQL,mysql"})
  void whatStillCantBeAppliedTakesItsTableOut(LoggedSource source, String target) throws Exception {
    kind = source;
    bench = TaskBench.between(kind.engine(), target, folder);
    change(kind.schema().toArray(String[]::new));
    change(
        "CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(20) UNIQUE, v int)",
        "CREATE TABLE shop.other (id int PRIMARY KEY)");
    settings =
        "{\"ErrorBehavior\": {\"ApplyErrorInsertPolicy\": \"INSERT_RECORD\"},"
            + " \"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}}";
    assertThat(run().message()).isEmpty();
    bench.target.execute(
        "INSERT INTO " + bench.targetTable("item") + " VALUES (5, 'x', 0), (6, 'y', 0)");
    change("INSERT INTO shop.item VALUES (6, 'x', 1)", "INSERT INTO shop.other VALUES (1)");
    TaskOutcome outcome = run();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).isFalse();
    assertThat(
            bench.query(
                bench.target, "SELECT id, name FROM " + bench.targetTable("item") + " ORDER BY id"))
        .containsExactly("5|x", "6|y");
    assertThat(bench.count(bench.target, bench.targetTable("other"))).isEqualTo(1);
    assertThat(run().isComplete()).isTrue();
    assertSame();
  }

  /** PostgreSQL refuses any value for such a column in an UPDATE, also the one that it has. */
  @ParameterizedTest
  @CsvSource({"POSTGRES,false", "MARIADB,false", "MARIADB,true"})
  void aKeyThatTheTargetAlwaysNumbersItselfIsUpdatedBeside(LoggedSource source, boolean isBatch)
      throws Exception {
    kind = source;
    bench = TaskBench.between(kind.engine(), "postgres", folder);
    change(kind.schema().toArray(String[]::new));
    change("CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(20), v int)");
    if (kind == LoggedSource.POSTGRES) {
      change("ALTER TABLE shop.item REPLICA IDENTITY FULL");
    }
    change("INSERT INTO shop.item VALUES (1, 'one', 1), (2, 'two', 2)");
    bench.target.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.item (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(20), v int)");
    settings =
        """
        {"TargetMetadata": {"BatchApplyEnabled": %s}, "FullLoadSettings": {"TargetTablePrepMode": "DO_NOTHING"}}"""
            .formatted(isBatch);
    assertThat(run().message()).isEmpty();
    change(
        "INSERT INTO shop.item VALUES (3, 'three', 3)",
        "UPDATE shop.item SET v = 22 WHERE id = 2",
        "DELETE FROM shop.item WHERE id = 1");
    TaskOutcome outcome = run();
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(bench.log::toString).isTrue();
    assertSame();
  }
}
