package org.godwit.engine;

import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;

/**
 * What to read of a table.
 *
 * @param table as the catalog describes it
 * @param columns in the order in which the row shall give them
 * @param where a condition in the source's SQL, empty for all rows
 */
public record SourceTable(Table table, List<Column> columns, String where) {
  public SourceTable {
    columns = List.copyOf(columns);
  }
}
