package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads the statements that read and change rows, up to their semicolon. */
final class MySqlDml {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final MySqlGrammar grammar;

  MySqlDml(TokenStream in, QueryParser queries, MySqlGrammar grammar) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.grammar = grammar;
  }

  /** The statement. */
  Statement statement() {
    Place place = in.open();
    return switch (in.at(Kind.WORD) ? in.current().text() : in.at("(") ? "SELECT" : "") {
      case "SELECT", "WITH", "VALUES" -> read(place);
      case "INSERT", "REPLACE" -> insert(place);
      case "UPDATE" -> update(place);
      case "DELETE" -> delete(place);
      default -> throw in.expected("a statement");
    };
  }

  /** INTO may stand behind all of it. */
  private Statement read(Place place) {
    Query query = queries.query();
    Optional<Query.Into> into = queries.into();
    if (into.isPresent()) {
      if (!(query.body() instanceof Query.Select select) || select.into().isPresent()) {
        throw in.expected("a SELECT in front of INTO");
      }
      query =
          new Query(
              query.with(),
              with(select, into),
              query.orderBy(),
              false,
              query.limit(),
              query.lock().or(() -> grammar.lock(expressions)),
              query.place());
    }
    return new Dml.Read(query, in.closeItem(place));
  }

  private static Query.Select with(Query.Select it, Optional<Query.Into> into) {
    return new Query.Select(
        it.hints(),
        it.quantifier(),
        it.items(),
        into,
        it.from(),
        it.where(),
        it.hierarchy(),
        it.groupBy(),
        it.having(),
        it.windows(),
        it.model(),
        it.place());
  }

  private List<String> hints() {
    List<String> hints = new ArrayList<>(queries.hints());
    while (true) {
      if (in.accept("IGNORE")) {
        hints.add("IGNORE");
      } else if (!in.accept("LOW_PRIORITY")
          && !in.accept("HIGH_PRIORITY")
          && !in.accept("DELAYED")
          && !in.accept("QUICK")) {
        return List.copyOf(hints);
      }
    }
  }

  private Statement insert(Place place) {
    boolean replaces = in.take().is("REPLACE");
    List<String> hints = hints();
    in.accept("INTO");
    FromItem target = table();
    List<Expression> columns = new ArrayList<>();
    Query rows;
    if (in.accept("SET")) {
      rows = set(columns);
    } else {
      columns.addAll(columns());
      rows = in.at("VALUES") || in.at("VALUE") ? rows() : queries.query();
    }
    Optional<Identifier> alias =
        in.accept("AS") ? Optional.of(expressions.identifier()) : Optional.empty();
    Dml.Insert insert =
        new Dml.Insert(
            List.of(),
            target,
            List.copyOf(columns),
            rows,
            Optional.empty(),
            Optional.empty(),
            place);
    String action = replaces ? "REPLACE" : hints.contains("IGNORE") ? "NOTHING" : "";
    List<Dml.Assignment> changes = List.of();
    if (in.accept("ON")) {
      in.expect("DUPLICATE", "KEY");
      in.expect("UPDATE");
      action = "UPDATE";
      changes = assignments();
    }
    in.closeItem(place);
    return action.isEmpty()
        ? insert
        : new Dml.Upsert(insert, action, alias, List.of(), changes, place);
  }

  private FromItem table() {
    Place place = in.open();
    Name name = expressions.name();
    String partition = "";
    if (in.at("PARTITION")) {
      int from = in.position();
      in.take();
      in.skipParentheses();
      partition = in.words(from);
    }
    return new FromItem.Table(
        false, name, partition, Optional.empty(), "", Optional.empty(), in.close(place));
  }

  private Expression column() {
    Place place = in.open();
    return new Expression.Reference(expressions.name(), in.close(place));
  }

  private List<Expression> columns() {
    List<Expression> columns = new ArrayList<>();
    if (in.at("(") && !in.ahead(1).is("SELECT") && !in.ahead(1).is("WITH")) {
      in.take();
      while (!in.at(")")) {
        columns.add(column());
        in.accept(",");
      }
      in.expect(")");
    }
    return columns;
  }

  private Query rows() {
    Place place = in.open();
    in.take();
    List<Expression> rows = new ArrayList<>();
    do {
      in.accept("ROW");
      Place at = in.open();
      in.expect("(");
      List<Expression> items = in.at(")") ? List.of() : expressions.expressions();
      in.expect(")");
      rows.add(new Expression.Row(items, in.close(at)));
    } while (in.accept(","));
    return Query.of(new Query.Values(List.copyOf(rows), in.close(place)));
  }

  /** {@code SET a = 1, b = 2} is one row. */
  private Query set(List<Expression> columns) {
    Place place = in.open();
    List<Expression> values = new ArrayList<>();
    for (Dml.Assignment it : assignments()) {
      columns.add(it.column());
      values.add(it.value());
    }
    Place whole = in.close(place);
    Expression row = new Expression.Row(List.copyOf(values), whole);
    return Query.of(new Query.Values(List.of(row), whole));
  }

  private List<Dml.Assignment> assignments() {
    List<Dml.Assignment> all = new ArrayList<>();
    do {
      Place place = in.open();
      Expression column = column();
      if (!in.accept(":=")) {
        in.expect("=");
      }
      all.add(new Dml.Assignment(column, expressions.expression(), in.closeItem(place)));
    } while (in.accept(","));
    return List.copyOf(all);
  }

  /** Several tables, with commas between them or joined, are one item. */
  private FromItem tables() {
    List<FromItem> items = queries.fromItems();
    FromItem all = items.getFirst();
    for (FromItem item : items.subList(1, items.size())) {
      all =
          new FromItem.Join(
              all,
              List.of(),
              "CROSS JOIN",
              item,
              List.of(),
              Optional.empty(),
              List.of(),
              in.closeFrom(all.place()));
    }
    return all;
  }

  private Statement update(Place place) {
    in.take();
    List<String> hints = hints();
    FromItem target = tables();
    in.expect("SET");
    List<Dml.Assignment> assignments = assignments();
    Optional<Expression> where = where();
    Dml.Update update =
        new Dml.Update(
            hints,
            target,
            assignments,
            List.of(),
            where,
            Optional.empty(),
            Optional.empty(),
            in.closeItem(place));
    return limited(update, place);
  }

  private Optional<Expression> where() {
    return in.accept("WHERE") ? Optional.of(expressions.expression()) : Optional.empty();
  }

  /** With the ORDER BY and LIMIT that may stand behind it. */
  private Statement limited(Dml change, Place place) {
    List<OrderItem> orderBy =
        in.accept("ORDER", "BY") ? expressions.orderItems() : List.<OrderItem>of();
    Optional<Query.RowLimit> limit = grammar.limit(expressions);
    return orderBy.isEmpty() && limit.isEmpty()
        ? change
        : new Dml.Limited(change, orderBy, limit, in.closeItem(place));
  }

  /** {@code DELETE FROM t}, {@code DELETE t, u FROM joins}, {@code DELETE FROM t USING joins}. */
  private Statement delete(Place place) {
    in.take();
    List<String> hints = hints();
    boolean isFrom = in.accept("FROM");
    TokenStream.Mark mark = in.mark();
    List<Name> names = new ArrayList<>();
    do {
      names.add(expressions.name());
      in.accept(".", "*");
    } while (in.accept(","));
    if (in.accept(isFrom ? "USING" : "FROM")) {
      FromItem rows = tables();
      return new Dml.DeleteFrom(List.copyOf(names), rows, where(), in.closeItem(place));
    }
    if (!isFrom) {
      throw in.expected("FROM");
    }
    in.reset(mark);
    FromItem target = queries.fromItem();
    Dml.Delete delete =
        new Dml.Delete(
            hints, target, where(), Optional.empty(), Optional.empty(), in.closeItem(place));
    return limited(delete, place);
  }
}
