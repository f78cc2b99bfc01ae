package org.godwit.engine.postgresql;

import java.util.Arrays;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.codec.Bytes;
import org.godwit.codec.ValueError;
import org.godwit.engine.ChangeRow;

/** A tuple of a pgoutput message, whose values are text that the server wrote. */
final class TupleRow implements ChangeRow {
  private static final int NULL = -1;
  private static final int ABSENT = -2;

  private final DataType[] types;
  private final int[] offsets;
  private final int[] lengths;
  private final Bytes window = new Bytes();
  private byte[] message = new byte[0];

  TupleRow(List<Column> columns) {
    types = columns.stream().map(Column::type).toArray(DataType[]::new);
    offsets = new int[types.length];
    lengths = new int[types.length];
  }

  /**
   * Reads a tuple.
   *
   * @param places the column of this row that each value is for, −1 for none
   * @param isIdentity which values an image of the key alone has; all for another image
   * @return where it ends
   */
  int read(byte[] bytes, int start, int[] places, boolean[] isIdentity) {
    message = bytes;
    Arrays.fill(lengths, ABSENT);
    int count = Wire.shortAt(bytes, start);
    int at = start + Short.BYTES;
    for (int i = 0; i < count; i++) {
      byte kind = bytes[at++];
      int length = 0;
      if (kind == 't') {
        length = Wire.intAt(bytes, at);
        at += Integer.BYTES;
      }
      int place = i < places.length ? places[i] : -1;
      if (place >= 0 && isIdentity[i]) {
        offsets[place] = at;
        lengths[place] =
            switch (kind) {
              case 'n' -> NULL;
              case 'u' -> ABSENT;
              case 't' -> length;
              default -> throw new IllegalStateException("a value of kind " + (char) kind);
            };
      }
      at += length;
    }
    return at;
  }

  /** Takes what this row lacks from another image of the same message. */
  void complete(TupleRow other) {
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] == ABSENT && other.lengths[i] != ABSENT) {
        offsets[i] = other.offsets[i];
        lengths[i] = other.lengths[i];
      }
    }
  }

  @Override
  public boolean isAbsent(int column) {
    return lengths[column] == ABSENT;
  }

  @Override
  public boolean isNull(int column) {
    return lengths[column] == NULL;
  }

  @Override
  public Bytes raw(int column) {
    return window.set(message, offsets[column], lengths[column]);
  }

  private String literal(int column) {
    return raw(column).utf8();
  }

  @Override
  public long getLong(int column) {
    return switch (types[column]) {
      case DataType.Bool _ -> raw(column).at(0) == 't' ? 1 : 0;
      case DataType.Bits _ -> LiteralText.bits(raw(column));
      case DataType.Int _, DataType.Year _ -> LiteralText.whole(raw(column));
      default -> throw notIn("a whole number", column);
    };
  }

  @Override
  public double getDouble(int column) {
    if (types[column] instanceof DataType.Real(int bits)) {
      return LiteralText.real(raw(column), bits);
    }
    throw notIn("a floating-point number", column);
  }

  @Override
  public Bytes text(int column) {
    return switch (types[column]) {
      case DataType.Bool _ -> Bytes.utf8(raw(column).at(0) == 't' ? "true" : "false");
      case DataType.Real(int bits) -> {
        double value = LiteralText.real(raw(column), bits);
        yield Bytes.utf8(bits == 32 ? Float.toString((float) value) : Double.toString(value));
      }
      case DataType.Timestamp _ -> Bytes.utf8(LiteralText.fullTimestamp(literal(column)));
      case DataType.TimeOfDay(_, boolean zoned) ->
          zoned ? raw(column) : Bytes.utf8(IsoText.time(LiteralText.time(literal(column))));
      case DataType.Text(_, boolean fixed) -> fixed ? withoutFilling(raw(column)) : raw(column);
      default -> raw(column);
    };
  }

  /** The blanks that fill a {@code char} up mean nothing. */
  private static Bytes withoutFilling(Bytes text) {
    int length = text.length();
    while (length > 0 && text.at(length - 1) == ' ') {
      length--;
    }
    return text.set(text.array(), text.offset(), length);
  }

  @Override
  public Bytes bytes(int column) {
    return switch (types[column]) {
      case DataType.Bits _ -> LiteralText.bitBytes(raw(column));
      case DataType.Binary _, DataType.Geometry _ -> LiteralText.hex(raw(column));
      default -> raw(column);
    };
  }

  @Override
  public long getDate(int column) {
    return LiteralText.date(literal(column));
  }

  @Override
  public long getTimestamp(int column) {
    return LiteralText.timestamp(literal(column));
  }

  @Override
  public long getTime(int column) {
    return types[column] instanceof DataType.TimeSpan
        ? LiteralText.interval(literal(column))
        : LiteralText.time(literal(column));
  }

  @Override
  public long fraction(int column) {
    return types[column] instanceof DataType.TimeSpan
        ? LiteralText.intervalFraction(literal(column))
        : Math.floorMod(getTime(column), 1_000_000L);
  }

  private ValueError notIn(String form, int column) {
    return new ValueError("field %d can't be read as %s".formatted(column + 1, form));
  }
}
