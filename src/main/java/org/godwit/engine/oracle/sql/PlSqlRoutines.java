package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Routine;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;
import org.godwit.sql.Verbatim;

/** Reads functions, procedures and methods. */
final class PlSqlRoutines {
  /** What may stand before FUNCTION and PROCEDURE in a type. */
  private static final Set<String> MODIFIERS =
      Set.of(
          "MEMBER",
          "STATIC",
          "CONSTRUCTOR",
          "MAP",
          "ORDER",
          "OVERRIDING",
          "FINAL",
          "INSTANTIABLE",
          "NOT");

  private final TokenStream in;
  private final ExpressionParser expressions;
  private final PlSql plSql;

  PlSqlRoutines(TokenStream in, QueryParser queries, PlSql plSql) {
    this.in = in;
    this.expressions = queries.expressions();
    this.plSql = plSql;
  }

  /** Whether a routine begins here. */
  boolean isHere() {
    int at = 0;
    while (at < 6 && in.ahead(at).kind() == Kind.WORD && MODIFIERS.contains(in.ahead(at).text())) {
      at++;
    }
    boolean isRoutine = in.ahead(at).is("FUNCTION") || in.ahead(at).is("PROCEDURE");
    return isRoutine && in.ahead(at + 1).isName();
  }

  /** A routine, declared or with its body, without the semicolon. */
  Routine routine() {
    Place place = in.open();
    List<String> modifiers = new ArrayList<>();
    while (in.atAny(MODIFIERS)) {
      modifiers.add(in.take().text());
    }
    String kind = in.take().text();
    Name name = expressions.name();
    List<Routine.Parameter> parameters = in.at("(") ? parameters() : List.of();
    Optional<Type> returns = Optional.empty();
    boolean returnsSelf = false;
    List<String> properties = new ArrayList<>();
    // Before RETURN there may be SHARING or a collation.
    properties(properties);
    if (in.accept("RETURN")) {
      returnsSelf = in.accept("SELF", "AS", "RESULT");
      returns = returnsSelf ? Optional.empty() : Optional.of(expressions.types().type());
    }
    properties(properties);
    notWrapped();
    Optional<Code.Block> body = Optional.empty();
    Optional<Verbatim> external = Optional.empty();
    if (in.accept("IS") || in.accept("AS")) {
      if (in.at("LANGUAGE") || in.at("EXTERNAL") || in.at("MLE")) {
        external = Optional.of(words());
      } else {
        body = Optional.of(body());
      }
    }
    return new Routine(
        List.copyOf(modifiers),
        kind,
        name,
        parameters,
        returns,
        returnsSelf,
        List.copyOf(properties),
        body,
        external,
        in.closeItem(place));
  }

  /** The source of wrapped code can't be read. */
  void notWrapped() {
    if (in.at("WRAPPED")) {
      throw in.expected(
          "IS or AS (the source of wrapped code can't be read: find the unwrapped one)");
    }
  }

  private Code.Block body() {
    Place place = in.open();
    in.accept("DECLARE");
    List<Declaration> declared = plSql.declarations().untilBegin();
    return plSql.body(declared, place);
  }

  private Verbatim words() {
    Place place = in.open();
    int from = in.position();
    while (!in.at(";") && !in.at(",") && !OracleParser.isEnd(in.current())) {
      if (in.at("(")) {
        in.skipParentheses();
      } else {
        in.take();
      }
    }
    return new Verbatim(in.words(from), in.close(place));
  }

  /** Parameters in parentheses. */
  List<Routine.Parameter> parameters() {
    in.expect("(");
    List<Routine.Parameter> all = new ArrayList<>();
    do {
      all.add(parameter());
    } while (in.accept(","));
    in.expect(")");
    return List.copyOf(all);
  }

  private Routine.Parameter parameter() {
    Place place = in.open();
    var name = expressions.identifier();
    int from = in.position();
    in.accept("IN");
    in.accept("OUT");
    String mode = in.words(from);
    boolean isNoCopy = in.accept("NOCOPY");
    Type type = expressions.types().type();
    Optional<Expression> value =
        in.accept(":=") || in.accept("DEFAULT")
            ? Optional.of(expressions.expression())
            : Optional.empty();
    return new Routine.Parameter(name, mode, isNoCopy, type, value, in.closeItem(place));
  }

  /** Adds what stands between a unit's head and its IS. */
  void properties(List<String> properties) {
    while (true) {
      int from = in.position();
      if (!property()) {
        return;
      }
      properties.add(in.words(from));
    }
  }

  private boolean property() {
    if (in.accept("DETERMINISTIC")
        || in.accept("AUTHID", "DEFINER")
        || in.accept("AUTHID", "CURRENT_USER")) {
      return true;
    }
    if (in.accept("PIPELINED")) {
      if (in.accept("USING") || in.accept("ROW") || in.accept("TABLE")) {
        in.take();
        if (in.accept("USING")) {
          expressions.name();
        }
      }
      return true;
    }
    if (in.accept("PARALLEL_ENABLE")) {
      parenthesesIfAny();
      if (in.accept("ORDER") || in.accept("CLUSTER")) {
        expressions.expression();
        in.accept("BY");
        parenthesesIfAny();
      }
      return true;
    }
    if (in.accept("RESULT_CACHE")) {
      if (in.accept("RELIES_ON")) {
        in.skipParentheses();
      }
      parenthesesIfAny();
      return true;
    }
    if (in.accept("ACCESSIBLE", "BY") || in.accept("SQL_MACRO")) {
      parenthesesIfAny();
      return true;
    }
    if (in.accept("AGGREGATE", "USING") || in.accept("DEFAULT", "COLLATION")) {
      expressions.name();
      return true;
    }
    if (in.accept("SHARING", "=")) {
      in.take();
      return true;
    }
    return in.at("$IF") && conditional();
  }

  /** Which properties there are may depend on the compiler. */
  private boolean conditional() {
    int open = 0;
    do {
      if (OracleParser.isEnd(in.current())) {
        throw in.expected("$END");
      }
      open += in.at("$IF") ? 1 : in.at("$END") ? -1 : 0;
      in.take();
    } while (open > 0);
    return true;
  }

  private void parenthesesIfAny() {
    if (in.at("(")) {
      in.skipParentheses();
    }
  }
}
