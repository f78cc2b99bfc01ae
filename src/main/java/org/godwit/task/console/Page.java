package org.godwit.task.console;

import java.util.List;
import java.util.function.Function;

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

  /** A page of a list that is in memory: the asked one, from 0, or the nearest there is. */
  public static <T> Page<T> of(List<T> all, int number, int size) {
    int shown = Math.clamp(number, 0, last(all.size(), size));
    List<T> rows = all.stream().skip((long) shown * size).limit(size).toList();
    return new Page<>(rows, all.size(), shown, size);
  }

  /** The same page with each row told otherwise. */
  public <R> Page<R> map(Function<T, R> telling) {
    return new Page<>(rows.stream().map(telling).toList(), total, number, size);
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
