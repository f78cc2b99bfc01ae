package org.godwit.engine.mysql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.jspecify.annotations.Nullable;

/**
 * How a column's values stand in the log, by the type and its details that the log tells with each
 * table; what it doesn't tell (signs, labels, character sets) is the catalog's.
 *
 * @param size in bytes, where all values have one
 * @param prefix bytes of the length in front of each value, 0 where all have one size
 */
record LoggedValue(int size, int prefix) {
  private static final int TINY = 1;
  private static final int SHORT = 2;
  private static final int LONG = 3;
  private static final int FLOAT = 4;
  private static final int DOUBLE = 5;
  private static final int NULL = 6;
  private static final int OLD_TIMESTAMP = 7;
  private static final int LONGLONG = 8;
  private static final int INT24 = 9;
  private static final int DATE = 10;
  private static final int OLD_TIME = 11;
  private static final int OLD_DATETIME = 12;
  private static final int YEAR = 13;
  private static final int NEWDATE = 14;
  private static final int VARCHAR = 15;
  private static final int BIT = 16;
  private static final int TIMESTAMP = 17;
  private static final int DATETIME = 18;
  private static final int TIME = 19;
  private static final int MARIADB_BLOB_COMPRESSED = 140;
  private static final int MARIADB_VARCHAR_COMPRESSED = 141;
  private static final int VECTOR = 242;
  private static final int JSON = 245;
  private static final int DECIMAL = 246;
  private static final int ENUM = 247;
  private static final int SET = 248;
  private static final int BLOB = 252;
  private static final int VAR_STRING = 253;
  private static final int STRING = 254;
  private static final int GEOMETRY = 255;

  /** Writes a value as the server does in its text protocol. */
  @FunctionalInterface
  interface Writer {
    /** A value without the length in front of it. */
    void write(byte[] bytes, int at, int length, RowText out);
  }

  /** How many bytes of details the log has of a type. */
  static int metaBytes(int type) {
    return switch (type) {
      case FLOAT, DOUBLE, BLOB, GEOMETRY, JSON, VECTOR, TIMESTAMP, DATETIME, TIME -> 1;
      case MARIADB_BLOB_COMPRESSED -> 1;
      case VARCHAR, VAR_STRING, STRING, ENUM, SET, BIT, DECIMAL, MARIADB_VARCHAR_COMPRESSED -> 2;
      default -> 0;
    };
  }

  /** The type that is meant: short strings, enumerations and sets share one. */
  private static int real(int type, int meta) {
    int first = meta & 0xFF;
    return type == STRING && (first == ENUM || first == SET) ? first : type;
  }

  /**
   * How values of the type stand in the log.
   *
   * @param meta its details, the first byte lowest
   * @return null for a type that isn't known
   */
  static @Nullable LoggedValue of(int type, int meta) {
    int first = meta & 0xFF;
    int second = meta >> 8 & 0xFF;
    return switch (real(type, meta)) {
      case TINY, YEAR -> new LoggedValue(1, 0);
      case SHORT -> new LoggedValue(2, 0);
      case INT24, DATE, NEWDATE, OLD_TIME -> new LoggedValue(3, 0);
      case LONG, FLOAT, OLD_TIMESTAMP -> new LoggedValue(4, 0);
      case LONGLONG, DOUBLE, OLD_DATETIME -> new LoggedValue(8, 0);
      case NULL -> new LoggedValue(0, 0);
      case TIMESTAMP -> new LoggedValue(4 + PackedTime.fractionBytes(meta), 0);
      case DATETIME -> new LoggedValue(5 + PackedTime.fractionBytes(meta), 0);
      case TIME -> new LoggedValue(3 + PackedTime.fractionBytes(meta), 0);
      case DECIMAL -> new LoggedValue(PackedDecimal.bytes(first, second), 0);
      case BIT -> new LoggedValue(second + (first > 0 ? 1 : 0), 0);
      case ENUM, SET -> new LoggedValue(second, 0);
      case VARCHAR, VAR_STRING, MARIADB_VARCHAR_COMPRESSED ->
          new LoggedValue(0, meta > 255 ? 2 : 1);
      case STRING -> new LoggedValue(0, stringLength(first, second) > 255 ? 2 : 1);
      case BLOB, GEOMETRY, JSON, VECTOR, MARIADB_BLOB_COMPRESSED -> new LoggedValue(0, meta);
      default -> null;
    };
  }

  /** The most bytes; two bits of it are hidden in the type. */
  private static int stringLength(int first, int second) {
    return (first & 0x30) == 0x30 ? second : second | ((first & 0x30) ^ 0x30) << 4;
  }

  /** How long a value is with its length in front. */
  int bytes(byte[] bytes, int at) {
    return prefix == 0 ? size : prefix + (int) LengthEncoded.littleEndian(bytes, at, prefix);
  }

  /**
   * How values are written.
   *
   * @param characters of the column, null where they aren't followed
   * @return null where the log's type isn't the column's, or can't be read
   */
  static @Nullable Writer writer(
      int type, int meta, Column column, @Nullable Characters characters) {
    int first = meta & 0xFF;
    int second = meta >> 8 & 0xFF;
    return switch (column.type()) {
      case DataType.Int(int bits, boolean unsigned) ->
          type == whole(bits) ? (bytes, at, n, out) -> whole(bytes, at, n, unsigned, out) : null;
      case DataType.Year _ -> type == YEAR ? LoggedValue::year : null;
      case DataType.Real(int bits) ->
          type == (bits == 32 ? FLOAT : DOUBLE) ? LoggedValue::real : null;
      case DataType.Decimal(int precision, int scale) ->
          type == DECIMAL && first == precision && second == scale
              ? (bytes, at, _, out) -> PackedDecimal.write(bytes, at, precision, scale, out)
              : null;
      case DataType.Bits(int length, _) ->
          type == BIT && second + (first > 0 ? 1 : 0) == (length + 7) / 8
              ? LoggedValue::asIs
              : null;
      case DataType.Date _ ->
          type == DATE || type == NEWDATE
              ? (bytes, at, _, out) -> PackedTime.date(bytes, at, out)
              : null;
      case DataType.Timestamp(int scale, boolean zoned) -> moment(type, meta, scale, zoned);
      case DataType.TimeSpan(int scale) ->
          type == TIME && meta == scale
              ? (bytes, at, _, out) -> PackedTime.time(bytes, at, scale, out)
              : null;
      case DataType.Enumeration(List<String> labels) ->
          real(type, meta) == ENUM ? enumeration(labels) : null;
      case DataType.LabelSet(List<String> labels) ->
          real(type, meta) == SET ? labelSet(labels) : null;
      case DataType.Text _ -> isText(type, meta) && characters != null ? characters::write : null;
      case DataType.Binary(int length, boolean fixed) ->
          !isText(type, meta) ? null : fixed ? filled(length) : LoggedValue::asIs;
      case DataType.Json _ ->
          type == JSON
              ? BinaryJson::write
              : type == BLOB && characters != null ? characters::write : null;
      case DataType.Geometry _ -> type == GEOMETRY ? LoggedValue::asIs : null;
      case DataType.Uuid _ -> type == STRING ? address(16, MariaDbAddress::uuid) : null;
      case DataType.Inet _ ->
          type != STRING
              ? null
              : column.nativeType().equals("inet4")
                  ? address(4, MariaDbAddress::inet4)
                  : address(16, MariaDbAddress::inet6);
      case DataType.Bool _, DataType.TimeOfDay _, DataType.Native _ -> null;
    };
  }

  private static int whole(int bits) {
    return switch (bits) {
      case 8 -> TINY;
      case 16 -> SHORT;
      case 24 -> INT24;
      case 32 -> LONG;
      default -> LONGLONG;
    };
  }

  private static void whole(byte[] bytes, int at, int length, boolean unsigned, RowText out) {
    long value = LengthEncoded.littleEndian(bytes, at, length);
    int rest = 64 - 8 * length;
    out.putAscii(unsigned ? Long.toUnsignedString(value) : Long.toString(value << rest >> rest));
  }

  private static void year(byte[] bytes, int at, int length, RowText out) {
    int value = bytes[at] & 0xFF;
    out.putDigits(value == 0 ? 0 : 1900 + value, 4);
  }

  /** As the load asks for it, all its digits; without an exponent, so that it is its text too. */
  private static void real(byte[] bytes, int at, int length, RowText out) {
    long bits = LengthEncoded.littleEndian(bytes, at, length);
    double value = length == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    out.putAscii(
        value == 0
            ? 1 / value < 0 ? "-0" : "0"
            : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
  }

  private static void asIs(byte[] bytes, int at, int length, RowText out) {
    out.put(bytes, at, length);
  }

  private static @Nullable Writer moment(int type, int meta, int scale, boolean zoned) {
    if (type != (zoned ? TIMESTAMP : DATETIME) || meta != scale) {
      return null;
    }
    return zoned
        ? (bytes, at, _, out) -> PackedTime.timestamp(bytes, at, scale, out)
        : (bytes, at, _, out) -> PackedTime.datetime(bytes, at, scale, out);
  }

  private static boolean isText(int type, int meta) {
    return switch (real(type, meta)) {
      case VARCHAR, VAR_STRING, STRING, BLOB -> true;
      default -> false;
    };
  }

  /** Zeros at the end aren't logged. */
  private static Writer filled(int length) {
    byte[] zeros = new byte[length];
    return (bytes, at, have, out) -> {
      out.put(bytes, at, have);
      out.put(zeros, 0, length - have);
    };
  }

  /** Writes what was filled up again. */
  @FunctionalInterface
  private interface AddressWriter {
    void write(byte[] bytes, int at, RowText out);
  }

  private static Writer address(int length, AddressWriter writer) {
    byte[] whole = new byte[length];
    return (bytes, at, have, out) -> {
      System.arraycopy(bytes, at, whole, 0, have);
      Arrays.fill(whole, have, length, (byte) 0);
      writer.write(whole, 0, out);
    };
  }

  /** Number 0 is what a value became that is no label. */
  private static Writer enumeration(List<String> labels) {
    byte[][] texts = texts(labels);
    return (bytes, at, length, out) -> {
      int number = (int) LengthEncoded.littleEndian(bytes, at, length);
      if (number > 0) {
        out.put(texts[number - 1], 0, texts[number - 1].length);
      }
    };
  }

  private static Writer labelSet(List<String> labels) {
    byte[][] texts = texts(labels);
    return (bytes, at, length, out) -> {
      long members = LengthEncoded.littleEndian(bytes, at, length);
      boolean isFirst = true;
      for (int i = 0; i < texts.length; i++) {
        if ((members >>> i & 1) != 0) {
          if (!isFirst) {
            out.putByte(',');
          }
          out.put(texts[i], 0, texts[i].length);
          isFirst = false;
        }
      }
    };
  }

  private static byte[][] texts(List<String> labels) {
    return labels.stream()
        .map(label -> label.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }
}
