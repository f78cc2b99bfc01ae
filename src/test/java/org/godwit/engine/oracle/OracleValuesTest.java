package org.godwit.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import oracle.sql.DATE;
import oracle.sql.TIMESTAMP;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.ReadValue;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.SourceTable;
import org.godwit.testing.StandInServer;
import org.godwit.testing.Trap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values as Oracle's own driver hands them over; the rows come from a stand-in. */
class OracleValuesTest {
  private final ByteBudget budget = new ByteBudget(1 << 20);

  private RowCursor read(String column, @Nullable Object value) {
    Table types = OracleFixture.table(OracleFixture.TYPES);
    Column only = types.column(column).orElseThrow();
    StandInServer server =
        new StandInServer(oracle.jdbc.OracleResultSet.class)
            .answer("AS OF", StandInServer.row(value));
    OracleSnapshot snapshot =
        new OracleSnapshot(
            OracleFixture.CONFIG,
            List.of(),
            Optional.of(new Scn(java.math.BigInteger.ONE)),
            java.time.Instant.EPOCH);
    RowCursor cursor =
        snapshot.read(
            server.connection(),
            new SourceTable(types, List.of(only), ""),
            Segment.whole(1),
            budget);
    assertThat(cursor.next()).isTrue();
    return cursor;
  }

  private static long micros(String moment) {
    return ChronoUnit.MICROS.between(
        LocalDateTime.of(1970, 1, 1, 0, 0), LocalDateTime.parse(moment));
  }

  @Test
  void everyTypeMayBeNull() {
    for (Column column : OracleFixture.table(OracleFixture.TYPES).columns()) {
      if (OracleType.of(column) != OracleType.OTHER) {
        assertThat(read(column.name(), null).isNull(0)).as(column.name()).isTrue();
      }
    }
  }

  @Test
  @Trap(13)
  void numbersKeepEveryDigitAndHaveNoExponent() {
    assertThat(read("ID", 999_999_999_999_999_999L).getLong(0)).isEqualTo(999_999_999_999_999_999L);
    assertThat(read("N", new BigDecimal("1E+40")).text(0).utf8()).isEqualTo("1" + "0".repeat(40));
    assertThat(read("N", new BigDecimal("-1E-130")).text(0).utf8())
        .isEqualTo("-0." + "0".repeat(129) + "1");
    assertThat(read("F126", new BigDecimal("0.1")).text(0).utf8()).isEqualTo("0.1");
    assertThat(read("BD", Double.NEGATIVE_INFINITY).getDouble(0))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(read("BF", Float.NaN).getDouble(0)).isNaN();
  }

  @Test
  @Trap(18)
  void aDateKeepsItsTime() throws SQLException {
    DATE date = new DATE(Timestamp.valueOf("2024-02-29 23:59:59"));
    assertThat(read("D", date).getTimestamp(0)).isEqualTo(micros("2024-02-29T23:59:59"));
  }

  @Test
  void nineDigitsAreRoundedAndSaidToBe() throws SQLException {
    RowCursor rounded = read("T9", new TIMESTAMP("2024-02-29 23:59:59.123456500"));
    assertThat(rounded.getTimestamp(0)).isEqualTo(micros("2024-02-29T23:59:59.123457"));
    assertThat(rounded.isRounded(0)).isTrue();
    RowCursor whole = read("T9", new TIMESTAMP("2024-02-29 23:59:59.123456000"));
    assertThat(whole.getTimestamp(0)).isEqualTo(micros("2024-02-29T23:59:59.123456"));
    assertThat(whole.isRounded(0)).isFalse();
    assertThat(read("T9", new TIMESTAMP("9999-12-31 23:59:59.999999999")).getTimestamp(0))
        .isEqualTo(micros("9999-12-31T23:59:59.999999"));
  }

  @Test
  void datesBeforeChristHaveNoYearZeroBetween() {
    ReadValue value = new ReadValue();
    // 44-03-15 BC: century -0 and year -44 are stored as 100 and 56.
    OracleReaders.moment(new byte[] {100, 56, 3, 15, 1, 1, 1}, value);
    assertThat(text(value)).isEqualTo(micros("-0043-03-15T00:00:00"));
  }

  @Test
  void aDayOfTheJulianCalendarAloneIsNoDate() {
    ReadValue value = new ReadValue();
    OracleReaders.moment(new byte[] {115, 100, 2, 29, 1, 1, 1}, value);
    assertThat(text(value)).isEqualTo(Row.IMPOSSIBLE_DATE);
  }

  private static long text(ReadValue value) {
    return org.godwit.engine.ReadValues.moment(value);
  }

  @Test
  void intervalsAreExactSeconds() {
    RowCursor interval = read("IDS", new BigDecimal("-129784.5"));
    assertThat(interval.getTime(0)).isEqualTo(-129_784_500_000L);
    assertThat(interval.isRounded(0)).isFalse();
    assertThat(interval.text(0).utf8()).isEqualTo("-36:03:04.5");
    assertThat(read("IDS", new BigDecimal("0.0000015")).isRounded(0)).isTrue();
  }

  @Test
  void charComesWithoutTheBlanksThatFillItAndIsNotNullForThem() {
    assertThat(read("C10", "ab        ").text(0).utf8()).isEqualTo("ab");
    RowCursor blank = read("C10", "          ");
    assertThat(blank.isNull(0)).isFalse();
    assertThat(blank.text(0).length()).isZero();
    assertThat(read("V2", "ab  ").text(0).utf8()).isEqualTo("ab  ");
    assertThat(read("V2", "0").text(0).utf8()).isEqualTo("0");
  }

  @Test
  void lobsOfAnySizeComeWholeAndGiveTheirMemoryBack() {
    String text = "a".repeat(32_767) + "\uD83D\uDC26" + "é".repeat(100_000);
    RowCursor clob = read("CL", text);
    assertThat(clob.text(0).utf8()).isEqualTo(text);
    assertThat(budget.taken()).isPositive();
    assertThat(clob.next()).isFalse();
    assertThat(budget.taken()).isZero();
    byte[] bytes = new byte[200_000];
    bytes[199_999] = 7;
    assertThat(read("B", bytes).bytes(0).copy()).isEqualTo(bytes);
    assertThat(read("CL", "").isNull(0)).as("an empty LOB isn't NULL").isFalse();
  }

  @Test
  void halfACharacterCostsItsRowOnly() {
    assertThatThrownBy(() -> read("CL", "a\uD83D").text(0)).isInstanceOf(ValueError.class);
    assertThatThrownBy(() -> read("V2", "a\uD83D").text(0)).isInstanceOf(ValueError.class);
  }

  @Test
  void arraysOfRowsAreBoundedByBytes() {
    OracleSnapshot snapshot =
        new OracleSnapshot(
            OracleFixture.CONFIG, List.of(), Optional.empty(), java.time.Instant.EPOCH);
    Table types = OracleFixture.table(OracleFixture.TYPES);
    assertThat(snapshot.fetchSize(List.of(types.column("ID").orElseThrow()))).isEqualTo(5_000);
    assertThat(snapshot.fetchSize(types.columns())).isBetween(1, 30);
  }
}
