package org.godwit.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times that are written as text. */
final class TimeText {
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)Z?)?");
  private static final Pattern SPAN =
      Pattern.compile("(-?)(\\d{1,3}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?");
  private static final long MICROS_A_SECOND = 1_000_000L;
  private static final long MICROS_A_DAY = 86_400 * MICROS_A_SECOND;

  private TimeText() {}

  /** Days since 1970-01-01; empty where the text is no date. */
  static OptionalLong days(String text) {
    OptionalLong micros = micros(text);
    return micros.isPresent()
        ? OptionalLong.of(Math.floorDiv(micros.getAsLong(), MICROS_A_DAY))
        : micros;
  }

  /**
   * Microseconds since 1970-01-01 00:00:00; empty where the text is no date with or without time.
   */
  static OptionalLong micros(String text) {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    try {
      LocalDate date = LocalDate.parse(matcher.group(1));
      LocalTime time =
          matcher.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group(2));
      return OptionalLong.of(
          date.toEpochDay() * MICROS_A_DAY + time.getLong(ChronoField.MICRO_OF_DAY));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  /** Microseconds of a time of day or length of time; empty where the text is none. */
  static OptionalLong span(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long seconds = Long.parseLong(matcher.group(2)) * 3600 + Long.parseLong(matcher.group(3)) * 60;
    seconds += matcher.group(4) == null ? 0 : Long.parseLong(matcher.group(4));
    String fraction = matcher.group(5) == null ? "" : matcher.group(5);
    long micros = seconds * MICROS_A_SECOND + Long.parseLong((fraction + "000000").substring(0, 6));
    return OptionalLong.of(matcher.group(1).isEmpty() ? micros : -micros);
  }
}
