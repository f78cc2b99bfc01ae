package org.godwit.mapping.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as SQLite reads and writes them. */
final class DateFormat {
  private static final Pattern TIME =
      Pattern.compile(
          "(?:(\\d{4})-(\\d{2})-(\\d{2}))?(?:[ T])?"
              + "(?:(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d+))?)?)?(Z|[+-]\\d{2}:\\d{2})?");
  private static final LocalDate NO_DATE = LocalDate.of(2000, 1, 1);

  private DateFormat() {}

  /** A time value: text, {@code now} or a Julian day number; null where it is none of them. */
  static @Nullable LocalDateTime parse(Object value, Scope scope) {
    if (!(value instanceof String text)) {
      return DateCalls.ofJulianDay(Scalars.exact(Scalars.number(value)));
    }
    if (text.strip().equalsIgnoreCase("now")) {
      return LocalDateTime.ofInstant(scope.now(), ZoneOffset.UTC);
    }
    Matcher matcher = TIME.matcher(text.strip());
    if (!matcher.matches() || (matcher.group(1) == null && matcher.group(4) == null)) {
      return null;
    }
    try {
      LocalDateTime local = LocalDateTime.of(date(matcher), time(matcher));
      return matcher.group(8) == null
          ? local
          : local.minusSeconds(ZoneOffset.of(matcher.group(8)).getTotalSeconds());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate date(Matcher matcher) {
    return matcher.group(1) == null
        ? NO_DATE
        : LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
  }

  private static LocalTime time(Matcher matcher) {
    if (matcher.group(4) == null) {
      return LocalTime.MIDNIGHT;
    }
    int seconds = matcher.group(6) == null ? 0 : number(matcher, 6);
    String fraction = matcher.group(7) == null ? "0" : matcher.group(7);
    int nanos =
        new BigDecimal("0." + fraction).movePointRight(9).setScale(0, RoundingMode.DOWN).intValue();
    return LocalTime.of(number(matcher, 4), number(matcher, 5), seconds, nanos);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  static String format(String pattern, LocalDateTime time) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c != '%') {
        text.append(c);
        at++;
      } else {
        text.append(at + 1 < pattern.length() ? field(pattern.charAt(at + 1), time) : "%");
        at += 2;
      }
    }
    return text.toString();
  }

  private static String field(char letter, LocalDateTime time) {
    return switch (letter) {
      case 'd' -> padded(2, time.getDayOfMonth());
      case 'f' -> padded(2, time.getSecond()) + "." + padded(3, time.getNano() / 1_000_000);
      case 'H' -> padded(2, time.getHour());
      case 'j' -> padded(3, time.getDayOfYear());
      case 'J' -> DateCalls.julianDay(time).stripTrailingZeros().toPlainString();
      case 'm' -> padded(2, time.getMonthValue());
      case 'M' -> padded(2, time.getMinute());
      case 's' -> Long.toString(time.toEpochSecond(ZoneOffset.UTC));
      case 'S' -> padded(2, time.getSecond());
      case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
      case 'W' -> padded(2, weekOfYear(time));
      case 'Y' -> padded(4, time.getYear());
      case '%' -> "%";
      default ->
          throw new ExpressionProblem(
              "%" + letter + " is unknown to strftime; use %d %f %H %j %J %m %M %s %S %w %W %Y %%");
    };
  }

  /** Weeks start on Monday; days before the first Monday are in week 00. */
  private static int weekOfYear(LocalDateTime time) {
    return (time.getDayOfYear() + 6 - (time.getDayOfWeek().getValue() - 1)) / 7;
  }

  private static String padded(int width, int number) {
    return String.format(Locale.ROOT, "%0" + width + "d", number);
  }
}
