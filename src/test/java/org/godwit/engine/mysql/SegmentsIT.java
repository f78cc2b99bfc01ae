package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableSize;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Cut;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SegmentsIT {
  private static final int ROWS = 8192;

  /** Keys as an expression of i, which goes from 0 to 8191. */
  static List<Arguments> keys() {
    List<Arguments> keys = new ArrayList<>();
    Family.present()
        .forEach(
            family -> {
              keys.add(Arguments.of(family, "int", "i"));
              keys.add(Arguments.of(family, "bigint", "(i - 4000) * 1000000000"));
              keys.add(Arguments.of(family, "bigint", "i * i * i * i"));
              keys.add(Arguments.of(family, "bigint unsigned", "18446744073709551615 - i * i"));
              keys.add(Arguments.of(family, "bigint", "IF(i < 2, i * 9223372036854775807, i + 5)"));
              keys.add(Arguments.of(family, "decimal(20, 5)", "(i - 4000) / 1000"));
              keys.add(Arguments.of(family, "datetime", "'1999-12-31' + INTERVAL i * 77 MINUTE"));
              keys.add(Arguments.of(family, "timestamp", "'1999-12-31' + INTERVAL i * 7 SECOND"));
              keys.add(Arguments.of(family, "date", "'0900-01-01' + INTERVAL i DAY"));
              keys.add(Arguments.of(family, "binary(16)", "UNHEX(MD5(i))"));
              keys.add(Arguments.of(family, "varbinary(40)", "CONCAT('a', MD5(i))"));
              keys.add(Arguments.of(family, "varchar(20)", "i"));
              keys.add(Arguments.of(family, "char(32)", "MD5(i)"));
              keys.add(
                  Arguments.of(
                      family,
                      "varchar(50) COLLATE utf8mb4_bin",
                      "CONCAT('ORD-', IF(i % 2, 'x', 'Y'), MD5(i))"));
              keys.add(
                  Arguments.of(
                      family,
                      "varchar(60) CHARACTER SET latin1",
                      "CONCAT(ELT(1 + i % 5, 'ä', 'A', 'b\"''', 0x5C, 'Zoë'), MD5(i))"));
              keys.add(
                  Arguments.of(
                      family,
                      "varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
                      "CONCAT(ELT(1 + i % 5, '😀', 'É', 'e', 'ß', '中'), LPAD(i, 8, '0'))"));
              // One value of the first column has nearly all rows, which the second one cuts.
              keys.add(Arguments.of(family, "int", "IF(i < 50, i, 7)"));
              keys.add(Arguments.of(family, "varchar(20)", "IF(i < 50, i, 'tenant')"));
            });
    return keys;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void segmentsHoldEveryRowOnce(Family family, String type, String key) throws SQLException {
    TestDatabase database = family.newDatabase();
    numbers(database);
    database.execute(
        "CREATE TABLE t (k " + type + ", n int, filler char(100), PRIMARY KEY (k, n))",
        "INSERT INTO t SELECT " + key + ", i, 'x' FROM i",
        "ANALYZE TABLE t");
    check(family, database, 4);
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aUniqueKeyWithoutNullIsAsGoodAsAPrimaryOne(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    numbers(database);
    database.execute(
        "CREATE TABLE t (k int, n int NOT NULL, filler char(100), UNIQUE (k), UNIQUE `a``b` (n))",
        "INSERT INTO t SELECT IF(i = 0, NULL, i), i, 'x' FROM i",
        "ANALYZE TABLE t");
    check(family, database, 4);
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aTableWithoutKeyIsCutAtItsPartitions(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    numbers(database);
    database.execute(
        "CREATE TABLE t (k int, n int, filler char(100)) PARTITION BY HASH (n) PARTITIONS 4",
        "INSERT INTO t SELECT NULL, i, 'x' FROM i",
        "ANALYZE TABLE t");
    check(family, database, 4);
    Table table = family.table(database, "t");
    assertThat(cut(family, database, table, new Cut.ByPartition(false, List.of("p0", "p3"))))
        .extracting(Segment::partition)
        .containsExactly("p0", "p1", "p2", "p3");
    assertThatThrownBy(
            () -> cut(family, database, table, new Cut.ByPartition(false, List.of("p9"))))
        .hasMessageContaining("has no partition p9; it has p0, p1, p2, p3");
  }

  private static void numbers(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE i (i bigint)", "INSERT INTO i VALUES (0)");
    for (int size = 1; size < ROWS; size *= 2) {
      database.execute("INSERT INTO i SELECT i + " + size + " FROM i");
    }
  }

  private static void check(Family family, TestDatabase database, int least) throws SQLException {
    Table table = family.table(database, "t");
    SourceTable source = new SourceTable(table, table.columns(), "");
    SnapshotSource snapshots = family.engine().snapshotSource().orElseThrow();
    try (Snapshot snapshot =
        snapshots.take(family.config(database), 1, List.of(table), words -> {})) {
      Connection connection = snapshot.connections().getFirst();
      Cut size = new Cut.BySize(table.size().bytes() / 10);
      List<Segment> segments = snapshots.segments(connection, source, size);
      assertThat(segments.size()).as("%s", segments).isBetween(least, 60);
      assertThat(most(segments, source, snapshot)).as("%s", segments).isLessThan(ROWS / 2);
      List<Segment> again = new ArrayList<>();
      for (Segment segment : segments) {
        again.addAll(snapshots.segments(connection, source, new Cut.Again(segment, 3)));
      }
      assertThat(again.size()).isGreaterThanOrEqualTo(segments.size());
      assertThat(most(again, source, snapshot)).isLessThan(ROWS / 2);
    }
  }

  /** The rows of the largest segment, after it was seen that each row is in exactly one. */
  private static long most(List<Segment> segments, SourceTable source, Snapshot snapshot) {
    Set<Long> seen = new HashSet<>();
    long most = 0;
    for (Segment segment : segments) {
      long rows = 0;
      try (RowCursor cursor =
          snapshot.read(
              snapshot.connections().getFirst(), source, segment, new ByteBudget(1 << 20))) {
        while (cursor.next()) {
          assertThat(seen.add(cursor.getLong(1))).isTrue();
          rows++;
        }
      }
      most = Math.max(most, rows);
    }
    assertThat(seen).hasSize(ROWS);
    return most;
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aTableWithoutRowsOrWithZeroDatesIsCutToo(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute("CREATE TABLE t (k datetime PRIMARY KEY)");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      Table empty = family.table(database, "t").withSize(new TableSize(1000, 1_000_000));
      assertThat(cut(family, database, empty, new Cut.BySize(100_000))).hasSize(1);
      statement.execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
      statement.execute(
          "INSERT INTO t VALUES ('0000-00-00'), ('2024-00-00'), ('2024-01-01'), ('2025-02-30')");
    }
    Table filled = family.table(database, "t").withSize(new TableSize(1000, 1_000_000));
    assertThat(cut(family, database, filled, new Cut.BySize(100_000))).isNotEmpty();
  }

  private static List<Segment> cut(Family family, TestDatabase database, Table table, Cut cut)
      throws SQLException {
    try (var connection = family.engine().connect(family.config(database))) {
      return family
          .engine()
          .snapshotSource()
          .orElseThrow()
          .segments(connection, new SourceTable(table, table.columns(), ""), cut);
    }
  }
}
