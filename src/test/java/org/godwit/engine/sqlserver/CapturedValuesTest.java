package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.godwit.testing.StandInServer.row;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.codec.Row;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.SourceTable;
import org.godwit.testing.Golden;
import org.godwit.testing.Grammar;
import org.godwit.testing.StandInServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of change tables, recorded as Microsoft describes them, beside those of the load. */
class CapturedValuesTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/godwit/engine/sqlserver");
  private static final Table TYPES = SqlServerFixture.table(SqlServerFixture.TYPES);
  private static final byte[] PLACE = {0, 0, 0, 0x27, 0, 0, 0x0a, (byte) 0xc0, 0, 2};
  private static final LogSequenceNumber AT = LogSequenceNumber.of(PLACE);
  private static final String TIME = "2026-02-28 23:59:59.997";

  private static Arguments of(String column, @Nullable Object value) {
    return Arguments.of(column, value);
  }

  static Stream<Arguments> values() {
    byte[] bytes = {0, 1, (byte) 0xff};
    return Stream.of(
        of("id", Long.MIN_VALUE),
        of("id", null),
        of("ti", 255),
        of("si", -32768),
        of("i", Integer.MAX_VALUE),
        of("bt", true),
        of("d12", new BigDecimal("-9999999999.99")),
        of("n38", new BigDecimal("1E-38")),
        of("m", new BigDecimal("-922337203685477.5808")),
        of("sm", new BigDecimal("214748.3647")),
        of("f", Double.MIN_VALUE),
        of("r", 1.1f),
        of("d", "0001-01-01"),
        of("dt", "1753-01-01T00:00:00.003"),
        of("sdt", "2079-06-06T23:59:00"),
        of("dt7", "0001-01-01T00:00:00.0000001"),
        of("dt7", "1582-10-10T12:00:00"),
        of("dt7", "9999-12-31T23:59:59.9999999"),
        of("dt0", "2024-02-29T23:59:59"),
        of("dto", "2024-02-29T12:00:00.1234567"),
        of("t7", "23:59:59.9999999"),
        of("c", "ab        "),
        of("vc", "é "),
        of("vcm", ""),
        of("vcm", "x".repeat(70_000)),
        of("nc", "ab        "),
        of("nvc", "\uD83D\uDC26"),
        of("nvc", "half \uD83D"),
        of("nvcm", "\uD83D\uDC26".repeat(20_000)),
        of("tx", "long"),
        of("ntx", "länger"),
        of("x", "<a>&amp;</a>"),
        of("b", bytes),
        of("vb", new byte[0]),
        of("vbm", bytes),
        of("im", bytes),
        of("rv", bytes),
        of("u", "0e984725-c51c-4bf4-9960-e1c80e27aba0"));
  }

  private static CapturedTable captured(Column... columns) {
    Map<String, Integer> ordinals = new HashMap<>();
    for (int i = 0; i < TYPES.columns().size(); i++) {
      ordinals.put(TYPES.columns().get(i).name(), i + 1);
    }
    return new CapturedTable(
        new SourceTable(TYPES, List.of(columns), ""), "godwit_shop_1_565577053", ordinals);
  }

  /** What a change table's row of that operation has of the column. */
  private static Change change(
      Column column, int operation, boolean isChanged, @Nullable Object value)
      throws SQLException, IOException {
    boolean isLarge = CapturedRow.Logged.of(column) != CapturedRow.Logged.ALWAYS;
    Object[] recorded =
        isLarge
            ? row(PLACE, PLACE, operation, TIME, isChanged, value)
            : row(PLACE, PLACE, operation, TIME, value);
    StandInServer server = new StandInServer(ResultSet.class);
    Object[] other = recorded.clone();
    other[2] = operation == 3 ? 4 : 3;
    Object[][] rows =
        switch (operation) {
          case 3 -> new Object[][] {recorded, other};
          case 4 -> new Object[][] {other, recorded};
          default -> new Object[][] {recorded};
        };
    server.answer("FROM cdc.", rows);
    CapturedTable table = captured(column);
    return ChangeTableCursor.of(server.connection(), table, table.changes(AT, AT)).take();
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsTheOneThatTheLoadReads(String name, @Nullable Object value)
      throws SQLException, IOException {
    Column column = TYPES.column(name).orElseThrow();
    StandInServer server = new StandInServer(ResultSet.class).answer("SELECT", row(value));
    SourceTable read = new SourceTable(TYPES, List.of(column), "");
    Change.Insert insert = (Change.Insert) change(column, 2, true, value);
    try (RowCursor load =
        new SqlServerSnapshot(
                SqlServerFixture.CONFIG, List.of(), Instant.EPOCH, "", Optional.empty())
            .read(server.connection(), read, Segment.whole(1), new ByteBudget(1 << 24))) {
      assertThat(load.next()).isTrue();
      assertThat(insert.after().isAbsent(0)).isFalse();
      assertThat(said(insert.after(), column.type())).isEqualTo(said(load, column.type()));
    }
    // Both ask for it in the same words.
    String words = SqlServerType.of(column).selected("[" + name + "]", column);
    assertThat(server.sent().getFirst()).contains(words);
    assertThat(captured(column).changes(AT, AT))
        .contains(SqlServerType.of(column).selected("c.[" + name + "]", column));
  }

  private static String said(Row row, DataType type) {
    if (row.isNull(0)) {
      return "NULL";
    }
    try {
      String value =
          switch (type) {
            case DataType.Int _, DataType.Bool _ -> Long.toString(row.getLong(0));
            case DataType.Real _ -> Double.toString(row.getDouble(0));
            case DataType.Date _ -> Long.toString(row.getDate(0));
            case DataType.Timestamp _ -> Long.toString(row.getTimestamp(0));
            case DataType.TimeOfDay _ -> Long.toString(row.getTime(0));
            case DataType.Binary _ -> java.util.HexFormat.of().formatHex(row.bytes(0).copy());
            default -> row.text(0).utf8();
          };
      return value + " rounded " + row.rounding(0);
    } catch (org.godwit.codec.ValueError e) {
      return e.sentence();
    }
  }

  /** Operation, whether it was changed, what NULL in that row means. */
  @ParameterizedTest
  @MethodSource("nulls")
  void nullMeansThatALargeValueWasNotLogged(
      String name, int operation, boolean isChanged, String meaning)
      throws SQLException, IOException {
    Change change = change(TYPES.column(name).orElseThrow(), operation, isChanged, null);
    ChangeRow row =
        switch (change) {
          case Change.Insert insert -> insert.after();
          case Change.Delete delete -> delete.before();
          case Change.Update update when operation == 3 ->
              java.util.Objects.requireNonNull(update.before());
          case Change.Update update -> update.after();
          default -> throw new AssertionError(change);
        };
    assertThat(row.isAbsent(0) ? "absent" : "NULL").isEqualTo(meaning);
  }

  static Stream<Arguments> nulls() {
    return Stream.of(
        Arguments.of("nvc", 3, false, "NULL"),
        Arguments.of("nvc", 4, false, "NULL"),
        Arguments.of("nvcm", 1, true, "NULL"),
        Arguments.of("nvcm", 2, true, "NULL"),
        Arguments.of("nvcm", 3, false, "absent"),
        Arguments.of("nvcm", 3, true, "NULL"),
        Arguments.of("nvcm", 4, false, "absent"),
        Arguments.of("nvcm", 4, true, "NULL"),
        Arguments.of("x", 4, false, "absent"),
        Arguments.of("vbm", 3, false, "absent"),
        Arguments.of("tx", 1, true, "absent"),
        Arguments.of("tx", 2, true, "NULL"),
        Arguments.of("ntx", 3, true, "absent"),
        Arguments.of("im", 4, false, "absent"),
        Arguments.of("im", 4, true, "NULL"));
  }

  @Test
  void whatIsAskedOfChangeTables() throws IOException {
    Column[] recorded =
        TYPES.columns().stream()
            .filter(it -> CaptureSetup.unlogged(it).isEmpty())
            .toArray(Column[]::new);
    assertThat(recorded).hasSize(TYPES.columns().size() - 4);
    CapturedTable table = captured(recorded);
    List<String> queries =
        List.of(
            ChangeTableStream.NEXT.formatted(AT.literal()),
            CaptureSetup.CAPTURED,
            table.hasChanges(AT, AT.next(), 0) + " UNION ALL " + table.hasChanges(AT, AT.next(), 1),
            table.changes(AT, AT.next()),
            SqlServerChangeSource.LOG_END,
            KeptChanges.AGE.formatted(AT.literal()),
            KeptChanges.BYTES.formatted("N'godwit!_shop!_1!_%'"));
    queries.forEach(Grammar::assertSqlServer);
    Golden.assertMatches(
        FOLDER.resolve("capture-changes.sql"), String.join(";\n\n", queries) + ";\n");
  }

  @Test
  void aLogSequenceNumberIsReadAsToolsWriteIt() {
    LogSequenceNumber parts = LogSequenceNumber.parse("00000027:00000AC0:0002");
    assertThat(parts).isEqualTo(LogSequenceNumber.parse("0x0000002700000ac00002"));
    assertThat(parts).isEqualTo(AT);
    assertThat(parts.text()).isEqualTo("00000027:00000ac0:0002");
    assertThat(parts.literal()).isEqualTo("0x0000002700000ac00002");
    assertThat(LogSequenceNumber.parse("ffffffff:00000000:ffff").next().text())
        .isEqualTo("ffffffff:00000001:0000");
    assertThat(parts).isLessThan(LogSequenceNumber.parse("ffffffff:00000000:ffff"));
  }
}
