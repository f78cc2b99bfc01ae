package org.godwit.engine;

import java.util.List;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;

/**
 * What to write of a table.
 *
 * @param table as the target has it
 * @param columns that rows give, in that order; never a computed one
 * @param rawColumns names of those that are given by {@link org.godwit.codec.RowSink#putRaw} alone
 */
public record TargetTable(Table table, List<Column> columns, Set<String> rawColumns) {
  public TargetTable {
    columns = List.copyOf(columns);
    rawColumns = Set.copyOf(rawColumns);
  }
}
