package org.godwit.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;
import org.godwit.mapping.Filter.Between;
import org.godwit.mapping.Filter.Comparison;
import org.godwit.mapping.Filter.Condition;
import org.godwit.mapping.Filter.Nullness;

/** Writes filters as a condition of the source's SQL. Text compares as the source compares it. */
public final class FilterSql {
  private final Dialect dialect;

  /** Writes in the words of an engine. */
  public FilterSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * One condition for all filters, empty where there are none.
   *
   * @throws MappingException where a column is missing, a value doesn't fit its type, or the engine
   *     takes no conditions
   */
  public String where(Table table, List<RowFilter> filters) {
    List<String> all = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (RowFilter filter : filters) {
      try {
        dialect
            .noConditions()
            .ifPresent(
                why -> {
                  throw MappingException.ofRule(
                      filter.ruleId(), "filters: " + why + ". Take the filters out.");
                });
        all.add(
            switch (filter) {
              case RowFilter.ByColumn byColumn -> one(table, byColumn);
              case RowFilter.BySql(var _, String where) -> "(" + where + ")";
            });
      } catch (MappingException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new MappingException(problems);
    }
    return String.join(" AND ", all);
  }

  private String one(Table table, RowFilter.ByColumn rowFilter) {
    Filter filter = rowFilter.filter();
    Column column =
        table
            .column(filter.column())
            .orElseThrow(
                () ->
                    new ColumnLiteral.Place(rowFilter.ruleId(), "filters", table)
                        .lacks(filter.column()));
    Writer writer = new Writer(rowFilter.ruleId(), table, column);
    List<String> inclusive = new ArrayList<>();
    List<String> negative = new ArrayList<>();
    for (Condition condition : filter.conditions()) {
      (condition.isNegative() ? negative : inclusive).add(writer.condition(condition));
    }
    List<String> parts = new ArrayList<>();
    if (!inclusive.isEmpty()) {
      parts.add(
          inclusive.size() == 1
              ? inclusive.getFirst()
              : "(" + String.join(" OR ", inclusive) + ")");
    }
    parts.addAll(negative);
    return String.join(" AND ", parts);
  }

  /** Writes the conditions of one column. */
  private final class Writer {
    private final Column column;
    private final ColumnLiteral literal;

    Writer(long ruleId, Table table, Column column) {
      this.column = column;
      this.literal =
          new ColumnLiteral(dialect, new ColumnLiteral.Place(ruleId, "filters", table), column);
    }

    String condition(Condition condition) {
      String name = dialect.quote(column.name());
      return switch (condition) {
        case Comparison(Filter.Operator operator, String value) ->
            name + " " + operator.sql() + " " + literal.of(value);
        case Between(boolean isNegative, String start, String end) ->
            name
                + (isNegative ? " NOT BETWEEN " : " BETWEEN ")
                + literal.of(start)
                + " AND "
                + literal.of(end);
        case Filter.In(boolean isNegative, List<String> values) ->
            name
                + (isNegative ? " NOT IN (" : " IN (")
                + values.stream().map(literal::of).collect(Collectors.joining(", "))
                + ")";
        case Filter.Like(boolean isNegative, String pattern) ->
            name + (isNegative ? " NOT LIKE " : " LIKE ") + literal.ofPattern(pattern);
        case Nullness(boolean isNull) -> name + (isNull ? " IS NULL" : " IS NOT NULL");
      };
    }
  }
}
