package org.godwit.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.oracle.ValueKind;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * A variable of a package lives as long as a session, so it becomes a setting of the session: text
 * {@code =value}, or {@code -} for NULL; not set, it has its default. A constant is a function.
 */
final class PackageVariable {
  // No name of the source begins so, which a variable of the package could have.
  private static final Identifier KEPT_NAME = Identifier.of("_kept");
  private static final Identifier FIRST_NAME = Identifier.of("_first");
  private static final Identifier GIVEN_NAME = Identifier.of("_given");
  private static final Expression KEPT = new Expression.Reference(Name.of(KEPT_NAME), Place.NONE);
  private static final Expression FIRST = new Expression.Reference(Name.of(FIRST_NAME), Place.NONE);
  private static final Expression GIVEN = new Expression.Reference(Name.of(GIVEN_NAME), Place.NONE);
  private static final Expression VALUE = new Expression.Reference(Name.of("value"), Place.NONE);

  private PackageVariable() {}

  /**
   * The function that reads it, and the procedure that sets it.
   *
   * @param isRow whether its type has columns
   */
  static List<Routine> accessors(Identifier unit, Declaration.Variable variable, boolean isRow) {
    Name name = Name.of(unit, variable.name());
    String setting = unit.text() + "." + variable.name().text();
    Expression initial = variable.value().orElseGet(() -> literal(LiteralKind.NULL, "NULL"));
    boolean isRounded = isRounded(variable.type());
    if (variable.isConstant() && isFixed(initial)) {
      return List.of(
          isRounded
              ? reader(name, variable.type(), List.of(first(variable)), List.of(returned(FIRST)))
              : reader(name, variable.type(), List.of(), List.of(returned(initial))));
    }
    Declaration kept =
        new Declaration.Variable(
            KEPT_NAME,
            false,
            new Type.Named(Name.of("CLOB"), List.of(), "", "", Place.NONE),
            false,
            Optional.of(
                call("CURRENT_SETTING", string(setting), literal(LiteralKind.TRUE, "TRUE"))),
            Place.NONE);
    Expression isSet =
        new Expression.Like(KEPT, "LIKE", string("=%"), Optional.empty(), Place.NONE);
    Expression isNone =
        new Expression.Operation(Operator.EQUAL, List.of(KEPT, string("-")), Place.NONE);
    Expression text = call("RIGHT", KEPT, literal(LiteralKind.NUMBER, "-1"));
    List<Statement> read =
        List.of(
            when(isSet, returned(isRow ? row(text, variable.type()) : text)),
            when(isNone, returned(literal(LiteralKind.NULL, "NULL"))));
    Routine writer = writer(name, variable, setting);
    boolean isNull = initial instanceof Literal none && none.kind() == LiteralKind.NULL;
    if (isFixed(initial)) {
      return List.of(
          isRounded && !isNull
              ? reader(
                  name,
                  variable.type(),
                  List.of(kept, first(variable)),
                  with(read, returned(FIRST)))
              : reader(name, variable.type(), List.of(kept), with(read, returned(initial))),
          writer);
    }
    // What the source computes once for a session must not be computed at each look.
    Declaration first =
        new Declaration.Variable(
            FIRST_NAME,
            false,
            variable.type(),
            false,
            Optional.of(literal(LiteralKind.NULL, "NULL")),
            Place.NONE);
    List<Statement> all =
        with(
            read,
            new Code.Assign(FIRST, initial, initial.place()),
            new Code.Invoke(
                new Expression.Call(
                    name,
                    List.of(new Expression.Argument(Optional.of(VALUE), FIRST, Place.NONE)),
                    Place.NONE),
                Place.NONE),
            returned(FIRST));
    return List.of(reader(name, variable.type(), List.of(kept, first), all), writer);
  }

  /** Text becomes a row by a cast alone. */
  private static Expression row(Expression text, Type type) {
    Type named =
        type instanceof Type.Anchored(var of, _, var place)
            ? new Type.Named(of, List.of(), "", "", place)
            : type;
    return new Expression.Cast(text, named, Place.NONE);
  }

  private static List<Statement> with(List<Statement> statements, Statement... more) {
    List<Statement> all = new ArrayList<>(statements);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  /** Whether the value is the same whenever it is computed. */
  private static boolean isFixed(Expression value) {
    boolean[] isFixed = {true};
    Rewriter.walk(
        value,
        node ->
            isFixed[0] &=
                !(node instanceof Expression.Reference || node instanceof Expression.Call));
    return isFixed[0];
  }

  private static Routine reader(
      Name name, Type type, List<Declaration> declarations, List<Statement> statements) {
    return routine("FUNCTION", name, List.of(), Optional.of(type), declarations, statements);
  }

  /** The value that it begins with, rounded as its type has it. */
  private static Declaration first(Declaration.Variable variable) {
    return new Declaration.Variable(
        FIRST_NAME, false, variable.type(), false, variable.value(), Place.NONE);
  }

  /** Whether an assignment rounds or refuses a value, which a parameter and a result don't. */
  private static boolean isRounded(Type type) {
    return type instanceof Type.Anchored(_, var attribute, _)
        ? attribute.equalsIgnoreCase("TYPE")
        : ValueKind.of(type)
            .filter(
                it ->
                    it == ValueKind.WHOLE
                        || it == ValueKind.DATE
                        || !((Type.Named) type).arguments().isEmpty())
            .isPresent();
  }

  private static Routine writer(Name name, Declaration.Variable variable, String setting) {
    Type type = variable.type();
    boolean isChecked = isRounded(type) || variable.isNotNull();
    Expression given = isChecked ? GIVEN : VALUE;
    Expression text =
        new Expression.Case(
            Optional.empty(),
            List.of(
                new Expression.When(
                    new Expression.Is(given, "NULL", Place.NONE), string("-"), Place.NONE)),
            Optional.of(call("CONCAT", string("="), given)),
            Place.NONE);
    Expression set = call("SET_CONFIG", string(setting), text, literal(LiteralKind.FALSE, "FALSE"));
    Query.Select select =
        new Query.Select(
            List.of(),
            "",
            List.of(new Query.Item(set, Optional.empty(), Place.NONE)),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Place.NONE);
    Routine.Parameter value =
        new Routine.Parameter(
            Identifier.of("value"), "", false, type, Optional.empty(), Place.NONE);
    return routine(
        "PROCEDURE",
        name,
        List.of(value),
        Optional.empty(),
        isChecked
            ? List.of(
                new Declaration.Variable(
                    GIVEN_NAME, false, type, variable.isNotNull(), Optional.of(VALUE), Place.NONE))
            : List.of(),
        List.of(new Dml.Read(Query.of(select), Place.NONE)));
  }

  private static Routine routine(
      String kind,
      Name name,
      List<Routine.Parameter> parameters,
      Optional<Type> returns,
      List<Declaration> declarations,
      List<Statement> statements) {
    return new Routine(
        List.of(),
        kind,
        name,
        parameters,
        returns,
        false,
        List.of(),
        Optional.of(new Code.Block(declarations, statements, List.of(), Place.NONE)),
        Optional.empty(),
        Place.NONE);
  }

  private static Statement when(Expression condition, Statement then) {
    Code.Branch branch = new Code.Branch(condition, List.of(then), Place.NONE);
    return new Code.If(List.of(branch), Optional.empty(), Place.NONE);
  }

  private static Statement returned(Expression value) {
    return new Code.Return(Optional.of(value), value.place());
  }

  private static Expression call(String function, Expression... arguments) {
    List<Expression.Argument> all =
        Arrays.stream(arguments)
            .map(it -> new Expression.Argument(Optional.empty(), it, Place.NONE))
            .toList();
    return new Expression.Call(Name.of(function), all, Place.NONE);
  }

  private static Expression string(String text) {
    return literal(LiteralKind.STRING, text);
  }

  private static Expression literal(LiteralKind kind, String text) {
    return new Literal(kind, text, Place.NONE);
  }
}
