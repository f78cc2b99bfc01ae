package org.godwit.engine;

import java.util.List;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;

/**
 * A target table that changes are applied to.
 *
 * @param table as the target has it
 * @param columns that changes give, in that order; never a computed one
 * @param identity places among the columns of those that tell a row from all others
 * @param isKey whether they do so surely; else, in a table without a key, equal rows are one like
 *     the other
 * @param rawColumns names of the columns that are given by {@link org.godwit.codec.RowSink#putRaw}
 *     alone
 */
public record ChangedTable(
    Table table,
    List<Column> columns,
    List<Integer> identity,
    boolean isKey,
    Set<String> rawColumns) {
  public ChangedTable {
    columns = List.copyOf(columns);
    identity = List.copyOf(identity);
    rawColumns = Set.copyOf(rawColumns);
  }
}
