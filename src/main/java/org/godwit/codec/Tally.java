package org.godwit.codec;

import java.util.Arrays;

/** Counts altered values of one table by column and kind; one instance belongs to one thread. */
public final class Tally {
  private static final int KINDS = ValueChange.values().length;
  private final long[] counts;

  /** All zero, for a table of that many target columns. */
  public Tally(int columns) {
    counts = new long[columns * KINDS];
  }

  /** One more value of the column was altered. */
  public void count(int column, ValueChange change) {
    counts[column * KINDS + change.ordinal()]++;
  }

  /** How many values of the column were altered in that way. */
  public long of(int column, ValueChange change) {
    return counts[column * KINDS + change.ordinal()];
  }

  /** How many values were altered in all. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Back to zero. */
  public void clear() {
    Arrays.fill(counts, 0);
  }
}
