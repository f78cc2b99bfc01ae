package org.godwit.task.validate;

import java.sql.SQLException;

/** Compares the rows of buckets that differ. */
sealed interface RowComparison permits KeyedRows, MultisetRows {
  /** Fetches the rows' hashes from both sides, then the cells of those that differ. */
  void compare(Buckets buckets) throws SQLException, InterruptedException;

  /** After the last buckets of the slice. */
  void finish();
}
