package org.godwit.engine.postgresql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;

/** Bytes in network order that grow as needed; what is beyond the first size is budgeted. */
final class CopyBuffer {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int firstSize;
  private final ByteBudget budget;
  private byte[] array;
  private int position;

  CopyBuffer(int firstSize, ByteBudget budget) {
    this.firstSize = firstSize;
    this.budget = budget;
    this.array = new byte[firstSize];
  }

  byte[] array() {
    return array;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  /** Makes room for so many more bytes. */
  void ensure(int bytes) {
    if (array.length - position < bytes) {
      grow(bytes);
    }
  }

  private void grow(int bytes) {
    long needed = (long) position + bytes;
    if (needed > Integer.MAX_VALUE - 16) {
      throw new ValueError("a row of more than 2 GB can't be sent to PostgreSQL");
    }
    int size = (int) Math.min(Math.max(needed, array.length + (array.length >> 1)), 2147483631L);
    budget.take((long) size - array.length);
    array = Arrays.copyOf(array, size);
  }

  /** Empties the buffer and gives back what it had grown by. */
  void clear() {
    position = 0;
    if (array.length > firstSize) {
      budget.give((long) array.length - firstSize);
      array = new byte[firstSize];
    }
  }

  void putByte(int value) {
    ensure(1);
    array[position++] = (byte) value;
  }

  void putShort(int value) {
    ensure(Short.BYTES);
    SHORTS.set(array, position, (short) value);
    position += Short.BYTES;
  }

  void putInt(int value) {
    ensure(Integer.BYTES);
    INTS.set(array, position, value);
    position += Integer.BYTES;
  }

  void putLong(long value) {
    ensure(Long.BYTES);
    LONGS.set(array, position, value);
    position += Long.BYTES;
  }

  /** A field of 4 bytes with its length. */
  void putSizedInt(int value) {
    ensure(2 * Integer.BYTES);
    LONGS.set(array, position, ((long) Integer.BYTES << 32) | (value & 0xFFFF_FFFFL));
    position += 2 * Integer.BYTES;
  }

  /** A field of 8 bytes with its length. */
  void putSizedLong(long value) {
    ensure(Integer.BYTES + Long.BYTES);
    INTS.set(array, position, Long.BYTES);
    LONGS.set(array, position + Integer.BYTES, value);
    position += Integer.BYTES + Long.BYTES;
  }

  /** Overwrites a number that was put before. */
  void setShort(int at, int value) {
    SHORTS.set(array, at, (short) value);
  }

  /** Overwrites a number that was put before. */
  void setInt(int at, int value) {
    INTS.set(array, at, value);
  }

  void put(byte[] bytes, int offset, int length) {
    ensure(length);
    System.arraycopy(bytes, offset, array, position, length);
    position += length;
  }

  void putAscii(String text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      array[position + i] = (byte) text.charAt(i);
    }
    position += length;
  }
}
