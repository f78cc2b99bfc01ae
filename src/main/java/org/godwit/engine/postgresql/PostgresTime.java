package org.godwit.engine.postgresql;

import org.godwit.codec.Row;
import org.godwit.codec.ValueError;

/** Dates and times between our epoch of 1970 and PostgreSQL's of 2000-01-01. */
final class PostgresTime {
  /** From our epoch to PostgreSQL's. */
  static final int DAYS = 10_957;

  private static final long MICROS = DAYS * 86_400_000_000L;

  private PostgresTime() {}

  /** PostgreSQL's day number of one of ours. */
  static int date(long days) {
    if (days == Row.INFINITY) {
      return Integer.MAX_VALUE;
    }
    if (days == Row.MINUS_INFINITY) {
      return Integer.MIN_VALUE;
    }
    long shifted = days - DAYS;
    if (shifted != (int) shifted) {
      throw new ValueError("a date is beyond the years that PostgreSQL has");
    }
    return (int) shifted;
  }

  /** Our day number of one of PostgreSQL's. */
  static long fromDate(int days) {
    return switch (days) {
      case Integer.MAX_VALUE -> Row.INFINITY;
      case Integer.MIN_VALUE -> Row.MINUS_INFINITY;
      default -> (long) days + DAYS;
    };
  }

  /** PostgreSQL's microseconds of ours. */
  static long timestamp(long micros) {
    if (micros == Row.INFINITY) {
      return Long.MAX_VALUE;
    }
    return micros == Row.MINUS_INFINITY ? Long.MIN_VALUE : micros - MICROS;
  }

  /** Our microseconds of PostgreSQL's. */
  static long fromTimestamp(long micros) {
    if (micros == Long.MAX_VALUE) {
      return Row.INFINITY;
    }
    if (micros > Long.MAX_VALUE - MICROS) {
      throw new ValueError(
          "a timestamp past the year 294246 can only go to another PostgreSQL, undecoded");
    }
    return micros == Long.MIN_VALUE ? Row.MINUS_INFINITY : micros + MICROS;
  }
}
