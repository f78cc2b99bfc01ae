package org.godwit.engine.postgresql;

import java.time.LocalDate;
import org.godwit.codec.Row;

/** Dates and times as PostgreSQL writes and reads them under DateStyle ISO in UTC. */
final class IsoText {
  private static final long DAY = 86_400_000_000L;

  private IsoText() {}

  static String infinity(long value) {
    return value == Row.INFINITY ? "infinity" : "-infinity";
  }

  static String date(long days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    return day(date) + era(date);
  }

  static String timestamp(long micros) {
    return timestamp(Math.floorDiv(micros, DAY), Math.floorMod(micros, DAY));
  }

  /** Of PostgreSQL's own microseconds since 2000, whose last thirty years we can't count. */
  static String timestampOfWire(long micros) {
    if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
      return infinity(micros == Long.MAX_VALUE ? Row.INFINITY : Row.MINUS_INFINITY);
    }
    return timestamp(PostgresTime.DAYS + Math.floorDiv(micros, DAY), Math.floorMod(micros, DAY));
  }

  private static String timestamp(long days, long microsOfDay) {
    LocalDate date = LocalDate.ofEpochDay(days);
    return day(date) + " " + time(microsOfDay) + era(date);
  }

  private static String day(LocalDate date) {
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return "%04d-%02d-%02d".formatted(year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String era(LocalDate date) {
    return date.getYear() > 0 ? "" : " BC";
  }

  /** Of microseconds without a sign; hours may be more than 24. */
  static String time(long micros) {
    long seconds = Long.divideUnsigned(micros, 1_000_000);
    return "%02d:%02d:%02d.%06d"
        .formatted(
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            Long.remainderUnsigned(micros, 1_000_000));
  }
}
