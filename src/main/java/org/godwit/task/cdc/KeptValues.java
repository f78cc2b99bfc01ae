package org.godwit.task.cdc;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.godwit.codec.Bytes;
import org.godwit.codec.RowSink;

/** Keeps the values of one row after the other as bytes, to be put into another sink later. */
final class KeptValues implements RowSink {
  private static final int FIRST_BYTES = 1024;
  private static final int KEPT_BYTES_MAX = 1 << 20;

  private final Runnable whenEnded;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES);

  /** What is put; its place is the byte before each value. */
  private enum Kind {
    NULL,
    BOOLEAN,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    TEXT,
    BYTES,
    BITS,
    DATE,
    TIMESTAMP,
    TIME_OF_DAY,
    TIME_SPAN,
    JSON,
    NORMALISED_JSON,
    UUID,
    RAW
  }

  private static final Kind[] KINDS = Kind.values();

  /** A sink that says when a row is complete. */
  KeptValues(Runnable whenEnded) {
    this.whenEnded = whenEnded;
  }

  /** The row that is complete. */
  byte[] values() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Puts the values of a row into a sink that has begun one. */
  static void put(byte[] values, RowSink sink) {
    ByteBuffer from = ByteBuffer.wrap(values);
    Bytes window = new Bytes();
    while (from.hasRemaining()) {
      Kind kind = KINDS[from.get()];
      switch (kind) {
        case NULL -> sink.putNull();
        case BOOLEAN -> sink.putBoolean(from.get() != 0);
        case SHORT -> sink.putShort(from.getShort());
        case INT -> sink.putInt(from.getInt());
        case LONG -> sink.putLong(from.getLong());
        case FLOAT -> sink.putFloat(from.getFloat());
        case DOUBLE -> sink.putDouble(from.getDouble());
        case DECIMAL -> sink.putDecimal(bytes(from, window));
        case TEXT -> sink.putText(bytes(from, window));
        case BYTES -> sink.putBytes(bytes(from, window));
        case BITS -> {
          int length = from.getInt();
          sink.putBits(bytes(from, window), length);
        }
        case DATE -> sink.putDate(from.getLong());
        case TIMESTAMP -> sink.putTimestamp(from.getLong());
        case TIME_OF_DAY -> sink.putTimeOfDay(from.getLong());
        case TIME_SPAN -> sink.putTimeSpan(from.getLong());
        case JSON -> sink.putJson(bytes(from, window), false);
        case NORMALISED_JSON -> sink.putJson(bytes(from, window), true);
        case UUID -> {
          long most = from.getLong();
          sink.putUuid(most, from.getLong());
        }
        case RAW -> sink.putRaw(bytes(from, window));
      }
    }
  }

  private static Bytes bytes(ByteBuffer from, Bytes window) {
    int length = from.getInt();
    window.set(from.array(), from.arrayOffset() + from.position(), length);
    from.position(from.position() + length);
    return window;
  }

  private ByteBuffer room(Kind kind, int bytes) {
    if (buffer.remaining() < bytes + 1) {
      int size = Math.max(buffer.capacity() * 2, buffer.position() + bytes + 1);
      buffer = ByteBuffer.allocate(size).put(buffer.flip());
    }
    return buffer.put((byte) kind.ordinal());
  }

  private void put(Kind kind, Bytes content) {
    room(kind, Integer.BYTES + content.length())
        .putInt(content.length())
        .put(content.array(), content.offset(), content.length());
  }

  private void put(Kind kind, long value) {
    room(kind, Long.BYTES).putLong(value);
  }

  @Override
  public void begin() {
    if (buffer.capacity() > KEPT_BYTES_MAX) {
      buffer = ByteBuffer.allocate(FIRST_BYTES); // one large row is no reason to keep the room
    }
    buffer.clear();
  }

  @Override
  public void end() {
    whenEnded.run();
  }

  @Override
  public void drop() {
    buffer.clear();
  }

  @Override
  public void putNull() {
    room(Kind.NULL, 0);
  }

  @Override
  public void putBoolean(boolean value) {
    room(Kind.BOOLEAN, 1).put((byte) (value ? 1 : 0));
  }

  @Override
  public void putShort(short value) {
    room(Kind.SHORT, Short.BYTES).putShort(value);
  }

  @Override
  public void putInt(int value) {
    room(Kind.INT, Integer.BYTES).putInt(value);
  }

  @Override
  public void putLong(long value) {
    put(Kind.LONG, value);
  }

  @Override
  public void putFloat(float value) {
    room(Kind.FLOAT, Float.BYTES).putFloat(value);
  }

  @Override
  public void putDouble(double value) {
    room(Kind.DOUBLE, Double.BYTES).putDouble(value);
  }

  @Override
  public void putDecimal(Bytes text) {
    put(Kind.DECIMAL, text);
  }

  @Override
  public void putText(Bytes utf8) {
    put(Kind.TEXT, utf8);
  }

  @Override
  public void putBytes(Bytes bytes) {
    put(Kind.BYTES, bytes);
  }

  @Override
  public void putBits(Bytes bytes, int length) {
    room(Kind.BITS, 2 * Integer.BYTES + bytes.length())
        .putInt(length)
        .putInt(bytes.length())
        .put(bytes.array(), bytes.offset(), bytes.length());
  }

  @Override
  public void putDate(long days) {
    put(Kind.DATE, days);
  }

  @Override
  public void putTimestamp(long micros) {
    put(Kind.TIMESTAMP, micros);
  }

  @Override
  public void putTimeOfDay(long micros) {
    put(Kind.TIME_OF_DAY, micros);
  }

  @Override
  public void putTimeSpan(long micros) {
    put(Kind.TIME_SPAN, micros);
  }

  @Override
  public void putJson(Bytes utf8, boolean normalised) {
    put(normalised ? Kind.NORMALISED_JSON : Kind.JSON, utf8);
  }

  @Override
  public void putUuid(long mostSignificant, long leastSignificant) {
    room(Kind.UUID, 2 * Long.BYTES).putLong(mostSignificant).putLong(leastSignificant);
  }

  @Override
  public void putRaw(Bytes wire) {
    put(Kind.RAW, wire);
  }
}
