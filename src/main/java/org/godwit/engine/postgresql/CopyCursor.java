package org.godwit.engine.postgresql;

import java.util.List;
import org.godwit.catalog.DataType;
import org.godwit.codec.Bytes;
import org.godwit.codec.ValueError;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.RowCursor;

/**
 * Reads {@code COPY … TO STDOUT (FORMAT binary)}: the server sends one message a row, whose fields
 * are decoded in place when they are asked for.
 */
final class CopyCursor implements RowCursor {
  private final CopyStream copy;
  private final DataType[] types;
  private final boolean[] asText;
  private final CopyTarget origin;
  private final int[] offsets;
  private final int[] lengths;
  private final Bytes window = new Bytes();
  private final FieldText fieldText = new FieldText();
  private byte[] row = new byte[0];

  CopyCursor(CopyStream copy, List<PostgresSnapshot.ReadColumn> columns, CopyTarget origin) {
    this.copy = copy;
    this.origin = origin;
    types = columns.stream().map(column -> column.column().type()).toArray(DataType[]::new);
    asText = new boolean[columns.size()];
    for (int i = 0; i < asText.length; i++) {
      asText[i] = columns.get(i).asText();
    }
    offsets = new int[types.length];
    lengths = new int[types.length];
  }

  @Override
  public boolean next() {
    Bytes message = copy.next();
    if (message == null) {
      return false;
    }
    row = message.array();
    split(message.offset());
    return true;
  }

  /** Notes where each field is. */
  private void split(int start) {
    int columns = Wire.shortAt(row, start);
    if (columns != types.length) {
      throw new EngineException(
          Failure.UNKNOWN,
          "%s on %s: a row has %d fields instead of %d"
              .formatted(origin.doing(), origin.place(), columns, types.length));
    }
    int at = start + Short.BYTES;
    for (int i = 0; i < types.length; i++) {
      int length = Wire.intAt(row, at);
      at += Integer.BYTES;
      offsets[i] = at;
      lengths[i] = length;
      at += Math.max(length, 0);
    }
  }

  @Override
  public boolean isNull(int column) {
    return lengths[column] < 0;
  }

  @Override
  public long getLong(int column) {
    int at = offsets[column];
    if (asText[column]) {
      throw notIn("a whole number", column);
    }
    return switch (types[column]) {
      case DataType.Bool _ -> row[at];
      case DataType.Bits _ -> Wire.bits(row, at);
      case DataType.Int _, DataType.Year _ ->
          switch (lengths[column]) {
            case Short.BYTES -> Wire.shortAt(row, at);
            case Integer.BYTES -> Wire.intAt(row, at);
            default -> Wire.longAt(row, at);
          };
      default -> throw notIn("a whole number", column);
    };
  }

  @Override
  public double getDouble(int column) {
    int at = offsets[column];
    return switch (lengths[column]) {
      case Float.BYTES -> Float.intBitsToFloat(Wire.intAt(row, at));
      case Double.BYTES -> Double.longBitsToDouble(Wire.longAt(row, at));
      default -> throw notIn("a floating-point number", column);
    };
  }

  @Override
  public Bytes text(int column) {
    window.set(row, offsets[column], lengths[column]);
    return asText[column] ? window : fieldText.of(types[column], window);
  }

  @Override
  public Bytes bytes(int column) {
    window.set(row, offsets[column], lengths[column]);
    return types[column] instanceof DataType.Bits ? Wire.rightAligned(window) : window;
  }

  @Override
  public long getDate(int column) {
    return PostgresTime.fromDate(Wire.intAt(row, offsets[column]));
  }

  @Override
  public long getTimestamp(int column) {
    return PostgresTime.fromTimestamp(Wire.longAt(row, offsets[column]));
  }

  @Override
  public long getTime(int column) {
    long micros = Wire.longAt(row, offsets[column]);
    if (types[column] instanceof DataType.TimeSpan) {
      int days = Wire.intAt(row, offsets[column] + Long.BYTES);
      int months = Wire.intAt(row, offsets[column] + Long.BYTES + Integer.BYTES);
      if (months != 0) {
        throw new ValueError("an interval with months has no fixed length");
      }
      return Math.addExact(micros, days * 86_400_000_000L);
    }
    return micros;
  }

  @Override
  public long fraction(int column) {
    long micros = Wire.longAt(row, offsets[column]);
    boolean isInfinite =
        types[column] instanceof DataType.TimeSpan
            && (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE)
            && Wire.intAt(row, offsets[column] + Long.BYTES) != 0; // the days of an infinity
    return isInfinite ? 0 : Math.floorMod(micros, 1_000_000L);
  }

  @Override
  public Bytes raw(int column) {
    return window.set(row, offsets[column], lengths[column]);
  }

  private ValueError notIn(String form, int column) {
    return new ValueError(
        "field %d of %s can't be read as %s".formatted(column + 1, origin.doing(), form));
  }

  @Override
  public long bytesRead() {
    return copy.bytesRead();
  }

  @Override
  public void close() {
    row = new byte[0];
    copy.close();
  }
}
