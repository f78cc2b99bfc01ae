package org.godwit.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a target lacks, or has otherwise, by policy.
 *
 * @param altered values that differ from the source's
 * @param rows of the load that are in the exceptions table instead
 * @param changes behind the load that are in the exceptions table instead
 */
public record Losses(long altered, long rows, long changes) {
  /** None. */
  public static final Losses NONE = new Losses(0, 0, 0);

  /** Both together. */
  public Losses plus(Losses more) {
    return new Losses(altered + more.altered, rows + more.rows, changes + more.changes);
  }

  /** Whether source and target are the same by all that policies did. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Rows and changes that were rejected. */
  public long rejected() {
    return rows + changes;
  }

  /** What was rejected: {@code 5 rows and 1 change}; {@code 0 rows} for nothing. */
  public String rejectedWords() {
    if (changes == 0) {
      return counted(rows, "row");
    }
    return rows == 0
        ? counted(changes, "change")
        : counted(rows, "row") + " and " + counted(changes, "change");
  }

  /** All of it: {@code 3 values altered and 2 rows rejected}; empty for nothing. */
  public String words() {
    List<String> words = new ArrayList<>();
    if (altered > 0) {
      words.add(counted(altered, "value") + " altered");
    }
    if (rejected() > 0) {
      words.add(rejectedWords() + " rejected");
    }
    return String.join(" and ", words);
  }

  private static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
