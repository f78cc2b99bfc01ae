package org.godwit.engine.mysql;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.godwit.codec.ValueError;

/** Numbers from their decimal digits, in place. */
final class AsciiNumbers {
  /** Every number of so many digits fits a long. */
  private static final int SAFE_DIGITS = 18;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EIGHT_ZEROS = 0x3030303030303030L;
  private static final long ABOVE_NINE = 0x7676767676767676L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final int[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private AsciiNumbers() {}

  static long parseLong(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean isNegative = length > 0 && bytes[at] == '-';
    if (isNegative) {
      at++;
    }
    if (end - at > SAFE_DIGITS || at == end) {
      return parseLong(text(bytes, offset, length));
    }
    long value = 0;
    for (; at < end; at += Long.BYTES) {
      int count = Math.min(Long.BYTES, end - at);
      long digits = digits(bytes, at, count);
      if (((digits + ABOVE_NINE | digits) & HIGHS) != 0) {
        throw new ValueError("\"" + text(bytes, offset, length) + "\" is not a whole number");
      }
      value = value * POWERS[count] + number(digits);
    }
    return isNegative ? -value : value;
  }

  /**
   * What up to eight digits are worth, a byte each, the last one in the highest; fewer have zeros
   * before them. A byte that is no digit becomes one above nine.
   */
  private static long digits(byte[] bytes, int at, int count) {
    int shift = (Long.BYTES - count) * Byte.SIZE;
    if (at + Long.BYTES <= bytes.length) {
      return ((long) LONGS.get(bytes, at) ^ EIGHT_ZEROS) << shift;
    }
    long digits = 0;
    for (int i = 0; i < count; i++) { // the buffer ends before the eighth
      digits |= ((bytes[at + i] ^ '0') & 0xFFL) << (i * Byte.SIZE);
    }
    return digits << shift;
  }

  /** Neighbours become numbers of two digits, these of four, these of eight. */
  private static long number(long digits) {
    long twos = (digits * 10 + (digits >>> 8)) & 0x00FF00FF00FF00FFL;
    long fours = (twos * 100 + (twos >>> 16)) & 0x0000FFFF0000FFFFL;
    return (fours * 10_000 + (fours >>> 32)) & 0xFFFFFFFFL;
  }

  private static long parseLong(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ValueError("\"" + text + "\" is not a whole number of 64 bits");
    }
  }

  /** The nearest double. */
  static double parseDouble(byte[] bytes, int offset, int length) {
    try {
      return JavaDoubleParser.parseDouble(bytes, offset, length);
    } catch (NumberFormatException e) {
      throw new ValueError("\"" + text(bytes, offset, length) + "\" is not a number");
    }
  }

  static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, Math.min(length, 64), StandardCharsets.ISO_8859_1);
  }
}
