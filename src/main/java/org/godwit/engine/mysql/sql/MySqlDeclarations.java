package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;

/** Reads what a block declares: variables, conditions, cursors and handlers. */
final class MySqlDeclarations {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final MySqlCode code;

  MySqlDeclarations(TokenStream in, QueryParser queries, MySqlCode code) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.code = code;
  }

  /** All that stand here. */
  List<Declaration> all() {
    List<Declaration> all = new ArrayList<>();
    while (in.at("DECLARE")) {
      Place place = in.open();
      in.take();
      boolean isHandler = in.at("CONTINUE") || in.at("EXIT") || in.at("UNDO");
      if (isHandler && in.ahead(1).is("HANDLER")) {
        all.add(handler(place));
      } else if (in.ahead(1).is("CONDITION")) {
        all.add(condition(place));
      } else if (in.ahead(1).is("CURSOR")) {
        all.add(cursor(place));
      } else {
        variables(place, all);
      }
      code.semicolon();
    }
    return List.copyOf(all);
  }

  /** {@code a, b INT DEFAULT 0} are two; the comments stand before the first. */
  private void variables(Place place, List<Declaration> all) {
    List<Identifier> names = new ArrayList<>();
    do {
      names.add(expressions.identifier());
    } while (in.accept(","));
    Type type = type();
    Optional<Expression> value =
        in.accept("DEFAULT") || in.accept(":=")
            ? Optional.of(expressions.expression())
            : Optional.empty();
    Place whole = in.closeItem(place);
    for (Identifier name : names) {
      Place at = name.equals(names.getFirst()) ? whole : whole.commented(List.of());
      all.add(new Declaration.Variable(name, false, type, false, value, at));
    }
  }

  /** Also MariaDB's {@code TYPE OF t.c}. */
  private Type type() {
    Place place = in.open();
    if (in.accept("TYPE", "OF")) {
      return new Type.Anchored(expressions.name(), "TYPE", in.close(place));
    }
    return expressions.types().type();
  }

  private Declaration condition(Place place) {
    Identifier name = expressions.identifier();
    in.take();
    in.expect("FOR");
    return new Declaration.ConditionName(name, condition(), in.closeItem(place));
  }

  private Declaration cursor(Place place) {
    Identifier name = expressions.identifier();
    in.take();
    in.expect("FOR");
    Query query = queries.query();
    return new Declaration.Cursor(
        name, List.of(), Optional.empty(), Optional.of(query), in.closeItem(place));
  }

  private Declaration handler(Place place) {
    String action = in.take().text();
    in.expect("HANDLER");
    in.expect("FOR");
    List<Name> conditions = new ArrayList<>();
    do {
      conditions.add(condition());
    } while (in.accept(","));
    List<Statement> statements = new ArrayList<>();
    code.statement(statements);
    return new Declaration.ConditionHandler(
        action, List.copyOf(conditions), List.copyOf(statements), in.closeItem(place));
  }

  /** A name, a number of an error, or words: {@code SQLSTATE '23000'}, {@code NOT FOUND}. */
  private Name condition() {
    if (in.accept("SQLSTATE")) {
      in.accept("VALUE");
      String state = in.expect(Kind.STRING, "an SQLSTATE in quotes").text();
      return Name.of("SQLSTATE '" + state + "'");
    }
    if (in.accept("NOT", "FOUND")) {
      return Name.of("NOT FOUND");
    }
    return in.at(Kind.NUMBER)
        ? Name.of(new Identifier(in.take().text(), true))
        : Name.of(expressions.identifier());
  }
}
