package org.godwit.convert.oracle;

import java.util.List;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;

/**
 * Dates and numbers: a date and a number is so many days later, a date less a date is a number. Of
 * timestamps the difference is an interval, and with a number they become dates first.
 */
final class DateArithmetic {
  private static final String SECONDS_OF_A_DAY = "86400";

  private final Kinds kinds;

  DateArithmetic(Kinds kinds) {
    this.kinds = kinds;
  }

  /** The sum. */
  Expression plus(Operation operation) {
    Expression left = operation.operands().getFirst();
    Expression right = operation.operands().getLast();
    if (counts(left, right)) {
      return OracleFunctions.plus(operation.place(), date(left), right, "DAY");
    }
    if (counts(right, left)) {
      return OracleFunctions.plus(operation.place(), date(right), left, "DAY");
    }
    return operation;
  }

  /** The difference. */
  Expression minus(Operation operation) {
    Expression left = operation.operands().getFirst();
    Expression right = operation.operands().getLast();
    if (kinds.isDate(left) && kinds.isDate(right)) {
      Expression seconds =
          new Expression.KeywordCall(
              Name.of("EXTRACT"),
              List.of(
                  new Expression.Word("EPOCH", Place.NONE),
                  new Expression.Word("FROM", Place.NONE),
                  new Operation(Operator.SUBTRACT, operation.operands(), Place.NONE)),
              Place.NONE);
      return Tree.operation(
          operation.place(), Operator.DIVIDE, seconds, Tree.number(SECONDS_OF_A_DAY));
    }
    return counts(left, right)
        ? Tree.operation(
            operation.place(), Operator.SUBTRACT, date(left), OracleFunctions.times(right, "DAY"))
        : operation;
  }

  /** Whether the other one is a number of days; with a timestamp only what surely is a number. */
  private boolean counts(Expression moment, Expression other) {
    return kinds.isDate(moment)
        ? !kinds.isInterval(other) && !kinds.isTimestamp(other) && !kinds.isDate(other)
        : kinds.isTimestamp(moment) && kinds.isNumber(other);
  }

  /** What a timestamp is as a DATE, which has no fraction of a second; others as they are. */
  Expression date(Expression moment) {
    return kinds.isTimestamp(moment)
        ? Tree.cast(
            moment.place(),
            Tree.call(Place.NONE, "DATE_TRUNC", Tree.string("second"), moment),
            Tree.type("TIMESTAMP", "0"))
        : moment;
  }
}
