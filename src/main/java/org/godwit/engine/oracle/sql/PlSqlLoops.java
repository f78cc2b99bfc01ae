package org.godwit.engine.oracle.sql;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.Token;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Verbatim;

/** Reads PL/SQL's loops. */
final class PlSqlLoops {
  private final TokenStream in;
  private final ExpressionParser expressions;
  private final PlSql plSql;

  PlSqlLoops(TokenStream in, QueryParser queries, PlSql plSql) {
    this.in = in;
    this.expressions = queries.expressions();
    this.plSql = plSql;
  }

  /** LOOP with what stands before it. */
  Statement loop(Place place) {
    Code.Head head = head();
    in.expect("LOOP");
    List<Statement> statements = plSql.statements();
    in.expect("END", "LOOP");
    plSql.endLabel();
    return new Code.Loop(head, statements, in.closeItem(place));
  }

  private Code.Head head() {
    Place place = in.open();
    if (in.accept("WHILE")) {
      return new Code.While(expressions.expression(), in.close(place));
    }
    if (!in.accept("FOR")) {
      return new Code.Forever(place);
    }
    if (!in.ahead(1).is("IN")) {
      return iterations(place);
    }
    TokenStream.Mark mark = in.mark();
    Identifier variable = expressions.identifier();
    in.expect("IN");
    boolean isReverse = in.accept("REVERSE");
    if (isQuery()) {
      return new Code.ForQuery(variable, expressions.parenthesizedQuery(), in.close(place));
    }
    Expression low = expressions.expression();
    if (in.accept("..")) {
      Expression high = expressions.expression();
      if (!in.at("LOOP")) {
        in.reset(mark);
        return iterations(place);
      }
      return new Code.ForRange(variable, isReverse, low, high, in.close(place));
    }
    return new Code.ForCursor(variable, low, in.close(place));
  }

  private boolean isQuery() {
    int open = 0;
    while (in.ahead(open).is("(")) {
      open++;
    }
    return open > 0 && (in.ahead(open).is("SELECT") || in.ahead(open).is("WITH"));
  }

  private Code.Head iterations(Place place) {
    int from = in.position();
    while (!in.at("LOOP")) {
      Token token = in.current();
      if (OracleParser.isEnd(token) || token.is(";")) {
        throw in.expected("LOOP");
      }
      in.take();
    }
    Verbatim words = new Verbatim(in.words(from), in.close(place));
    return new Code.ForIterations(words, place);
  }

  /** FORALL. */
  Statement forAll(Place place) {
    in.expect("FORALL");
    Identifier variable = expressions.identifier();
    in.expect("IN");
    Code.Bounds bounds = bounds();
    boolean savesExceptions = in.accept("SAVE", "EXCEPTIONS");
    Statement statement = plSql.statement();
    return new Code.ForAll(variable, bounds, savesExceptions, statement, in.closeItem(place));
  }

  private Code.Bounds bounds() {
    Place place = in.open();
    if (in.accept("INDICES", "OF")) {
      Expression collection = expressions.expression(Operator.STRONGEST);
      Optional<Code.Between> between = Optional.empty();
      if (in.at("BETWEEN")) {
        Place at = in.open();
        in.take();
        Expression low = expressions.expression(Operator.OPERAND);
        in.expect("AND");
        Expression high = expressions.expression(Operator.OPERAND);
        between = Optional.of(new Code.Between(low, high, in.close(at)));
      }
      return new Code.IndicesOf(collection, between, in.close(place));
    }
    if (in.accept("VALUES", "OF")) {
      return new Code.ValuesOf(expressions.expression(Operator.STRONGEST), in.close(place));
    }
    Expression low = expressions.expression(Operator.OPERAND);
    in.expect("..");
    Expression high = expressions.expression(Operator.OPERAND);
    return new Code.Between(low, high, in.close(place));
  }
}
