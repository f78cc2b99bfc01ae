package org.godwit.sql;

import java.util.Arrays;

/** Where the lines of a source begin. */
public final class Lines {
  private final int[] starts;

  /** Of the whole source. */
  public Lines(String text) {
    int[] found = new int[text.length() / 32 + 16];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = at + 1;
    }
    starts = Arrays.copyOf(found, count);
  }

  /** The line of a character, from 1. */
  public int line(int position) {
    int found = Arrays.binarySearch(starts, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of a character, from 1. */
  public int column(int position) {
    return position - starts[line(position) - 1] + 1;
  }

  /** How many lines there are. */
  public int count() {
    return starts.length;
  }
}
