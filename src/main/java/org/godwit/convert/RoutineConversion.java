package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.convert.oracle.OracleCode;
import org.godwit.convert.oracle.OtherExceptions;
import org.godwit.convert.oracle.OutFunctions;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** Functions and procedures become such ones in PL/pgSQL. */
final class RoutineConversion {
  private static final Set<String> NUMBERS =
      Set.of("NUMBER", "NUMERIC", "DECIMAL", "SMALLINT", "INTEGER", "INT", "BIGINT");

  /** Types to which the source rounds what it is given. */
  private static final Set<String> WHOLE =
      Set.of(
          "PLS_INTEGER",
          "BINARY_INTEGER",
          "NATURAL",
          "NATURALN",
          "POSITIVE",
          "POSITIVEN",
          "SIGNTYPE",
          "SIMPLE_INTEGER");

  /** Each takes out what the one before stumbled over; the last one leaves no statement. */
  private static final int ATTEMPTS_MAX = 4;

  private static final String PIPELINED = "PIPELINED";

  private final Context context;

  RoutineConversion(Context context) {
    this.context = context;
  }

  /** A routine of its own. */
  void convert(Piece piece, Outcome outcome) {
    Items items = piece.items();
    Routine routine = ((Ddl.CreateRoutine) piece.statement()).routine();
    List<Ddl> converted = converted(routine, routine.name(), "", items);
    outcome.add(items);
    if (!outcome.isBlocked()) {
      for (Ddl it : converted) {
        Stage stage = it instanceof Ddl.CreateType ? Stage.RECORD_TYPE : Stage.CODE;
        outcome.add(stage, context.render(it), items);
        outcome.routines().in(it, items);
      }
    }
  }

  /**
   * The routine on the target, behind the types that it declares; of no use where the items block.
   *
   * @param name that it gets
   * @param unit the package that it stands in, or nothing
   */
  List<Ddl> converted(Routine routine, Name name, String unit, Items items) {
    return converted(routine, name, name, unit, items);
  }

  /**
   * The same.
   *
   * @param prefix of the names that routines and types within it get; not that of another overload
   */
  List<Ddl> converted(Routine routine, Name name, Name prefix, String unit, Items items) {
    Routine now =
        SpecialNames.without(
            PackageCursors.declared(routine, context.model().packages(), unit, items),
            context.model(),
            items);
    if (isFunction(routine) && context.model().isCalledByQuery(unit, name.last())) {
      OtherExceptions.say(now, items);
    }
    OtherExceptions.sayBounds(now, items);
    for (int attempts = 1; ; attempts++) {
      Items attempt = items.part();
      List<Ddl> done =
          converted(
              InnerRoutines.lifted(now, attempt),
              name,
              it -> CodeScope.of(context.model(), unit, prefix, it),
              attempt);
      if (!attempt.isBlocked() || attempts > ATTEMPTS_MAX) {
        items.take(attempt);
        return done;
      }
      items.addAll(attempt);
      Routine last = now;
      Items kept = items.part();
      now =
          attempts == ATTEMPTS_MAX
              ? Gaps.emptied(last, attempt, kept)
              : Gaps.without(last, attempt, kept)
                  .orElseGet(() -> Gaps.emptied(last, attempt, kept));
      items.addAll(kept);
    }
  }

  private static boolean isFunction(Routine routine) {
    return routine.kind().equals("FUNCTION");
  }

  private List<Ddl> converted(
      Routine routine, Name name, Function<Routine, CodeScope> scoped, Items items) {
    boolean isFunction = isFunction(routine);
    Code.Block body = routine.body().orElse(null);
    if (body == null) {
      items.block(ActionCode.NO_RULE, routine.place(), "a routine whose body isn't here");
      body = new Code.Block(List.of(), List.of(), List.of(), routine.place());
    }
    boolean hasOut = routine.parameters().stream().anyMatch(it -> it.mode().contains("OUT"));
    CodeScope scope = scoped.apply(routine);
    List<Ddl> all = new ArrayList<>();
    for (Routine inner : inner(body)) {
      Name beside = scope.own(inner.name().last());
      all.addAll(
          converted(
              InnerRoutines.lifted(inner, items), beside, it -> scope.inner(beside, it), items));
    }
    Code.Block own = rounded(withoutInner(body), routine.parameters());
    Code.Block standard =
        new OracleCode(items, scope, routine, !isFunction)
            .standard(isFunction && hasOut ? OutFunctions.returning(own) : own);
    Routine changed =
        new Routine(
            List.of(),
            routine.kind(),
            name,
            hasOut && isFunction
                ? withResult(parameters(routine.parameters(), items), routine)
                : parameters(routine.parameters(), items),
            hasOut && isFunction ? Optional.empty() : returned(routine, scope, items),
            false,
            properties(routine, scope, items),
            Optional.of(standard),
            Optional.empty(),
            routine.place());
    Routine done = context.code(changed, scope, items);
    all.addAll(0, new RecordTypes(context).own(scope, items));
    all.add(new Ddl.CreateRoutine(List.of(), signed(done), done.place()));
    return List.copyOf(all);
  }

  /** The routine with another name. */
  static Routine named(Routine it, Name name) {
    return new Routine(
        it.modifiers(),
        it.kind(),
        name,
        it.parameters(),
        it.returns(),
        it.returnsSelf(),
        it.properties(),
        it.body(),
        it.external(),
        it.place());
  }

  /** Routines that it declares, which stand beside it on the target. */
  private static List<Routine> inner(Code.Block body) {
    return body.declarations().stream()
        .filter(Routine.class::isInstance)
        .map(Routine.class::cast)
        .filter(it -> it.body().isPresent())
        .toList();
  }

  private static Code.Block withoutInner(Code.Block body) {
    return new Code.Block(
        body.declarations().stream().filter(it -> !(it instanceof Routine)).toList(),
        body.statements(),
        body.handlers(),
        body.place());
  }

  /** A parameter takes any number on the target; those of whole numbers are rounded first. */
  private static Code.Block rounded(Code.Block body, List<Routine.Parameter> parameters) {
    List<Statement> statements = new ArrayList<>();
    for (Routine.Parameter parameter : parameters) {
      if (!parameter.mode().equals("OUT") && isWhole(parameter.type())) {
        Expression value = new Expression.Reference(Name.of(parameter.name()), Place.NONE);
        Expression rounded =
            new Expression.Call(
                Name.of("ROUND"),
                List.of(new Expression.Argument(Optional.empty(), value, Place.NONE)),
                Place.NONE);
        statements.add(new Code.Assign(value, rounded, Place.NONE));
      }
    }
    statements.addAll(body.statements());
    return new Code.Block(
        body.declarations(), List.copyOf(statements), body.handlers(), body.place());
  }

  private static boolean isWhole(Type type) {
    return type instanceof Type.Named(var name, _, _, var suffix, _)
        && suffix.isEmpty()
        && name.parts().size() == 1
        && WHOLE.contains(name.toString().toUpperCase(Locale.ROOT));
  }

  private static List<Routine.Parameter> parameters(List<Routine.Parameter> all, Items items) {
    List<Routine.Parameter> changed = new ArrayList<>();
    boolean hasDefault = false;
    for (Routine.Parameter parameter : all) {
      Optional<Expression> value = parameter.value();
      String mode =
          switch (parameter.mode()) {
            case "IN OUT" -> "INOUT";
            case "OUT" -> "OUT";
            default -> "";
          };
      if (mode.equals("OUT") && hasDefault) {
        mode = "INOUT"; // OUT can't stand behind a default
      }
      if (value.isEmpty() && hasDefault) {
        items.add(ActionCode.PARAMETER_DEFAULT, parameter.place(), parameter.name());
        value =
            Optional.of(new Expression.Literal(Expression.LiteralKind.NULL, "NULL", Place.NONE));
      }
      hasDefault |= value.isPresent();
      changed.add(
          new Routine.Parameter(
              parameter.name(), mode, false, parameter.type(), value, parameter.place()));
    }
    return List.copyOf(changed);
  }

  /** The result of a function with OUT parameters is one more of them. */
  private static List<Routine.Parameter> withResult(
      List<Routine.Parameter> parameters, Routine routine) {
    List<Routine.Parameter> all = new ArrayList<>(parameters);
    all.add(
        new Routine.Parameter(
            OutFunctions.RESULT,
            "OUT",
            false,
            routine.returns().orElseThrow(),
            Optional.empty(),
            Place.NONE));
    return List.copyOf(all);
  }

  /** PostgreSQL would compute an IMMUTABLE function that reads tables before they change. */
  private static List<String> volatility(Routine routine, CodeScope scope) {
    boolean[] reads = {false};
    boolean[] writes = {false};
    Rewriter.walk(
        routine,
        node -> {
          reads[0] |=
              (node instanceof FromItem.Table table && !table.name().last().is("DUAL"))
                  || node instanceof FromItem.Function
                  || scope.isOutside(node);
          writes[0] |=
              (node instanceof Dml && !(node instanceof Dml.Read))
                  || node instanceof Code.Execute
                  || node instanceof Code.Invoke;
        });
    return writes[0] ? List.of() : List.of(reads[0] ? "STABLE" : "IMMUTABLE");
  }

  /** A pipelined function gives what its collection holds. */
  private static Optional<Type> returned(Routine routine, CodeScope scope, Items items) {
    if (!routine.properties().contains(PIPELINED) || routine.returns().isEmpty()) {
      return routine.returns();
    }
    Optional<Type> element = scope.elementType(routine.returns().get(), items);
    if (element.isEmpty()) {
      items.block(ActionCode.NO_RULE, routine.place(), "PIPELINED of an unknown collection");
    }
    return element;
  }

  private static List<String> properties(Routine routine, CodeScope scope, Items items) {
    List<String> kept = new ArrayList<>();
    for (String property : routine.properties()) {
      if (property.startsWith("DETERMINISTIC")) {
        kept.addAll(volatility(routine, scope));
      } else if (property.equals(PIPELINED)) {
        kept.add(PIPELINED);
      } else if (property.startsWith(PIPELINED)
          || property.startsWith("AGGREGATE")
          || property.startsWith("SQL_MACRO")) {
        items.block(ActionCode.NO_RULE, routine.place(), property);
      } else if (!property.startsWith("AUTHID")) {
        items.add(ActionCode.LEFT_OUT, routine.place(), property);
      }
    }
    return List.copyOf(kept);
  }

  /**
   * In a signature the type of a row is the table's name, and that of a whole number takes any
   * number: what is given isn't rounded to it, as an assignment's value is.
   */
  Routine signed(Routine routine) {
    return new Routine(
        routine.modifiers(),
        routine.kind(),
        routine.name(),
        routine.parameters().stream()
            .map(
                it ->
                    new Routine.Parameter(
                        it.name(),
                        it.mode(),
                        false,
                        number(row(it.type())),
                        it.value(),
                        it.place()))
            .toList(),
        routine.returns().map(RoutineConversion::row),
        false,
        routine.properties(),
        routine.body(),
        Optional.empty(),
        routine.place());
  }

  private Type number(Type type) {
    Type known =
        type instanceof Type.Anchored(var of, _, _)
            ? context.model().column(of).flatMap(TableElement.Column::type).orElse(type)
            : type;
    boolean isNumber =
        known instanceof Type.Named(var name, _, _, var suffix, _)
            && suffix.isEmpty() // an array stays one
            && NUMBERS.contains(name.toString().toUpperCase(Locale.ROOT));
    return isNumber ? new Type.Named(Name.of("NUMERIC"), List.of(), "", "", type.place()) : type;
  }

  private static Type row(Type type) {
    return type instanceof Type.Anchored(var of, var attribute, var place)
            && attribute.equalsIgnoreCase("ROWTYPE")
        ? new Type.Named(of, List.of(), "", "", place)
        : type;
  }
}
