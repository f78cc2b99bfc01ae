package org.godwit.engine.mysql.sql;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Place;
import org.godwit.sql.Statement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads SET, GET DIAGNOSTICS, SIGNAL and RESIGNAL. */
final class MySqlSettings {
  private final TokenStream in;
  private final ExpressionParser expressions;

  MySqlSettings(TokenStream in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** An assignment for each variable; what is the server's is a statement of another kind. */
  void set(List<Statement> all) {
    Place place = in.open();
    in.expect("SET");
    if (isOfServer()) {
      all.add(ofServer(place));
      return;
    }
    boolean isFirst = true;
    do {
      Place at = isFirst ? place : in.open();
      Expression target = target();
      if (!in.accept(":=")) {
        in.expect("=");
      }
      all.add(new Code.Assign(target, value(), in.closeItem(at)));
      isFirst = false;
    } while (in.accept(","));
  }

  /** {@code ON} is a value of what the server keeps. */
  private Expression value() {
    Place place = in.open();
    return in.accept("ON")
        ? new Literal(LiteralKind.TRUE, "TRUE", in.close(place))
        : expressions.expression();
  }

  private boolean isOfServer() {
    boolean isWord =
        switch (in.at(Kind.WORD) ? in.current().text() : "") {
          case "SESSION", "GLOBAL", "LOCAL", "PERSIST", "PERSIST_ONLY", "NAMES" -> true;
          case "CHARACTER", "CHARSET", "PASSWORD", "TRANSACTION", "ROLE", "DEFAULT" -> true;
          case "STATEMENT", "RESOURCE" -> true;
          default -> false;
        };
    return (isWord && !in.ahead(1).is("=") && !in.ahead(1).is(":="))
        || (in.at(Kind.BIND) && in.current().text().startsWith("@@"));
  }

  private Statement ofServer(Place place) {
    int from = in.position();
    while (!in.at(";") && !in.at(Kind.TERMINATOR) && !in.at(Kind.END)) {
      in.take();
    }
    return new Statement.Other("SET", in.words(from), in.closeItem(place));
  }

  private Expression target() {
    Place place = in.open();
    if (in.at(Kind.BIND)) {
      return new Expression.Bind(in.take().text(), in.close(place));
    }
    return new Expression.Reference(expressions.name(), in.close(place));
  }

  /** {@code GET DIAGNOSTICS CONDITION 1 a = MESSAGE_TEXT, b = RETURNED_SQLSTATE}. */
  void diagnostics(List<Statement> all) {
    Place place = in.open();
    in.expect("GET");
    if (!in.accept("CURRENT")) {
      in.accept("STACKED");
    }
    in.expect("DIAGNOSTICS");
    boolean isOfCondition = in.accept("CONDITION");
    if (isOfCondition) {
      in.take();
    }
    do {
      Expression target = target();
      in.expect("=");
      String item = in.expect(Kind.WORD, "an item of the diagnostics").text();
      all.add(
          new Code.Diagnostics(
              target, isOfCondition ? "CONDITION " + item : item, in.closeItem(place)));
    } while (in.accept(","));
  }

  /** {@code SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'x'}; RESIGNAL may say nothing. */
  Statement signal(Place place) {
    String word = in.take().text();
    Optional<Expression> state = Optional.empty();
    Place at = in.open();
    if (in.accept("SQLSTATE")) {
      in.accept("VALUE");
      String text = in.expect(Kind.STRING, "an SQLSTATE in quotes").text();
      state = Optional.of(new Literal(LiteralKind.STRING, text, in.close(at)));
    } else if (in.current().isName() && !in.at("SET")) {
      state = Optional.of(new Expression.Reference(expressions.name(), in.close(at)));
    }
    Expression message = new Literal(LiteralKind.NULL, "NULL", Place.NONE);
    if (in.accept("SET")) {
      do {
        String item = in.expect(Kind.WORD, "an item of the condition").text();
        in.expect("=");
        Expression value = expressions.expression();
        message = item.equals("MESSAGE_TEXT") ? value : message;
      } while (in.accept(","));
    }
    return new Code.Signal(word, state, message, in.closeItem(place));
  }
}
