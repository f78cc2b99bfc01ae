package org.godwit.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;
import org.godwit.mapping.Filter.Between;
import org.godwit.mapping.Filter.Comparison;
import org.godwit.mapping.Filter.Condition;
import org.godwit.mapping.Filter.Nullness;

/** Writes filters as a condition of the source's SQL. Text compares as the source compares it. */
public final class FilterSql {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,400}(\\.\\d{1,400})?");

  private final Dialect dialect;

  /** Writes in the words of an engine. */
  public FilterSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * One condition for all filters, empty where there are none.
   *
   * @throws MappingException where a column is missing or a value doesn't fit its type
   */
  public String where(Table table, List<RowFilter> filters) {
    List<String> all = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (RowFilter filter : filters) {
      try {
        all.add(one(table, filter));
      } catch (MappingException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new MappingException(problems);
    }
    return String.join(" AND ", all);
  }

  private String one(Table table, RowFilter rowFilter) {
    Filter filter = rowFilter.filter();
    Column column =
        table
            .column(filter.column())
            .orElseThrow(
                () ->
                    MappingException.ofRule(
                        rowFilter.ruleId(),
                        "filters: "
                            + table.name()
                            + " has no column "
                            + filter.column()
                            + "; upper and lower case differ."));
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
    private final long ruleId;
    private final Table table;
    private final Column column;

    Writer(long ruleId, Table table, Column column) {
      this.ruleId = ruleId;
      this.table = table;
      this.column = column;
    }

    String condition(Condition condition) {
      String name = dialect.quote(column.name());
      return switch (condition) {
        case Comparison(Filter.Operator operator, String value) ->
            name + " " + operator.sql() + " " + literal(value);
        case Between(boolean isNegative, String start, String end) ->
            name
                + (isNegative ? " NOT BETWEEN " : " BETWEEN ")
                + literal(start)
                + " AND "
                + literal(end);
        case Nullness(boolean isNull) -> name + (isNull ? " IS NULL" : " IS NOT NULL");
      };
    }

    private String literal(String value) {
      return switch (column.type()) {
        case DataType.Int _, DataType.Decimal _, DataType.Real _, DataType.Year _ -> number(value);
        case DataType.Bool _ -> bool(value);
        case DataType.Date _, DataType.Timestamp _ -> timestamp(value);
        case DataType.TimeOfDay _, DataType.TimeSpan _ -> time(value);
        case DataType.Text _,
            DataType.Enumeration _,
            DataType.LabelSet _,
            DataType.Uuid _,
            DataType.Inet _ ->
            dialect.literal(value);
        case DataType.Binary _,
            DataType.Bits _,
            DataType.Json _,
            DataType.Geometry _,
            DataType.Native _ ->
            throw refused("can only be filtered by null and notnull");
      };
    }

    private String number(String value) {
      String text = value.strip();
      if (!NUMBER.matcher(text).matches()) {
        throw refused("holds numbers, and \"" + value + "\" is none; write digits and a point");
      }
      return text;
    }

    private String bool(String value) {
      return switch (value.strip().toLowerCase(Locale.ROOT)) {
        case "true", "1", "t" -> "TRUE";
        case "false", "0", "f" -> "FALSE";
        default ->
            throw refused(
                "is true or false, and \"" + value + "\" is neither; write true or false");
      };
    }

    private String timestamp(String value) {
      if (TimeText.micros(value.strip()).isPresent()) {
        return dialect.literal(value.strip());
      }
      throw refused(
          "holds dates, and \"" + value + "\" is none; write YYYY-MM-DD or YYYY-MM-DD HH:MM:SS");
    }

    private String time(String value) {
      if (TimeText.span(value.strip()).isEmpty()) {
        throw refused("holds times, and \"" + value + "\" is none; write HH:MM:SS");
      }
      return dialect.literal(value.strip());
    }

    private MappingException refused(String rest) {
      return MappingException.ofRule(
          ruleId,
          "filters: "
              + table.name()
              + "."
              + column.name()
              + " ("
              + column.nativeType()
              + ") "
              + rest
              + ".");
    }
  }
}
