package org.godwit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.ValuePolicy.NulCharacters;
import org.godwit.codec.ValuePolicy.ZeroDates;
import org.godwit.testing.Trap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a codec puts, counts and refuses at the edges of its types. */
final class CodecsTest {
  private static final ValuePolicy LENIENT =
      new ValuePolicy(ZeroDates.NULL, NulCharacters.REMOVE, 5);
  private static final DataType TEXT = DataType.Text.unbounded();
  private final Tally tally = new Tally(1);

  /** A row of one value that answers every getter with it. */
  private static Row row(Object value) {
    return (Row)
        Proxy.newProxyInstance(
            Row.class.getClassLoader(),
            new Class<?>[] {Row.class},
            (_, method, _) -> method.getName().equals("isNull") ? false : value);
  }

  /** A row of one time, which was rounded to microseconds upwards (above 0) or downwards. */
  private static Row roundedRow(long micros, int rounding) {
    return (Row)
        Proxy.newProxyInstance(
            Row.class.getClassLoader(),
            new Class<?>[] {Row.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "isNull" -> false;
                  case "isRounded" -> rounding != 0;
                  case "rounding" -> rounding;
                  default -> micros;
                });
  }

  @ParameterizedTest
  @CsvSource({
    "500, 1, 499, Timestamp, 3", // 0.0004999996 s: not 0.001
    "500, -1, 501, Timestamp, 3",
    "500, 0, 500, Timestamp, 3",
    "-500, 1, -501, Timestamp, 3",
    "501, 1, 501, Timestamp, 3",
    "500000, 1, 499999, TimeOfDay, 0",
    "-1500, -1, -1499, TimeSpan, 3",
    "0, 1, -1, Date, 0", // 23:59:59.9999999 is of the day before
    "0, 0, 0, Date, 0"
  })
  void digitsBeyondMicrosecondsAreRoundedOnce(
      long micros, int rounding, long put, String type, int scale) {
    DataType from =
        switch (type) {
          case "TimeOfDay" -> new DataType.TimeOfDay(9, false);
          case "TimeSpan" -> new DataType.TimeSpan(9);
          default -> new DataType.Timestamp(9, false);
        };
    DataType to =
        switch (type) {
          case "TimeOfDay" -> new DataType.TimeOfDay(scale, false);
          case "TimeSpan" -> new DataType.TimeSpan(scale);
          case "Date" -> new DataType.Date();
          default -> new DataType.Timestamp(scale, false);
        };
    assertThat(moved(from, to, roundedRow(micros, rounding))).isEqualTo(type + " " + put);
  }

  /** What the codec puts, as the put's name and its arguments. */
  private String moved(DataType from, DataType to, ValuePolicy policy, Object value) {
    return moved(from, to, policy, row(value));
  }

  private String moved(DataType from, DataType to, Row row) {
    return moved(from, to, ValuePolicy.STRICT, row);
  }

  private String moved(DataType from, DataType to, ValuePolicy policy, Row row) {
    List<String> puts = new ArrayList<>();
    RowSink sink =
        (RowSink)
            Proxy.newProxyInstance(
                RowSink.class.getClassLoader(),
                new Class<?>[] {RowSink.class},
                (_, method, arguments) -> {
                  puts.add(
                      method.getName().substring(3) + (arguments == null ? "" : shown(arguments)));
                  return null;
                });
    Codecs.choose(column(from), column(to), policy, false).move(row, 0, sink, tally, 0);
    return String.join(",", puts);
  }

  private static String shown(Object[] arguments) {
    Object first = arguments[0];
    return " " + (first instanceof Bytes bytes ? bytes.utf8() : first);
  }

  private static Column column(DataType type) {
    return Column.of("c", type, type.toString(), true);
  }

  @ParameterizedTest
  @CsvSource({
    "8, true, 16, 0, Short 0",
    "8, true, 16, 255, Short 255",
    "16, true, 32, 65535, Int 65535",
    "32, true, 64, 4294967295, Long 4294967295",
    "64, false, 64, -9223372036854775808, Long -9223372036854775808",
    "64, false, 16, 32767, Short 32767",
    "64, false, 16, -32768, Short -32768"
  })
  void wholeNumbersPassUpToTheirLimits(
      int bits, boolean unsigned, int target, long value, String put) {
    assertThat(
            moved(
                new DataType.Int(bits, unsigned),
                new DataType.Int(target, false),
                ValuePolicy.STRICT,
                value))
        .isEqualTo(put);
  }

  @ParameterizedTest
  @CsvSource({"16, 32768", "16, -32769", "32, 2147483648", "32, -2147483649"})
  void oneBeyondTheTargetIsRefused(int bits, long value) {
    DataType from = new DataType.Int(64, false);
    DataType to = new DataType.Int(bits, false);
    assertThatThrownBy(() -> moved(from, to, ValuePolicy.STRICT, value))
        .isInstanceOf(ValueError.class)
        .hasMessageContaining(String.valueOf(value))
        .hasMessageContaining("holds");
  }

  @Test
  @Trap(6)
  void anUnsignedBigintNeedsItsTwentyDigits() {
    DataType from = new DataType.Int(64, true);
    Bytes max = Bytes.utf8("18446744073709551615");
    assertThat(moved(from, new DataType.Decimal(20, 0), ValuePolicy.STRICT, max))
        .isEqualTo("Decimal 18446744073709551615");
    assertThatThrownBy(() -> moved(from, new DataType.Int(64, false), ValuePolicy.STRICT, max))
        .isInstanceOf(ValueError.class);
  }

  @Test
  @Trap(14)
  void decimalsAreCountedWhereDigitsAreLostAndRefusedWhereTheyDoNotFit() {
    DataType from = new DataType.Decimal(10, 4);
    DataType to = new DataType.Decimal(5, 2);
    assertThat(moved(from, to, ValuePolicy.STRICT, Bytes.utf8("999.9900")))
        .isEqualTo("Decimal 999.9900");
    assertThat(tally.total()).isZero();
    moved(from, to, ValuePolicy.STRICT, Bytes.utf8("-0.001"));
    assertThat(tally.of(0, ValueChange.ROUNDED)).isEqualTo(1);
    assertThatThrownBy(() -> moved(from, to, ValuePolicy.STRICT, Bytes.utf8("1000")))
        .isInstanceOf(ValueError.class);
  }

  @Test
  @Trap(7)
  void aBooleanTakesZeroAndOneAlone() {
    DataType from = new DataType.Int(8, false);
    assertThat(moved(from, new DataType.Bool(), ValuePolicy.STRICT, 1L)).isEqualTo("Boolean true");
    assertThatThrownBy(() -> moved(from, new DataType.Bool(), ValuePolicy.STRICT, -1L))
        .isInstanceOf(ValueError.class);
  }

  @Test
  void textIsMeasuredInCharactersAndCutAtTheirBorders() {
    DataType four = new DataType.Text(4, false);
    assertThat(moved(TEXT, four, ValuePolicy.STRICT, Bytes.utf8("€€€😀"))).isEqualTo("Text €€€😀");
    assertThatThrownBy(() -> moved(TEXT, four, ValuePolicy.STRICT, Bytes.utf8("€€€€x")))
        .isInstanceOf(ValueError.class)
        .hasMessageContaining("5 characters");
    assertThat(moved(TEXT, TEXT, LENIENT, Bytes.utf8("ab😀"))).isEqualTo("Text ab");
    assertThat(tally.of(0, ValueChange.TRUNCATED)).isEqualTo(1);
  }

  @Test
  void theCharacterZeroIsRefusedOrRemovedAndCounted() {
    Bytes text = Bytes.utf8("1234567\0009");
    assertThatThrownBy(() -> moved(TEXT, TEXT, ValuePolicy.STRICT, text))
        .isInstanceOf(ValueError.class)
        .hasMessageContaining("U+0000");
    assertThat(moved(TEXT, TEXT, LENIENT, Bytes.utf8("a\0b"))).isEqualTo("Text ab");
    assertThat(tally.of(0, ValueChange.CHARACTER_REPLACED)).isEqualTo(1);
  }

  @Test
  @Trap({12, 42})
  void jsonbCannotHoldTheEscapedZeroButABackslashBeforeItIsInnocent() {
    DataType jsonb = new DataType.Json(true);
    ValuePolicy whole = new ValuePolicy(ZeroDates.NULL, NulCharacters.REMOVE, ValuePolicy.WHOLE);
    assertThat(moved(jsonb, jsonb, whole, Bytes.utf8("\"a\\\\u0000\"")))
        .isEqualTo("Json \"a\\\\u0000\"");
    assertThat(tally.total()).isZero();
    assertThat(moved(jsonb, jsonb, whole, Bytes.utf8("\"a\\u0000b\""))).isEqualTo("Json \"ab\"");
    assertThat(tally.of(0, ValueChange.CHARACTER_REPLACED)).isEqualTo(1);
    assertThatThrownBy(() -> moved(jsonb, jsonb, ValuePolicy.STRICT, Bytes.utf8("\"\\u0000\"")))
        .isInstanceOf(ValueError.class);
  }

  @Test
  @Trap(3)
  void zeroAndImpossibleDatesFollowThePolicyButTheYearNineIsADate() {
    DataType date = new DataType.Date();
    assertThat(moved(date, date, LENIENT, Row.ZERO_DATE)).isEqualTo("Null");
    assertThat(moved(date, date, LENIENT, Row.IMPOSSIBLE_DATE)).isEqualTo("Null");
    assertThat(tally.of(0, ValueChange.ZERO_DATE_TO_NULL)).isEqualTo(2);
    assertThat(moved(TEXT, date, LENIENT, Bytes.utf8("0009-01-01"))).isEqualTo("Date -716240");
    assertThatThrownBy(() -> moved(date, date, ValuePolicy.STRICT, Row.ZERO_DATE))
        .isInstanceOf(ValueError.class);
  }

  @Test
  void aFractionThatTheTargetHasNoPlaceForIsCounted() {
    DataType six = new DataType.Timestamp(6, false);
    DataType none = new DataType.Timestamp(0, false);
    moved(six, none, ValuePolicy.STRICT, -1_000_000L);
    assertThat(tally.total()).isZero();
    moved(six, none, ValuePolicy.STRICT, 1L);
    assertThat(tally.of(0, ValueChange.ROUNDED)).isEqualTo(1);
  }

  @Test
  void bitsKeepTheirRightEnd() {
    Bytes value = Bytes.of(new byte[] {0, 5});
    assertThat(moved(new DataType.Bits(10, false), TEXT, ValuePolicy.STRICT, value))
        .isEqualTo("Text 0000000101");
    assertThatThrownBy(
            () ->
                moved(
                    new DataType.Bits(10, false),
                    new DataType.Bits(2, false),
                    ValuePolicy.STRICT,
                    value))
        .isInstanceOf(ValueError.class)
        .hasMessageContaining("3 bits");
  }

  @Test
  void aPairThatMakesNoSenseIsNamedBeforeARowIsRead() {
    assertThatThrownBy(
            () -> moved(new DataType.Date(), new DataType.Bool(), ValuePolicy.STRICT, 1L))
        .isInstanceOf(IncompatibleColumns.class)
        .hasMessageContaining("Date");
  }

  @Test
  void aUuidIsReadFromTextAndBytes() {
    DataType uuid = new DataType.Uuid();
    String text = "00000000-0000-0001-ffff-ffffffffffff";
    assertThat(moved(uuid, uuid, ValuePolicy.STRICT, Bytes.utf8(text))).isEqualTo("Uuid 1");
    byte[] five = "12345".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> moved(new DataType.Binary(16, true), uuid, ValuePolicy.STRICT, Bytes.of(five)))
        .isInstanceOf(ValueError.class);
  }
}
