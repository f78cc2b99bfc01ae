package org.godwit.task.validate;

import org.godwit.engine.Alterations;

/**
 * How tables are validated. The names in brackets are DMS's.
 *
 * @param threads slices of a table that are compared at once, bounded by the connections
 *     (ThreadCount)
 * @param partitionRows rows of a slice, a wish (PartitionSize)
 * @param tableFailuresMax differing rows after which a table's validation stops
 *     (TableFailureMaxCount)
 * @param alterations what the load was told to alter
 * @param lobBytesCompared how much of a LOB is looked at, {@link Alterations#WHOLE} for all of it
 *     (ValidationPartialLobSize)
 * @param cutsLongValues whether the load cut values that were longer than their column
 * @param replacesByCharset whether the load replaced what a character set has not, which no server
 *     can be asked for
 */
public record ValidationSettings(
    int threads,
    int partitionRows,
    int tableFailuresMax,
    Alterations alterations,
    long lobBytesCompared,
    boolean cutsLongValues,
    boolean replacesByCharset) {
  /** DMS's defaults. */
  public static final ValidationSettings DEFAULT =
      new ValidationSettings(5, 10_000, 1_000, Alterations.NONE);

  public ValidationSettings {
    requirePositive(threads, "ThreadCount");
    requirePositive(partitionRows, "PartitionSize");
    requirePositive(tableFailuresMax, "TableFailureMaxCount");
  }

  /** Settings that compare all of every value, none of which a type has shortened. */
  public ValidationSettings(
      int threads, int partitionRows, int tableFailuresMax, Alterations alterations) {
    this(threads, partitionRows, tableFailuresMax, alterations, Alterations.WHOLE, false, false);
  }

  private static void requirePositive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
  }

  /** The same with other alterations. */
  public ValidationSettings withAlterations(Alterations other) {
    return new ValidationSettings(
        threads,
        partitionRows,
        tableFailuresMax,
        other,
        lobBytesCompared,
        cutsLongValues,
        replacesByCharset);
  }
}
