package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableSize;
import org.godwit.engine.ByteBudget;
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
              keys.add(Arguments.of(family, "int", "i", true));
              keys.add(Arguments.of(family, "bigint", "(i - 4000) * 1000000000", true));
              keys.add(Arguments.of(family, "bigint", "i * i * i * i", true));
              keys.add(
                  Arguments.of(family, "bigint unsigned", "18446744073709551615 - i * i", true));
              keys.add(
                  Arguments.of(
                      family, "bigint", "IF(i < 2, i * 9223372036854775807, i + 5)", true));
              keys.add(
                  Arguments.of(family, "datetime", "'1999-12-31' + INTERVAL i * 77 MINUTE", true));
              keys.add(
                  Arguments.of(family, "timestamp", "'1999-12-31' + INTERVAL i * 7 SECOND", true));
              keys.add(Arguments.of(family, "date", "'0900-01-01' + INTERVAL i DAY", true));
              keys.add(Arguments.of(family, "varchar(20)", "i", false));
            });
    return keys;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void segmentsHoldEveryRowOnce(Family family, String type, String key, boolean isCut)
      throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute(
        "CREATE TABLE i (i bigint)",
        "INSERT INTO i VALUES (0)",
        "CREATE TABLE t (k " + type + ", n int, filler char(100), PRIMARY KEY (k, n))");
    for (int size = 1; size < ROWS; size *= 2) {
      database.execute("INSERT INTO i SELECT i + " + size + " FROM i");
    }
    database.execute("INSERT INTO t SELECT " + key + ", i, 'x' FROM i", "ANALYZE TABLE t");
    check(family, database, isCut);
  }

  private static void check(Family family, TestDatabase database, boolean isCut)
      throws SQLException {
    Table table = family.table(database, "t");
    SourceTable source = new SourceTable(table, table.columns(), "");
    SnapshotSource snapshots = family.engine().snapshotSource().orElseThrow();
    try (Snapshot snapshot =
        snapshots.take(family.config(database), 1, List.of(table), words -> {})) {
      List<Segment> segments =
          snapshots.segments(snapshot.connections().getFirst(), source, table.size().bytes() / 10);
      assertThat(segments.size()).isBetween(isCut ? 4 : 1, isCut ? 60 : 1);
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
      assertThat(most).isLessThan(isCut ? ROWS / 2 : ROWS + 1L);
    }
  }

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void aTableWithoutRowsOrWithZeroDatesIsCutToo(Family family) throws SQLException {
    TestDatabase database = family.newDatabase();
    database.execute("CREATE TABLE t (k datetime PRIMARY KEY)");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      Table empty = sized(family.table(database, "t"));
      assertThat(segments(family, database, empty)).hasSize(1);
      statement.execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
      statement.execute(
          "INSERT INTO t VALUES ('0000-00-00'), ('2024-00-00'), ('2024-01-01'), ('2025-02-30')");
    }
    assertThat(segments(family, database, sized(family.table(database, "t")))).isNotEmpty();
  }

  private static Table sized(Table table) {
    return new Table(
        table.name(),
        table.kind(),
        table.columns(),
        table.primaryKey(),
        table.indexes(),
        table.foreignKeys(),
        table.checks(),
        table.comment(),
        new TableSize(1000, 1_000_000));
  }

  private static List<Segment> segments(Family family, TestDatabase database, Table table)
      throws SQLException {
    try (var connection = family.engine().connect(family.config(database))) {
      return family
          .engine()
          .snapshotSource()
          .orElseThrow()
          .segments(connection, new SourceTable(table, table.columns(), ""), 100_000);
    }
  }
}
