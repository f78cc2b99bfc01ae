package org.godwit.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.LocalDate;
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
  private static final long DAY = 86_400_000_000L;
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
    putAscii(
        days == Row.INFINITY || days == Row.MINUS_INFINITY ? infinity(days) : era(days, day(days)));
  }

  @Override
  public void putTimestamp(long micros) {
    if (micros == Row.INFINITY || micros == Row.MINUS_INFINITY) {
      putAscii(infinity(micros));
      return;
    }
    long days = Math.floorDiv(micros, DAY);
    // The session's zone is UTC, so that this is right with and without a zone.
    putAscii(era(days, day(days) + " " + time(Math.floorMod(micros, DAY))));
  }

  private static String infinity(long value) {
    return value == Row.INFINITY ? "infinity" : "-infinity";
  }

  private static String day(long days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
    return "%04d-%02d-%02d".formatted(year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String era(long days, String text) {
    return LocalDate.ofEpochDay(days).getYear() > 0 ? text : text + " BC";
  }

  private static String time(long micros) {
    long seconds = micros / 1_000_000;
    return "%02d:%02d:%02d.%06d"
        .formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, micros % 1_000_000);
  }

  @Override
  public void putTimeOfDay(long micros) {
    putAscii(time(micros));
  }

  @Override
  public void putTimeSpan(long micros) {
    putAscii(micros < 0 ? "-" + time(-micros) : time(micros));
  }

  @Override
  public void putJson(Bytes utf8, boolean normalised) {
    putText(utf8);
  }

  @Override
  public void putUuid(long mostSignificant, long leastSignificant) {
    putAscii(new java.util.UUID(mostSignificant, leastSignificant).toString());
  }

  /** A raw value is in binary form; a table that takes one is written by {@link BinaryWriter}. */
  @Override
  public void putRaw(Bytes wire) {
    throw new IllegalStateException("a raw value can't be written as text");
  }
}
