package org.godwit.codec;

import java.nio.charset.StandardCharsets;

/**
 * A window on bytes that somebody else owns. One instance is moved from value to value so that a
 * row allocates nothing: whoever needs the content beyond the next call on its owner copies it.
 */
public final class Bytes {
  private byte[] array = new byte[0];
  private int offset;
  private int length;

  /** A window on the whole array. */
  public static Bytes of(byte[] array) {
    return new Bytes().set(array, 0, array.length);
  }

  /** A window on the UTF-8 form of a text. */
  public static Bytes utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Moves the window. */
  public Bytes set(byte[] newArray, int newOffset, int newLength) {
    array = newArray;
    offset = newOffset;
    length = newLength;
    return this;
  }

  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** The byte at {@code index} of the window. */
  public byte at(int index) {
    return array[offset + index];
  }

  /** The content as text; for messages and rare paths, it allocates. */
  public String utf8() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** A copy of the content. */
  public byte[] copy() {
    byte[] copy = new byte[length];
    System.arraycopy(array, offset, copy, 0, length);
    return copy;
  }

  @Override
  public String toString() {
    return "Bytes[" + length + "]";
  }
}
