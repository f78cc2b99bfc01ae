package org.godwit.engine.postgresql;

/** PostgreSQL's binary numeric as plain decimal text (see {@link BinaryNumeric}). */
final class NumericText {
  private NumericText() {}

  static String of(byte[] field, int at) {
    int groups = Wire.shortAt(field, at);
    int weight = Wire.shortAt(field, at + 2);
    int sign = Wire.shortAt(field, at + 4) & 0xFFFF;
    int scale = Wire.shortAt(field, at + 6);
    return switch (sign) {
      case 0xC000 -> "NaN";
      case 0xD000 -> "Infinity";
      case 0xF000 -> "-Infinity";
      default -> digits(field, at, groups, weight, sign, scale);
    };
  }

  private static String digits(byte[] field, int at, int groups, int weight, int sign, int scale) {
    StringBuilder text = new StringBuilder();
    if (sign == 0x4000) {
      text.append('-');
    }
    whole(field, at, groups, weight, text);
    if (scale > 0) {
      fraction(field, at, groups, weight, text.append('.'), scale);
    }
    return text.toString();
  }

  private static void whole(byte[] field, int at, int groups, int weight, StringBuilder text) {
    if (weight < 0) {
      text.append('0');
      return;
    }
    for (int i = 0; i <= weight; i++) {
      int digit = digit(field, at, groups, i);
      text.append(i == 0 ? Integer.toString(digit) : four(digit));
    }
  }

  private static void fraction(
      byte[] field, int at, int groups, int weight, StringBuilder text, int scale) {
    int end = text.length() + scale;
    for (int i = weight + 1; text.length() < end; i++) {
      text.append(four(digit(field, at, groups, i)));
    }
    text.setLength(end);
  }

  private static int digit(byte[] field, int at, int groups, int index) {
    return index >= 0 && index < groups ? Wire.shortAt(field, at + 8 + 2 * index) : 0;
  }

  private static String four(int digit) {
    return Integer.toString(10_000 + digit).substring(1);
  }
}
