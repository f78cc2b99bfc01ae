package org.godwit.engine.mysql;

/**
 * How the binary protocol sends a column's values ("Binary Protocol Resultset Row" and "Column
 * Definition" of MySQL's client/server protocol).
 *
 * @param form of the values
 * @param bytes of a number, 0 for another form
 * @param isUnsigned whether a whole number has no sign
 */
record WireColumn(Form form, int bytes, boolean isUnsigned) {
  private static final int NAMES = 6;
  private static final int CHARACTER_SET_AND_LENGTH = 6;
  private static final int UNSIGNED = 32;

  /** What a value looks like. */
  enum Form {
    /** So many bytes, the least first. */
    WHOLE,
    FLOAT,
    DOUBLE,
    /** A day, and perhaps a time of it: a byte that counts the others, which may be none. */
    CALENDAR,
    /** A length of time, in the same way. */
    TIME,
    /** A length and the text or bytes, as the text protocol has it. */
    STRING,
    /** Nothing: all are NULL. */
    NONE
  }

  /** From the packet that describes the column. */
  static WireColumn read(byte[] packet, int start) {
    int at = start;
    for (int i = 0; i < NAMES; i++) {
      at += LengthEncoded.size(packet, at) + (int) LengthEncoded.value(packet, at);
    }
    at += 1 + CHARACTER_SET_AND_LENGTH; // behind the byte that says how long the rest is
    return of(packet[at] & 0xFF, (packet[at + 1] & UNSIGNED) != 0);
  }

  private static WireColumn of(int type, boolean isUnsigned) {
    return switch (type) {
      case 1 -> new WireColumn(Form.WHOLE, 1, isUnsigned); // TINY
      case 2 -> new WireColumn(Form.WHOLE, 2, isUnsigned); // SHORT
      case 3, 9 -> new WireColumn(Form.WHOLE, 4, isUnsigned); // LONG, INT24
      case 4 -> new WireColumn(Form.FLOAT, Float.BYTES, false);
      case 5 -> new WireColumn(Form.DOUBLE, Double.BYTES, false);
      case 6 -> new WireColumn(Form.NONE, 0, false); // NULL
      case 7, 10, 12, 14 -> new WireColumn(Form.CALENDAR, 0, false); // TIMESTAMP, DATE, DATETIME
      case 8 -> new WireColumn(Form.WHOLE, 8, isUnsigned); // LONGLONG
      case 11 -> new WireColumn(Form.TIME, 0, false);
      case 13 -> new WireColumn(Form.WHOLE, 2, true); // YEAR
      default -> new WireColumn(Form.STRING, 0, false);
    };
  }

  /**
   * How many bytes a value takes.
   *
   * @return the negative number of bytes that must be known to say so, where {@code to} is before
   */
  long size(byte[] packet, int at, int to) {
    return switch (form) {
      case WHOLE, FLOAT, DOUBLE -> bytes;
      case NONE -> 0;
      case CALENDAR, TIME -> at >= to ? -1 : 1 + packet[at];
      case STRING -> {
        int head = at >= to ? 1 : LengthEncoded.size(packet, at);
        yield at + head > to ? -head : head + LengthEncoded.value(packet, at);
      }
    };
  }
}
