package org.godwit.engine.mysql;

import org.godwit.engine.ByteBudget;
import org.godwit.engine.RowBuffer;

/**
 * A row as the text protocol would have it: values of the log, written as the server writes them.
 */
final class RowText extends RowBuffer {
  private static final int FIRST_BYTES = 16 * 1024;

  RowText() {
    super(FIRST_BYTES, new ByteBudget(Long.MAX_VALUE)); // one row, which has come already
  }

  /** A number with zeros in front. */
  void putDigits(long value, int width) {
    ensure(width);
    long left = value;
    for (int i = width - 1; i >= 0; i--) {
      array[position + i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    position += width;
  }

  /** A day. */
  void putDate(long year, long month, long day) {
    putDigits(year, 4);
    putByte('-');
    putDigits(month, 2);
    putByte('-');
    putDigits(day, 2);
  }

  /** A time of day, or a length of time below a thousand hours. */
  void putTime(long hours, long minutes, long seconds) {
    putDigits(hours, hours > 99 ? 3 : 2);
    putByte(':');
    putDigits(minutes, 2);
    putByte(':');
    putDigits(seconds, 2);
  }

  /** So many digits behind the seconds. */
  void putFraction(long micros, int digits) {
    if (digits > 0) {
      putByte('.');
      long shown = micros;
      for (int i = digits; i < 6; i++) {
        shown /= 10;
      }
      putDigits(shown, digits);
    }
  }
}
