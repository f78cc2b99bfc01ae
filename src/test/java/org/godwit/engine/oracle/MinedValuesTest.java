package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oracle.jdbc.OracleResultSet;
import oracle.sql.DATE;
import oracle.sql.TIMESTAMP;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.SourceTable;
import org.godwit.testing.StandInServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of LogMiner's statements beside what the driver gives the load of the same values. */
class MinedValuesTest {
  private static final Table TYPES = OracleFixture.table(OracleFixture.TYPES);

  private static Arguments of(String column, @Nullable Object loaded, String mined) {
    return Arguments.of(column, loaded, mined);
  }

  /** As the server stores it: fields in excess of 100 and 1. */
  private static byte[] stored(int... fields) {
    byte[] bytes = new byte[fields.length];
    for (int i = 0; i < fields.length; i++) {
      bytes[i] = (byte) fields[i];
    }
    return bytes;
  }

  private static TIMESTAMP moment(int nanos, int... fields) {
    return new TIMESTAMP(
        ByteBuffer.allocate(fields.length + 4).put(stored(fields)).putInt(nanos).array());
  }

  private static String date(String text) {
    return "TO_DATE('%s', 'SYYYY-MM-DD HH24:MI:SS')".formatted(text);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        of("ID", new BigDecimal("-999999999999999999"), "'-999999999999999999'"),
        of("ID", null, "NULL"),
        of("N", new BigDecimal("1E+40"), "'1.0E+40'"),
        of("N", new BigDecimal("-1E-130"), "'-1E-130'"),
        of("N", new BigDecimal(".5"), "'.5'"),
        of(
            "N",
            new BigDecimal("12345678901234567890123456789012345678"),
            "'12345678901234567890123456789012345678'"),
        of("N_INTEGER", new BigDecimal("7"), "'7'"),
        of("N4", new BigDecimal("-9999"), "'-9999'"),
        of("N12_2", new BigDecimal("-9999999999.99"), "'-9999999999.99'"),
        of("N5_M2", new BigDecimal("1234500"), "'1234500'"),
        of("N2_5", new BigDecimal("0.00012"), "'.00012'"),
        of("F126", new BigDecimal("0.1"), "'.1'"),
        of("BF", 1.1f, "'1.10000002E+000'"),
        of("BF", Float.NaN, "'Nan'"),
        of("BF", Float.POSITIVE_INFINITY, "'Inf'"),
        of("BD", 0.1, "'1.0000000000000001E-001'"),
        of("BD", Double.NEGATIVE_INFINITY, "'-Inf'"),
        of("BD", Double.MIN_VALUE, "'4.9406564584124654E-324'"),
        of("V2", "it's", "'it''s'"),
        of("V2", "0", "'0'"),
        of("V2", "ab  ", "'ab  '"),
        of("V2", "é\uD83D\uDC26", "'é\uD83D\uDC26'"),
        of("V2", "a\uD83D", "'a\uD83D'"),
        of("V2", "UNISTR('\\00e9')", "'UNISTR(''\\00e9'')'"),
        of("V2B", "a\n', NULL", "'a\n'', NULL'"),
        of("NV", "é\\'\uD83D\uDC26", "UNISTR('\\00E9\\\\''\\D83D\\DC26')"),
        of("NV", "Вып", "UNISTR('\\0412\\044B') || UNISTR('\\043F')"),
        of("NV", "plain", "'plain'"),
        of("C10", "ab        ", "'ab        '"),
        of("C10", "          ", "'          '"),
        of("NC", "é         ", "UNISTR('\\00E9         ')"),
        of("R16", new byte[] {0, 1, (byte) 0xff}, "HEXTORAW('0001ff')"),
        of("D", new DATE(stored(120, 124, 2, 29, 24, 60, 60)), date(" 2024-02-29 23:59:59")),
        of("D", new DATE(stored(100, 56, 3, 15, 1, 1, 1)), date("-0044-03-15 00:00:00")),
        of("D", new DATE(stored(115, 100, 2, 29, 1, 1, 1)), date(" 1500-02-29 00:00:00")),
        of("D", new DATE(stored(199, 199, 12, 31, 24, 60, 60)), date(" 9999-12-31 23:59:59")),
        of(
            "T9",
            moment(123_456_500, 120, 124, 2, 29, 24, 60, 60),
            "TO_TIMESTAMP(' 2024-02-29 23:59:59.123456500')"),
        of("T9", moment(0, 120, 124, 2, 29, 1, 1, 1), "TO_TIMESTAMP(' 2024-02-29 00:00:00.')"),
        of("T9", moment(0, 120, 124, 2, 29, 1, 1, 1), "TO_TIMESTAMP(' 2024-02-29 00:00:00')"),
        of(
            "T9",
            moment(999_999_999, 199, 199, 12, 31, 24, 60, 60),
            "TO_TIMESTAMP(' 9999-12-31 23:59:59.999999999')"),
        // The load asks for the moment in UTC.
        of(
            "TZ",
            moment(202_590_000, 120, 124, 2, 14, 10, 59, 3),
            "TO_TIMESTAMP_TZ(' 2024-02-14 10:58:02.202590 +01:00')"),
        of(
            "TZ",
            moment(0, 120, 124, 1, 1, 3, 31, 1),
            "TO_TIMESTAMP_TZ(' 2023-12-31 22:00:00.000000 -04:30')"),
        of("IDS", new BigDecimal("-129784.5"), "TO_DSINTERVAL('-01 12:03:04.500000000')"),
        of("IDS", new BigDecimal("0.0000015"), "TO_DSINTERVAL('+000000000 00:00:00.000001500')"),
        of("IDS", new BigDecimal("86400"), "TO_DSINTERVAL('+01 00:00:00')"));
  }

  private static Row mined(Column column, String literal) {
    RedoStatement statement =
        RedoParser.parse(
            "insert into \"SHOP\".\"TYPES\"(\"%s\") values (%s);"
                .formatted(column.name(), literal));
    return new MinedRow(List.of(column)).put(statement.after(), Map.of(), true);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsTheOneThatTheLoadReads(String name, @Nullable Object loaded, String literal) {
    Column column = TYPES.column(name).orElseThrow();
    StandInServer server =
        new StandInServer(OracleResultSet.class).answer("SELECT", StandInServer.row(loaded));
    try (RowCursor load =
        new OracleSnapshot(OracleFixture.CONFIG, List.of(), Optional.empty(), Instant.EPOCH)
            .read(
                server.connection(),
                new SourceTable(TYPES, List.of(column), ""),
                Segment.whole(1),
                new ByteBudget(1 << 20))) {
      assertThat(load.next()).isTrue();
      assertThat(said(mined(column, literal), column.type())).isEqualTo(said(load, column.type()));
    }
  }

  private static String said(Row row, DataType type) {
    if (row.isNull(0)) {
      return "NULL";
    }
    try {
      String value =
          switch (type) {
            case DataType.Int _ -> Long.toString(row.getLong(0));
            case DataType.Real _ -> Double.toString(row.getDouble(0));
            case DataType.Timestamp _ -> Long.toString(row.getTimestamp(0));
            case DataType.TimeSpan _ -> Long.toString(row.getTime(0));
            case DataType.Binary _ -> HexFormat.of().formatHex(row.bytes(0).copy());
            case DataType.Decimal _ -> new BigDecimal(row.text(0).utf8()).stripTrailingZeros() + "";
            default -> row.text(0).utf8();
          };
      return value + " rounded " + row.rounding(0);
    } catch (ValueError e) {
      return e.sentence();
    }
  }

  static Stream<Arguments> unknown() {
    return Stream.of(
        Arguments.of("ID", "'1.5'"),
        Arguments.of("ID", "'x'"),
        Arguments.of("ID", "HEXTORAW('c102')"),
        Arguments.of("N", "Unsupported Type"),
        Arguments.of("BD", "'1d'"),
        Arguments.of("V2", "HEXTORAW('61')"),
        Arguments.of("V2", "EMPTY_CLOB()"),
        Arguments.of("R16", "'00ff'"),
        Arguments.of("R16", "HEXTORAW('0')"),
        Arguments.of("D", "TO_DATE('15-MAY-21', 'DD-MON-RR')"),
        Arguments.of("D", "TO_DATE('15-MAY-21', 'SYYYY-MM-DD HH24:MI:SS')"),
        Arguments.of("D", "'2024-02-29'"),
        Arguments.of("T9", "TO_TIMESTAMP(' 2024-02-29 00:00:00 +01:00')"),
        Arguments.of("TZ", "TO_TIMESTAMP_TZ(' 2024-02-29 00:00:00')"),
        Arguments.of("TZ", "TO_TIMESTAMP_TZ(' 2024-02-29 00:00:00 EUROPE/ROME')"),
        Arguments.of("IDS", "TO_DSINTERVAL('P1D')"),
        Arguments.of("CL", "'in the row'"));
  }

  /** Nothing is made of what nobody knows; and the value, which may be masked, isn't told. */
  @ParameterizedTest
  @MethodSource("unknown")
  void aFormThatIsntKnownIsntGuessed(String name, String literal) {
    Column column = TYPES.column(name).orElseThrow();
    assertThatThrownBy(() -> mined(column, literal))
        .isInstanceOfSatisfying(
            RedoStatement.Unreadable.class,
            e ->
                assertThat(e.why())
                    .isEqualTo(
                        "the redo log has a value of %s (%s) in a form that isn't known"
                            .formatted(column.name(), column.nativeType())));
  }

  @Test
  void columnsWhoseValuesTheLogLacksAreRefusedByName() {
    assertThat(
            TYPES.columns().stream()
                .filter(column -> !MinedValue.unlogged(column).isEmpty())
                .map(Column::name))
        .containsExactly(
            "L", "CL", "NCL", "X", "J", "B", "BFI", "TL", "IYM", "RI", "URI", "G", "BO", "O");
    assertThat(MinedValue.unlogged(TYPES.column("CL").orElseThrow()))
        .isEqualTo(
            "CL (CLOB) isn't followed, for the redo log has large values in pieces, or not at all: leave the column out by a remove-column rule");
    Column extended = RedoShop.column("E", "VARCHAR2", 32767, 32767, -1, Integer.MIN_VALUE);
    assertThat(MinedValue.unlogged(extended)).contains("long values in pieces");
  }
}
