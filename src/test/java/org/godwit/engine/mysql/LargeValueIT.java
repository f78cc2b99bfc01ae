package org.godwit.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.codec.Bytes;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
final class LargeValueIT {
  private static final long MB = 1 << 20;
  private static final long PACKET_MAX = (1 << 24) - 1;

  /** Around every border: the buffer's, the length's forms, the packet's, and far beyond. */
  private static final List<Long> LENGTHS =
      List.of(
          0L,
          250L,
          251L,
          65_535L,
          65_536L,
          262_143L,
          262_144L,
          300_000L,
          PACKET_MAX - 30,
          PACKET_MAX - 10,
          PACKET_MAX - 4,
          PACKET_MAX,
          PACKET_MAX + 1,
          2 * PACKET_MAX - 13,
          2 * PACKET_MAX,
          64 * MB,
          3L);

  @ParameterizedTest
  @MethodSource("org.godwit.engine.mysql.Family#present")
  void valuesOfEveryLengthArriveWholeAndGiveTheirMemoryBack(Family family) throws SQLException {
    family.server().execute("SET GLOBAL max_allowed_packet = 536870912");
    TestDatabase database = family.newDatabase();
    fill(database);
    Table table = family.table(database, "t");
    SnapshotSource source = family.engine().snapshotSource().orElseThrow();
    ByteBudget budget = new ByteBudget(MB);
    try (Snapshot snapshot = source.take(family.config(database), 1, List.of(table), words -> {});
        RowCursor rows =
            snapshot.read(
                snapshot.connections().getFirst(),
                new SourceTable(table, table.columns(), ""),
                Segment.whole(0),
                budget)) {
      for (int i = 0; i < LENGTHS.size(); i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(0)).isEqualTo(i);
        check(rows.bytes(1), LENGTHS.get(i));
        assertThat(rows.getLong(2)).isEqualTo(42);
        check(rows.bytes(3), LENGTHS.get(i) / 3);
        assertThat(budget.taken()).isBetween(0L, LENGTHS.get(i) + LENGTHS.get(i) / 3 + 20 * MB);
      }
      assertThat(rows.next()).isFalse();
      assertThat(budget.taken()).isZero();
    }
  }

  private static void fill(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id int PRIMARY KEY, v longblob, n int, w longblob)");
      for (int i = 0; i < LENGTHS.size(); i++) {
        statement.execute(
            "INSERT INTO t VALUES (%d, repeat('x', %d), 42, repeat('x', %d))"
                .formatted(i, LENGTHS.get(i), LENGTHS.get(i) / 3));
      }
    }
  }

  private static void check(Bytes value, long length) {
    assertThat(value.length()).isEqualTo((int) length);
    for (int i = 0; i < value.length(); i++) {
      if (value.at(i) != 'x') {
        throw new AssertionError("byte " + i + " of " + length + " is " + value.at(i));
      }
    }
  }
}
