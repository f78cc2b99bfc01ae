package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.godwit.sql.Conditional;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Pragma;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Routine;
import org.godwit.sql.SyntaxProblem;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;
import org.godwit.sql.Type;

/** Reads what blocks, packages and types declare. */
final class PlSqlDeclarations {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final PlSql plSql;
  private final PlSqlRecovery recovery;
  private final PlSqlRoutines routines;

  PlSqlDeclarations(TokenStream in, QueryParser queries, PlSql plSql, PlSqlRecovery recovery) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.plSql = plSql;
    this.recovery = recovery;
    this.routines = new PlSqlRoutines(in, queries, plSql);
  }

  PlSqlRoutines routines() {
    return routines;
  }

  /** Up to the BEGIN of their block. */
  List<Declaration> untilBegin() {
    return until(() -> in.at("BEGIN") || in.at("END"));
  }

  /** Up to where the end is; each with its semicolon. */
  List<Declaration> until(BooleanSupplier end) {
    List<Declaration> all = new ArrayList<>();
    while (!end.getAsBoolean() && !OracleParser.isEnd(in.current()) && !atBranch()) {
      all.add(recovered());
    }
    if (!all.isEmpty()) {
      in.keepComments(all.getLast().place());
    }
    return List.copyOf(all);
  }

  private boolean atBranch() {
    return in.at("$END") || in.at("$ELSE") || in.at("$ELSIF");
  }

  private Declaration recovered() {
    TokenStream.Mark mark = in.mark();
    try {
      in.enter();
      Declaration declaration = declaration();
      in.leave();
      if (!(declaration instanceof Conditional)) {
        in.expect(";");
      }
      return declaration;
    } catch (SyntaxProblem problem) {
      in.reset(mark);
      return recovery.skipDeclaration(problem);
    }
  }

  private Declaration declaration() {
    if (routines.isHere()) {
      return routines.routine();
    }
    Place place = in.open();
    boolean isNameBehind = in.ahead(1).isName();
    if (in.at("PRAGMA") && isNameBehind) {
      return plSql.pragma(place);
    }
    if (in.at("$IF")) {
      return conditional(place);
    }
    if (in.at("$ERROR")) {
      return plSql.compilerError(place);
    }
    if (in.at("TYPE") && isNameBehind && (in.ahead(2).is("IS") || in.ahead(2).is(";"))) {
      return type(place);
    }
    if (in.at("SUBTYPE") && isNameBehind && in.ahead(2).is("IS")) {
      return subtype(place);
    }
    return in.at("CURSOR") && isNameBehind ? cursor(place) : variable(place);
  }

  private Declaration conditional(Place place) {
    List<Conditional.Branch> branches = new ArrayList<>();
    do {
      Place at = in.open();
      Optional<Expression> condition = Optional.empty();
      if (!in.accept("$ELSE")) {
        in.take();
        condition = Optional.of(expressions.expression());
        in.expect("$THEN");
      }
      List<Declaration> declarations = untilBegin();
      branches.add(new Conditional.Branch(condition, declarations, List.of(), in.close(at)));
    } while (in.at("$ELSIF") || in.at("$ELSE"));
    in.expect("$END");
    return new Conditional(List.copyOf(branches), in.closeItem(place));
  }

  /** A variable, a constant, an exception, or a field of a record. */
  private Declaration variable(Place place) {
    Identifier name = expressions.identifier();
    if (in.accept("EXCEPTION")) {
      return new Declaration.ExceptionName(name, in.closeItem(place));
    }
    return variable(name, place);
  }

  private Declaration.Variable variable(Identifier name, Place place) {
    boolean isConstant = in.accept("CONSTANT");
    Type type = expressions.types().type();
    boolean isNotNull = in.accept("NOT", "NULL");
    if (!isNotNull) {
      in.accept("NULL");
    }
    Optional<Expression> value =
        in.accept(":=") || in.accept("DEFAULT")
            ? Optional.of(expressions.expression())
            : Optional.empty();
    return new Declaration.Variable(name, isConstant, type, isNotNull, value, in.closeItem(place));
  }

  private Declaration cursor(Place place) {
    in.expect("CURSOR");
    Identifier name = expressions.identifier();
    List<Routine.Parameter> parameters = in.at("(") ? routines.parameters() : List.of();
    Optional<Type> returns =
        in.accept("RETURN") ? Optional.of(expressions.types().type()) : Optional.empty();
    Optional<Query> query = in.accept("IS") ? Optional.of(queries.query()) : Optional.empty();
    return new Declaration.Cursor(name, parameters, returns, query, in.closeItem(place));
  }

  private Declaration type(Place place) {
    in.expect("TYPE");
    Identifier name = expressions.identifier();
    Declaration.TypeBody body =
        in.accept("IS") ? typeBody() : new Declaration.Incomplete(in.close(in.open()));
    return new Declaration.TypeOf(name, body, in.closeItem(place));
  }

  private Declaration.TypeBody typeBody() {
    if (in.at("RECORD", "(")) {
      return record();
    }
    if (in.at("REF", "CURSOR")) {
      Place place = in.open();
      in.accept("REF", "CURSOR");
      Optional<Type> returns =
          in.accept("RETURN") ? Optional.of(expressions.types().type()) : Optional.empty();
      return new Declaration.RefCursor(returns, in.close(place));
    }
    return collection();
  }

  private Declaration.RecordOf record() {
    Place place = in.open();
    in.expect("RECORD");
    in.expect("(");
    List<Declaration.Variable> fields = new ArrayList<>();
    do {
      Place at = in.open();
      fields.add(variable(expressions.identifier(), at));
    } while (in.accept(","));
    in.expect(")");
    return new Declaration.RecordOf(List.copyOf(fields), in.close(place));
  }

  /** {@code TABLE OF …} or {@code VARRAY(n) OF …}. */
  Declaration.TypeBody collection() {
    Place place = in.open();
    if (in.accept("TABLE", "OF")) {
      boolean isInParentheses = in.accept("(");
      Type element = expressions.types().type();
      boolean isNotNull = in.accept("NOT", "NULL");
      if (isInParentheses) {
        in.expect(")");
      }
      Optional<Type> index =
          in.accept("INDEX", "BY") ? Optional.of(expressions.types().type()) : Optional.empty();
      return new Declaration.TableOf(element, isNotNull, index, in.close(place));
    }
    if (!in.accept("VARRAY") && !in.accept("VARYING", "ARRAY") && !in.accept("ARRAY")) {
      throw in.expected("TABLE OF, VARRAY, RECORD or REF CURSOR");
    }
    in.expect("(");
    Expression size = expressions.expression();
    in.expect(")");
    in.expect("OF");
    boolean isInParentheses = in.accept("(");
    Type element = expressions.types().type();
    boolean isNotNull = in.accept("NOT", "NULL");
    if (isInParentheses) {
      in.expect(")");
    }
    return new Declaration.ArrayOf(size, element, isNotNull, in.close(place));
  }

  private Declaration subtype(Place place) {
    in.expect("SUBTYPE");
    Identifier name = expressions.identifier();
    in.expect("IS");
    Place at = in.open();
    Type base = expressions.types().type();
    Optional<Expression> range = Optional.empty();
    if (in.accept("RANGE")) {
      Expression low = expressions.expression(Operator.OPERAND);
      in.expect("..");
      Expression high = expressions.expression(Operator.OPERAND);
      range =
          Optional.of(
              new Expression.Operation(
                  Operator.RANGE, List.of(low, high), in.closeFrom(low.place())));
    }
    boolean isNotNull = in.accept("NOT", "NULL");
    return new Declaration.TypeOf(
        name, new Declaration.Subtype(base, range, isNotNull, in.close(at)), in.closeItem(place));
  }

  /** An attribute of an object type. */
  Declaration attribute() {
    Place place = in.open();
    if (in.at("PRAGMA") && in.ahead(1).isName()) {
      Pragma pragma = plSql.pragma(place);
      in.closeItem(place);
      return pragma;
    }
    if (!in.at(Kind.WORD) && !in.at(Kind.QUOTED)) {
      throw in.expected("an attribute or a method");
    }
    Identifier name = expressions.identifier();
    Type type = expressions.types().type();
    return new Declaration.Attribute(name, type, in.closeItem(place));
  }
}
