package org.godwit.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A few tables that a load may stumble over, and the truth about them: several segments, no key,
 * large values, foreign keys, indexes, and, from MySQL and MariaDB, a row that PostgreSQL refuses.
 */
final class FaultTables {
  static final int BIG = 24_000;
  static final int KEYLESS = 3_000;
  private static final int ODD = 300;
  private static final int LARGE_BYTES = 1_500_000;

  private FaultTables() {}

  /** Fills the source. */
  static void fill(TaskBench bench) throws SQLException {
    boolean isPostgres = bench.engine().equals("postgres");
    String schema = isPostgres ? "shop." : "";
    String bytes = isPostgres ? "bytea" : "longblob";
    if (isPostgres) {
      bench.source.execute("CREATE SCHEMA shop");
    }
    bench.source.execute(
        "CREATE TABLE %sparent (id int PRIMARY KEY, name varchar(40) NOT NULL UNIQUE)"
            .formatted(schema),
        "CREATE TABLE %1$sbig (id bigint PRIMARY KEY, words varchar(200), n int NOT NULL, CONSTRAINT of_parent FOREIGN KEY (n) REFERENCES %1$sparent (id))"
            .formatted(schema),
        "CREATE INDEX by_words ON %sbig (words)".formatted(schema),
        "CREATE TABLE %skeyless (n int, words varchar(40))".formatted(schema),
        "CREATE TABLE %sodd (id int PRIMARY KEY, amount decimal(12,2), words text, data %s, CONSTRAINT whole CHECK (id > 0))"
            .formatted(schema, bytes),
        "INSERT INTO %sparent SELECT s - 1, concat('parent ', s) FROM %s"
            .formatted(schema, numbers(isPostgres, 97)),
        "INSERT INTO %sbig SELECT s, concat('row ', s, ' %s'), s %% 97 FROM %s"
            .formatted(schema, "of many ".repeat(14), numbers(isPostgres, BIG)),
        "INSERT INTO %skeyless SELECT s %% 10, 'the same' FROM %s"
            .formatted(schema, numbers(isPostgres, KEYLESS)),
        "INSERT INTO %sodd SELECT s, s * 1.25 - 99, %s, %s FROM %s"
            .formatted(
                schema,
                isPostgres
                    ? "nullif(repeat(E'a\\tb\\\\N\\n\\'\"\\\\.\\u00e9\\U0001F426', s % 7), '')"
                    : "nullif(repeat('a\\tb\\\\N\\n\\'\"\\\\.\u00e9\uD83D\uDC26', s % 7), '')",
                isPostgres ? "decode(md5(s::text), 'hex')" : "unhex(md5(s))",
                numbers(isPostgres, ODD)),
        isPostgres
            ? "UPDATE shop.odd SET data = decode(repeat('00ff0a5c', %d), 'hex') WHERE id = 77"
                .formatted(LARGE_BYTES / 4)
            : "UPDATE odd SET data = unhex(repeat('00ff0a5c', %d)) WHERE id = 77"
                .formatted(LARGE_BYTES / 4),
        isPostgres ? "ANALYZE" : "ANALYZE TABLE parent, big, keyless, odd");
    if (!isPostgres) {
      bench.source.execute("UPDATE odd SET words = 'a\\0b' WHERE id = 13");
    }
  }

  private static String numbers(boolean isPostgres, int most) {
    return isPostgres
        ? "generate_series(1, %d) s".formatted(most)
        : """
          (WITH RECURSIVE r (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM r WHERE i < 999)
            SELECT a.i * 1000 + b.i + 1 AS s FROM r a JOIN r b WHERE a.i <= %1$d DIV 1000) q
           WHERE s <= %1$d"""
            .formatted(most);
  }

  /** Whether the target refuses the row with the character U+0000. */
  static boolean isRowRefused(TaskBench bench) {
    return !bench.engine().equals("postgres") && bench.targetScheme().equals("postgresql");
  }

  /** Source and target are equal, every figure is the truth, and keys and indexes are there. */
  static void assertWhole(TaskBench bench, TaskOutcome outcome) throws SQLException {
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComplete()).as(outcome.toString()).isTrue();
    assertEqual(bench);
    int refused = isRowRefused(bench) ? 1 : 0;
    Map<String, Long> rows = new TreeMap<>();
    outcome.tables().forEach(table -> rows.put(table.source().table(), table.rows()));
    assertThat(rows)
        .isEqualTo(
            Map.of(
                "parent",
                97L,
                "big",
                (long) BIG,
                "keyless",
                (long) KEYLESS,
                "odd",
                (long) ODD - refused));
    assertThat(outcome.tables().stream().mapToLong(TableStatistics::rejected).sum())
        .isEqualTo(refused);
    assertThat(outcome.tables())
        .filteredOn(table -> refused == 0 || !table.source().table().equals("odd"))
        .allSatisfy(
            table -> {
              assertThat(table.validation().state().name()).isEqualTo("VALIDATED");
              assertThat(table.segmentsDone()).isEqualTo(table.segments());
            });
  }

  /** The same, as the target alone tells it. */
  static void assertEqual(TaskBench bench) throws SQLException {
    int refused = isRowRefused(bench) ? 1 : 0;
    String control = bench.controlSchema();
    for (String table : List.of("parent", "big", "keyless", "odd")) {
      assertSame(table, rows(bench, true, table), rows(bench, false, table));
    }
    assertThat(
            bench.query(
                bench.target,
                "SELECT source_table, sum(rows_loaded), sum(rows_rejected) FROM %s.load_segment WHERE is_done GROUP BY source_table ORDER BY 1"
                    .formatted(control)))
        .containsExactly(
            "big|%d|0".formatted(BIG),
            "keyless|%d|0".formatted(KEYLESS),
            "odd|%d|%d".formatted(ODD - refused, refused),
            "parent|97|0");
    assertThat(bench.count(bench.target, control + ".full_load_exception")).isEqualTo(refused);
    assertThat(
            bench.count(bench.target, control + ".load_statement WHERE NOT is_done OR error <> ''"))
        .isZero();
    assertThat(objects(bench)).hasSizeGreaterThan(5).anyMatch(name -> name.contains("of_parent"));
  }

  /** Shows what differs, and not what is the same. */
  private static void assertSame(String table, List<String> actual, List<String> expected) {
    if (actual.equals(expected)) {
      return;
    }
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(new HashSet<>(actual));
    List<String> more = new ArrayList<>(actual);
    more.removeAll(new HashSet<>(expected));
    assertThat(missing).as("missing in " + table).isEmpty();
    assertThat(more).as("too much in " + table).isEmpty();
    assertThat(actual).as("rows of " + table).hasSameSizeAs(expected);
  }

  private static List<String> rows(TaskBench bench, boolean isTarget, String table)
      throws SQLException {
    String from = isTarget ? bench.targetTable(table) : bench.schema() + "." + table;
    return bench.query(
        isTarget ? bench.target : bench.source,
        switch (table) {
          case "keyless" ->
              "SELECT n, words, count(*) FROM " + from + " GROUP BY n, words ORDER BY n";
          case "odd" ->
              "SELECT id, amount, octet_length(words), md5(words), md5(data) FROM %s%s ORDER BY id"
                  .formatted(from, isRowRefused(bench) ? " WHERE id <> 13" : "");
          default -> "SELECT * FROM " + from + " ORDER BY id";
        });
  }

  /** The names of keys, checks and indexes of the tables, those that hold. */
  static List<String> objects(TaskBench bench) throws SQLException {
    return bench.query(
        bench.target,
        bench.targetScheme().equals("postgresql")
            ? """
              SELECT conname::text FROM pg_constraint
               WHERE convalidated AND connamespace = '%1$s'::regnamespace
              UNION SELECT relname::text FROM pg_index JOIN pg_class ON oid = indexrelid
               WHERE indisvalid AND relnamespace = '%1$s'::regnamespace ORDER BY 1"""
                .formatted(bench.schema())
            : """
              SELECT concat(TABLE_NAME, '.', INDEX_NAME) AS n FROM information_schema.STATISTICS
               WHERE TABLE_SCHEMA = '%1$s' AND INDEX_NAME = 'PRIMARY'
              UNION SELECT INDEX_NAME FROM information_schema.STATISTICS
               WHERE TABLE_SCHEMA = '%1$s' AND INDEX_NAME <> 'PRIMARY'
              UNION SELECT CONSTRAINT_NAME FROM information_schema.TABLE_CONSTRAINTS
               WHERE CONSTRAINT_SCHEMA = '%1$s' AND CONSTRAINT_TYPE IN ('CHECK', 'FOREIGN KEY')
              ORDER BY 1"""
                .formatted(bench.target.name()));
  }
}
