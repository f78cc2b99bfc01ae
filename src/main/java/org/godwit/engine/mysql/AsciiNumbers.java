package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import org.godwit.codec.ValueError;

/** Numbers from their decimal digits, in place. */
final class AsciiNumbers {
  /** Every number of so many digits fits a long. */
  private static final int SAFE_DIGITS = 18;

  /** Integers up to here, and powers of ten up to 22, are exact as doubles. */
  private static final long EXACT_MANTISSA_MAX = 1L << 53;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
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
    while (at < end) {
      int digit = bytes[at++] - '0';
      if (digit < 0 || digit > 9) {
        throw new ValueError("\"" + text(bytes, offset, length) + "\" is not a whole number");
      }
      value = value * 10 + digit;
    }
    return isNegative ? -value : value;
  }

  private static long parseLong(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ValueError("\"" + text + "\" is not a whole number of 64 bits");
    }
  }

  /**
   * The nearest double. Short numbers are exact by one division or multiplication (Clinger, "How to
   * Read Floating Point Numbers Accurately", 1990); the others take the long way.
   */
  static double parseDouble(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean isNegative = at < end && bytes[at] == '-';
    if (isNegative) {
      at++;
    }
    long mantissa = 0;
    int fraction = 0;
    boolean isBehindPoint = false;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9 && mantissa < EXACT_MANTISSA_MAX) {
        mantissa = mantissa * 10 + digit;
        fraction += isBehindPoint ? 1 : 0;
      } else if (bytes[at] == '.' && !isBehindPoint) {
        isBehindPoint = true;
      } else {
        break;
      }
    }
    if (at < end || mantissa > EXACT_MANTISSA_MAX || fraction >= POWERS.length) {
      return parseDouble(text(bytes, offset, length));
    }
    double value = mantissa / POWERS[fraction];
    return isNegative ? -value : value;
  }

  private static double parseDouble(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new ValueError("\"" + text + "\" is not a number");
    }
  }

  static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, Math.min(length, 64), StandardCharsets.ISO_8859_1);
  }
}
