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
 * @param rows whether rows are put value by value, or whole
 * @param isFilledAtOnce whether the table was made for these rows and one stream brings them all
 */
public record TargetTable(
    Table table,
    List<Column> columns,
    Set<String> rawColumns,
    RowForm rows,
    boolean isFilledAtOnce) {
  public TargetTable {
    columns = List.copyOf(columns);
    rawColumns = Set.copyOf(rawColumns);
  }

  /** Rows come value by value. */
  public TargetTable(Table table, List<Column> columns, Set<String> rawColumns) {
    this(table, columns, rawColumns, RowForm.DECODED);
  }

  /** More than one stream may bring the rows, or others were there before. */
  public TargetTable(Table table, List<Column> columns, Set<String> rawColumns, RowForm rows) {
    this(table, columns, rawColumns, rows, false);
  }

  /** The same, for one stream that brings all rows of a table that was made for them. */
  public TargetTable filledAtOnce() {
    return new TargetTable(table, columns, rawColumns, rows, true);
  }

  /** The same, for rows that are put value by value. */
  public TargetTable decoded() {
    return new TargetTable(table, columns, rawColumns, RowForm.DECODED, isFilledAtOnce);
  }
}
