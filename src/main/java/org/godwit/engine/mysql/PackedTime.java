package org.godwit.engine.mysql;

import java.time.LocalDate;

/**
 * MySQL's binary forms of dates and times since 5.6.4, as the server writes them. Fractions take a
 * byte for two digits.
 */
final class PackedTime {
  private PackedTime() {}

  static int fractionBytes(int scale) {
    return (scale + 1) / 2;
  }

  private static long micros(long fraction, int scale) {
    return switch (fractionBytes(scale)) {
      case 1 -> fraction * 10_000;
      case 2 -> fraction * 100;
      default -> fraction;
    };
  }

  static void date(byte[] bytes, int at, RowText out) {
    long packed = LengthEncoded.littleEndian(bytes, at, 3);
    out.putDate(packed >> 9, packed >> 5 & 15, packed & 31);
  }

  static void datetime(byte[] bytes, int at, int scale, RowText out) {
    long packed = PackedDecimal.bigEndian(bytes, at, 5) - 0x80_0000_0000L;
    long fraction = PackedDecimal.bigEndian(bytes, at + 5, fractionBytes(scale));
    datetime(packed, micros(fraction, scale), scale, out);
  }

  private static void datetime(long packed, long micros, int scale, RowText out) {
    long months = packed >> 22;
    out.putDate(months / 13, months % 13, packed >> 17 & 31);
    out.putByte(' ');
    out.putTime(packed >> 12 & 31, packed >> 6 & 63, packed & 63);
    out.putFraction(micros, scale);
  }

  static void timestamp(byte[] bytes, int at, int scale, RowText out) {
    long seconds = PackedDecimal.bigEndian(bytes, at, 4);
    long micros = micros(PackedDecimal.bigEndian(bytes, at + 4, fractionBytes(scale)), scale);
    if (seconds == 0 && micros == 0) {
      out.putDate(0, 0, 0);
    } else {
      LocalDate day = LocalDate.ofEpochDay(seconds / 86_400);
      out.putDate(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }
    out.putByte(' ');
    long ofDay = seconds % 86_400;
    out.putTime(ofDay / 3600, ofDay / 60 % 60, ofDay % 60);
    out.putFraction(micros, scale);
  }

  static void time(byte[] bytes, int at, int scale, RowText out) {
    int bits = 8 * fractionBytes(scale);
    long value =
        PackedDecimal.bigEndian(bytes, at, 3 + fractionBytes(scale)) - (0x80_0000L << bits);
    long absolute = Math.abs(value);
    time(value < 0, absolute >> bits, micros(absolute & ((1L << bits) - 1), scale), scale, out);
  }

  private static void time(boolean isNegative, long packed, long micros, int scale, RowText out) {
    if (isNegative) {
      out.putByte('-');
    }
    out.putTime(packed >> 12 & 1023, packed >> 6 & 63, packed & 63);
    out.putFraction(micros, scale);
  }

  /** As a document has it, in 64 bits with a fraction of 24. */
  static void datetimeInJson(long value, RowText out) {
    datetime(value >> 24, value & 0xFF_FFFF, 6, out);
  }

  /** Likewise a day. */
  static void dateInJson(long value, RowText out) {
    long months = value >> 46;
    out.putDate(months / 13, months % 13, value >> 41 & 31);
  }

  /** Likewise a length of time. */
  static void timeInJson(long value, RowText out) {
    long absolute = Math.abs(value);
    time(value < 0, absolute >> 24, absolute & 0xFF_FFFF, 6, out);
  }
}
