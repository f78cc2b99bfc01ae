package org.godwit.engine.postgresql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.RowBuffer;

/** Rows with numbers in network order. */
final class CopyBuffer extends RowBuffer {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  CopyBuffer(int firstSize, ByteBudget budget) {
    super(firstSize, budget);
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
}
