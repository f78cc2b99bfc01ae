package org.godwit.codec;

/** Finds the escape {@code \u0000} in JSON text; {@code \\u0000} is a backslash and six letters. */
final class JsonNul {
  private static final byte[] ESCAPE = {'\\', 'u', '0', '0', '0', '0'};

  private JsonNul() {}

  static boolean isIn(Bytes json) {
    return next(json, 0) >= 0;
  }

  /** A copy without the escapes. */
  static Bytes removed(Bytes json) {
    byte[] copy = new byte[json.length()];
    int length = 0;
    int from = 0;
    for (int at = next(json, 0); at >= 0; at = next(json, from)) {
      System.arraycopy(json.array(), json.offset() + from, copy, length, at - from);
      length += at - from;
      from = at + ESCAPE.length;
    }
    System.arraycopy(json.array(), json.offset() + from, copy, length, json.length() - from);
    return new Bytes().set(copy, 0, length + json.length() - from);
  }

  private static int next(Bytes json, int from) {
    byte[] array = json.array();
    int base = json.offset();
    int end = base + json.length();
    for (int at = base + from; at < end; at++) {
      if (array[at] == '\\') {
        if (startsAt(array, at, end)) {
          return at - base;
        }
        at++; // whatever is escaped, a backslash too, is passed over
      }
    }
    return -1;
  }

  private static boolean startsAt(byte[] array, int at, int end) {
    if (at + ESCAPE.length > end) {
      return false;
    }
    for (int i = 0; i < ESCAPE.length; i++) {
      if (array[at + i] != ESCAPE[i]) {
        return false;
      }
    }
    return true;
  }
}
