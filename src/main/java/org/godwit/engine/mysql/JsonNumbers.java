package org.godwit.engine.mysql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.godwit.codec.Bytes;
import org.godwit.codec.ValueError;

/**
 * Looks for numbers that MySQL's JSON would change without a word: it keeps whole numbers of 64
 * bits, and any other as a double (MySQL's manual, "The JSON Data Type").
 */
final class JsonNumbers {
  /** Every number of so many characters is a whole one of 64 bits, or a double that prints so. */
  private static final int SURE_LENGTH = 15;

  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal UNSIGNED_MAX = new BigDecimal("18446744073709551615");

  private JsonNumbers() {}

  /**
   * Reads the document once.
   *
   * @throws ValueError for the first number that would change
   */
  static void check(Bytes json) {
    byte[] array = json.array();
    int end = json.offset() + json.length();
    int at = json.offset();
    while (at < end) {
      byte b = array[at];
      if (b == '"') {
        at = endOfString(array, at + 1, end);
      } else if (b == '-' || (b >= '0' && b <= '9')) {
        int start = at;
        while (at < end && isPartOfNumber(array[at])) {
          at++;
        }
        check(array, start, at);
      } else {
        at++;
      }
    }
  }

  private static int endOfString(byte[] array, int from, int end) {
    int at = from;
    while (at < end && array[at] != '"') {
      at += array[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static boolean isPartOfNumber(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  private static void check(byte[] array, int start, int end) {
    boolean isShort = end - start <= SURE_LENGTH;
    for (int i = start; i < end && isShort; i++) {
      isShort = array[i] != 'e' && array[i] != 'E';
    }
    if (isShort) {
      return;
    }
    String text = new String(array, start, end - start, StandardCharsets.US_ASCII);
    BigDecimal exact;
    try {
      exact = new BigDecimal(text);
    } catch (NumberFormatException _) {
      return; // no JSON; the server says so
    }
    if (!isWhole(text, exact) && !isDouble(text, exact)) {
      throw new ValueError(
          "the document holds the number %s, which MySQL's JSON would change; change the data type to text"
              .formatted(text.length() > 60 ? text.substring(0, 60) + "…" : text));
    }
  }

  private static boolean isWhole(String text, BigDecimal exact) {
    return text.chars().allMatch(c -> c == '-' || Character.isDigit(c))
        && exact.compareTo(LONG_MIN) >= 0
        && exact.compareTo(UNSIGNED_MAX) <= 0;
  }

  /** Not only must a double print so: MySQL's reading of it must also come to that double. */
  private static boolean isDouble(String text, BigDecimal exact) {
    double nearest = exact.doubleValue();
    return Double.isFinite(nearest)
        && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0
        && Math.abs(nearest) == JsonDouble.read(text);
  }
}
