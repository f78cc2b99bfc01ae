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
 */
public record ValidationSettings(
    int threads, int partitionRows, int tableFailuresMax, Alterations alterations) {
  /** DMS's defaults. */
  public static final ValidationSettings DEFAULT =
      new ValidationSettings(5, 10_000, 1_000, Alterations.NONE);

  public ValidationSettings {
    requirePositive(threads, "ThreadCount");
    requirePositive(partitionRows, "PartitionSize");
    requirePositive(tableFailuresMax, "TableFailureMaxCount");
  }

  private static void requirePositive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
  }

  /** The same with other alterations. */
  public ValidationSettings withAlterations(Alterations other) {
    return new ValidationSettings(threads, partitionRows, tableFailuresMax, other);
  }
}
