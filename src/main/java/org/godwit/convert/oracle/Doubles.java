package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;

/**
 * Floating numbers that are none, and their limits: {@code BINARY_DOUBLE_NAN} becomes {@code
 * CAST('NaN' AS DOUBLE PRECISION)}, {@code x IS NAN} {@code x = CAST('NaN' …)}, which is true of
 * NaN on PostgreSQL. PL/SQL Language Reference, "Predefined PL/SQL Data Types".
 */
final class Doubles {
  private Doubles() {}

  /** The constant of that name; empty where it is none. */
  static Optional<Expression> named(Name name, Place place) {
    if (name.parts().size() > 1 || name.last().isQuoted()) {
      return Optional.empty();
    }
    String word = name.last().text().toUpperCase(Locale.ROOT);
    String type = word.startsWith("BINARY_DOUBLE_") ? "DOUBLE PRECISION" : "REAL";
    return Optional.ofNullable(
            switch (word) {
              case "BINARY_DOUBLE_NAN", "BINARY_FLOAT_NAN" -> "NaN";
              case "BINARY_DOUBLE_INFINITY", "BINARY_FLOAT_INFINITY" -> "Infinity";
              case "BINARY_DOUBLE_MAX_NORMAL" -> "1.79769313486231570E+308";
              case "BINARY_DOUBLE_MIN_NORMAL" -> "2.2250738585072014E-308";
              case "BINARY_DOUBLE_MAX_SUBNORMAL" -> "2.2250738585072009E-308";
              case "BINARY_DOUBLE_MIN_SUBNORMAL" -> "4.94065645841246544E-324";
              case "BINARY_FLOAT_MAX_NORMAL" -> "3.40282347E+38";
              case "BINARY_FLOAT_MIN_NORMAL" -> "1.17549435E-38";
              case "BINARY_FLOAT_MAX_SUBNORMAL" -> "1.17549421E-38";
              case "BINARY_FLOAT_MIN_SUBNORMAL" -> "1.40129846E-45";
              default -> null;
            })
        .map(value -> Tree.cast(place, Tree.string(value), Tree.type(type)));
  }

  /** Whether it is {@code x IS NAN} or {@code x IS INFINITE}. */
  static boolean isTest(Expression.Is is) {
    return is.test().equals("NAN") || is.test().equals("INFINITE");
  }

  /** {@code x IS INFINITE} becomes {@code x IN ('Infinity', '-Infinity')} as double precision. */
  static Expression tested(Expression.Is is) {
    return is.test().equals("NAN")
        ? Tree.operation(is.place(), Operator.EQUAL, is.value(), number("NaN"))
        : new Expression.In(
            is.value(),
            new Expression.Row(List.of(number("Infinity"), number("-Infinity")), Place.NONE),
            is.place());
  }

  /** {@code NANVL(x, y)}: y where x is no number. */
  static Expression orElse(Expression value, Expression other, Place place) {
    return new Expression.Case(
        Optional.empty(),
        List.of(
            new Expression.When(
                Tree.operation(Place.NONE, Operator.EQUAL, value, number("NaN")),
                other,
                Place.NONE)),
        Optional.of(value),
        place);
  }

  private static Expression number(String text) {
    return Tree.cast(Place.NONE, Tree.string(text), Tree.type("DOUBLE PRECISION"));
  }
}
