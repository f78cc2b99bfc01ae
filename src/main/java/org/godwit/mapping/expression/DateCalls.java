package org.godwit.mapping.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's date functions. All times are UTC, so that {@code utc} and {@code localtime} do nothing.
 */
final class DateCalls {
  private static final LocalDateTime JULIAN_ZERO =
      LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, 0).atTime(12, 0);
  private static final BigDecimal NANOS_A_DAY = BigDecimal.valueOf(Duration.ofDays(1).toNanos());

  private final Scope scope;

  DateCalls(Scope scope) {
    this.scope = scope;
  }

  /** The function's value, or NULL where the time can't be understood. */
  @Nullable Object call(Function function, List<Object> values) {
    boolean hasFormat = function == Function.STRFTIME;
    LocalDateTime time = time(hasFormat ? values.subList(1, values.size()) : values);
    if (time == null) {
      return null;
    }
    return switch (function) {
      case DATE -> DateFormat.format("%Y-%m-%d", time);
      case TIME -> DateFormat.format("%H:%M:%S", time);
      case DATETIME -> DateFormat.format("%Y-%m-%d %H:%M:%S", time);
      case JULIANDAY -> julianDay(time);
      default -> DateFormat.format(Scalars.text(values.getFirst()), time);
    };
  }

  static BigDecimal julianDay(LocalDateTime time) {
    Duration since = Duration.between(JULIAN_ZERO, time);
    BigDecimal nanos =
        BigDecimal.valueOf(since.getSeconds())
            .movePointRight(9)
            .add(BigDecimal.valueOf(since.getNano()));
    return nanos.divide(NANOS_A_DAY, 9, RoundingMode.HALF_UP);
  }

  private @Nullable LocalDateTime time(List<Object> values) {
    List<String> modifiers =
        values.subList(1, values.size()).stream()
            .map(value -> Scalars.text(value).strip().toLowerCase(Locale.ROOT))
            .toList();
    Object first = values.getFirst();
    boolean isEpoch = modifiers.contains("unixepoch");
    LocalDateTime time =
        isEpoch ? ofEpoch(Scalars.exact(Scalars.number(first))) : DateFormat.parse(first, scope);
    for (String modifier : modifiers) {
      if (time == null) {
        return null;
      }
      time = modified(time, modifier);
    }
    return time;
  }

  private static LocalDateTime ofEpoch(BigDecimal seconds) {
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return LocalDateTime.ofEpochSecond(
        whole.longValueExact(),
        seconds.subtract(whole).movePointRight(9).intValue(),
        ZoneOffset.UTC);
  }

  static LocalDateTime ofJulianDay(BigDecimal days) {
    BigDecimal nanos = days.multiply(NANOS_A_DAY).setScale(-6, RoundingMode.HALF_UP);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
    return JULIAN_ZERO.plusSeconds(parts[0].longValueExact()).plusNanos(parts[1].longValueExact());
  }

  private static LocalDateTime modified(LocalDateTime time, String modifier) {
    return switch (modifier) {
      case "utc", "localtime", "unixepoch", "auto" -> time;
      case "start of day" -> time.truncatedTo(ChronoUnit.DAYS);
      case "start of month" -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      case "start of year" -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
      default -> shifted(time, modifier);
    };
  }

  private static LocalDateTime shifted(LocalDateTime time, String modifier) {
    String[] words = modifier.split("\\s+", -1);
    try {
      if (words.length == 2 && words[0].equals("weekday")) {
        int wanted = Integer.parseInt(words[1]);
        int today = time.getDayOfWeek().getValue() % DayOfWeek.values().length;
        return time.plusDays(Math.floorMod(wanted - today, 7));
      }
      if (words.length == 2) {
        return plus(time, new BigDecimal(words[0]), words[1], modifier);
      }
    } catch (NumberFormatException e) {
      throw unknown(modifier);
    }
    throw unknown(modifier);
  }

  private static LocalDateTime plus(
      LocalDateTime time, BigDecimal amount, String unit, String modifier) {
    return switch (unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit) {
      case "day" -> plusSeconds(time, amount.multiply(BigDecimal.valueOf(86_400)));
      case "hour" -> plusSeconds(time, amount.multiply(BigDecimal.valueOf(3_600)));
      case "minute" -> plusSeconds(time, amount.multiply(BigDecimal.valueOf(60)));
      case "second" -> plusSeconds(time, amount);
      case "month" -> overflowing(time, 0, amount.intValue());
      case "year" -> overflowing(time, amount.intValue(), 0);
      default -> throw unknown(modifier);
    };
  }

  /** SQLite lets a day that the month doesn't have run over into the next month. */
  private static LocalDateTime overflowing(LocalDateTime time, int years, int months) {
    LocalDateTime first = time.withDayOfMonth(1).plusYears(years).plusMonths(months);
    return first.plusDays(time.getDayOfMonth() - 1L);
  }

  private static LocalDateTime plusSeconds(LocalDateTime time, BigDecimal seconds) {
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return time.plusSeconds(whole.longValueExact())
        .plusNanos(seconds.subtract(whole).movePointRight(9).longValue());
  }

  private static ExpressionProblem unknown(String modifier) {
    return new ExpressionProblem(
        "the date modifier \""
            + modifier
            + "\" is unknown; use e.g. +3 days, -1 month, start of month, weekday 1, unixepoch");
  }
}
