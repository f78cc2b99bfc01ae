package org.godwit.engine;

import java.util.List;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;

/**
 * What to read of a table.
 *
 * @param table as the catalog describes it
 * @param columns in the order in which the row shall give them
 * @param where a condition in the source's SQL, empty for all rows
 * @param rawColumns names of those that are asked for by {@link org.godwit.codec.Row#raw} alone
 */
public record SourceTable(Table table, List<Column> columns, String where, Set<String> rawColumns) {
  public SourceTable {
    columns = List.copyOf(columns);
    rawColumns = Set.copyOf(rawColumns);
  }

  /** Every value is asked for in decoded form. */
  public SourceTable(Table table, List<Column> columns, String where) {
    this(table, columns, where, Set.of());
  }

  /** Whether the column may be NULL; what is no column, as a row's address, may not. */
  public boolean isNullable(String column) {
    return table.column(column).map(Column::nullable).orElse(false);
  }
}
