package org.godwit.engine.postgresql;

import org.godwit.codec.Bytes;
import org.godwit.codec.ValueError;

/**
 * PostgreSQL's binary form of numeric: digits to the base 10,000, the weight of the first, the sign
 * and the digits shown behind the point (numeric.c, {@code numeric_recv}).
 */
final class BinaryNumeric {
  private static final int POSITIVE = 0x0000;
  private static final int NEGATIVE = 0x4000;
  private static final int NOT_A_NUMBER = 0xC000;
  private static final int INFINITE = 0xD000;
  private static final int MINUS_INFINITE = 0xF000;
  private static final int HEADER_BYTES = 4 * Short.BYTES;
  private static final int GROUP = 4;

  private BinaryNumeric() {}

  /** Puts a field with its length. The text is plain decimal, or NaN, Infinity, -Infinity. */
  static void put(Bytes text, CopyBuffer buffer) {
    byte[] ascii = text.array();
    int at = text.offset();
    int end = at + text.length();
    int sign = POSITIVE;
    if (at < end && (ascii[at] == '-' || ascii[at] == '+')) {
      sign = ascii[at] == '-' ? NEGATIVE : POSITIVE;
      at++;
    }
    if (at < end && ascii[at] > '9') {
      putSpecial(ascii[at], sign, buffer);
      return;
    }
    while (at < end && ascii[at] == '0') {
      at++;
    }
    int point = at;
    while (point < end && ascii[point] != '.') {
      point++;
    }
    putDigits(ascii, at, point, end, sign, buffer);
  }

  private static void putSpecial(byte first, int sign, CopyBuffer buffer) {
    int kind =
        first == 'N' || first == 'n' ? NOT_A_NUMBER : sign == NEGATIVE ? MINUS_INFINITE : INFINITE;
    buffer.putInt(HEADER_BYTES);
    buffer.putInt(0);
    buffer.putShort(kind);
    buffer.putShort(0);
  }

  private static void putDigits(
      byte[] ascii, int start, int point, int end, int sign, CopyBuffer buffer) {
    int whole = point - start;
    int scale = Math.max(end - point - 1, 0);
    int wholeGroups = (whole + GROUP - 1) / GROUP;
    int groups = wholeGroups + (scale + GROUP - 1) / GROUP;
    buffer.ensure(Integer.BYTES + HEADER_BYTES + groups * Short.BYTES);
    int head = buffer.position();
    buffer.moveTo(head + Integer.BYTES + HEADER_BYTES);

    int weight = wholeGroups - 1;
    int kept = 0; // digits up to the last that isn't zero
    int written = 0;
    for (int group = 0; group < groups; group++) {
      int digit =
          group < wholeGroups
              ? digit(ascii, point - (wholeGroups - group) * GROUP, start, point)
              : digit(ascii, point + 1 + (group - wholeGroups) * GROUP, point + 1, end);
      if (written == 0 && digit == 0) {
        weight--; // leading zeros are said by the weight
        continue;
      }
      buffer.putShort(digit);
      written++;
      if (digit != 0) {
        kept = written;
      }
    }
    int length = HEADER_BYTES + kept * Short.BYTES;
    buffer.setInt(head, length);
    buffer.setShort(head + 4, kept);
    buffer.setShort(head + 6, kept == 0 ? 0 : weight);
    buffer.setShort(head + 8, kept == 0 ? POSITIVE : sign);
    buffer.setShort(head + 10, scale);
    buffer.moveTo(head + Integer.BYTES + length);
  }

  /** Four decimal digits; those before the first or behind the last count as zeros. */
  private static int digit(byte[] ascii, int from, int first, int end) {
    int value = 0;
    for (int i = from; i < from + GROUP; i++) {
      value *= 10;
      if (i >= first && i < end) {
        int digit = ascii[i] - '0';
        if (digit < 0 || digit > 9) {
          throw new ValueError("a decimal number holds a character that is no digit");
        }
        value += digit;
      }
    }
    return value;
  }
}
