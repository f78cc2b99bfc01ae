package org.godwit.engine.mysql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.DataType.Binary;
import org.godwit.catalog.DataType.Bits;
import org.godwit.catalog.DataType.Geometry;
import org.godwit.catalog.DataType.Real;
import org.godwit.codec.Bytes;
import org.godwit.codec.ValueError;

/** One row of the text protocol: where each value lies in the packet, and how to read it there. */
final class TextRow implements QueryRow {
  private static final int SRID_BYTES = 4;

  private final DataType[] types;
  private final boolean[] isZeroFilled;
  private final int[] offsets;
  private final int[] lengths;
  private final Bytes[] windows;
  private byte[] packet = new byte[0];

  TextRow(List<Column> columns) {
    int count = columns.size();
    types = columns.stream().map(Column::type).toArray(DataType[]::new);
    isZeroFilled = new boolean[count];
    offsets = new int[count];
    lengths = new int[count];
    windows = new Bytes[count];
    for (int i = 0; i < count; i++) {
      windows[i] = new Bytes();
      isZeroFilled[i] = columns.get(i).nativeType().contains("zerofill");
    }
  }

  @Override
  public boolean moveTo(byte[] bytes, int start, int length) {
    packet = bytes;
    int at = start;
    int count = offsets.length;
    for (int i = 0; i < count; i++) {
      int first = bytes[at] & 0xFF;
      if (first < LengthEncoded.NULL) {
        offsets[i] = at + 1;
        lengths[i] = first;
        at += 1 + first;
      } else if (first == LengthEncoded.NULL) {
        lengths[i] = -1;
        at++;
      } else {
        offsets[i] = at + LengthEncoded.size(bytes, at);
        lengths[i] = (int) LengthEncoded.value(bytes, at);
        at = offsets[i] + lengths[i];
      }
    }
    return at == start + length;
  }

  /**
   * Takes values that lie anywhere.
   *
   * @param starts of each
   * @param sizes of each, below 0 for NULL
   */
  void moveTo(byte[] bytes, int[] starts, int[] sizes) {
    packet = bytes;
    System.arraycopy(starts, 0, offsets, 0, offsets.length);
    System.arraycopy(sizes, 0, lengths, 0, lengths.length);
  }

  @Override
  public long leastBytes(byte[] bytes, int from, int to) {
    return LengthEncoded.leastRowBytes(bytes, from, to);
  }

  @Override
  public boolean isNull(int column) {
    return lengths[column] < 0;
  }

  @Override
  public long getLong(int column) {
    if (types[column] instanceof Bits) {
      return bigEndian(packet, offsets[column], lengths[column]);
    }
    return AsciiNumbers.parseLong(packet, offsets[column], lengths[column]);
  }

  private static long bigEndian(byte[] bytes, int offset, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[offset + i] & 0xFF);
    }
    return value;
  }

  @Override
  public double getDouble(int column) {
    return AsciiNumbers.parseDouble(packet, offsets[column], lengths[column]);
  }

  @Override
  public Bytes text(int column) {
    return switch (types[column]) {
      case Real(int bits) -> plain(column, bits);
      case Bits(int length, _) -> windows[column].set(bitsOf(column, length), 0, length);
      case Binary _, Geometry _ ->
          throw new ValueError("a binary value has no text; map the column to a binary type");
      default -> isZeroFilled[column] ? withoutZeros(column) : raw(column);
    };
  }

  /** The server writes large and small floats with an exponent, and a FLOAT as a double here. */
  private Bytes plain(int column, int bits) {
    return bits == Double.SIZE && !hasExponent(column)
        ? raw(column)
        : plain(column, getDouble(column), bits);
  }

  /** The shortest decimal number that means this one, without an exponent. */
  Bytes plain(int column, double value, int bits) {
    String shortest = bits == Float.SIZE ? Float.toString((float) value) : Double.toString(value);
    byte[] text =
        value == 0
            ? (1 / value < 0 ? "-0" : "0").getBytes(StandardCharsets.US_ASCII)
            : new BigDecimal(shortest)
                .stripTrailingZeros()
                .toPlainString()
                .getBytes(StandardCharsets.US_ASCII);
    return windows[column].set(text, 0, text.length);
  }

  private boolean hasExponent(int column) {
    for (int i = 0; i < lengths[column]; i++) {
      if (packet[offsets[column] + i] == 'e') {
        return true;
      }
    }
    return false;
  }

  private byte[] bitsOf(int column, int length) {
    long value = getLong(column);
    byte[] digits = new byte[length];
    for (int i = 0; i < length; i++) {
      digits[length - 1 - i] = (byte) ('0' + (value >>> i & 1));
    }
    return digits;
  }

  private Bytes withoutZeros(int column) {
    int at = offsets[column];
    int end = at + lengths[column];
    while (at + 1 < end && packet[at] == '0' && packet[at + 1] != '.') {
      at++;
    }
    return windows[column].set(packet, at, end - at);
  }

  @Override
  public Bytes bytes(int column) {
    if (types[column] instanceof Geometry) {
      if (lengths[column] < SRID_BYTES) {
        throw new ValueError("a geometry of " + lengths[column] + " bytes is too short");
      }
      return windows[column].set(
          packet, offsets[column] + SRID_BYTES, lengths[column] - SRID_BYTES);
    }
    return raw(column);
  }

  @Override
  public long getDate(int column) {
    return AsciiDates.parseDate(packet, offsets[column], lengths[column]);
  }

  @Override
  public long getTimestamp(int column) {
    return AsciiDates.parseTimestamp(packet, offsets[column], lengths[column]);
  }

  @Override
  public long getTime(int column) {
    return AsciiDates.parseTime(packet, offsets[column], lengths[column]);
  }

  @Override
  public Bytes raw(int column) {
    return windows[column].set(packet, offsets[column], lengths[column]);
  }
}
