package org.godwit.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes queries, a clause a line. */
public final class QueryRenderer {
  private final SqlWriter out;
  private final ExpressionRenderer expressions;
  private final Consumer<Routine> routines;
  private final String selectInto;

  /**
   * Writes to a writer.
   *
   * @param routines writes the functions and procedures of WITH, their semicolon included
   */
  public QueryRenderer(SqlWriter out, Consumer<Routine> routines) {
    this(out, routines, "INTO ", name -> name);
  }

  /**
   * Writes to a writer.
   *
   * @param routines writes the functions and procedures of WITH, their semicolon included
   * @param selectInto the words in front of what SELECT puts its values into
   * @param parameters how a parameter is spelled where a call names it
   */
  public QueryRenderer(
      SqlWriter out, Consumer<Routine> routines, String selectInto, Spelling parameters) {
    this.out = out;
    this.routines = routines;
    this.selectInto = selectInto;
    this.expressions = new ExpressionRenderer(out, this, parameters);
  }

  /** Writes expressions. */
  public ExpressionRenderer expressions() {
    return expressions;
  }

  /** A query. */
  public void query(Query query) {
    out.before(query);
    query.with().ifPresent(this::with);
    body(query.body());
    if (!query.orderBy().isEmpty()) {
      out.line().text(query.ordersSiblings() ? "ORDER SIBLINGS BY " : "ORDER BY ");
      expressions.orderItems(query.orderBy());
    }
    query.limit().ifPresent(this::limit);
    query.lock().ifPresent(this::lock);
  }

  private void with(Query.With with) {
    out.before(with);
    out.text(with.isRecursive() ? "WITH RECURSIVE " : "WITH ");
    with.routines().forEach(routines);
    for (int at = 0; at < with.queries().size(); at++) {
      common(with.queries().get(at));
      if (at < with.queries().size() - 1) {
        out.text(",").line();
      }
    }
    out.line();
  }

  private void common(Query.Common common) {
    out.before(common);
    out.text(common.name() + names(common.columns()) + " AS (");
    nested(common.query());
    out.text(")");
    common
        .search()
        .ifPresent(
            search -> {
              out.text(search.isDepthFirst() ? " SEARCH DEPTH" : " SEARCH BREADTH");
              out.text(" FIRST BY ");
              expressions.orderItems(search.orderBy());
              out.text(" SET " + search.column());
            });
    common
        .cycle()
        .ifPresent(
            cycle -> {
              String columns =
                  cycle.columns().stream()
                      .map(Identifier::toString)
                      .collect(Collectors.joining(", "));
              out.text(" CYCLE " + columns + " SET " + cycle.mark() + " TO ");
              expressions.expression(cycle.value());
              out.text(" DEFAULT ");
              expressions.expression(cycle.otherwise());
              cycle.path().ifPresent(path -> out.text(" USING " + path));
            });
  }

  /** {@code (a, b)}, or nothing where there are none. */
  public static String names(List<Identifier> names) {
    return names.isEmpty()
        ? ""
        : names.stream().map(Identifier::toString).collect(Collectors.joining(", ", " (", ")"));
  }

  /** A query on lines of its own, further in. */
  public void nested(Query query) {
    out.indented(
        () -> {
          out.line();
          query(query);
        });
  }

  private void body(QueryBody body) {
    switch (body) {
      case Query query -> {
        out.text("(");
        nested(query);
        out.text(")");
      }
      case Query.Select select -> select(select);
      case Query.Combination(var operator, var queries, _) -> {
        for (int at = 0; at < queries.size(); at++) {
          if (at > 0) {
            out.line().text(operator).line();
          }
          body(queries.get(at));
        }
      }
      case Query.Values values -> values(values);
    }
  }

  /** VALUES. */
  public void values(Query.Values values) {
    out.before(values);
    out.text("VALUES ");
    out.list(values.rows(), expressions::expression);
  }

  private void select(Query.Select select) {
    out.before(select);
    out.text("SELECT");
    hints(select.hints());
    out.text(select.quantifier().isEmpty() ? " " : " " + select.quantifier() + " ");
    if (select.items().size() == 1) {
      item(select.items().getFirst(), true);
    } else {
      out.indented(() -> out.lines(select.items(), it -> item(it, false)));
    }
    select.into().ifPresent(it -> into(out.line(), it, selectInto));
    if (!select.from().isEmpty()) {
      out.line().text("FROM ");
      fromItems(select.from());
    }
    expressions.clause("WHERE", select.where());
    select.hierarchy().ifPresent(this::hierarchy);
    if (!select.groupBy().isEmpty()) {
      out.line().text("GROUP BY ");
      out.list(select.groupBy(), expressions::expression);
    }
    expressions.clause("HAVING", select.having());
    select.model().ifPresent(model -> out.line().text(model.text()));
    if (!select.windows().isEmpty()) {
      out.line().text("WINDOW ");
      out.list(
          select.windows(),
          named -> {
            out.text(named.name() + " AS ");
            expressions.window(named.window());
          });
    }
  }

  /** Hints behind the statement's word. */
  public void hints(List<String> hints) {
    hints.forEach(hint -> out.text(" /*+ " + hint + " */"));
  }

  private void item(Query.Item item, boolean withComments) {
    if (withComments) {
      out.before(item);
    }
    expressions.expression(item.value());
    item.alias().ifPresent(alias -> out.text(" AS " + alias));
    if (withComments) {
      out.after(item);
    }
  }

  /** {@code INTO …}. */
  public void into(SqlWriter at, Query.Into into) {
    into(at, into, "INTO ");
  }

  private void into(SqlWriter at, Query.Into into, String words) {
    out.before(into);
    at.text(into.isBulk() ? "BULK COLLECT INTO " : words);
    out.list(into.targets(), expressions::expression);
    into.limit()
        .ifPresent(
            limit -> {
              out.text(" LIMIT ");
              expressions.expression(limit);
            });
  }

  private void hierarchy(Query.Hierarchy hierarchy) {
    out.before(hierarchy);
    expressions.clause("START WITH", hierarchy.startWith());
    out.line().text(hierarchy.isNoCycle() ? "CONNECT BY NOCYCLE " : "CONNECT BY ");
    expressions.condition(hierarchy.connectBy());
  }

  /** OFFSET and FETCH. */
  void limit(Query.RowLimit limit) {
    limit
        .offset()
        .ifPresent(
            offset -> {
              out.line().text("OFFSET ");
              expressions.expression(offset, Operator.OPERAND);
              out.text(" ROWS");
            });
    limit
        .count()
        .ifPresent(
            count -> {
              out.line().text("FETCH NEXT ");
              expressions.expression(count, Operator.OPERAND);
              out.text(limit.isPercent() ? " PERCENT ROWS " : " ROWS ");
              out.text(limit.withTies() ? "WITH TIES" : "ONLY");
            });
  }

  private void lock(Query.Lock lock) {
    out.line().text("FOR UPDATE");
    if (!lock.columns().isEmpty()) {
      out.text(" OF ");
      out.list(lock.columns(), expressions::expression);
    }
    out.text(lock.waiting().isEmpty() ? "" : " " + lock.waiting());
  }

  /** Items with commas between them. */
  public void fromItems(List<FromItem> items) {
    if (items.size() == 1) {
      fromItem(items.getFirst());
    } else {
      out.indented(
          () -> {
            for (int at = 0; at < items.size(); at++) {
              out.line();
              fromItem(items.get(at), at < items.size() - 1 ? "," : "");
            }
          });
    }
  }

  /** One item. */
  public void fromItem(FromItem item) {
    fromItem(item, "");
  }

  private void fromItem(FromItem item, String comma) {
    out.before(item);
    switch (item) {
      case FromItem.Table table -> table(table);
      case FromItem.Derived(var isLateral, var query, var alias, _) -> {
        out.text(isLateral ? "LATERAL (" : "(");
        nested(query);
        out.text(")" + alias(alias));
      }
      case FromItem.Function function -> function(function);
      case FromItem.Join join -> join(join);
      case FromItem.Pivot pivot -> pivot(pivot);
      case FromItem.Unpivot unpivot -> unpivot(unpivot);
      case FromItem.MatchRecognize(var inner, var words, var alias, _) -> {
        fromItem(inner);
        out.line().text("MATCH_RECOGNIZE " + words.text() + alias(alias));
      }
      case FromItem.Group(var inner, var alias, _) -> {
        out.text("(");
        fromItem(inner);
        out.text(")" + alias(alias));
      }
    }
    out.text(comma);
    out.after(item);
  }

  private static String alias(Optional<FromItem.Alias> alias) {
    return alias.map(it -> " " + it.name() + names(it.columns())).orElse("");
  }

  private void table(FromItem.Table table) {
    out.text(table.isOnly() ? "ONLY (" + table.name() + ")" : table.name().toString());
    if (!table.partition().isEmpty()) {
      out.text(" " + table.partition());
    }
    table
        .asOf()
        .ifPresent(
            asOf -> {
              out.text(asOf.until().isPresent() ? " VERSIONS BETWEEN " : " AS OF ");
              out.text(asOf.unit() + " ");
              expressions.expression(asOf.at(), Operator.OPERAND);
              asOf.until()
                  .ifPresent(
                      until -> {
                        out.text(" AND ");
                        expressions.expression(until, Operator.OPERAND);
                      });
            });
    out.text(table.sample().isEmpty() ? "" : " " + table.sample());
    out.text(alias(table.alias()));
  }

  private void function(FromItem.Function function) {
    boolean isOuter = function.call() instanceof Expression.OuterJoined;
    Expression call =
        function.call() instanceof Expression.OuterJoined(var joined, _) ? joined : function.call();
    if (!function.isTable()) {
      expressions.expression(call, Operator.STRONGEST);
    } else if (call instanceof Expression.Subquery(var query, _)) {
      out.text("TABLE(");
      nested(query);
      out.text(")");
    } else {
      out.text("TABLE(");
      expressions.expression(call);
      out.text(")");
    }
    out.text((isOuter ? "(+)" : "") + alias(function.alias()));
  }

  private void join(FromItem.Join join) {
    fromItem(join.left());
    partitionBy(join.leftPartitionBy());
    out.indented(
        () -> {
          out.line().text(join.kind() + " ");
          fromItem(join.right());
          partitionBy(join.rightPartitionBy());
          join.on()
              .ifPresent(
                  on -> {
                    out.text(" ON ");
                    expressions.condition(on);
                  });
          if (!join.using().isEmpty()) {
            out.text(" USING" + names(join.using()));
          }
        });
  }

  private void partitionBy(List<Expression> columns) {
    if (!columns.isEmpty()) {
      out.text(" PARTITION BY ");
      expressions.parenthesized(columns);
    }
  }

  private void pivot(FromItem.Pivot pivot) {
    fromItem(pivot.item());
    out.line().text(pivot.isXml() ? "PIVOT XML (" : "PIVOT (");
    out.list(pivot.aggregates(), it -> item(it, true));
    out.text(" FOR ");
    oneOrMore(pivot.columns());
    out.text(" IN (");
    out.list(
        pivot.values(),
        it -> {
          if (it.value() instanceof Expression.Subquery(var query, _)) {
            nested(query);
          } else {
            item(it, true);
          }
        });
    out.text("))" + alias(pivot.alias()));
  }

  private void oneOrMore(List<Expression> columns) {
    if (columns.size() == 1) {
      expressions.expression(columns.getFirst(), Operator.OPERAND);
    } else {
      expressions.parenthesized(columns);
    }
  }

  private void unpivot(FromItem.Unpivot unpivot) {
    fromItem(unpivot.item());
    out.line().text(unpivot.includesNulls() ? "UNPIVOT INCLUDE NULLS (" : "UNPIVOT (");
    out.text(names(unpivot.values()).strip() + " FOR " + names(unpivot.names()).strip() + " IN (");
    out.list(
        unpivot.columns(),
        it -> {
          oneOrMore(it.columns());
          it.label()
              .ifPresent(
                  label -> {
                    out.text(" AS ");
                    expressions.expression(label);
                  });
        });
    out.text("))" + alias(unpivot.alias()));
  }
}
