package org.godwit.task.validate;

/** Compares the rows of buckets that differ. */
sealed interface RowComparison permits KeyedRows, MultisetRows {
  /** Fetches the rows' hashes from both sides, then the cells of those that differ. */
  void compare(Buckets buckets) throws InterruptedException;

  /** After the last buckets of the slice. */
  void finish();
}
