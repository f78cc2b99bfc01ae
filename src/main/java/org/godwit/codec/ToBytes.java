package org.godwit.codec;

import org.godwit.catalog.DataType;
import org.godwit.catalog.DataType.Binary;
import org.godwit.catalog.DataType.Bits;
import org.godwit.catalog.DataType.Bool;
import org.godwit.catalog.DataType.Geometry;
import org.godwit.catalog.DataType.Int;
import org.godwit.catalog.DataType.Text;
import org.godwit.catalog.DataType.Uuid;
import org.jspecify.annotations.Nullable;

/** Codecs into bytes, bits and UUIDs. They are not asked for NULL. */
final class ToBytes {
  private static final int UUID_BYTES = 16;

  private ToBytes() {}

  static @Nullable Codec binary(Pair pair, int length) {
    return switch (pair.from()) {
      case Binary(int from, _) -> bytes(pair, from, length);
      case Geometry _ -> bytes(pair, DataType.UNBOUNDED, length);
      case Bits(_, boolean varying) when !varying -> bytes(pair, DataType.UNBOUNDED, length);
      case Text _ ->
          (row, c, sink, tally, t) -> sink.putBytes(within(pair, row.text(c), length, tally, t));
      case Uuid _ ->
          (row, c, sink, _, _) -> {
            Bytes text = row.text(c);
            byte[] bytes = new byte[UUID_BYTES];
            java.nio.ByteBuffer.wrap(bytes)
                .putLong(half(pair, text, 0))
                .putLong(half(pair, text, 1));
            sink.putBytes(Bytes.of(bytes));
          };
      default -> null;
    };
  }

  private static Codec bytes(Pair pair, int from, int to) {
    long bytesMax = pair.policy().lobBytesMax();
    boolean fitsAlways = to == DataType.UNBOUNDED || (from != DataType.UNBOUNDED && from <= to);
    if (fitsAlways && bytesMax == ValuePolicy.WHOLE) {
      return (row, c, sink, _, _) -> sink.putBytes(row.bytes(c));
    }
    return (row, c, sink, tally, t) -> {
      Bytes bytes = row.bytes(c);
      if (bytes.length() > bytesMax) {
        tally.count(t, ValueChange.TRUNCATED);
        bytes = new Bytes().set(bytes.array(), bytes.offset(), (int) bytesMax);
      }
      sink.putBytes(within(pair, bytes, to, tally, t));
    };
  }

  private static Bytes within(Pair pair, Bytes bytes, int length, Tally tally, int tallyColumn) {
    if (length != DataType.UNBOUNDED && bytes.length() > length) {
      if (pair.policy().truncation() == ValuePolicy.Truncation.CUT) {
        tally.count(tallyColumn, ValueChange.TRUNCATED);
        return new Bytes().set(bytes.array(), bytes.offset(), length);
      }
      throw pair.tooLong(
          "value has %d bytes, more than %s %s takes"
              .formatted(bytes.length(), pair.target().name(), pair.target().nativeType()));
    }
    return bytes;
  }

  static @Nullable Codec geometry(Pair pair) {
    return switch (pair.from()) {
      case Geometry _, Binary _ -> (row, c, sink, _, _) -> sink.putBytes(row.bytes(c));
      default -> null;
    };
  }

  static @Nullable Codec bits(Pair pair, Bits to) {
    return switch (pair.from()) {
      case Bits(int length, boolean varying) ->
          varying
              ? (row, c, sink, _, _) -> putDigits(pair, to, row.text(c), sink)
              : fixedBits(pair, length, to);
      case Text _ -> (row, c, sink, _, _) -> putDigits(pair, to, row.text(c), sink);
      case Bool _ -> number(pair, to);
      case Int(int bits, boolean unsigned) when bits < 64 || !unsigned -> number(pair, to);
      default -> null;
    };
  }

  private static Codec fixedBits(Pair pair, int from, Bits to) {
    int length = to.varying() ? from : to.length();
    boolean checked = to.length() != DataType.UNBOUNDED && to.length() < from;
    return (row, c, sink, _, _) -> {
      Bytes bits = row.bytes(c);
      if (checked && bitLength(bits) > to.length()) {
        throw pair.error(
            "value needs %d bits, more than %s %s takes"
                .formatted(bitLength(bits), pair.target().name(), pair.target().nativeType()));
      }
      sink.putBits(bits, checked ? to.length() : length);
    };
  }

  private static int bitLength(Bytes bits) {
    for (int i = 0; i < bits.length(); i++) {
      int value = bits.at(i) & 0xFF;
      if (value != 0) {
        return (bits.length() - i) * 8 - (Integer.numberOfLeadingZeros(value) - 24);
      }
    }
    return 0;
  }

  private static Codec number(Pair pair, Bits to) {
    int length = to.length() == DataType.UNBOUNDED ? Long.SIZE : to.length();
    return (row, c, sink, _, _) -> {
      long value = row.getLong(c);
      if (value < 0 || (length < Long.SIZE && value >>> length != 0)) {
        throw pair.doesNotFit(Long.toString(value));
      }
      sink.putBits(
          Bytes.of(java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array()), length);
    };
  }

  private static void putDigits(Pair pair, Bits to, Bytes digits, RowSink sink) {
    int length = digits.length();
    boolean fits =
        to.length() == DataType.UNBOUNDED
            || (to.varying() ? length <= to.length() : length == to.length());
    if (!fits) {
      throw pair.doesNotFit("of " + length + " bits");
    }
    byte[] bits = new byte[(length + 7) / 8];
    for (int i = 0; i < length; i++) {
      byte digit = digits.at(i);
      if (digit != '0' && digit != '1') {
        throw pair.doesNotFit(ToNumber.quoted(digits));
      }
      int bit = length - 1 - i;
      bits[bits.length - 1 - bit / 8] |= (byte) ((digit - '0') << (bit % 8));
    }
    sink.putBits(Bytes.of(bits), length);
  }

  static @Nullable Codec uuid(Pair pair) {
    return switch (pair.from()) {
      case Uuid _, Text _ ->
          (row, c, sink, _, _) -> {
            Bytes text = row.text(c);
            sink.putUuid(half(pair, text, 0), half(pair, text, 1));
          };
      case Binary _ ->
          (row, c, sink, _, _) -> {
            Bytes bytes = row.bytes(c);
            if (bytes.length() != UUID_BYTES) {
              throw pair.error("a UUID has 16 bytes, the value " + bytes.length());
            }
            sink.putUuid(longAt(bytes, 0), longAt(bytes, Long.BYTES));
          };
      default -> null;
    };
  }

  private static long longAt(Bytes bytes, int index) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | (bytes.at(index + i) & 0xFF);
    }
    return value;
  }

  /** Sixteen of the thirty-two digits; hyphens and braces may stand anywhere. */
  private static long half(Pair pair, Bytes text, int which) {
    long value = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      byte c = text.at(i);
      int digit = Character.digit(c, 16);
      if (digit >= 0) {
        if (digits / 16 == which) {
          value = (value << 4) | digit;
        }
        digits++;
      } else if (c != '-' && c != '{' && c != '}') {
        digits = -1;
        break;
      }
    }
    if (digits != 32) {
      throw pair.doesNotFit(ToNumber.quoted(text));
    }
    return value;
  }
}
