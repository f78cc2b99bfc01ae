package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Argument;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;

/**
 * A method that subtypes override: it asks the object for its type and calls the method of that, or
 * its own body.
 */
final class Dispatch {
  /** The state of ORA-30625: a method can't be chosen for no object. */
  private static final String NO_OBJECT = "22004";

  private final ObjectTypes types;
  private final Ddl.CreateType type;

  Dispatch(ObjectTypes types, Ddl.CreateType type) {
    this.types = types;
    this.type = type;
  }

  /**
   * The routine with that name.
   *
   * @param isAbstract whether the type itself has no body for it
   */
  Routine of(Routine method, boolean isAbstract) {
    List<Code.Branch> branches = new ArrayList<>();
    Expression self = reference(Name.of(ObjectTypes.SELF));
    for (Ddl.CreateType below : types.overriding(type, method)) {
      Expression isOne = Subtypes.isOf(self, types.subtypes().family(below));
      Name name = Name.of(below.name().last(), method.name().last());
      branches.add(new Code.Branch(isOne, call(method, name), Place.NONE));
    }
    List<Statement> otherwise =
        isAbstract
            ? List.of(none(method))
            : call(method, Name.of(type.name().last(), ObjectTypes.own(method.name()).last()));
    List<Statement> all =
        branches.isEmpty()
            ? otherwise
            : List.of(new Code.If(List.copyOf(branches), Optional.of(otherwise), Place.NONE));
    return new Routine(
        List.of(),
        method.kind(),
        method.name(),
        method.parameters(),
        method.returns(),
        false,
        method.properties(),
        Optional.of(new Code.Block(List.of(), all, List.of(), Place.NONE)),
        Optional.empty(),
        method.place());
  }

  /** An abstract type has no object of its own: this one is NULL. */
  private static Statement none(Routine method) {
    return new Code.Signal(
        "EXCEPTION",
        Optional.of(text(NO_OBJECT)),
        text("the method " + method.name().last() + " is called of no object"),
        Place.NONE);
  }

  private static List<Statement> call(Routine method, Name name) {
    List<Argument> arguments =
        method.parameters().stream()
            .map(it -> new Argument(Optional.empty(), reference(Name.of(it.name())), Place.NONE))
            .toList();
    Expression call = new Expression.Call(name, arguments, Place.NONE);
    if (method.properties().stream().anyMatch(it -> it.startsWith("PIPELINED"))) {
      return List.of(new Code.ReturnRows(rows(call), Place.NONE));
    }
    return List.of(
        method.kind().equals("FUNCTION")
            ? new Code.Return(Optional.of(call), Place.NONE)
            : new Code.Invoke(call, Place.NONE));
  }

  /** {@code SELECT * FROM TABLE(call)}. */
  private static Query rows(Expression call) {
    return Query.of(
        new Query.Select(
            List.of(),
            "",
            List.of(
                new Query.Item(
                    new Expression.Star(Optional.empty(), Place.NONE),
                    Optional.empty(),
                    Place.NONE)),
            Optional.empty(),
            List.of(new FromItem.Function(call, true, Optional.empty(), Place.NONE)),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Place.NONE));
  }

  private static Expression reference(Name name) {
    return new Expression.Reference(name, Place.NONE);
  }

  private static Expression text(String text) {
    return new Literal(LiteralKind.STRING, text, Place.NONE);
  }
}
