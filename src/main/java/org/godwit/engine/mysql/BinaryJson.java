package org.godwit.engine.mysql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.godwit.codec.ValueError;

/**
 * MySQL's binary form of JSON (MySQL source documentation, "JSON binary format"), as the server
 * writes it as text. Places are relative to the document or array that they stand in.
 */
final class BinaryJson {
  private static final int SMALL_OBJECT = 0;
  private static final int LARGE_OBJECT = 1;
  private static final int SMALL_ARRAY = 2;
  private static final int LARGE_ARRAY = 3;
  private static final int LITERAL = 4;
  private static final int INT16 = 5;
  private static final int UINT16 = 6;
  private static final int INT32 = 7;
  private static final int UINT32 = 8;
  private static final int INT64 = 9;
  private static final int UINT64 = 10;
  private static final int DOUBLE = 11;
  private static final int STRING = 12;
  private static final int OPAQUE = 15;

  private static final int TIMESTAMP = 7;
  private static final int DATE = 10;
  private static final int TIME = 11;
  private static final int DATETIME = 12;
  private static final int DECIMAL = 246;

  /** A double of more digits before or zeros behind its point has an exponent. */
  private static final int PLAIN_DIGITS_MAX = 15;

  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII));

  private final byte[] bytes;
  private final int end;
  private final RowText out;

  private BinaryJson(byte[] bytes, int end, RowText out) {
    this.bytes = bytes;
    this.end = end;
    this.out = out;
  }

  /** Writes the text of a value. */
  static void write(byte[] bytes, int start, int length, RowText out) {
    if (length == 0) {
      out.putAscii("null"); // what INSERT IGNORE leaves
      return;
    }
    try {
      new BinaryJson(bytes, start + length, out).value(bytes[start] & 0xFF, start + 1);
    } catch (IndexOutOfBoundsException _) {
      throw new ValueError("a JSON value in the binary log is cut or damaged");
    }
  }

  private void value(int type, int at) {
    switch (type) {
      case SMALL_OBJECT, LARGE_OBJECT -> object(at, type == LARGE_OBJECT ? 4 : 2);
      case SMALL_ARRAY, LARGE_ARRAY -> array(at, type == LARGE_ARRAY ? 4 : 2);
      case LITERAL -> out.putAscii(literal(bytes[at]));
      case INT16 -> out.putAscii(Short.toString((short) number(at, 2)));
      case UINT16 -> out.putAscii(Long.toString(number(at, 2)));
      case INT32 -> out.putAscii(Integer.toString((int) number(at, 4)));
      case UINT32 -> out.putAscii(Long.toString(number(at, 4)));
      case INT64 -> out.putAscii(Long.toString(number(at, 8)));
      case UINT64 -> out.putAscii(Long.toUnsignedString(number(at, 8)));
      case DOUBLE -> out.putAscii(real(Double.longBitsToDouble(number(at, 8))));
      case STRING -> {
        int size = lengthBytes(at);
        quoted(bytes, at + size, (int) length(at));
      }
      case OPAQUE -> {
        int size = lengthBytes(at + 1);
        opaque(bytes[at] & 0xFF, at + 1 + size, (int) length(at + 1));
      }
      default -> throw new ValueError("a JSON value of the unknown kind " + type);
    }
  }

  private long number(int at, int count) {
    if (at + count > end) {
      throw new IndexOutOfBoundsException(at);
    }
    return LengthEncoded.littleEndian(bytes, at, count);
  }

  private static String literal(byte kind) {
    return switch (kind) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> "false";
      default -> throw new ValueError("a JSON literal of the unknown kind " + kind);
    };
  }

  /** Seven bits a byte, the lowest first; all but the last have their highest bit set. */
  private long length(int start) {
    long length = 0;
    int at = start;
    for (int shift = 0; ; shift += 7) {
      length |= (bytes[at] & 0x7FL) << shift;
      if (bytes[at++] >= 0) {
        return length;
      }
    }
  }

  private int lengthBytes(int start) {
    int at = start;
    while (bytes[at] < 0) {
      at++;
    }
    return at - start + 1;
  }

  private void object(int start, int width) {
    int count = (int) number(start, width);
    int keys = start + 2 * width;
    int values = keys + count * (width + 2);
    out.putByte('{');
    for (int i = 0; i < count; i++) {
      separate(i);
      int key = keys + i * (width + 2);
      quoted(bytes, start + (int) number(key, width), (int) number(key + width, 2));
      out.putAscii(": ");
      entry(start, values + i * (width + 1), width);
    }
    out.putByte('}');
  }

  private void array(int start, int width) {
    int count = (int) number(start, width);
    out.putByte('[');
    for (int i = 0; i < count; i++) {
      separate(i);
      entry(start, start + 2 * width + i * (width + 1), width);
    }
    out.putByte(']');
  }

  private void separate(int place) {
    if (place > 0) {
      out.putAscii(", ");
    }
  }

  /** Small values stand in place of their address. */
  private void entry(int start, int at, int width) {
    int type = bytes[at] & 0xFF;
    boolean isInPlace =
        switch (type) {
          case LITERAL, INT16, UINT16 -> true;
          case INT32, UINT32 -> width == 4;
          default -> false;
        };
    value(type, isInPlace ? at + 1 : start + (int) number(at + 1, width));
  }

  private static String real(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int point = digits.precision() - digits.scale();
    if (point > PLAIN_DIGITS_MAX || point <= -PLAIN_DIGITS_MAX) {
      String all = digits.unscaledValue().abs().toString();
      return (value < 0 ? "-" : "")
          + all.charAt(0)
          + (all.length() > 1 ? "." + all.substring(1) : "")
          + "e"
          + (point - 1);
    }
    String plain = digits.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  private void quoted(byte[] text, int start, int length) {
    out.putByte('"');
    for (int i = start; i < start + length; i++) {
      byte each = text[i];
      switch (each) {
        case '"' -> out.putAscii("\\\"");
        case '\\' -> out.putAscii("\\\\");
        case '\b' -> out.putAscii("\\b");
        case '\f' -> out.putAscii("\\f");
        case '\n' -> out.putAscii("\\n");
        case '\r' -> out.putAscii("\\r");
        case '\t' -> out.putAscii("\\t");
        default -> {
          if (each >= 0 && each < ' ') {
            out.putAscii("\\u00" + (each < 16 ? "0" : "") + Integer.toHexString(each));
          } else {
            out.putByte(each);
          }
        }
      }
    }
    out.putByte('"');
  }

  /** A value of a type that SQL has and JSON has not. */
  private void opaque(int type, int at, int length) {
    switch (type) {
      case DECIMAL -> PackedDecimal.write(bytes, at + 2, bytes[at], bytes[at + 1], out);
      case DATE, TIME, DATETIME, TIMESTAMP -> {
        long packed = number(at, 8);
        out.putByte('"');
        switch (type) {
          case DATE -> PackedTime.dateInJson(packed, out);
          case TIME -> PackedTime.timeInJson(packed, out);
          default -> PackedTime.datetimeInJson(packed, out);
        }
        out.putByte('"');
      }
      default -> {
        byte[] content = new byte[length];
        System.arraycopy(bytes, at, content, 0, length);
        byte[] text =
            ("base64:type" + type + ":" + BASE64.encodeToString(content))
                .getBytes(StandardCharsets.UTF_8);
        quoted(text, 0, text.length);
      }
    }
  }
}
