package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;

/** MONTHS_BETWEEN and NEXT_DAY by the fields of their dates. */
final class DateFunctions {
  private static final Map<String, String> DAYS =
      Map.of("MON", "1", "TUE", "2", "WED", "3", "THU", "4", "FRI", "5", "SAT", "6", "SUN", "7");

  private DateFunctions() {}

  /**
   * Whole months where both are the same day of the month, or both its last; else a part of 31 days
   * besides.
   */
  static Expression monthsBetween(Expression one, Expression other, Place place) {
    Expression years = less(field("YEAR", one), field("YEAR", other));
    Expression months =
        Tree.operation(
            Place.NONE,
            Operator.ADD,
            Tree.operation(Place.NONE, Operator.MULTIPLY, years, Tree.number("12")),
            less(field("MONTH", one), field("MONTH", other)));
    Expression sameDay =
        Tree.operation(Place.NONE, Operator.EQUAL, field("DAY", one), field("DAY", other));
    Expression bothLast = Tree.operation(Place.NONE, Operator.AND, isLast(one), isLast(other));
    Expression days =
        Tree.operation(
            Place.NONE,
            Operator.ADD,
            less(field("DAY", one), field("DAY", other)),
            Tree.operation(
                Place.NONE,
                Operator.DIVIDE,
                less(ofDay(one), ofDay(other)),
                Tree.number("86400.0")));
    Expression part =
        new Expression.Case(
            Optional.empty(),
            List.of(
                new Expression.When(
                    Tree.operation(Place.NONE, Operator.OR, sameDay, bothLast),
                    Tree.number("0"),
                    Place.NONE)),
            Optional.of(Tree.operation(Place.NONE, Operator.DIVIDE, days, Tree.number("31.0"))),
            Place.NONE);
    return Tree.operation(place, Operator.ADD, months, part);
  }

  /** The first such day of the week behind the date, at the same time; empty for other words. */
  static Optional<Expression> nextDay(Expression date, Expression day, Place place) {
    return Tree.text(day)
        .filter(it -> it.length() >= 3)
        .map(it -> DAYS.get(it.substring(0, 3).toUpperCase(Locale.ROOT)))
        .map(
            number -> {
              Expression ahead =
                  Tree.call(
                      Place.NONE,
                      "MOD",
                      Tree.operation(
                          Place.NONE,
                          Operator.ADD,
                          less(Tree.number(number), field("ISODOW", date)),
                          Tree.number("6")),
                      Tree.number("7"));
              return OracleFunctions.plus(
                  place,
                  date,
                  Tree.operation(Place.NONE, Operator.ADD, ahead, Tree.number("1")),
                  "DAY");
            });
  }

  private static Expression isLast(Expression date) {
    Expression next = Tree.operation(Place.NONE, Operator.ADD, moment(date), Tree.one("DAY"));
    return Tree.operation(
        Place.NONE, Operator.NOT_EQUAL, ofMoment("MONTH", next), field("MONTH", date));
  }

  private static Expression ofDay(Expression date) {
    return Tree.operation(
        Place.NONE,
        Operator.ADD,
        Tree.operation(
            Place.NONE,
            Operator.ADD,
            Tree.operation(Place.NONE, Operator.MULTIPLY, field("HOUR", date), Tree.number("3600")),
            Tree.operation(
                Place.NONE, Operator.MULTIPLY, field("MINUTE", date), Tree.number("60"))),
        field("SECOND", date));
  }

  private static Expression less(Expression one, Expression other) {
    return Tree.operation(Place.NONE, Operator.SUBTRACT, one, other);
  }

  private static Expression moment(Expression date) {
    return Tree.cast(Place.NONE, date, Tree.type("TIMESTAMP", "0"));
  }

  private static Expression field(String field, Expression date) {
    return ofMoment(field, moment(date));
  }

  private static Expression ofMoment(String field, Expression moment) {
    return new Expression.KeywordCall(
        Name.of("EXTRACT"),
        List.of(
            new Expression.Word(field, Place.NONE),
            new Expression.Word("FROM", Place.NONE),
            moment),
        Place.NONE);
  }
}
