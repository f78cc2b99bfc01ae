package org.godwit.engine.mysql;

import org.godwit.engine.ByteBudget;
import org.godwit.engine.RowBuffer;

/** Rows as text, with numbers and bytes spelt out. */
final class RowBytes extends RowBuffer {
  private static final long MICROS_A_SECOND = 1_000_000;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  RowBytes(int firstSize, ByteBudget budget) {
    super(firstSize, budget);
  }

  /** A byte for which there is room. */
  void putSure(int value) {
    array[position++] = (byte) value;
  }

  /** Each byte as two digits. */
  void putHex(byte[] bytes, int offset, int length) {
    ensure(2L * length);
    for (int i = offset; i < offset + length; i++) {
      array[position++] = HEX[(bytes[i] >> 4) & 0xF];
      array[position++] = HEX[bytes[i] & 0xF];
    }
  }

  /** Hexadecimal digits, with zeros in front. */
  void putHex(long value, int digits) {
    ensure(digits);
    for (int i = digits - 1; i >= 0; i--) {
      array[position++] = HEX[(int) (value >>> (4 * i)) & 0xF];
    }
  }

  void putNumber(long value) {
    if (value == Long.MIN_VALUE) {
      putAscii("-9223372036854775808");
      return;
    }
    if (value < 0) {
      putByte('-');
    }
    putDigits(Math.abs(value), 1);
  }

  /** Digits of a number that isn't negative, with zeros in front up to a width. */
  void putDigits(long value, int width) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int length = Math.max(digits, width);
    ensure(length);
    long rest = value;
    for (int i = position + length - 1; i >= position; i--) {
      array[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    position += length;
  }

  /** {@code 23:59:59.000001} of a time that isn't negative; the fraction where there is one. */
  void putTime(long micros) {
    long seconds = micros / MICROS_A_SECOND;
    putDigits(seconds / 3600, 2);
    putByte(':');
    putDigits(seconds / 60 % 60, 2);
    putByte(':');
    putDigits(seconds % 60, 2);
    long fraction = micros % MICROS_A_SECOND;
    if (fraction != 0) {
      putByte('.');
      putDigits(fraction, 6);
    }
  }
}
