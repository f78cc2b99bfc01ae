package org.godwit.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /**
   * {@code WHERE} with a condition of the caller's, the range and the table's own condition.
   *
   * @param quote writes a column's name
   * @param first a condition, empty for none
   * @return empty for all rows; else with a blank before it
   */
  public String whereClause(Optional<KeyRange> range, UnaryOperator<String> quote, String first) {
    String conditions =
        Stream.of(
                first,
                range.map(it -> it.condition(quote, this::isNullable)).orElse(""),
                where.isBlank() ? "" : "(" + where + ")")
            .filter(condition -> !condition.isEmpty())
            .collect(Collectors.joining(" AND "));
    return conditions.isEmpty() ? "" : " WHERE " + conditions;
  }

  /** Whether the column may be NULL; what is no column, as a row's address, may not. */
  public boolean isNullable(String column) {
    return table.column(column).map(Column::nullable).orElse(false);
  }
}
