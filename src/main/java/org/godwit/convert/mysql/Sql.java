package org.godwit.convert.mysql;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Argument;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Type;

/** Makes pieces of the tree, and looks at them. */
final class Sql {
  private Sql() {}

  static Expression call(Place place, String function, Expression... arguments) {
    return call(place, function, Arrays.asList(arguments));
  }

  static Expression call(Place place, String function, List<Expression> arguments) {
    List<Argument> all =
        arguments.stream().map(it -> new Argument(Optional.empty(), it, Place.NONE)).toList();
    return new Expression.Call(Name.of(function), all, place);
  }

  static Expression call(Place place, Name function, List<Expression> arguments) {
    List<Argument> all =
        arguments.stream().map(it -> new Argument(Optional.empty(), it, Place.NONE)).toList();
    return new Expression.Call(function, all, place);
  }

  static Type type(String name, String... arguments) {
    return new Type.Named(Name.of(name), List.of(arguments), "", "", Place.NONE);
  }

  static Type typeWith(String name, List<String> arguments, String suffix) {
    return new Type.Named(Name.of(name), arguments, "", suffix, Place.NONE);
  }

  static Expression cast(Place place, Expression value, Type type) {
    return new Expression.Cast(value, type, place);
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

  static Expression truth(boolean isTrue, Place place) {
    return isTrue
        ? new Literal(LiteralKind.TRUE, "TRUE", place)
        : new Literal(LiteralKind.FALSE, "FALSE", place);
  }

  /** The text of a string literal. */
  static Optional<String> text(Expression expression) {
    return expression instanceof Literal(var kind, var text, _) && kind == LiteralKind.STRING
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The digits of a number. */
  static Optional<String> digits(Expression expression) {
    return expression instanceof Literal(var kind, var text, _) && kind == LiteralKind.NUMBER
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Whether it is the setting that stands for a variable of the session. */
  static boolean isSetting(Expression expression) {
    return expression instanceof Expression.Call(var function, var arguments, _)
        && function.is("NULLIF")
        && arguments.getFirst().value() instanceof Expression.Call(var setting, _, _)
        && setting.is("CURRENT_SETTING");
  }

  static boolean isNull(Expression expression) {
    return expression instanceof Literal(var kind, _, _) && kind == LiteralKind.NULL;
  }

  static Expression reference(String... parts) {
    return new Expression.Reference(
        new Name(Arrays.stream(parts).map(org.godwit.sql.Identifier::of).toList(), ""), Place.NONE);
  }

  static Expression unlessZero(Expression divisor) {
    boolean isSure = digits(divisor).filter(it -> it.matches(".*[1-9].*")).isPresent();
    return isSure ? divisor : call(Place.NONE, "NULLIF", divisor, number("0"));
  }
}
