package org.godwit.convert.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Type;

/** Makes pieces of the tree. */
final class Tree {
  private Tree() {}

  static Expression call(Place place, String function, Expression... arguments) {
    return call(place, function, Arrays.asList(arguments));
  }

  static Expression call(Place place, String function, List<Expression> arguments) {
    List<Expression.Argument> all =
        arguments.stream()
            .map(value -> new Expression.Argument(Optional.empty(), value, Place.NONE))
            .toList();
    return new Expression.Call(Name.of(function), all, place);
  }

  static Expression cast(Place place, Expression value, Type type) {
    return new Expression.Cast(value, type, place);
  }

  static Type type(String name, String... arguments) {
    return new Type.Named(Name.of(name), List.of(arguments), "", "", Place.NONE);
  }

  static Type typeWith(String name, List<String> arguments, String suffix) {
    return new Type.Named(Name.of(name), arguments, "", suffix, Place.NONE);
  }

  static Expression operation(Place place, Operator operator, Expression... operands) {
    return new Operation(operator, List.of(operands), place);
  }

  static Expression string(String text) {
    return new Literal(LiteralKind.STRING, text, Place.NONE);
  }

  static Expression number(String text) {
    return new Literal(LiteralKind.NUMBER, text, Place.NONE);
  }

  static Expression none(Place place) {
    return new Literal(LiteralKind.NULL, "NULL", place);
  }

  static Expression isTrue() {
    return new Literal(LiteralKind.TRUE, "TRUE", Place.NONE);
  }

  /** {@code SELECT items FROM from WHERE where}. */
  static Query select(List<Query.Item> items, List<FromItem> from, Optional<Expression> where) {
    return Query.of(
        new Query.Select(
            List.of(),
            "",
            items,
            Optional.empty(),
            from,
            where,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Place.NONE));
  }

  /** A column of a SELECT. */
  static Query.Item item(Expression value) {
    return new Query.Item(value, Optional.empty(), Place.NONE);
  }

  /** A table by its name alone. */
  static FromItem.Table table(Name name) {
    return new FromItem.Table(false, name, "", Optional.empty(), "", Optional.empty(), Place.NONE);
  }

  static Expression reference(String... parts) {
    return new Expression.Reference(
        new Name(Arrays.stream(parts).map(Identifier::of).toList(), ""), Place.NONE);
  }

  /** {@code INTERVAL '1' unit}. */
  static Expression one(String unit) {
    return new Expression.Interval(string("1"), unit, Place.NONE);
  }

  static Expression isNull(Expression value) {
    return new Expression.Is(value, "NULL", Place.NONE);
  }

  static boolean isNullLiteral(Expression expression) {
    return expression instanceof Literal(var kind, _, _) && kind == LiteralKind.NULL;
  }

  /** The text of a string literal. */
  static Optional<String> text(Expression expression) {
    return expression instanceof Literal(var kind, var text, _) && kind == LiteralKind.STRING
        ? Optional.of(text)
        : Optional.empty();
  }
}
