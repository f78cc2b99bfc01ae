package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.TokenStream;

/** Reads the statements that read and change rows, up to their semicolon. */
final class OracleDml {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;

  OracleDml(TokenStream in, QueryParser queries) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
  }

  /** Whether such a statement stands here. */
  boolean isHere() {
    return switch (in.current().text()) {
      case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE" -> in.at(in.current().text());
      case "WITH" -> in.at("WITH");
      case "LOCK" -> in.at("LOCK", "TABLE");
      case "EXPLAIN" -> in.at("EXPLAIN", "PLAN");
      case "(" -> isQueryInParentheses();
      default -> false;
    };
  }

  private boolean isQueryInParentheses() {
    int open = 0;
    while (in.ahead(open).is("(")) {
      open++;
    }
    return open > 0 && (in.ahead(open).is("SELECT") || in.ahead(open).is("WITH"));
  }

  /** The statement. */
  Dml statement() {
    Place place = in.open();
    return switch (in.current().text()) {
      case "INSERT" -> insert(place);
      case "UPDATE" -> update(place);
      case "DELETE" -> delete(place);
      case "MERGE" -> merge(place);
      case "LOCK" -> lockTable(place);
      case "EXPLAIN" -> explainPlan(place);
      default -> new Dml.Read(queries.query(), in.closeItem(place));
    };
  }

  private Dml insert(Place place) {
    in.expect("INSERT");
    List<String> hints = queries.hints();
    if (in.at("ALL") || in.at("FIRST")) {
      return multiInsert(hints, place);
    }
    in.expect("INTO");
    FromItem target = queries.target();
    List<Expression> columns = columns();
    Query rows;
    if (in.at("SET")) {
      List<Dml.Assignment> set = assignments();
      columns = set.stream().map(Dml.Assignment::column).toList();
      rows = row(set);
    } else {
      rows = rows();
    }
    Optional<Dml.Returning> returning = returning();
    Optional<Dml.ErrorLog> errorLog = errorLog();
    return new Dml.Insert(hints, target, columns, rows, returning, errorLog, in.closeItem(place));
  }

  private Query rows() {
    return in.at("VALUES") ? values() : queries.query();
  }

  /** {@code INSERT INTO t SET a = 1} of Oracle 23 is one of values. */
  private static Query row(List<Dml.Assignment> set) {
    List<Expression> values = set.stream().map(Dml.Assignment::value).toList();
    Place place = set.getFirst().place();
    return Query.of(new Query.Values(List.of(new Expression.Row(values, place)), place));
  }

  private Query values() {
    Query.Values values = queries.values();
    return Query.of(
        new Query.Values(
            values.rows().stream()
                .map(
                    row ->
                        row instanceof Expression.Row(var all, var place)
                            ? new Expression.Row(
                                all.stream().map(OracleDml::withDefault).toList(), place)
                            : row)
                .toList(),
            values.place()));
  }

  /** DEFAULT alone is the column's default, and no name. */
  private static Expression withDefault(Expression value) {
    return value instanceof Expression.Reference(var name, var place) && name.is("DEFAULT")
        ? new Expression.Literal(Expression.LiteralKind.DEFAULT, "DEFAULT", place)
        : value;
  }

  private List<Expression> columns() {
    if (!in.at("(") || isQueryInParentheses()) {
      return List.of();
    }
    in.take();
    List<Expression> columns = new ArrayList<>();
    do {
      columns.add(expressions.expression(Operator.STRONGEST));
    } while (in.accept(","));
    in.expect(")");
    return List.copyOf(columns);
  }

  private Dml multiInsert(List<String> hints, Place place) {
    boolean isFirst = in.take().text().equals("FIRST");
    List<Dml.InsertBranch> branches = new ArrayList<>();
    while (in.at("WHEN") || in.at("ELSE") || in.at("INTO")) {
      Place at = in.open();
      Optional<Expression> condition = Optional.empty();
      if (in.accept("WHEN")) {
        condition = Optional.of(expressions.expression());
        in.expect("THEN");
      } else {
        in.accept("ELSE");
      }
      branches.add(new Dml.InsertBranch(condition, targets(), in.closeItem(at)));
    }
    Query rows = queries.query();
    return new Dml.MultiInsert(hints, isFirst, List.copyOf(branches), rows, in.closeItem(place));
  }

  private List<Dml.InsertInto> targets() {
    List<Dml.InsertInto> targets = new ArrayList<>();
    while (in.at("INTO")) {
      Place place = in.open();
      in.take();
      FromItem target = queries.target();
      List<Expression> columns = columns();
      Optional<Query> values = in.at("VALUES") ? Optional.of(values()) : Optional.empty();
      Optional<Dml.ErrorLog> errorLog = errorLog();
      targets.add(new Dml.InsertInto(target, columns, values, errorLog, in.closeItem(place)));
    }
    return List.copyOf(targets);
  }

  private Dml update(Place place) {
    in.expect("UPDATE");
    List<String> hints = queries.hints();
    FromItem target = queries.target();
    List<Dml.Assignment> assignments = assignments();
    List<FromItem> from = in.accept("FROM") ? queries.fromItems() : List.of();
    Optional<Expression> where = condition("WHERE");
    Optional<Dml.Returning> returning = returning();
    Optional<Dml.ErrorLog> errorLog = errorLog();
    return new Dml.Update(
        hints, target, assignments, from, where, returning, errorLog, in.closeItem(place));
  }

  private List<Dml.Assignment> assignments() {
    in.expect("SET");
    List<Dml.Assignment> assignments = new ArrayList<>();
    do {
      Place place = in.open();
      Expression column = expressions.expression(Operator.STRONGEST);
      in.expect("=");
      Expression value = withDefault(expressions.expression());
      assignments.add(new Dml.Assignment(column, value, in.closeItem(place)));
    } while (in.accept(","));
    return List.copyOf(assignments);
  }

  private Optional<Expression> condition(String word) {
    return in.accept(word) ? Optional.of(expressions.expression()) : Optional.empty();
  }

  private Dml delete(Place place) {
    in.expect("DELETE");
    List<String> hints = queries.hints();
    in.accept("FROM");
    FromItem target = queries.target();
    List<FromItem> from = in.accept("FROM") ? queries.fromItems() : List.of();
    Optional<Expression> where = condition("WHERE");
    if (!from.isEmpty()) {
      where = Optional.of(isMet(from, where));
    }
    Optional<Dml.Returning> returning = returning();
    Optional<Dml.ErrorLog> errorLog = errorLog();
    return new Dml.Delete(hints, target, where, returning, errorLog, in.closeItem(place));
  }

  /** {@code DELETE t FROM s WHERE c} of Oracle 23 deletes the rows for which there is one. */
  private static Expression isMet(List<FromItem> from, Optional<Expression> where) {
    Place place = from.getFirst().place();
    Query.Item one =
        new Query.Item(
            new Expression.Literal(Expression.LiteralKind.NUMBER, "1", place),
            Optional.empty(),
            place);
    return new Expression.Exists(
        Query.of(
            new Query.Select(
                List.of(),
                "",
                List.of(one),
                Optional.empty(),
                from,
                where,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                place)),
        place);
  }

  private Dml merge(Place place) {
    in.expect("MERGE");
    List<String> hints = new ArrayList<>(queries.hints());
    in.expect("INTO");
    FromItem target = queries.target();
    in.expect("USING");
    FromItem using = queries.fromItem();
    in.expect("ON");
    Expression on = expressions.expression();
    List<Dml.MergeAction> actions = new ArrayList<>();
    while (in.at("WHEN")) {
      actions.add(mergeAction(hints));
    }
    Optional<Dml.ErrorLog> errorLog = errorLog();
    return new Dml.Merge(
        List.copyOf(hints), target, using, on, List.copyOf(actions), errorLog, in.closeItem(place));
  }

  /**
   * One WHEN.
   *
   * @param hints of the statement, which its INSERT adds its own to
   */
  private Dml.MergeAction mergeAction(List<String> hints) {
    Place place = in.open();
    in.expect("WHEN");
    boolean isMatched = !in.accept("NOT");
    in.expect("MATCHED");
    in.expect("THEN");
    if (isMatched) {
      in.expect("UPDATE");
      List<Dml.Assignment> assignments = assignments();
      Optional<Expression> where = condition("WHERE");
      Optional<Expression> deleteWhere =
          in.accept("DELETE") ? condition("WHERE") : Optional.empty();
      return new Dml.MergeUpdate(assignments, where, deleteWhere, in.closeItem(place));
    }
    in.expect("INSERT");
    hints.addAll(queries.hints());
    List<Expression> columns = columns();
    Query values = values();
    return new Dml.MergeInsert(columns, values, condition("WHERE"), in.closeItem(place));
  }

  private Optional<Dml.Returning> returning() {
    if (!in.at("RETURNING") && !in.at("RETURN")) {
      return Optional.empty();
    }
    Place place = in.open();
    in.take();
    List<Expression> values = expressions.expressions();
    Optional<Query.Into> into = queries.into();
    return Optional.of(new Dml.Returning(values, into, in.close(place)));
  }

  private Optional<Dml.ErrorLog> errorLog() {
    if (!in.at("LOG", "ERRORS")) {
      return Optional.empty();
    }
    Place place = in.open();
    in.accept("LOG", "ERRORS");
    Optional<Name> into = in.accept("INTO") ? Optional.of(expressions.name()) : Optional.empty();
    Optional<Expression> tag = Optional.empty();
    if (in.accept("(")) {
      tag = Optional.of(expressions.expression());
      in.expect(")");
    }
    Optional<String> limit =
        in.accept("REJECT", "LIMIT") ? Optional.of(in.take().text()) : Optional.empty();
    return Optional.of(new Dml.ErrorLog(into, tag, limit, in.close(place)));
  }

  private Dml lockTable(Place place) {
    in.expect("LOCK", "TABLE");
    List<FromItem> tables = new ArrayList<>();
    do {
      tables.add(queries.target());
    } while (in.accept(","));
    in.expect("IN");
    int from = in.position();
    while (!in.at("MODE") && !in.at(";") && in.current().isName()) {
      in.take();
    }
    String mode = in.words(from);
    in.expect("MODE");
    return new Dml.LockTable(List.copyOf(tables), mode, queries.lockWait(), in.closeItem(place));
  }

  private Dml explainPlan(Place place) {
    in.expect("EXPLAIN", "PLAN");
    int from = in.position();
    while (!in.at("FOR") && !in.at(";")) {
      if (OracleParser.isEnd(in.current())) {
        throw in.expected("FOR");
      }
      in.take();
    }
    String options = in.words(from);
    in.expect("FOR");
    Statement statement = statement();
    return new Dml.ExplainPlan(options, statement, in.closeItem(place));
  }
}
