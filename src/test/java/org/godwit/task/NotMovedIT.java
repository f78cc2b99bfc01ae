package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table has that no target is given is told at the table, and in the log. */
final class NotMovedIT {
  @TempDir Path rejects;

  @Test
  void ofPostgres() throws SQLException {
    TaskBench bench = TaskBench.between("postgres", "postgres", rejects);
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.part (id int, at date) PARTITION BY RANGE (at)",
        "CREATE TABLE shop.part_1 PARTITION OF shop.part DEFAULT",
        "INSERT INTO shop.part VALUES (1, '2020-05-05')",
        "CREATE TABLE shop.parent (id int)",
        "CREATE TABLE shop.child (b int) INHERITS (shop.parent)",
        "CREATE UNLOGGED TABLE shop.unl (a int)");
    Map<String, String> told = told(bench);
    assertThat(told.get("part")).contains("the table is partitioned by RANGE (at)");
    assertThat(told.get("child")).contains("the table inherits from shop.parent;");
    assertThat(told.get("unl")).contains("the table is UNLOGGED");
    assertThat(told.get("parent")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"mysql,mysql", "mysql,postgres", "mariadb,mariadb", "mariadb,postgres"})
  void ofTheMySqlFamily(String from, String to) throws SQLException {
    boolean isMariaDb = from.equals("mariadb");
    TaskBench bench = TaskBench.between(from, to, rejects);
    bench.source.execute(
        "CREATE TABLE inv (id int PRIMARY KEY, hidden int DEFAULT 5 INVISIBLE, zf int(5) ZEROFILL)",
        "INSERT INTO inv (id, hidden) VALUES (1, 7)",
        "CREATE TABLE part (id int, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (YEAR(d)) (PARTITION p1 VALUES LESS THAN MAXVALUE)",
        "CREATE TABLE idx (id int PRIMARY KEY, a int, b int, KEY seen (a), KEY de (a, b) %s)"
            .formatted(isMariaDb ? "IGNORED" : "INVISIBLE"));
    bench.source.execute(
        isMariaDb
            ? "CREATE TABLE own (id int PRIMARY KEY, v int) WITH SYSTEM VERSIONING"
            : "CREATE TABLE own (id int PRIMARY KEY, CONSTRAINT c CHECK (id > 5) NOT ENFORCED)");
    Map<String, String> told = told(bench);
    assertThat(told.get("inv"))
        .contains("the column hidden is invisible;", "the column zf is ZEROFILL;");
    assertThat(told.get("part")).contains("the table is partitioned,");
    assertThat(told.get("idx"))
        .contains("the index de is hidden from")
        .doesNotContain("the index seen");
    assertThat(told.get("own"))
        .contains(
            isMariaDb ? "the table is system-versioned:" : "the check c isn't made: it is NOT");
  }

  @Test
  void whatPostgresHasBesideTheRows() throws SQLException {
    TaskBench bench = TaskBench.between("postgres", "postgres", rejects);
    String reader = "reader of " + bench.source.name();
    bench.source.execute(
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.t (id int PRIMARY KEY, secret text)",
        "CREATE FUNCTION shop.fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
        "CREATE TRIGGER one BEFORE INSERT ON shop.t FOR EACH ROW EXECUTE FUNCTION shop.fire()",
        "CREATE TRIGGER \"two, 😀\" BEFORE INSERT ON shop.t FOR EACH ROW EXECUTE FUNCTION shop.fire()",
        "CREATE RULE none AS ON DELETE TO shop.t DO INSTEAD NOTHING",
        "CREATE POLICY mine ON shop.t USING (id > 0)",
        "ALTER TABLE shop.t ENABLE ROW LEVEL SECURITY",
        "CREATE ROLE \"%s\"".formatted(reader),
        "GRANT SELECT (secret), INSERT ON shop.t TO \"%s\"".formatted(reader),
        "GRANT SELECT ON shop.t TO PUBLIC",
        "CREATE TABLE shop.u (id int)",
        "CREATE VIEW shop.v AS SELECT 1",
        "CREATE MATERIALIZED VIEW shop.w AS SELECT 1");
    Map<String, String> told = told(bench);
    bench.source.execute(
        "DROP OWNED BY \"%1$s\"".formatted(reader), "DROP ROLE \"" + reader + "\"");
    assertThat(told.get("t"))
        .contains(
            "row security is not switched on:",
            "2 triggers are not made: one, two, 😀.",
            "1 rule is not made: none.",
            "1 policy is not made: mine.",
            "privileges are not granted on the target: PUBLIC (SELECT), %s (INSERT, SELECT of columns)."
                .formatted(reader));
    assertThat(told.get("u")).isEmpty();
    assertThat(ofNoTable(bench))
        .containsExactly(
            "of schema shop 1 routine is not made: fire.",
            "of schema shop 2 views are not made: v, w.");
  }

  private static List<String> ofNoTable(TaskBench bench) {
    return bench.log.stream()
        .filter(line -> line.level() == LogLevel.WARNING)
        .filter(line -> line.table().isEmpty())
        .map(LogLine::message)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "mariadb"})
  void whatTheMySqlFamilyHasBesideTheRows(String engine) throws SQLException {
    TaskBench bench = TaskBench.from(engine, rejects);
    String schema = bench.source.name();
    String reader = "'r" + schema.substring(Math.max(0, schema.length() - 20)) + "'@'%'";
    bench.source.execute(
        "CREATE TABLE t (id int PRIMARY KEY, secret text)",
        "CREATE TRIGGER one BEFORE INSERT ON t FOR EACH ROW SET new.id = new.id",
        "CREATE TRIGGER `two, ä` BEFORE UPDATE ON t FOR EACH ROW SET new.id = new.id",
        "CREATE TABLE u (id int PRIMARY KEY)",
        "CREATE VIEW v AS SELECT 1 AS n",
        "CREATE PROCEDURE p() SELECT 1",
        "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DISABLE DO SELECT 1",
        "CREATE USER %s IDENTIFIED BY 'Reader-1-reader'".formatted(reader),
        "GRANT INSERT, SELECT (secret) ON t TO " + reader,
        "GRANT DELETE ON `%s`.* TO %s".formatted(schema, reader));
    Map<String, String> told;
    try {
      told = told(bench);
    } finally {
      bench.source.execute("DROP USER " + reader);
    }
    assertThat(told.get("t"))
        .contains(
            "2 triggers are not made: one, two, ä.",
            "privileges are not granted on the target: %s (INSERT, SELECT of columns)."
                .formatted(reader));
    assertThat(told.get("u")).isEmpty();
    assertThat(ofNoTable(bench))
        .contains(
            "of schema %s 1 event is not made: e.".formatted(schema),
            "of schema %s 1 routine is not made: p.".formatted(schema),
            "of schema %s 1 view is not made: v.".formatted(schema),
            "of schema %s privileges are not granted on the target: %s (DELETE)."
                .formatted(schema, reader));
  }

  /** The sentence of each table; each is in the log as well. */
  private static Map<String, String> told(TaskBench bench) throws SQLException {
    TaskOutcome outcome = bench.run("{}");
    assertThat(outcome.isComplete()).as(outcome.message() + outcome.tables()).isTrue();
    assertThat(outcome.tables())
        .allSatisfy(
            table ->
                assertThat(
                        bench.log.stream()
                            .filter(line -> line.level() == LogLevel.WARNING)
                            .filter(line -> line.table().equals(table.source().toString()))
                            .map(LogLine::message)
                            .anyMatch(table.message()::contains))
                    .isEqualTo(!table.message().isEmpty()));
    return outcome.tables().stream()
        .collect(Collectors.toMap(table -> table.source().table(), TableStatistics::message));
  }
}
