package org.godwit.engine.mysql;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.nio.charset.StandardCharsets;
import org.godwit.codec.ValueError;

/** Numbers from their decimal digits, in place. */
final class AsciiNumbers {
  /** Every number of so many digits fits a long. */
  private static final int SAFE_DIGITS = 18;

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
