package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that go from PostgreSQL to PostgreSQL unparsed are counted, refused and altered as others.
 */
final class PassedRowsIT {
  private static final String KEEP =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"},"
          + " \"ValidationSettings\": {\"EnableValidation\": true}}";

  @TempDir Path rejects;
  private TaskBench bench;

  @BeforeEach
  void start() throws SQLException {
    bench = TaskBench.from("postgres", rejects);
    bench.source.execute("CREATE SCHEMA shop", "CREATE TYPE shop.size AS ENUM ('S', 'M')");
    bench.target.execute("CREATE SCHEMA shop", "CREATE TYPE shop.size AS ENUM ('S', 'M')");
  }

  @Test
  void segmentsAndTablesOfBothFormsArriveAndAreCounted() throws SQLException {
    bench.source.execute(
        "CREATE TABLE shop.plain (id int PRIMARY KEY, t text, a int[])",
        "INSERT INTO shop.plain SELECT g, repeat(E'ü\t\\\\.\n', g % 50), ARRAY[g, NULL]"
            + " FROM generate_series(1, 60000) g",
        "CREATE TABLE shop.sized (id int PRIMARY KEY, t text, s shop.size[])",
        "INSERT INTO shop.sized SELECT g, E'\\\\N\r' || g, ARRAY['S', NULL]::shop.size[]"
            + " FROM generate_series(1, 5000) g",
        "CREATE TABLE shop.none (id int PRIMARY KEY)",
        "ANALYZE");
    TaskOutcome outcome =
        bench.run(
            "{\"GodwitSettings\": {\"SegmentMb\": 1}, \"ValidationSettings\": {\"EnableValidation\": true}}");
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(outcome.hasDifferences()).as(outcome.toString()).isFalse();
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table, sum(rows_loaded), count(*) > 1, sum(bytes_read) > 1000"
                    + " FROM godwit_control.load_segment GROUP BY 1 ORDER BY 1"))
        .containsExactly("none|0|f|f", "plain|60000|t|t", "sized|5000|f|t");
    assertThat(outcome.tables())
        .extracting(TableStatistics::rows)
        .containsExactly(0L, 60000L, 5000L);
  }

  @Test
  void aRefusedRowIsFoundAmongThem() throws SQLException, IOException {
    for (String type : List.of("int[]", "shop.size[]")) {
      String table = type.startsWith("int") ? "plain" : "sized";
      String columns = " (id int PRIMARY KEY, t text, a " + type + ")";
      bench.source.execute(
          "CREATE TABLE shop." + table + columns,
          "INSERT INTO shop." + table + " SELECT g, 'row ' || g FROM generate_series(1, 20000) g",
          "UPDATE shop." + table + " SET t = E'bad\tone', a = '{}' WHERE id IN (1, 777, 20000)");
      bench.target.execute(
          "CREATE TABLE shop."
              + table
              + columns.replace("t text", "t text CHECK (t NOT LIKE 'bad%')"));
    }
    TaskOutcome outcome = bench.run(KEEP);
    assertThat(outcome.tables()).extracting(TableStatistics::rejected).containsExactly(3L, 3L);
    assertThat(outcome.tables()).extracting(TableStatistics::rows).containsExactly(19997L, 19997L);
    for (String table : List.of("plain", "sized")) {
      assertThat(
              bench.query(
                  bench.target, "SELECT count(*), sum(id), min(id), max(id) FROM shop." + table))
          .containsExactly("19997|199989222|2|19999");
    }
    try (var files = Files.list(rejects)) {
      int lines = 0;
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          assertThat(line).contains("bad\\tone");
          lines++;
        }
      }
      assertThat(lines).isEqualTo(6);
    }
  }

  @Test
  void whatAPolicyCutsIsCutAndCounted() throws SQLException {
    bench.source.execute(
        "CREATE TABLE shop.note (id int PRIMARY KEY, t text)",
        "INSERT INTO shop.note VALUES (1, repeat('x', 5000)), (2, 'short')");
    TaskOutcome outcome =
        bench.run(
            "{\"TargetMetadata\": {\"SupportLobs\": true, \"FullLobMode\": false,"
                + " \"LimitedSizeLobMode\": true, \"LobMaxSize\": 1}}");
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertThat(bench.query(bench.target, "SELECT id, length(t) FROM shop.note ORDER BY id"))
        .containsExactly("1|1024", "2|5");
    assertThat(
            bench.query(bench.target, "SELECT sum(value_count) FROM godwit_control.altered_value"))
        .containsExactly("1");
  }

  @Test
  void anIntervalKeepsItsMonthsInAShorterTypeAndIsCountedWhereItIsRounded() throws SQLException {
    bench.source.execute(
        "CREATE TABLE shop.span (id int PRIMARY KEY, v interval, w interval)",
        "INSERT INTO shop.span VALUES (1, '1 mon 2 days 00:00:01.5006', '1 year -0.0000004 s'),"
            + " (2, '-1 mon +1 day -00:00:00.0006', 'infinity'), (3, '3 days 04:05:06', NULL)");
    for (String beside : java.util.List.of("integer", "money")) {
      bench.target.execute(
          "DROP TABLE IF EXISTS shop.span",
          "CREATE TABLE shop.span (id int PRIMARY KEY, v interval(3), w interval(0))");
      if (beside.equals("money")) {
        bench.source.execute("ALTER TABLE shop.span ADD beside money");
        bench.target.execute("ALTER TABLE shop.span ADD beside money");
      }
      TaskOutcome outcome =
          bench
              .again()
              .run(
                  org.godwit.engine.Engines.standard(),
                  KEEP,
                  Start.RELOAD_TARGET,
                  java.util.Set.of());
      assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
      assertThat(bench.query(bench.target, "SELECT v, w FROM shop.span ORDER BY id"))
          .isEqualTo(
              bench.query(
                  bench.source,
                  "SELECT v::interval(3), w::interval(0) FROM shop.span ORDER BY id"));
      assertThat(outcome.tables().getFirst().alteredTotal()).isEqualTo(2);
    }
  }
}
