package org.godwit.engine.mysql;

/**
 * MySQL's length-encoded integers and strings ("Protocol Basics" of the client/server protocol):
 * one byte up to 250, else 0xFC, 0xFD, 0xFE and 2, 3, 8 bytes; 0xFB is NULL.
 */
final class LengthEncoded {
  static final int NULL = 0xFB;

  private LengthEncoded() {}

  /** How many bytes the integer at {@code at} takes, its first byte included. */
  static int size(byte[] bytes, int at) {
    return switch (bytes[at] & 0xFF) {
      case 0xFC -> 3;
      case 0xFD -> 4;
      case 0xFE -> 9;
      default -> 1;
    };
  }

  static long value(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    return first < NULL ? first : littleEndian(bytes, at + 1, size(bytes, at) - 1);
  }

  /** An unsigned number of up to eight bytes. */
  static long littleEndian(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  /**
   * How long a row is at least, of which {@code [from, to)} is known: up to the end of the last
   * value whose length lies there.
   */
  static long leastRowBytes(byte[] bytes, int from, int to) {
    long at = from;
    while (at < to) {
      int size = size(bytes, (int) at);
      if (at + size > to) {
        return at + size - from;
      }
      boolean isNull = (bytes[(int) at] & 0xFF) == NULL;
      at += size + (isNull ? 0 : value(bytes, (int) at));
    }
    return at - from;
  }
}
