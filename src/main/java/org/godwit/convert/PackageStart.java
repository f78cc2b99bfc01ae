package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;

/**
 * A package's initialisation becomes a procedure {@code package_init} that does its work once in a
 * session, and that each routine of the package calls first.
 *
 * @param routine in the source's words; empty where the package has no initialisation
 */
record PackageStart(Optional<Routine> routine) {
  /** Of a package that does nothing at its first use. */
  static final PackageStart NONE = new PackageStart(Optional.empty());

  private static final Identifier NAME = Identifier.of("package_init");

  /** That of a package. */
  static PackageStart of(Context context, Identifier unit) {
    Optional<Code.Block> block = context.model().packages().initialisation(unit.text());
    if (block.isEmpty()) {
      return NONE;
    }
    return new PackageStart(Optional.of(once(unit, block.get())));
  }

  private static Routine once(Identifier unit, Code.Block block) {
    Literal setting = string(unit.text() + "." + NAME.text());
    Expression isDone =
        new Expression.Operation(
            Operator.EQUAL,
            List.of(
                call("CURRENT_SETTING", setting, new Literal(LiteralKind.TRUE, "TRUE", Place.NONE)),
                string("done")),
            Place.NONE);
    Statement leave = new Code.Return(Optional.empty(), Place.NONE);
    Expression set =
        call(
            "SET_CONFIG",
            setting,
            string("done"),
            new Literal(LiteralKind.FALSE, "FALSE", Place.NONE));
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
    List<Statement> statements =
        List.of(
            new Code.If(
                List.of(new Code.Branch(isDone, List.of(leave), Place.NONE)),
                Optional.empty(),
                Place.NONE),
            new Dml.Read(Query.of(select), Place.NONE),
            block);
    return new Routine(
        List.of(),
        "PROCEDURE",
        Name.of(unit, NAME),
        List.of(),
        Optional.empty(),
        false,
        List.of(),
        Optional.of(new Code.Block(List.of(), statements, List.of(), block.place())),
        Optional.empty(),
        block.place());
  }

  private static Literal string(String text) {
    return new Literal(LiteralKind.STRING, text, Place.NONE);
  }

  private static Expression call(String function, Expression... arguments) {
    List<Expression.Argument> all = new ArrayList<>();
    for (Expression argument : arguments) {
      all.add(new Expression.Argument(Optional.empty(), argument, Place.NONE));
    }
    return new Expression.Call(Name.of(function), List.copyOf(all), Place.NONE);
  }

  /** The routine of that name with a call in front; others, and those that only compute, as is. */
  Ddl before(Ddl ddl, Name name) {
    if (routine.isEmpty()
        || !(ddl instanceof Ddl.CreateRoutine(var modifiers, var it, var place))
        || !it.name().equals(name)
        || !it.properties().isEmpty()) {
      return ddl;
    }
    Expression call = new Expression.Call(routine.orElseThrow().name(), List.of(), Place.NONE);
    Code.Block body = it.body().orElseThrow();
    List<Statement> statements = new ArrayList<>();
    statements.add(new Code.Invoke(call, Place.NONE));
    statements.addAll(body.statements());
    Code.Block started =
        new Code.Block(body.declarations(), List.copyOf(statements), body.handlers(), body.place());
    Routine changed =
        new Routine(
            it.modifiers(),
            it.kind(),
            it.name(),
            it.parameters(),
            it.returns(),
            it.returnsSelf(),
            it.properties(),
            Optional.of(started),
            it.external(),
            it.place());
    return new Ddl.CreateRoutine(modifiers, changed, place);
  }
}
