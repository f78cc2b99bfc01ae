package org.godwit.task.console;

import java.util.List;

/**
 * Some rows, and where they stand among all.
 *
 * @param rows in order
 * @param total how many there are in all
 * @param number which page this is, from 0
 * @param size how many rows a page has
 */
public record Page<T>(List<T> rows, long total, int number, int size) {
  public Page {
    rows = List.copyOf(rows);
  }

  /** The last page there is, from 0. */
  public static int last(long total, int size) {
    return (int) Math.max(0, (total - 1) / size);
  }

  /** The last page there is, from 0. */
  public int last() {
    return last(total, size);
  }

  /** The first row's place, from 1; 0 where there is none. */
  public long first() {
    return rows.isEmpty() ? 0 : (long) number * size + 1;
  }

  /** The last row's place. */
  public long end() {
    return (long) number * size + rows.size();
  }
}
