package org.godwit.engine.postgresql;

import java.sql.Connection;
import org.godwit.codec.Bytes;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;

/** Rows in the form of {@code COPY … (FORMAT binary)}, encoded without an object a value. */
final class BinaryWriter extends CopyWriter {
  /** Signature, no flags, no header extension (PostgreSQL manual, COPY, "Binary Format"). */
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static final byte[] TRAILER = {(byte) 0xFF, (byte) 0xFF};
  private static final int NULL_LENGTH = -1;
  private static final int JSONB_VERSION = 1;

  /** PostgreSQL's field limit of 1 GB, its own header included. */
  private static final int FIELD_BYTES_MAX = (1 << 30) - 64;

  private final int columns;

  BinaryWriter(
      Connection connection, CopyTarget target, Mode mode, ByteBudget budget, int columns) {
    super(connection, target, mode, budget);
    this.columns = columns;
  }

  @Override
  byte[] header() {
    return HEADER;
  }

  @Override
  byte[] trailer() {
    return TRAILER;
  }

  @Override
  void beginRow() {
    buffer.putShort(columns);
  }

  @Override
  void endRow() {}

  @Override
  public void putNull() {
    buffer.putInt(NULL_LENGTH);
  }

  @Override
  public void putBoolean(boolean value) {
    buffer.putInt(1);
    buffer.putByte(value ? 1 : 0);
  }

  @Override
  public void putShort(short value) {
    buffer.putInt(Short.BYTES);
    buffer.putShort(value);
  }

  @Override
  public void putInt(int value) {
    buffer.putSizedInt(value);
  }

  @Override
  public void putLong(long value) {
    buffer.putSizedLong(value);
  }

  @Override
  public void putFloat(float value) {
    buffer.putSizedInt(Float.floatToRawIntBits(value));
  }

  @Override
  public void putDouble(double value) {
    buffer.putSizedLong(Double.doubleToRawLongBits(value));
  }

  @Override
  public void putDecimal(Bytes text) {
    BinaryNumeric.put(text, buffer);
  }

  @Override
  public void putText(Bytes utf8) {
    putField(utf8);
  }

  @Override
  public void putBytes(Bytes bytes) {
    putField(bytes);
  }

  private void putField(Bytes bytes) {
    int length = bytes.length();
    checkLength(length);
    buffer.putInt(length);
    putContent(bytes.array(), bytes.offset(), length);
  }

  private static void checkLength(int length) {
    if (length > FIELD_BYTES_MAX) {
      throw new ValueError(
          "a value of %d bytes is over PostgreSQL's limit of 1 GB".formatted(length));
    }
  }

  @Override
  public void putBits(Bytes bytes, int length) {
    int count = (length + 7) / 8;
    int shift = count * 8 - length;
    buffer.putInt(Integer.BYTES + count);
    buffer.putInt(length);
    int first = bytes.length() - count;
    for (int i = 0; i < count; i++) {
      int high = byteAt(bytes, first + i) << shift;
      int low = i + 1 < count ? byteAt(bytes, first + i + 1) >>> (8 - shift) : 0;
      buffer.putByte(high | low);
    }
  }

  private static int byteAt(Bytes bytes, int index) {
    return index < 0 ? 0 : bytes.at(index) & 0xFF;
  }

  @Override
  public void putDate(long days) {
    buffer.putSizedInt(PostgresTime.date(days));
  }

  @Override
  public void putTimestamp(long micros) {
    buffer.putSizedLong(PostgresTime.timestamp(micros));
  }

  @Override
  public void putTimeOfDay(long micros) {
    buffer.putSizedLong(micros);
  }

  @Override
  public void putTimeSpan(long micros) {
    buffer.putInt(Long.BYTES + 2 * Integer.BYTES);
    buffer.putLong(micros);
    buffer.putLong(0); // days and months
  }

  @Override
  public void putJson(Bytes utf8, boolean normalised) {
    if (!normalised) {
      putField(utf8);
      return;
    }
    checkLength(utf8.length());
    buffer.putInt(1 + utf8.length());
    buffer.putByte(JSONB_VERSION);
    putContent(utf8.array(), utf8.offset(), utf8.length());
  }

  @Override
  public void putUuid(long mostSignificant, long leastSignificant) {
    buffer.putInt(2 * Long.BYTES);
    buffer.putLong(mostSignificant);
    buffer.putLong(leastSignificant);
  }

  @Override
  public void putRaw(Bytes wire) {
    putField(wire);
  }
}
