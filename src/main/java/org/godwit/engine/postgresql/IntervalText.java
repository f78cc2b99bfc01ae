package org.godwit.engine.postgresql;

/**
 * An interval as PostgreSQL writes it under {@code IntervalStyle = postgres}, its default. It reads
 * this form back to the microsecond; ISO 8601's it reads as a double, and loses some.
 */
final class IntervalText {
  private static final int MONTHS_A_YEAR = 12;

  private final StringBuilder text = new StringBuilder();
  private boolean isAfterMinus;

  private IntervalText() {}

  /** The text of an interval in binary form. */
  static String of(byte[] array, int at) {
    long micros = Wire.longAt(array, at);
    int days = Wire.intAt(array, at + Long.BYTES);
    int months = Wire.intAt(array, at + Long.BYTES + Integer.BYTES);
    if (months == Integer.MAX_VALUE && days == Integer.MAX_VALUE && micros == Long.MAX_VALUE) {
      return "infinity"; // since version 17
    }
    if (months == Integer.MIN_VALUE && days == Integer.MIN_VALUE && micros == Long.MIN_VALUE) {
      return "-infinity";
    }
    IntervalText interval = new IntervalText();
    interval.part(months / MONTHS_A_YEAR, "year");
    interval.part(months % MONTHS_A_YEAR, "mon");
    interval.part(days, "day");
    interval.time(micros);
    return interval.text.toString();
  }

  /** A part that follows a negative one says that it is positive. */
  private void part(int value, String unit) {
    if (value == 0) {
      return;
    }
    if (!text.isEmpty()) {
      text.append(' ');
    }
    if (isAfterMinus && value > 0) {
      text.append('+');
    }
    text.append(value).append(' ').append(unit).append(value == 1 ? "" : "s");
    isAfterMinus = value < 0;
  }

  private void time(long micros) {
    if (micros == 0 && !text.isEmpty()) {
      return;
    }
    if (!text.isEmpty()) {
      text.append(' ');
    }
    if (micros < 0) {
      text.append('-');
    } else if (isAfterMinus) {
      text.append('+');
    }
    String time = IsoText.time(Math.abs(micros));
    int end = time.length();
    while (time.charAt(end - 1) == '0') {
      end--;
    }
    // Either all of the fraction is gone with its point, or some of it stays.
    text.append(time, 0, time.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
