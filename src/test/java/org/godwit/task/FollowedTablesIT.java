package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tables may have beside columns and rows, while their changes are followed. */
final class FollowedTablesIT {
  @TempDir Path folder;

  private LoggedSource kind;
  private TaskBench bench;

  private void between(LoggedSource source, String target) throws SQLException {
    kind = source;
    bench = TaskBench.between(source.engine(), target, folder);
    bench.source.execute(kind.schema().toArray(String[]::new));
  }

  @AfterEach
  void leaveNothing() throws SQLException {
    kind.forget(bench.source);
  }

  private TaskOutcome follow() {
    bench = bench.again();
    bench.wishes = OngoingChangesContract.UNTIL_IDLE;
    TaskOutcome outcome =
        bench.run("{}", task -> OngoingChangesContract.of(MigrationType.FULL_LOAD_AND_CDC, task));
    assertThat(outcome.message()).isEmpty();
    return outcome;
  }

  private void change(String... statements) throws SQLException {
    List<String> named = new ArrayList<>();
    for (String statement : statements) {
      named.add(kind.sql(statement));
    }
    bench.source.execute(named.toArray(String[]::new));
  }

  private void assertSame(String columns, String table) throws SQLException {
    String rows = "SELECT %s FROM %s ORDER BY id".formatted(columns, "%s");
    assertThat(bench.query(bench.target, rows.formatted(bench.targetTable(table))))
        .isEqualTo(bench.query(bench.source, rows.formatted(kind.named(table))));
  }

  /** They stand among the others, and may be in the log or not. */
  @ParameterizedTest
  @CsvSource({
    "POSTGRES,postgres",
    "POSTGRES,mysql",
    "MYSQL,mysql",
    "MARIADB,mariadb",
    "MYSQL,postgres",
    "MARIADB,postgres"
  })
  void columnsThatAreGeneratedAreComputedByTheTarget(LoggedSource source, String target)
      throws Exception {
    between(source, target);
    String virtual =
        source == LoggedSource.POSTGRES
            ? ""
            : "w int GENERATED ALWAYS AS (a + 1) VIRTUAL, v varchar(40) GENERATED ALWAYS AS"
                + " (concat(name, '!')) VIRTUAL,";
    String columns = "id, " + (virtual.isEmpty() ? "" : "w, v, ") + "a, twice, name, d";
    change(
        "CREATE TABLE shop.item (%s id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED, name varchar(40), d numeric(8,2))"
            .formatted(virtual),
        "INSERT INTO shop.item (id, a, name, d) VALUES (1, 10, 'one', 1.5), (2, 20, 'two', 2.5)",
        "CREATE TABLE shop.other (id int PRIMARY KEY)");
    assertThat(follow().isComplete()).as(bench.log::toString).isTrue();
    assertSame(columns, "item");
    change(
        "INSERT INTO shop.item (id, a, name, d) VALUES (3, 30, 'three', 3.5), (4, NULL, NULL, NULL)",
        "UPDATE shop.item SET a = a + 5, name = 'changed' WHERE id = 1",
        "UPDATE shop.item SET id = 20 WHERE id = 2",
        "DELETE FROM shop.item WHERE id = 4",
        "INSERT INTO shop.other VALUES (1)");
    assertThat(follow().isComplete()).as(bench.log::toString).isTrue();
    assertSame(columns, "item");
    assertSame("id", "other");
    assertThat(bench.progress.changes().ofThisRun()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"POSTGRES,mysql", "MARIADB,mariadb"})
  void aTableWithoutAKeyIsRefusedByMySqlAndTheOthersAreFollowed(LoggedSource source, String target)
      throws Exception {
    between(source, target);
    change(
        "CREATE TABLE shop.bare (id int, v int)",
        "INSERT INTO shop.bare VALUES (1, 1)",
        "CREATE TABLE shop.item (id int PRIMARY KEY)");
    assertThat(follow().isComplete()).isFalse();
    assertThat(bench.log)
        .anyMatch(
            line ->
                line.level() == LogLevel.ERROR
                    && line.message().contains("bare can't be followed: it has no primary key"));
    change("UPDATE shop.bare SET v = 2", "INSERT INTO shop.item VALUES (7)");
    assertThat(follow().isComplete()).isFalse();
    assertSame("id", "item");
  }

  /** Its rows are there: nobody reads them again, and nothing is said to be loaded. */
  @Test
  void aKeyThatTheTargetRefusesIsTriedAgainAloneAtEachStart() throws Exception {
    between(LoggedSource.MARIADB, "postgres");
    change(
        "CREATE TABLE shop.item (id int PRIMARY KEY)",
        "CREATE TABLE shop.line (id int PRIMARY KEY, item int, CONSTRAINT lost FOREIGN KEY (item) REFERENCES shop.item (id))",
        "SET STATEMENT foreign_key_checks = 0 FOR INSERT INTO shop.line VALUES (1, 7)");
    TaskOutcome loaded = follow();
    assertThat(loaded.isComplete()).isTrue();
    assertThat(loaded.hasRefusedStatements()).as(loaded.toString()).isTrue();
    change("INSERT INTO shop.item VALUES (7)");
    TaskOutcome refused = follow();
    assertThat(refused.hasRefusedStatements()).as(refused.toString()).isTrue();
    requireNothingRead();
    TaskOutcome made = follow();
    assertThat(made.hasRefusedStatements()).as(made.toString()).isFalse();
    requireNothingRead();
    assertThat(line(made).startedAt()).isEqualTo(line(refused).startedAt());
    assertThat(line(made).endedAt()).isEqualTo(line(refused).endedAt());
    assertThat(bench.count(bench.target, "pg_constraint WHERE contype = 'f' AND convalidated"))
        .isOne();
  }

  private static TableStatistics line(TaskOutcome outcome) {
    return outcome.tables().getLast();
  }

  private void requireNothingRead() {
    assertThat(bench.progress.rowsOfThisRun()).isZero();
    assertThat(bench.log)
        .noneMatch(it -> it.component() == LogComponent.SOURCE_UNLOAD)
        .noneMatch(it -> it.message().startsWith("loaded "));
  }

  /** They have done their work on the source. */
  @Test
  void triggersOfAPostgresTargetDontFireForChanges() throws Exception {
    between(LoggedSource.POSTGRES, "postgres");
    change(
        "CREATE TABLE shop.item (id int PRIMARY KEY, n int)",
        "CREATE TABLE shop.line (id int PRIMARY KEY, item int REFERENCES shop.item ON DELETE CASCADE)",
        "INSERT INTO shop.item VALUES (1, 1)",
        "INSERT INTO shop.line VALUES (1, 1)");
    assertThat(follow().isComplete()).isTrue();
    bench.target.execute(
        "CREATE TABLE shop.noted (what text)",
        """
        CREATE FUNCTION shop.note() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO shop.noted VALUES (tg_op); RETURN NULL; END $$""",
        "CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON shop.item FOR EACH ROW"
            + " EXECUTE FUNCTION shop.note()");
    change(
        "INSERT INTO shop.item VALUES (2, 2)",
        "UPDATE shop.item SET n = 3 WHERE id = 2",
        "DELETE FROM shop.item WHERE id = 1");
    assertThat(follow().isComplete()).isTrue();
    assertSame("id, n", "item");
    assertSame("id, item", "line");
    String noted = "SELECT what FROM shop.noted";
    assertThat(bench.query(bench.target, noted)).isEmpty();
    bench.target.execute("INSERT INTO shop.item VALUES (50, 5)");
    assertThat(bench.query(bench.target, noted)).as("for others").containsExactly("INSERT");
  }
}
