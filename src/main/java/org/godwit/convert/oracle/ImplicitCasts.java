package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Place;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/**
 * Oracle makes text of a number, and a number of text, where a parameter wants it; PostgreSQL then
 * finds no routine. What is surely of another kind than the parameter is cast.
 */
final class ImplicitCasts {
  private static final Set<String> TEXTS = Set.of("VARCHAR", "CHAR", "CLOB");
  private static final Set<String> NUMBERS = Set.of("SMALLINT", "INTEGER", "BIGINT", "NUMERIC");

  private final CodeScope scope;

  ImplicitCasts(CodeScope scope) {
    this.scope = scope;
  }

  private enum Kind {
    TEXT,
    NUMBER,
    BYTES
  }

  /** The arguments as the routine takes them. */
  List<Expression.Argument> of(Expression.Call call, Items items) {
    List<Routine> routines =
        scope.routines(call.function()).stream()
            .filter(it -> it.parameters().size() >= call.arguments().size())
            .toList();
    List<Expression.Argument> all = new ArrayList<>();
    for (int at = 0; at < call.arguments().size(); at++) {
      Expression.Argument argument = call.arguments().get(at);
      List<Optional<Kind>> wanted = new ArrayList<>();
      for (Routine routine : routines) {
        wanted.add(wanted(routine, at, argument, call, items));
      }
      boolean isClear = wanted.stream().distinct().count() == 1 && wanted.getFirst().isPresent();
      all.add(isClear ? cast(argument, wanted.getFirst().get(), items) : argument);
    }
    return List.copyOf(all);
  }

  private Optional<Kind> wanted(
      Routine routine, int at, Expression.Argument argument, Expression.Call call, Items items) {
    return Copies.parameter(routine.parameters(), at, argument)
        .filter(it -> !it.mode().contains("OUT"))
        .flatMap(it -> kind(it.type(), scope.within(call.function()), items));
  }

  private static Optional<Kind> kind(Type type, CodeScope scope, Items items) {
    return scope.type(type, items.part()) instanceof Type.Named(var name, _, _, var suffix, _)
            && suffix.isEmpty()
        ? TEXTS.contains(name.toString())
            ? Optional.of(Kind.TEXT)
            : NUMBERS.contains(name.toString())
                ? Optional.of(Kind.NUMBER)
                : name.is("BLOB") ? Optional.of(Kind.BYTES) : Optional.empty()
        : Optional.empty();
  }

  private Expression.Argument cast(Expression.Argument argument, Kind wanted, Items items) {
    Expression value = argument.value();
    Optional<Kind> own =
        value instanceof Expression.Literal(var kind, _, _)
            ? Optional.of(Kind.NUMBER).filter(_ -> kind == LiteralKind.NUMBER)
            : scope.types().of(value).flatMap(it -> kind(it.type(), it.scope(), items));
    if (own.isEmpty() || own.get() == wanted) {
      return argument;
    }
    Expression changed =
        switch (wanted) {
          case TEXT ->
              own.get() == Kind.NUMBER
                  ? Tree.cast(Place.NONE, value, Tree.type("VARCHAR"))
                  : Tree.call(
                      Place.NONE,
                      "UPPER",
                      Tree.call(Place.NONE, "ENCODE", value, Tree.string("hex")));
          case NUMBER ->
              own.get() == Kind.TEXT ? Tree.cast(Place.NONE, value, Tree.type("NUMERIC")) : value;
          case BYTES -> value;
        };
    return new Expression.Argument(argument.key(), changed, argument.place());
  }
}
