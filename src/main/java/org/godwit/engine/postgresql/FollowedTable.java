package org.godwit.engine.postgresql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.engine.SourceTable;

/**
 * A table whose changes are wanted, as the catalog has it when its stream is opened.
 *
 * @param wanted what is wanted of it
 * @param now the form of its rows
 * @param older forms that rows may still be in, the latest first
 * @param isLoose whether rows in one of these lack values that nobody knows
 * @param keyBefore numbers of the primary key's columns that the target's table was made by, as
 *     {@link TableForm#key} has them
 */
record FollowedTable(
    SourceTable wanted, TableForm now, List<TableForm> older, boolean isLoose, String keyBefore) {
  FollowedTable {
    older = List.copyOf(older);
  }

  /** The columns of its primary key. */
  Set<String> key() {
    return new HashSet<>(wanted.table().keyColumns());
  }

  /** The wanted column of that name, −1 for none. */
  int place(String column) {
    for (int i = 0; i < wanted.columns().size(); i++) {
      if (wanted.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }
}
