package org.godwit.engine;

import java.util.Arrays;
import org.godwit.codec.ValueError;

/**
 * Rows on their way to a target: bytes that grow as needed. What is beyond the first size is taken
 * from a budget. An engine adds how it writes numbers and text.
 */
public abstract class RowBuffer {
  private static final long BYTES_MAX = Integer.MAX_VALUE - 16;

  /** The bytes; a new array after every {@link #ensure} that had to grow. */
  protected byte[] array;

  /** Where the next byte goes. */
  protected int position;

  private final int firstSize;
  private final ByteBudget budget;

  /** An empty buffer. */
  protected RowBuffer(int firstSize, ByteBudget budget) {
    this.firstSize = firstSize;
    this.budget = budget;
    this.array = new byte[firstSize];
  }

  /** What was put stands from 0 to {@link #position}. */
  public final byte[] array() {
    return array;
  }

  /** Where the next byte goes. */
  public final int position() {
    return position;
  }

  /** Forgets what stands behind. */
  public final void moveTo(int newPosition) {
    position = newPosition;
  }

  /** Empties the buffer and gives back what it had grown by. */
  public final void clear() {
    position = 0;
    if (array.length > firstSize) {
      budget.give((long) array.length - firstSize);
      array = new byte[firstSize];
    }
  }

  /**
   * Makes room for so many more bytes.
   *
   * @throws ValueError where an array can't hold them
   */
  public final void ensure(long bytes) {
    if (array.length - position < bytes) {
      grow(bytes);
    }
  }

  private void grow(long bytes) {
    long needed = position + bytes;
    if (needed > BYTES_MAX) {
      throw new ValueError("a row of more than 2 GB can't be sent");
    }
    int size = (int) Math.min(Math.max(needed, array.length + (array.length >> 1)), BYTES_MAX);
    budget.take((long) size - array.length);
    array = Arrays.copyOf(array, size);
  }

  /** Puts one byte. */
  public final void putByte(int value) {
    ensure(1);
    array[position++] = (byte) value;
  }

  /** Puts bytes as they are. */
  public final void put(byte[] bytes, int offset, int length) {
    ensure(length);
    System.arraycopy(bytes, offset, array, position, length);
    position += length;
  }

  /** Puts text that has no character beyond ASCII. */
  public final void putAscii(String text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      array[position + i] = (byte) text.charAt(i);
    }
    position += length;
  }
}
