package org.godwit.engine;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A range of a table's rows in the order of some columns, compared one after the other, NULL before
 * every value.
 *
 * @param columns that are compared, or an engine's own row address
 * @param from the first values, inclusive, as the engine's literals, for the first columns or all;
 *     empty for the beginning
 * @param to the end, exclusive, likewise; empty for the end of the table
 */
public record KeyRange(List<String> columns, List<String> from, List<String> to) {
  public KeyRange {
    columns = List.copyOf(columns);
    from = List.copyOf(from);
    to = List.copyOf(to);
    if (from.size() > columns.size() || to.size() > columns.size()) {
      throw new IllegalArgumentException("more bounds than columns: " + from + ", " + to);
    }
  }

  /** A range of one column. */
  public static KeyRange of(String column, String from, String to) {
    return new KeyRange(List.of(column), List.of(from), List.of(to));
  }

  /** Whether every row is in it. */
  public boolean isAll() {
    return from.isEmpty() && to.isEmpty();
  }

  /**
   * The condition that holds for the rows of the range and no others. A range that begins where
   * another ends shares no row with it, and no row is between them.
   *
   * @param quote writes a column's name
   * @param isNullable whether a column may be NULL, which no comparison finds
   * @return empty for all rows
   */
  public String condition(UnaryOperator<String> quote, Predicate<String> isNullable) {
    int same = samePrefix();
    StringBuilder condition = new StringBuilder();
    for (int i = 0; i < same; i++) {
      and(condition, quote.apply(columns.get(i)) + " = " + from.get(i));
    }
    if (from.size() > same) {
      and(condition, notBefore(same, quote));
    }
    if (to.size() > same) {
      and(condition, before(same, quote, isNullable));
    }
    return condition.toString();
  }

  /** How many leading columns have but one value; only names of values are compared. */
  private int samePrefix() {
    int same = 0;
    while (same < from.size() && same < to.size() && from.get(same).equals(to.get(same))) {
      same++;
    }
    // Where one bound ends here there is no column left to tell the two apart.
    return same == to.size() && same > 0 ? same - 1 : same;
  }

  private static void and(StringBuilder condition, String part) {
    condition.append(condition.isEmpty() ? "" : " AND ").append(part);
  }

  private String notBefore(int i, UnaryOperator<String> quote) {
    String column = quote.apply(columns.get(i));
    String value = from.get(i);
    return i + 1 == from.size()
        ? column + " >= " + value
        : "(%1$s > %2$s OR (%1$s = %2$s AND %3$s))"
            .formatted(column, value, notBefore(i + 1, quote));
  }

  private String before(int i, UnaryOperator<String> quote, Predicate<String> isNullable) {
    String column = quote.apply(columns.get(i));
    String less = column + " < " + to.get(i);
    if (isNullable.test(columns.get(i))) {
      less = "(" + column + " IS NULL OR " + less + ")";
    }
    return i + 1 == to.size()
        ? less
        : "(%s OR (%s = %s AND %s))"
            .formatted(less, column, to.get(i), before(i + 1, quote, isNullable));
  }
}
