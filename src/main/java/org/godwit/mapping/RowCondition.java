package org.godwit.mapping;

import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;

/**
 * A condition on a row that doesn't come from a query.
 *
 * @param columns that it reads
 * @param test tells by itself, and reads the one column; empty where only the source's server can
 * @param sql the condition in the source's SQL
 * @param isOwn whether a person wrote it, who may have used a column as something else than its
 *     text
 */
public record RowCondition(
    List<Column> columns, Optional<FilterTest> test, String sql, boolean isOwn) {
  public RowCondition {
    columns = List.copyOf(columns);
  }

  static RowCondition of(Table table, RowFilter filter, Dialect dialect) {
    String sql = new FilterSql(dialect).where(table, List.of(filter));
    return switch (filter) {
      case RowFilter.ByColumn(long _, Filter byColumn) -> {
        Column column = table.column(byColumn.column()).orElseThrow();
        yield new RowCondition(List.of(column), FilterTest.of(column, byColumn), sql, false);
      }
      case RowFilter.BySql(long ruleId, String where) -> {
        WhereWords words = new WhereWords(where);
        Optional<String> obstacle = words.obstacle();
        if (obstacle.isPresent()) {
          throw MappingException.ofRule(
              ruleId,
              "where: %s, so that nobody can tell of a row in the source's log whether it fulfils the condition; compare its columns with constants, or use filters."
                  .formatted(obstacle.get()));
        }
        yield new RowCondition(words.columns(table), Optional.empty(), sql, true);
      }
    };
  }
}
