package org.godwit.engine.mysql;

/**
 * MySQL's binary form of exact numbers: nine digits in four bytes, what is left over in as many as
 * it needs, big-endian; the first bit is set for positive numbers, all others are inverted in
 * negative ones.
 */
final class PackedDecimal {
  private static final int GROUP_DIGITS = 9;
  private static final int GROUP_BYTES = 4;
  private static final int[] BYTES = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

  private PackedDecimal() {}

  static int bytes(int precision, int scale) {
    return bytes(precision - scale) + bytes(scale);
  }

  private static int bytes(int digits) {
    return digits / GROUP_DIGITS * GROUP_BYTES + BYTES[digits % GROUP_DIGITS];
  }

  /** Writes it as the server does. */
  static void write(byte[] bytes, int start, int precision, int scale, RowText out) {
    byte[] plain = new byte[bytes(precision, scale)];
    System.arraycopy(bytes, start, plain, 0, plain.length);
    boolean isNegative = plain[0] >= 0;
    plain[0] ^= (byte) 0x80;
    if (isNegative) {
      for (int i = 0; i < plain.length; i++) {
        plain[i] = (byte) ~plain[i];
      }
      out.putByte('-');
    }
    int at = whole(plain, precision - scale, out);
    if (scale > 0) {
      out.putByte('.');
      fraction(plain, at, scale, out);
    }
  }

  private static int whole(byte[] bytes, int digits, RowText out) {
    int start = out.position();
    int at = 0;
    int first = digits % GROUP_DIGITS;
    if (first > 0) {
      out.putDigits(bigEndian(bytes, at, BYTES[first]), first);
      at += BYTES[first];
    }
    for (int i = 0; i < digits / GROUP_DIGITS; i++) {
      out.putDigits(bigEndian(bytes, at, GROUP_BYTES), GROUP_DIGITS);
      at += GROUP_BYTES;
    }
    withoutZeros(start, out);
    return at;
  }

  private static void withoutZeros(int start, RowText out) {
    byte[] array = out.array();
    int digits = out.position() - start;
    int zeros = 0;
    while (zeros < digits && array[start + zeros] == '0') {
      zeros++;
    }
    System.arraycopy(array, start + zeros, array, start, digits - zeros);
    out.moveTo(out.position() - zeros);
    if (zeros == digits) {
      out.putByte('0');
    }
  }

  private static void fraction(byte[] bytes, int start, int digits, RowText out) {
    int at = start;
    for (int i = 0; i < digits / GROUP_DIGITS; i++) {
      out.putDigits(bigEndian(bytes, at, GROUP_BYTES), GROUP_DIGITS);
      at += GROUP_BYTES;
    }
    int last = digits % GROUP_DIGITS;
    if (last > 0) {
      out.putDigits(bigEndian(bytes, at, BYTES[last]), last);
    }
  }

  /** An unsigned number of up to eight bytes. */
  static long bigEndian(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }
}
