package org.godwit.engine.postgresql;

import java.time.LocalDate;
import java.util.HexFormat;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;

/**
 * Reads values as PostgreSQL writes them under DateStyle ISO, IntervalStyle postgres, hex bytes and
 * UTC; the counterpart of {@link IsoText} and {@link IntervalText}.
 */
final class LiteralText {
  private static final long DAY = 86_400_000_000L;
  private static final int MICRO_DIGITS = 6;

  private LiteralText() {}

  static long whole(Bytes text) {
    return Long.parseLong(text.utf8());
  }

  static double real(Bytes text, int bits) {
    return bits == 32 ? Float.parseFloat(text.utf8()) : Double.parseDouble(text.utf8());
  }

  /** Zeros and ones as a number of up to 64 bits. */
  static long bits(Bytes text) {
    return Long.parseUnsignedLong(text.utf8(), 2);
  }

  /** Zeros and ones as bytes, big-endian and right-aligned. */
  static Bytes bitBytes(Bytes text) {
    byte[] out = new byte[(text.length() + 7) / 8];
    for (int i = 0; i < text.length(); i++) {
      int bit = text.length() - 1 - i;
      out[out.length - 1 - bit / 8] |= (byte) ((text.at(i) - '0') << (bit % 8));
    }
    return Bytes.of(out);
  }

  /** Hex digits, with {@code \x} before them or not. */
  static Bytes hex(Bytes text) {
    String digits = text.utf8();
    return Bytes.of(
        HexFormat.of().parseHex(digits, digits.startsWith("\\x") ? 2 : 0, digits.length()));
  }

  /** Days since 1970, or an infinity. */
  static long date(String text) {
    if (isInfinite(text)) {
      return infinity(text);
    }
    int end = text.indexOf(' ');
    return day(end < 0 ? text : text.substring(0, end), text.endsWith(" BC"));
  }

  /** Microseconds since 1970, or an infinity. */
  static long timestamp(String text) {
    if (isInfinite(text)) {
      return infinity(text);
    }
    String[] parts = text.split(" ", 3);
    long days = day(parts[0], parts.length > 2);
    try {
      return Math.addExact(Math.multiplyExact(days, DAY), time(withoutZone(parts[1])));
    } catch (ArithmeticException _) {
      throw new ValueError(
          "a timestamp past the year 294246 can only go to another PostgreSQL, undecoded");
    }
  }

  /** A timestamp with all six digits and no zone. */
  static String fullTimestamp(String text) {
    if (isInfinite(text)) {
      return text;
    }
    String[] parts = text.split(" ", 3);
    String era = parts.length > 2 ? " BC" : "";
    return parts[0] + " " + IsoText.time(time(withoutZone(parts[1]))) + era;
  }

  /** The session's zone is UTC, so that the offset is always the same. */
  private static String withoutZone(String time) {
    return time.endsWith("+00") ? time.substring(0, time.length() - 3) : time;
  }

  private static boolean isInfinite(String text) {
    return text.endsWith("infinity");
  }

  private static long infinity(String text) {
    return text.startsWith("-") ? Row.MINUS_INFINITY : Row.INFINITY;
  }

  private static long day(String text, boolean isBeforeChrist) {
    int month = text.indexOf('-');
    int year = Integer.parseInt(text, 0, month, 10);
    return LocalDate.of(
            isBeforeChrist ? 1 - year : year,
            Integer.parseInt(text, month + 1, month + 3, 10),
            Integer.parseInt(text, month + 4, month + 6, 10))
        .toEpochDay();
  }

  /** Microseconds of {@code hh:mm:ss[.ffffff]}; hours may have any number of digits. */
  static long time(String text) {
    int minutes = text.indexOf(':');
    int seconds = text.indexOf(':', minutes + 1);
    int point = text.indexOf('.', seconds);
    long whole =
        (Long.parseLong(text, 0, minutes, 10) * 60
                    + Integer.parseInt(text, minutes + 1, seconds, 10))
                * 60
            + Integer.parseInt(text, seconds + 1, point < 0 ? text.length() : point, 10);
    return whole * 1_000_000 + (point < 0 ? 0 : fraction(text.substring(point + 1)));
  }

  private static long fraction(String digits) {
    return Long.parseLong((digits + "000000").substring(0, MICRO_DIGITS));
  }

  /**
   * The length of an interval in microseconds.
   *
   * @throws ValueError where it has months, or no end
   */
  static long interval(String text) {
    if (isInfinite(text)) {
      throw new ValueError("an interval with months has no fixed length");
    }
    long micros = 0;
    String[] words = text.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].indexOf(':') >= 0) {
        micros = Math.addExact(micros, signedTime(words[i]));
      } else if (words[i + 1].startsWith("day")) {
        long days = Long.parseLong(words[i]);
        micros = Math.addExact(micros, Math.multiplyExact(days, DAY));
        i++;
      } else {
        throw new ValueError("an interval with months has no fixed length");
      }
    }
    return micros;
  }

  /** The microseconds of an interval's time that are no whole second, days and months apart. */
  static long intervalFraction(String text) {
    String last = text.substring(text.lastIndexOf(' ') + 1);
    return last.indexOf(':') < 0 ? 0 : Math.floorMod(signedTime(last), 1_000_000L);
  }

  private static long signedTime(String text) {
    return switch (text.charAt(0)) {
      case '-' -> -time(text.substring(1));
      case '+' -> time(text.substring(1));
      default -> time(text);
    };
  }
}
