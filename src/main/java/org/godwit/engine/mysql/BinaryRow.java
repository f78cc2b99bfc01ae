package org.godwit.engine.mysql;

import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.mysql.WireColumn.Form;

/**
 * One row of the binary protocol, which spares the server writing numbers and dates as text and us
 * reading them. What it sends as text all the same is left to a {@link TextRow}.
 */
final class BinaryRow implements QueryRow {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int TEXT_BYTES = 32;
  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private final WireColumn[] columns;
  private final DataType[] types;
  private final int nullBytes;
  private final int[] starts;
  private final int[] sizes;
  private final TextRow strings;
  private final Bytes[] windows;
  private final RowBytes rendered;
  private byte[] packet = new byte[0];

  /**
   * A row.
   *
   * @param catalog the columns as the catalog has them
   * @param wire the same columns as the answer describes them
   */
  BinaryRow(List<Column> catalog, List<WireColumn> wire) {
    columns = wire.toArray(WireColumn[]::new);
    types = catalog.stream().map(Column::type).toArray(DataType[]::new);
    nullBytes = (columns.length + 2 + 7) / 8;
    starts = new int[columns.length];
    sizes = new int[columns.length];
    strings = new TextRow(catalog);
    windows = new Bytes[columns.length];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = new Bytes();
    }
    // Some dozens of bytes, of which none is worth a budget.
    rendered = new RowBytes(TEXT_BYTES * columns.length, new ByteBudget(Long.MAX_VALUE));
  }

  @Override
  public boolean moveTo(byte[] bytes, int start, int length) {
    packet = bytes;
    rendered.clear();
    int end = start + length;
    int at = start + 1 + nullBytes;
    for (int i = 0; i < columns.length; i++) {
      if (isNullAt(bytes, start, i)) {
        sizes[i] = -1;
        continue;
      }
      WireColumn column = columns[i];
      starts[i] = at;
      int size = (int) column.size(bytes, at, end);
      if (size < 0) {
        return false;
      }
      if (column.form() == Form.STRING) {
        starts[i] += LengthEncoded.size(bytes, at);
      }
      at += size;
      sizes[i] = at - starts[i];
    }
    strings.moveTo(bytes, starts, sizes);
    return at == end;
  }

  /** The bits of the first two columns are for something else. */
  private static boolean isNullAt(byte[] bytes, int start, int column) {
    int bit = column + 2;
    return (bytes[start + 1 + (bit >> 3)] & 1 << (bit & 7)) != 0;
  }

  @Override
  public long leastBytes(byte[] bytes, int from, int to) {
    long at = (long) from + 1 + nullBytes;
    for (int i = 0; i < columns.length && at <= to; i++) {
      if (isNullAt(bytes, from, i)) {
        continue;
      }
      long size = columns[i].size(bytes, (int) at, to);
      if (size < 0) {
        return at - size - from;
      }
      at += size;
    }
    return at - from;
  }

  @Override
  public boolean isNull(int column) {
    return sizes[column] < 0;
  }

  @Override
  public long getLong(int column) {
    WireColumn wire = columns[column];
    if (wire.form() != Form.WHOLE) {
      return strings.getLong(column);
    }
    long value = whole(column);
    if (wire.isUnsigned()) {
      if (value < 0) {
        throw new ValueError(
            "\"%s\" is not a whole number of 64 bits".formatted(Long.toUnsignedString(value)));
      }
      return value;
    }
    int unused = Long.SIZE - Byte.SIZE * wire.bytes();
    return value << unused >> unused;
  }

  /** Its bytes, without a sign. */
  private long whole(int column) {
    return LengthEncoded.littleEndian(packet, starts[column], columns[column].bytes());
  }

  @Override
  public double getDouble(int column) {
    int at = starts[column];
    return switch (columns[column].form()) {
      case DOUBLE -> Double.longBitsToDouble(LengthEncoded.littleEndian(packet, at, Double.BYTES));
      case FLOAT -> Float.intBitsToFloat((int) LengthEncoded.littleEndian(packet, at, Float.BYTES));
      case WHOLE -> wholeAsDouble(column);
      default -> strings.getDouble(column);
    };
  }

  private double wholeAsDouble(int column) {
    long value = whole(column);
    return columns[column].isUnsigned() && value < 0
        ? Double.parseDouble(Long.toUnsignedString(value))
        : getLong(column);
  }

  @Override
  public Bytes text(int column) {
    return columns[column].form() == Form.STRING ? strings.text(column) : render(column);
  }

  @Override
  public Bytes bytes(int column) {
    return strings.bytes(column);
  }

  @Override
  public long getDate(int column) {
    return columns[column].form() == Form.CALENDAR ? day(column) : strings.getDate(column);
  }

  private long day(int column) {
    return AsciiDates.day(year(column), part(column, 3), part(column, 4));
  }

  private int year(int column) {
    return part(column, 1) | part(column, 2) << 8;
  }

  /** One byte of a time, 0 where it was left out because all from it on are. */
  private int part(int column, int index) {
    return index < sizes[column] ? packet[starts[column] + index] & 0xFF : 0;
  }

  private long micros(int column, int index) {
    return index < sizes[column]
        ? LengthEncoded.littleEndian(packet, starts[column] + index, Integer.BYTES)
        : 0;
  }

  @Override
  public long getTimestamp(int column) {
    if (columns[column].form() != Form.CALENDAR) {
      return strings.getTimestamp(column);
    }
    long day = day(column);
    if (day == Row.ZERO_DATE || day == Row.IMPOSSIBLE_DATE) {
      return day;
    }
    int seconds = part(column, 5) * 3600 + part(column, 6) * 60 + part(column, 7);
    return (day * 86_400 + seconds) * MICROS_PER_SECOND + micros(column, 8);
  }

  @Override
  public long getTime(int column) {
    if (columns[column].form() != Form.TIME) {
      return strings.getTime(column);
    }
    long seconds = hours(column) * 3600 + part(column, 7) * 60L + part(column, 8);
    long micros = seconds * MICROS_PER_SECOND + micros(column, 9);
    return part(column, 1) == 1 ? -micros : micros;
  }

  private long hours(int column) {
    return micros(column, 2) * 24 + part(column, 6);
  }

  @Override
  public Bytes raw(int column) {
    return columns[column].form() == Form.STRING ? strings.raw(column) : render(column);
  }

  /** As the text protocol would have sent it. */
  private Bytes render(int column) {
    int start = rendered.position();
    switch (columns[column].form()) {
      case WHOLE -> renderWhole(column);
      case FLOAT, DOUBLE -> {
        int bits = types[column] instanceof DataType.Real(int size) ? size : Double.SIZE;
        return strings.plain(column, getDouble(column), bits);
      }
      case CALENDAR -> renderCalendar(column);
      case TIME -> renderTime(column);
      default -> throw new ValueError("a column without a type has no text");
    }
    return windows[column].set(rendered.array(), start, rendered.position() - start);
  }

  private void renderWhole(int column) {
    if (types[column] instanceof DataType.Year) {
      rendered.putDigits(whole(column), 4);
    } else if (columns[column].isUnsigned()) {
      rendered.putAscii(Long.toUnsignedString(whole(column)));
    } else {
      rendered.putNumber(getLong(column));
    }
  }

  private void renderCalendar(int column) {
    rendered.putDigits(year(column), 4);
    rendered.putByte('-');
    rendered.putDigits(part(column, 3), 2);
    rendered.putByte('-');
    rendered.putDigits(part(column, 4), 2);
    if (types[column] instanceof DataType.Timestamp(int scale, _)) {
      rendered.putByte(' ');
      renderClock(part(column, 5), part(column, 6), part(column, 7), micros(column, 8), scale);
    }
  }

  private void renderTime(int column) {
    if (part(column, 1) == 1) {
      rendered.putByte('-');
    }
    int scale = types[column] instanceof DataType.TimeSpan(int digits) ? digits : 0;
    renderClock(hours(column), part(column, 7), part(column, 8), micros(column, 9), scale);
  }

  private void renderClock(long hours, int minutes, int seconds, long micros, int scale) {
    rendered.putDigits(hours, 2);
    rendered.putByte(':');
    rendered.putDigits(minutes, 2);
    rendered.putByte(':');
    rendered.putDigits(seconds, 2);
    if (scale > 0) {
      rendered.putByte('.');
      rendered.putDigits(micros / POWERS_OF_TEN[6 - scale], scale);
    }
  }
}
