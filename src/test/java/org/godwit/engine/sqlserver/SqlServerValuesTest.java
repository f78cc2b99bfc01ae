package org.godwit.engine.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.SourceTable;
import org.godwit.testing.StandInServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values in the styles that the queries ask for; the rows come from a stand-in. */
class SqlServerValuesTest {
  private final ByteBudget budget = new ByteBudget(1 << 20);

  private RowCursor read(String column, @Nullable Object value) {
    Table types = SqlServerFixture.table(SqlServerFixture.TYPES);
    Column only = types.column(column).orElseThrow();
    StandInServer server =
        new StandInServer(ResultSet.class).answer("SELECT", StandInServer.row(value));
    RowCursor cursor =
        new SqlServerSnapshot(
                SqlServerFixture.CONFIG, List.of(), Instant.EPOCH, "", Optional.empty())
            .read(
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
    for (Column column : SqlServerFixture.table(SqlServerFixture.TYPES).columns()) {
      if (SqlServerType.of(column) != SqlServerType.OTHER) {
        assertThat(read(column.name(), null).isNull(0)).as(column.name()).isTrue();
      }
    }
  }

  @Test
  void numbersAndBits() {
    assertThat(read("ti", 255).getLong(0)).isEqualTo(255);
    assertThat(read("bt", true).getLong(0)).isEqualTo(1);
    assertThat(read("m", new BigDecimal("-922337203685477.5808")).text(0).utf8())
        .isEqualTo("-922337203685477.5808");
    assertThat(read("n38", new BigDecimal("1E-38")).text(0).utf8())
        .isEqualTo("0." + "0".repeat(37) + "1");
    assertThat(read("f", 1.7976931348623157E308).getDouble(0)).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void momentsOfSevenDigitsAreRoundedAndSaidToBe() {
    RowCursor rounded = read("dt7", "2024-02-29T23:59:59.1234565");
    assertThat(rounded.getTimestamp(0)).isEqualTo(micros("2024-02-29T23:59:59.123457"));
    assertThat(rounded.isRounded(0)).isTrue();
    assertThat(read("dt7", "2024-02-29T23:59:59.1234560").isRounded(0)).isFalse();
    assertThat(read("dt7", "9999-12-31T23:59:59.9999999").getTimestamp(0))
        .isEqualTo(micros("9999-12-31T23:59:59.999999"));
    assertThat(read("dt", "2024-02-29T23:59:59.997").getTimestamp(0))
        .isEqualTo(micros("2024-02-29T23:59:59.997"));
    assertThat(read("sdt", "2024-02-29T23:59:00").getTimestamp(0))
        .isEqualTo(micros("2024-02-29T23:59:00"));
    assertThat(read("dt0", "0001-01-01T00:00:00").getTimestamp(0))
        .isEqualTo(micros("0001-01-01T00:00:00"));
    assertThat(read("d", "1582-10-10").getDate(0))
        .isEqualTo(LocalDate.of(1582, 10, 10).toEpochDay());
  }

  @Test
  void aTimeOfDayNeverBecomesTheNextDay() {
    RowCursor last = read("t7", "23:59:59.9999999");
    assertThat(last.getTime(0)).isEqualTo(86_399_999_999L);
    assertThat(last.isRounded(0)).isTrue();
    assertThat(read("t7", "00:00:00.0000000").getTime(0)).isZero();
  }

  @Test
  void textsAndBytes() {
    assertThat(read("nc", "ab        ").text(0).utf8()).isEqualTo("ab");
    assertThat(read("vc", "").isNull(0)).as("an empty text isn't NULL").isFalse();
    assertThat(read("u", "0e984725-c51c-4bf4-9960-e1c80e27aba0").text(0).utf8())
        .isEqualTo("0e984725-c51c-4bf4-9960-e1c80e27aba0");
    byte[] bytes = new byte[100_000];
    bytes[99_999] = 1;
    assertThat(read("vbm", bytes).bytes(0).copy()).isEqualTo(bytes);
    assertThat(read("rv", new byte[8]).bytes(0).length()).isEqualTo(8);
    String bird = "é".repeat(40_000) + "\uD83D\uDC26";
    assertThat(read("nvcm", bird).text(0).utf8()).isEqualTo(bird);
    assertThatThrownBy(() -> read("nvc", "\uDC26").text(0)).isInstanceOf(ValueError.class);
  }
}
