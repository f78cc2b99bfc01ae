package org.godwit.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Looks into UTF-8 without decoding it. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether a byte is zero; eight at a time, since every text is looked at. */
  static boolean holdsNul(Bytes text) {
    byte[] array = text.array();
    int at = text.offset();
    int end = at + text.length();
    for (; at + 8 <= end; at += 8) {
      long eight = (long) LONGS.get(array, at);
      if (((eight - ONES) & ~eight & HIGHS) != 0) {
        return true;
      }
    }
    for (; at < end; at++) {
      if (array[at] == 0) {
        return true;
      }
    }
    return false;
  }

  /** A copy without zero bytes. */
  static Bytes withoutNul(Bytes text) {
    byte[] copy = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.at(i) != 0) {
        copy[length++] = text.at(i);
      }
    }
    return new Bytes().set(copy, 0, length);
  }

  /** How many characters the text has. */
  static int characters(Bytes text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isStart(text.at(i))) {
        count++;
      }
    }
    return count;
  }

  /** Where the character of that number starts, or the length if there are not so many. */
  static int offsetOf(Bytes text, int character) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isStart(text.at(i)) && count++ == character) {
        return i;
      }
    }
    return text.length();
  }

  /** The most bytes up to a limit that end with a whole character. */
  static int cut(Bytes text, long bytesMax) {
    int end = (int) Math.min(text.length(), bytesMax);
    while (end > 0 && end < text.length() && !isStart(text.at(end))) {
      end--;
    }
    return end;
  }

  /** Each byte as two hexadecimal digits. */
  static Bytes hex(Bytes bytes) {
    byte[] array = bytes.array();
    int from = bytes.offset();
    return Bytes.of(
        HexFormat.of()
            .formatHex(array, from, from + bytes.length())
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isStart(byte b) {
    return (b & 0xC0) != 0x80;
  }
}
