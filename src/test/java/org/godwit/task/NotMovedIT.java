package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(told.get("part")).contains("shop.part: the table is partitioned by RANGE (at)");
    assertThat(told.get("child")).contains("shop.child: the table inherits from shop.parent;");
    assertThat(told.get("unl")).contains("shop.unl: the table is UNLOGGED");
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
