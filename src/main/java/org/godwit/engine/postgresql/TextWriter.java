package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.engine.ByteBudget;

/**
 * Rows in the form of {@code COPY … (FORMAT text)}, for tables with a type whose binary form only
 * its own server knows. The server reads each value as it reads a literal.
 */
final class TextWriter extends CopyWriter {
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private boolean isFirst = true;

  TextWriter(Connection connection, CopyTarget target, Mode mode, ByteBudget budget) {
    super(connection, target, mode, budget);
  }

  @Override
  byte[] header() {
    return NOTHING;
  }

  @Override
  byte[] trailer() {
    return NOTHING;
  }

  @Override
  void beginRow() {
    isFirst = true;
  }

  @Override
  void endRow() {
    buffer.putByte('\n');
  }

  private void next() {
    if (isFirst) {
      isFirst = false;
    } else {
      buffer.putByte('\t');
    }
  }

  private void putAscii(String text) {
    next();
    buffer.putAscii(text);
  }

  @Override
  public void putNull() {
    putAscii("\\N");
  }

  @Override
  public void putBoolean(boolean value) {
    putAscii(value ? "t" : "f");
  }

  @Override
  public void putShort(short value) {
    putAscii(Short.toString(value));
  }

  @Override
  public void putInt(int value) {
    putAscii(Integer.toString(value));
  }

  @Override
  public void putLong(long value) {
    putAscii(Long.toString(value));
  }

  @Override
  public void putFloat(float value) {
    putAscii(Float.toString(value));
  }

  @Override
  public void putDouble(double value) {
    putAscii(Double.toString(value));
  }

  @Override
  public void putDecimal(Bytes text) {
    putText(text);
  }

  @Override
  public void putText(Bytes utf8) {
    next();
    byte[] from = utf8.array();
    int end = utf8.offset() + utf8.length();
    for (int i = utf8.offset(); i < end; i++) {
      byte c = from[i];
      switch (c) {
        case '\\' -> buffer.putAscii("\\\\");
        case '\n' -> buffer.putAscii("\\n");
        case '\r' -> buffer.putAscii("\\r");
        case '\t' -> buffer.putAscii("\\t");
        default -> buffer.putByte(c);
      }
    }
  }

  @Override
  public void putBytes(Bytes bytes) {
    next();
    buffer.putAscii("\\\\x");
    buffer.ensure(Math.multiplyExact(2, bytes.length()));
    for (int i = 0; i < bytes.length(); i++) {
      int value = bytes.at(i);
      buffer.putByte(HEX[(value >> 4) & 15]);
      buffer.putByte(HEX[value & 15]);
    }
  }

  @Override
  public void putBits(Bytes bytes, int length) {
    next();
    for (int bit = length - 1; bit >= 0; bit--) {
      int index = bytes.length() - 1 - bit / 8;
      buffer.putByte(index >= 0 && (bytes.at(index) >> (bit % 8) & 1) != 0 ? '1' : '0');
    }
  }

  @Override
  public void putDate(long days) {
    putAscii(isInfinite(days) ? IsoText.infinity(days) : IsoText.date(days));
  }

  /** The session's zone is UTC, so that the text is right with and without a zone. */
  @Override
  public void putTimestamp(long micros) {
    putAscii(isInfinite(micros) ? IsoText.infinity(micros) : IsoText.timestamp(micros));
  }

  private static boolean isInfinite(long value) {
    return value == Row.INFINITY || value == Row.MINUS_INFINITY;
  }

  @Override
  public void putTimeOfDay(long micros) {
    putAscii(IsoText.time(micros));
  }

  @Override
  public void putTimeSpan(long micros) {
    putAscii(micros < 0 ? "-" + IsoText.time(-micros) : IsoText.time(micros));
  }

  @Override
  public void putJson(Bytes utf8, boolean normalised) {
    putText(utf8);
  }

  @Override
  public void putUuid(long mostSignificant, long leastSignificant) {
    putAscii(new java.util.UUID(mostSignificant, leastSignificant).toString());
  }

  /** Of the raw forms only intervals and timestamps come ({@link PostgresTarget#rawColumns}). */
  @Override
  public void putRaw(Bytes wire) {
    putAscii(
        wire.length() == Long.BYTES
            ? IsoText.timestampOfWire(Wire.longAt(wire.array(), wire.offset()))
            : IntervalText.of(wire.array(), wire.offset()));
  }
}
