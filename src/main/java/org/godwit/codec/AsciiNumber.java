package org.godwit.codec;

/** Reads numbers in plain decimal notation ({@code -123.450}) without making objects. */
final class AsciiNumber {
  private AsciiNumber() {}

  /** Whether the text is a sign, digits, and at most one point with digits. */
  static boolean isPlain(Bytes text) {
    int digits = 0;
    int points = 0;
    for (int i = isSign(text, 0) ? 1 : 0; i < text.length(); i++) {
      byte c = text.at(i);
      if (c == '.') {
        points++;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else {
        return false;
      }
    }
    return digits > 0 && points <= 1;
  }

  /** Digits before the point, leading zeros left out. */
  static int wholeDigits(Bytes text) {
    int start = isSign(text, 0) ? 1 : 0;
    while (start < text.length() && text.at(start) == '0') {
      start++;
    }
    return Math.max(pointOf(text) - start, 0);
  }

  /** Digits behind the point, trailing zeros left out. */
  static int fractionDigits(Bytes text) {
    int point = pointOf(text);
    int end = text.length();
    while (end > point + 1 && text.at(end - 1) == '0') {
      end--;
    }
    return Math.max(end - point - 1, 0);
  }

  /**
   * The whole part, truncated towards zero.
   *
   * @throws ArithmeticException where it doesn't fit 64 bits
   */
  static long wholePart(Bytes text) {
    int point = pointOf(text);
    boolean negative = text.at(0) == '-';
    long value = 0;
    for (int i = isSign(text, 0) ? 1 : 0; i < point; i++) {
      // Counted below zero, where there is one value more.
      value = Math.subtractExact(Math.multiplyExact(value, 10L), text.at(i) - '0');
    }
    return negative ? value : Math.negateExact(value);
  }

  /** The first digit behind the point, 0 where there is none. */
  static int firstFractionDigit(Bytes text) {
    int point = pointOf(text);
    return point + 1 < text.length() ? text.at(point + 1) - '0' : 0;
  }

  private static int pointOf(Bytes text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.at(i) == '.') {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isSign(Bytes text, int index) {
    return index < text.length() && (text.at(index) == '-' || text.at(index) == '+');
  }
}
