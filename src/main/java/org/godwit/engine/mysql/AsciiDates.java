package org.godwit.engine.mysql;

import org.godwit.codec.Row;
import org.godwit.codec.ValueError;

/**
 * Dates and times from the server's text, in place: {@code 2024-02-29}, {@code 2024-02-29
 * 23:59:59.123456}, {@code -838:59:59.000000}.
 */
final class AsciiDates {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final int DATE_LENGTH = 10;
  private static final int SECOND_LENGTH = 19;
  private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private AsciiDates() {}

  /** Days since 1970-01-01, {@link Row#ZERO_DATE} or {@link Row#IMPOSSIBLE_DATE}. */
  static long parseDate(byte[] bytes, int offset, int length) {
    if (length < DATE_LENGTH || bytes[offset + 4] != '-' || bytes[offset + 7] != '-') {
      throw refuse(bytes, offset, length, "a date");
    }
    int year = two(bytes, offset) * 100 + two(bytes, offset + 2);
    return day(year, two(bytes, offset + 5), two(bytes, offset + 8));
  }

  /** Days since 1970-01-01, {@link Row#ZERO_DATE} or {@link Row#IMPOSSIBLE_DATE}. */
  static long day(int year, int month, int day) {
    if (month == 0 || day == 0) {
      return year == 0 && month == 0 && day == 0 ? Row.ZERO_DATE : Row.IMPOSSIBLE_DATE;
    }
    if (month > 12 || day > MONTH_DAYS[month - 1] || (month == 2 && day == 29 && !isLeap(year))) {
      return Row.IMPOSSIBLE_DATE;
    }
    return daysOf(year, month, day);
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Counts from March, so that the leap day is the last of its year. */
  private static long daysOf(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int century = Math.floorDiv(marchYear, 100);
    int daysOfYears = Math.floorDiv(marchYear * 1461, 4) - century + Math.floorDiv(century, 4);
    int marchMonth = month > 2 ? month - 3 : month + 9;
    return daysOfYears + (153L * marchMonth + 2) / 5 + day - 1 - 719_468;
  }

  /** Microseconds since 1970-01-01 00:00:00, or as {@link #parseDate}. */
  static long parseTimestamp(byte[] bytes, int offset, int length) {
    long days = parseDate(bytes, offset, length);
    if (days == Row.ZERO_DATE || days == Row.IMPOSSIBLE_DATE || length == DATE_LENGTH) {
      return days == Row.ZERO_DATE || days == Row.IMPOSSIBLE_DATE ? days : days * MICROS_PER_DAY;
    }
    if (length < SECOND_LENGTH) {
      throw refuse(bytes, offset, length, "a timestamp");
    }
    int seconds =
        two(bytes, offset + 11) * 3600 + two(bytes, offset + 14) * 60 + two(bytes, offset + 17);
    return days * MICROS_PER_DAY
        + seconds * MICROS_PER_SECOND
        + fraction(bytes, offset + SECOND_LENGTH, offset + length);
  }

  /** A signed length of time in microseconds. */
  static long parseTime(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean isNegative = length > 0 && bytes[at] == '-';
    if (isNegative) {
      at++;
    }
    long hours = 0;
    while (at < end && bytes[at] != ':') {
      hours = hours * 10 + digit(bytes, at++);
    }
    if (end - at < 6) {
      throw refuse(bytes, offset, length, "a time");
    }
    long seconds = hours * 3600 + two(bytes, at + 1) * 60L + two(bytes, at + 4);
    long micros = seconds * MICROS_PER_SECOND + fraction(bytes, at + 6, end);
    return isNegative ? -micros : micros;
  }

  /** Digits behind a point as microseconds. */
  private static int fraction(byte[] bytes, int from, int end) {
    int micros = 0;
    int digits = 0;
    for (int at = from + 1; at < end && digits < 6; at++) {
      micros = micros * 10 + digit(bytes, at);
      digits++;
    }
    for (; digits > 0 && digits < 6; digits++) {
      micros *= 10;
    }
    return micros;
  }

  private static int two(byte[] bytes, int at) {
    return digit(bytes, at) * 10 + digit(bytes, at + 1);
  }

  private static int digit(byte[] bytes, int at) {
    int digit = bytes[at] - '0';
    if (digit < 0 || digit > 9) {
      throw new ValueError("a date or time has no digit where one is due");
    }
    return digit;
  }

  private static ValueError refuse(byte[] bytes, int offset, int length, String what) {
    return new ValueError(
        "\"" + AsciiNumbers.text(bytes, offset, length) + "\" is not " + what + " that we know");
  }
}
