package org.godwit.engine.mysql;

/**
 * The double that MySQL reads for a number in JSON text, without its sign.
 *
 * <p>MySQL reads fast and not to the last digit (RapidJSON's normal precision): it gathers digits
 * in a whole number, then in a double, and scales that by a power of ten. {@code
 * 1000000000000000000000000000000} so becomes 9.999999999999999e29.
 */
final class JsonDouble {
  private static final long EXACT_MAX = (1L << 53) - 1;
  private static final int DIGITS_MAX = 17;
  private static final int POWER_MAX = 308;
  private static final long NEGATIVE_LIMIT = Long.MAX_VALUE / 10;
  private static final long POSITIVE_LIMIT = Long.divideUnsigned(-1L, 10);

  private final String text;
  private int at;
  private long whole;
  private double value;
  private boolean isDouble;
  private int digits;
  private int scale;

  private JsonDouble(String text) {
    this.text = text;
  }

  /** Of text that is a number in JSON. */
  static double read(String text) {
    return new JsonDouble(text).read();
  }

  private double read() {
    boolean isNegative = text.charAt(0) == '-';
    at = isNegative ? 1 : 0;
    readWhole(isNegative);
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      readFraction();
    }
    if (!isDouble) {
      value = unsigned(whole);
    }
    if (at < text.length()) {
      scale += Integer.parseInt(text.substring(at + 1)); // behind the e
    }
    return scale < -POWER_MAX
        ? scaled(scaled(value, -POWER_MAX), scale + POWER_MAX)
        : scaled(value, scale);
  }

  private void readWhole(boolean isNegative) {
    long limit = isNegative ? NEGATIVE_LIMIT : POSITIVE_LIMIT;
    int lastDigit = isNegative ? 8 : 5;
    while (isDigit() && !isDouble) {
      int compared = Long.compareUnsigned(whole, limit);
      if (compared > 0 || (compared == 0 && digit() > lastDigit)) {
        value = unsigned(whole);
        isDouble = true;
      } else {
        whole = whole * 10 + digit();
        digits++;
        at++;
      }
    }
    for (; isDigit(); at++) {
      value = value * 10 + digit();
    }
  }

  private void readFraction() {
    if (!isDouble) {
      for (; isDigit() && Long.compareUnsigned(whole, EXACT_MAX) <= 0; at++) {
        whole = whole * 10 + digit();
        scale--;
        digits += whole == 0 ? 0 : 1;
      }
      value = unsigned(whole);
      isDouble = true;
    }
    for (; isDigit(); at++) {
      if (digits < DIGITS_MAX) {
        value = value * 10 + digit();
        scale--;
        digits += value > 0 ? 1 : 0;
      }
    }
  }

  private boolean isDigit() {
    return at < text.length() && Character.isDigit(text.charAt(at));
  }

  private int digit() {
    return text.charAt(at) - '0';
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  private static double scaled(double value, int power) {
    if (power < -POWER_MAX) {
      return 0;
    }
    return power >= 0 ? value * powerOfTen(Math.min(power, POWER_MAX)) : value / powerOfTen(-power);
  }

  private static double powerOfTen(int power) {
    return Double.parseDouble("1e" + power);
  }
}
