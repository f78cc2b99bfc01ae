package org.godwit.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Row;
import org.godwit.mapping.Filter.Condition;

/**
 * A filter that is looked at here and means the same on every server: of numbers, truth, days,
 * timestamps and NULL. How text compares is its server's affair.
 */
public final class FilterTest {
  private static final long MICROS_A_DAY = 86_400_000_000L;

  private final List<Test> inclusive = new ArrayList<>();
  private final List<Test> negative = new ArrayList<>();

  /** Whether a value fulfils a condition; a comparison with NULL doesn't. */
  private interface Test {
    boolean holds(Row row, int place);
  }

  /** A constant, which a row's value that isn't NULL is compared with. */
  private interface Constant {
    /** Below 0 where the row's value is less, above 0 where it is more. */
    int compare(Row row, int place);
  }

  private FilterTest() {}

  /** The filter's test; empty where only the source's server can tell. */
  static Optional<FilterTest> of(Column column, Filter filter) {
    FilterTest all = new FilterTest();
    for (Condition condition : filter.conditions()) {
      Optional<Test> test = test(column, condition);
      if (test.isEmpty()) {
        return Optional.empty();
      }
      (condition.isNegative() ? all.negative : all.inclusive).add(test.get());
    }
    return Optional.of(all);
  }

  /** Whether the row passes, by its value of the filter's column, which stands at that place. */
  public boolean passes(Row row, int place) {
    return (inclusive.isEmpty() || inclusive.stream().anyMatch(it -> it.holds(row, place)))
        && negative.stream().allMatch(it -> it.holds(row, place));
  }

  private static Optional<Test> test(Column column, Condition condition) {
    return switch (condition) {
      case Filter.Nullness(boolean isNull) ->
          Optional.of((row, place) -> row.isNull(place) == isNull);
      case Filter.Comparison(Filter.Operator operator, String value) ->
          constant(column, value).map(it -> compared(it, of(operator)));
      case Filter.Between(boolean isNegative, String start, String end) ->
          constant(column, start)
              .flatMap(low -> constant(column, end).map(high -> between(low, high, isNegative)));
      case Filter.In(boolean isNegative, List<String> values) -> {
        List<Constant> constants =
            values.stream().flatMap(value -> constant(column, value).stream()).toList();
        yield constants.size() == values.size()
            ? Optional.of(in(constants, isNegative))
            : Optional.empty();
      }
      case Filter.Like _ -> Optional.empty();
    };
  }

  private static Test compared(Constant constant, IntPredicate wanted) {
    return (row, place) -> !row.isNull(place) && wanted.test(constant.compare(row, place));
  }

  private static Test between(Constant low, Constant high, boolean isNegative) {
    return (row, place) ->
        !row.isNull(place)
            && (low.compare(row, place) >= 0 && high.compare(row, place) <= 0) != isNegative;
  }

  private static Test in(List<Constant> constants, boolean isNegative) {
    return (row, place) ->
        !row.isNull(place)
            && constants.stream().anyMatch(it -> it.compare(row, place) == 0) != isNegative;
  }

  private static IntPredicate of(Filter.Operator operator) {
    return switch (operator) {
      case LTE -> compared -> compared <= 0;
      case LT -> compared -> compared < 0;
      case GTE -> compared -> compared >= 0;
      case GT -> compared -> compared > 0;
      case EQ -> compared -> compared == 0;
      case NOTEQ -> compared -> compared != 0;
    };
  }

  private static Optional<Constant> constant(Column column, String value) {
    String text = value.strip();
    return switch (column.type()) {
      case DataType.Int _, DataType.Decimal _ -> Optional.of(number(column.type(), text));
      case DataType.Bool _ -> {
        long truth = List.of("true", "1", "t").contains(text.toLowerCase(Locale.ROOT)) ? 1 : 0;
        yield Optional.of((row, place) -> Long.compare(row.getLong(place), truth));
      }
      case DataType.Date _ ->
          text.length() == "2024-02-29".length()
              ? moment(text, (row, place) -> row.getDate(place), MICROS_A_DAY)
              : Optional.empty();
      case DataType.Timestamp _ ->
          text.length() <= "2024-02-29 23:59:59.123456".length() && !text.endsWith("Z")
              ? moment(text, (row, place) -> row.getTimestamp(place), 1)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Constant number(DataType type, String text) {
    BigDecimal number = new BigDecimal(text);
    boolean isLong = type instanceof DataType.Int(int bits, boolean u) && (bits < 64 || !u);
    return (row, place) -> {
      if (isLong) {
        return BigDecimal.valueOf(row.getLong(place)).compareTo(number);
      }
      String value = row.text(place).utf8();
      return switch (value) {
        case "NaN", "Infinity" -> 1; // PostgreSQL's, NaN above all others
        case "-Infinity" -> -1;
        default -> new BigDecimal(value).compareTo(number);
      };
    };
  }

  /** A point in time of a row. */
  private interface Moment {
    long of(Row row, int place);
  }

  private static Optional<Constant> moment(String text, Moment moment, long micros) {
    OptionalLong constant = TimeText.micros(text);
    return constant.isEmpty()
        ? Optional.empty()
        : Optional.of(
            (row, place) -> {
              long value = moment.of(row, place);
              return value == Row.IMPOSSIBLE_DATE
                  ? row.text(place).utf8().compareTo(text) // they differ among the first digits
                  : Long.compare(value, constant.getAsLong() / micros);
            });
  }
}
