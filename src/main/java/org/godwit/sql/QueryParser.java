package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.godwit.sql.Token.Kind;

/** Reads queries. */
public final class QueryParser {
  private final TokenStream in;
  private final ExpressionParser expressions;
  private final FromParser from;
  private final Set<String> notAliases;
  private final Supplier<List<Routine>> routines;
  private final Additions additions;

  /**
   * Reads from a source.
   *
   * @param routines reads functions and procedures behind WITH, possibly none
   */
  public QueryParser(TokenStream in, Vocabulary vocabulary, Supplier<List<Routine>> routines) {
    this(in, vocabulary, routines, Additions.NONE);
  }

  /** The same with what the dialect has beside the shared grammar. */
  public QueryParser(
      TokenStream in,
      Vocabulary vocabulary,
      Supplier<List<Routine>> routines,
      Additions additions) {
    this.in = in;
    this.notAliases = vocabulary.notAliases();
    this.routines = routines;
    this.additions = additions;
    this.expressions = new ExpressionParser(in, vocabulary, this, additions);
    this.from = new FromParser(in, this, expressions, additions);
  }

  /** Reads expressions. */
  public ExpressionParser expressions() {
    return expressions;
  }

  /** A query, with all that may stand around it. */
  public Query query() {
    Place place = in.open();
    in.enter();
    Optional<Query.With> with = in.at("WITH") ? Optional.of(with()) : Optional.empty();
    QueryBody first = body();
    Query query = tail(place, with, combined(first));
    in.leave();
    return query;
  }

  /** The rest of a query whose first part, in parentheses, was read already. */
  Query queryFrom(Query first) {
    return tail(first.place(), Optional.empty(), combined(first));
  }

  /** Whether an operator such as UNION stands here. */
  boolean atSetOperator() {
    return in.at("UNION") || in.at("INTERSECT") || in.at("MINUS") || in.at("EXCEPT");
  }

  private Query tail(Place place, Optional<Query.With> with, QueryBody body) {
    List<OrderItem> orderBy = List.of();
    boolean ordersSiblings = false;
    if (in.at("ORDER", "BY") || in.at("ORDER", "SIBLINGS", "BY")) {
      in.take();
      ordersSiblings = in.accept("SIBLINGS");
      in.expect("BY");
      orderBy = expressions.orderItems();
    }
    Optional<Query.RowLimit> limit =
        in.at("OFFSET") || in.at("FETCH") ? Optional.of(limit()) : additions.limit(expressions);
    Optional<Query.Lock> lock =
        in.at("FOR", "UPDATE") ? Optional.of(lock()) : additions.lock(expressions);
    return new Query(with, body, orderBy, ordersSiblings, limit, lock, in.close(place));
  }

  private QueryBody combined(QueryBody first) {
    QueryBody left = first;
    while (atSetOperator()) {
      String operator = setOperator();
      List<QueryBody> queries = new ArrayList<>();
      queries.add(left);
      queries.add(body());
      while (atSetOperator()) {
        TokenStream.Mark mark = in.mark();
        if (!setOperator().equals(operator)) {
          in.reset(mark);
          break;
        }
        queries.add(body());
      }
      left = new Query.Combination(operator, List.copyOf(queries), in.closeFrom(first.place()));
    }
    return left;
  }

  private String setOperator() {
    String operator = in.take().text();
    if (in.accept("ALL")) {
      return operator + " ALL";
    }
    in.accept("DISTINCT");
    return operator;
  }

  private QueryBody body() {
    if (in.at("(")) {
      return expressions.parenthesizedQuery();
    }
    return in.at("VALUES") ? values() : select();
  }

  /** {@code VALUES (…), (…)}. */
  public Query.Values values() {
    Place place = in.open();
    in.expect("VALUES");
    List<Expression> rows = new ArrayList<>();
    do {
      rows.add(in.at("(") ? row() : expressions.expression());
    } while (in.accept(","));
    return new Query.Values(List.copyOf(rows), in.close(place));
  }

  private Expression.Row row() {
    Place place = in.open();
    in.expect("(");
    List<Expression> items = expressions.expressions();
    in.expect(")");
    return new Expression.Row(items, in.close(place));
  }

  private Query.With with() {
    Place place = in.open();
    in.expect("WITH");
    boolean isRecursive = in.accept("RECURSIVE");
    List<Routine> functions = routines.get();
    List<Query.Common> queries = new ArrayList<>();
    if (!in.at("SELECT") && !in.at("(")) {
      do {
        queries.add(common());
      } while (in.accept(","));
    }
    return new Query.With(isRecursive, functions, List.copyOf(queries), in.close(place));
  }

  private Query.Common common() {
    Place place = in.open();
    Identifier name = expressions.identifier();
    List<Identifier> columns = in.at("(") ? expressions.identifiersInParentheses() : List.of();
    in.expect("AS");
    Query query = expressions.parenthesizedQuery();
    Optional<Query.Search> search = in.at("SEARCH") ? Optional.of(search()) : Optional.empty();
    Optional<Query.Cycle> cycle = in.at("CYCLE") ? Optional.of(cycle()) : Optional.empty();
    return new Query.Common(name, columns, query, search, cycle, in.close(place));
  }

  private Query.Search search() {
    Place place = in.open();
    in.expect("SEARCH");
    boolean isDepthFirst = in.accept("DEPTH");
    if (!isDepthFirst) {
      in.expect("BREADTH");
    }
    in.expect("FIRST", "BY");
    List<OrderItem> orderBy = expressions.orderItems();
    in.expect("SET");
    return new Query.Search(isDepthFirst, orderBy, expressions.identifier(), in.close(place));
  }

  private Query.Cycle cycle() {
    Place place = in.open();
    in.expect("CYCLE");
    List<Identifier> columns = new ArrayList<>();
    do {
      columns.add(expressions.identifier());
    } while (in.accept(","));
    in.expect("SET");
    Identifier mark = expressions.identifier();
    in.expect("TO");
    Expression value = expressions.expression();
    in.expect("DEFAULT");
    Expression otherwise = expressions.expression();
    return new Query.Cycle(
        List.copyOf(columns), mark, value, otherwise, Optional.empty(), in.close(place));
  }

  private Query.Select select() {
    Place place = in.open();
    in.expect("SELECT");
    List<String> hints = new ArrayList<>(hints());
    hints.addAll(additions.selectWords());
    String quantifier = quantifier();
    hints.addAll(additions.selectWords());
    List<Query.Item> items = items();
    Optional<Query.Into> into = into();
    List<FromItem> rows = in.accept("FROM") ? from.items() : List.of();
    Optional<Expression> where =
        in.accept("WHERE") ? Optional.of(expressions.expression()) : Optional.empty();
    Optional<Query.Hierarchy> hierarchy = hierarchy();
    Grouping grouping = grouping();
    Optional<Verbatim> model = in.at("MODEL") ? Optional.of(model()) : Optional.empty();
    List<Window.Named> windows = in.at("WINDOW") ? windows() : List.of();
    return new Query.Select(
        List.copyOf(hints),
        quantifier,
        items,
        into,
        rows,
        where,
        hierarchy,
        grouping.by,
        grouping.having,
        windows,
        model,
        in.close(place));
  }

  /** What hints stand here. */
  public List<String> hints() {
    List<String> hints = new ArrayList<>();
    while (in.at(Kind.HINT)) {
      hints.add(in.take().text());
    }
    return List.copyOf(hints);
  }

  private String quantifier() {
    if (in.accept("DISTINCT") || in.accept("UNIQUE")) {
      return "DISTINCT";
    }
    return in.accept("ALL") ? "ALL" : "";
  }

  private List<Query.Item> items() {
    List<Query.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (in.accept(","));
    return List.copyOf(items);
  }

  /** An expression with a name. */
  Query.Item item() {
    Place place = in.open();
    Expression value = expressions.expression();
    return new Query.Item(value, aliasName(), in.closeItem(place));
  }

  /** A name behind an expression or table, with AS or without. */
  Optional<Identifier> aliasName() {
    if (in.at("AS") && !in.ahead(1).is("OF")) {
      in.take();
      if (in.at(Kind.STRING)) {
        return Optional.of(new Identifier(in.take().text(), true));
      }
      return Optional.of(expressions.identifier());
    }
    boolean isAlias =
        in.at(Kind.QUOTED)
            || (in.at(Kind.WORD)
                && !notAliases.contains(in.current().text())
                && !in.current().text().startsWith("$"));
    return isAlias ? Optional.of(expressions.identifier()) : Optional.empty();
  }

  /** {@code INTO targets}, {@code BULK COLLECT INTO targets LIMIT n}. */
  public Optional<Query.Into> into() {
    if (!in.at("INTO") && !in.at("BULK", "COLLECT", "INTO")) {
      return Optional.empty();
    }
    Place place = in.open();
    boolean isBulk = in.accept("BULK", "COLLECT");
    in.expect("INTO");
    List<Expression> targets = expressions.expressions();
    Optional<Expression> limit =
        in.accept("LIMIT") ? Optional.of(expressions.expression()) : Optional.empty();
    return Optional.of(new Query.Into(isBulk, targets, limit, in.close(place)));
  }

  private Optional<Query.Hierarchy> hierarchy() {
    boolean startsFirst = in.at("START", "WITH");
    if (!startsFirst && !in.at("CONNECT", "BY")) {
      return Optional.empty();
    }
    Place place = in.open();
    Optional<Expression> startWith = Optional.empty();
    if (in.accept("START", "WITH")) {
      startWith = Optional.of(expressions.expression());
    }
    in.expect("CONNECT", "BY");
    boolean isNoCycle = in.accept("NOCYCLE");
    Expression connectBy = expressions.expression();
    if (!startsFirst && in.accept("START", "WITH")) {
      startWith = Optional.of(expressions.expression());
    }
    return Optional.of(new Query.Hierarchy(startWith, isNoCycle, connectBy, in.close(place)));
  }

  private record Grouping(List<Expression> by, Optional<Expression> having) {}

  private Grouping grouping() {
    List<Expression> by = List.of();
    Optional<Expression> having = Optional.empty();
    while (true) {
      if (by.isEmpty() && in.accept("GROUP", "BY")) {
        by = additions.grouped(groups());
      } else if (having.isEmpty() && in.accept("HAVING")) {
        having = Optional.of(expressions.expression());
      } else {
        return new Grouping(by, having);
      }
    }
  }

  private List<Expression> groups() {
    List<Expression> all = new ArrayList<>();
    do {
      if (in.at("GROUPING", "SETS")) {
        Place place = in.open();
        in.accept("GROUPING", "SETS");
        List<Expression.Argument> sets = expressions.calls().arguments();
        all.add(new Expression.Call(Name.of("GROUPING SETS"), sets, in.close(place)));
      } else {
        all.add(expressions.expression());
      }
    } while (in.accept(","));
    return List.copyOf(all);
  }

  /** MODEL up to the clause behind it: its grammar is one of its own, and no other dialect's. */
  private Verbatim model() {
    Place place = in.open();
    int from = in.position();
    in.expect("MODEL");
    while (!in.at(Kind.END)
        && !in.at(Kind.TERMINATOR)
        && !in.at(Kind.BROKEN)
        && !in.at(";")
        && !in.at(")")
        && !in.at("ORDER", "BY")
        && !atSetOperator()) {
      if (in.at("(")) {
        in.skipParentheses();
      } else {
        in.take();
      }
    }
    return new Verbatim(in.words(from), in.close(place));
  }

  private List<Window.Named> windows() {
    in.expect("WINDOW");
    List<Window.Named> all = new ArrayList<>();
    do {
      Place place = in.open();
      Identifier name = expressions.identifier();
      in.expect("AS");
      all.add(new Window.Named(name, expressions.calls().window(), in.close(place)));
    } while (in.accept(","));
    return List.copyOf(all);
  }

  private Query.RowLimit limit() {
    Place place = in.open();
    Optional<Expression> offset = Optional.empty();
    Optional<Expression> count = Optional.empty();
    boolean isPercent = false;
    boolean withTies = false;
    if (in.accept("OFFSET")) {
      offset = Optional.of(expressions.expression(Operator.OPERAND));
      rows();
    }
    if (in.accept("FETCH")) {
      if (!in.accept("FIRST")) {
        in.expect("NEXT");
      }
      if (!in.at("ROW") && !in.at("ROWS")) {
        count = Optional.of(expressions.expression(Operator.OPERAND));
        isPercent = in.accept("PERCENT");
      } else {
        Place one = in.open();
        count = Optional.of(new Expression.Literal(Expression.LiteralKind.NUMBER, "1", one));
      }
      rows();
      withTies = in.accept("WITH", "TIES");
      if (!withTies) {
        in.expect("ONLY");
      }
    }
    return new Query.RowLimit(offset, count, isPercent, withTies, in.close(place));
  }

  private void rows() {
    if (!in.accept("ROWS")) {
      in.expect("ROW");
    }
  }

  private Query.Lock lock() {
    Place place = in.open();
    in.expect("FOR", "UPDATE");
    List<Expression> columns = in.accept("OF") ? expressions.expressions() : List.of();
    return new Query.Lock(columns, lockWait(), in.close(place));
  }

  /** {@code NOWAIT}, {@code WAIT 5}, {@code SKIP LOCKED} or nothing. */
  public String lockWait() {
    int from = in.position();
    if (in.accept("WAIT")) {
      expressions.expression(Operator.OPERAND);
    } else if (!in.accept("NOWAIT")) {
      in.accept("SKIP", "LOCKED");
    }
    return in.words(from);
  }

  /** One item, without joins. */
  public FromItem fromItem() {
    return from.simple();
  }

  /** What a statement changes. */
  public FromItem target() {
    return from.target();
  }

  /** Items with commas between them. */
  public List<FromItem> fromItems() {
    return from.items();
  }
}
