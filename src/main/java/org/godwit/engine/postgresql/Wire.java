package org.godwit.engine.postgresql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.godwit.codec.Bytes;

/** Reads fields of PostgreSQL's binary form. */
final class Wire {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Wire() {}

  static short shortAt(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at);
  }

  static int intAt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long longAt(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** A bit string of up to 64 bits as a number; its first bit is the highest. */
  static long bits(byte[] bytes, int at) {
    int length = intAt(bytes, at);
    long value = 0;
    for (int i = 0; i < length; i++) {
      int b = bytes[at + Integer.BYTES + i / 8];
      value = (value << 1) | ((b >> (7 - i % 8)) & 1);
    }
    return value;
  }

  /** A bit string of any length, moved to the right end of its bytes. */
  static Bytes rightAligned(Bytes field) {
    int length = intAt(field.array(), field.offset());
    byte[] out = new byte[(length + 7) / 8];
    for (int i = 0; i < length; i++) {
      int set = (field.at(Integer.BYTES + i / 8) >> (7 - i % 8)) & 1;
      int bit = length - 1 - i;
      out[out.length - 1 - bit / 8] |= (byte) (set << (bit % 8));
    }
    return Bytes.of(out);
  }
}
