package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/** A whole query. As a body it is a query in parentheses. */
public record Query(
    Optional<With> with,
    QueryBody body,
    List<OrderItem> orderBy,
    boolean ordersSiblings,
    Optional<RowLimit> limit,
    Optional<Lock> lock,
    Place place)
    implements QueryBody {

  /** A query that is its body alone. */
  public static Query of(QueryBody body) {
    return new Query(
        Optional.empty(), body, List.of(), false, Optional.empty(), Optional.empty(), body.place());
  }

  /**
   * SELECT.
   *
   * @param quantifier {@code DISTINCT}, {@code ALL} or nothing
   * @param into where a procedure wants the values
   * @param model the words of a MODEL clause, which no other dialect has
   */
  public record Select(
      List<String> hints,
      String quantifier,
      List<Item> items,
      Optional<Into> into,
      List<FromItem> from,
      Optional<Expression> where,
      Optional<Hierarchy> hierarchy,
      List<Expression> groupBy,
      Optional<Expression> having,
      List<Window.Named> windows,
      Optional<Verbatim> model,
      Place place)
      implements QueryBody {}

  /** One column of a result. */
  public record Item(Expression value, Optional<Identifier> alias, Place place) implements Clause {}

  /** {@code BULK COLLECT INTO a, b}, with the most rows to take. */
  public record Into(
      boolean isBulk, List<Expression> targets, Optional<Expression> limit, Place place)
      implements Clause {}

  /**
   * Queries joined by one operator.
   *
   * @param operator {@code UNION}, {@code UNION ALL}, {@code INTERSECT}, {@code MINUS}, …
   */
  public record Combination(String operator, List<QueryBody> queries, Place place)
      implements QueryBody {}

  /** {@code VALUES (1, 2), (3, 4)}; in PL/SQL a row may be one record variable. */
  public record Values(List<Expression> rows, Place place) implements QueryBody {}

  /** {@code WITH}: functions, then named queries. */
  public record With(boolean isRecursive, List<Routine> routines, List<Common> queries, Place place)
      implements Clause {}

  /** A named query. */
  public record Common(
      Identifier name,
      List<Identifier> columns,
      Query query,
      Optional<Search> search,
      Optional<Cycle> cycle,
      Place place)
      implements Clause {}

  /** {@code SEARCH DEPTH FIRST BY … SET column}. */
  public record Search(
      boolean isDepthFirst, List<OrderItem> orderBy, Identifier column, Place place)
      implements Clause {}

  /** {@code CYCLE columns SET mark TO value DEFAULT other USING path}. */
  public record Cycle(
      List<Identifier> columns,
      Identifier mark,
      Expression value,
      Expression otherwise,
      Optional<Identifier> path,
      Place place)
      implements Clause {}

  /** {@code START WITH … CONNECT BY …}. */
  public record Hierarchy(
      Optional<Expression> startWith, boolean isNoCycle, Expression connectBy, Place place)
      implements Clause {}

  /** {@code OFFSET … FETCH …}. */
  public record RowLimit(
      Optional<Expression> offset,
      Optional<Expression> count,
      boolean isPercent,
      boolean withTies,
      Place place)
      implements Clause {}

  /**
   * {@code FOR UPDATE}.
   *
   * @param waiting {@code NOWAIT}, {@code SKIP LOCKED}, {@code WAIT 5} or nothing
   */
  public record Lock(List<Expression> columns, String waiting, Place place) implements Clause {}
}
