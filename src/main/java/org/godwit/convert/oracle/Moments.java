package org.godwit.convert.oracle;

import java.util.List;
import java.util.Set;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Operator;
import org.godwit.sql.Type;

/**
 * Tells expressions that are a DATE of Oracle's, as far as the tree and the columns' names say it:
 * date plus number means days for them, and date less date is a number. Of a TIMESTAMP it isn't.
 *
 * @param columns names of columns that are a DATE in each table that has them
 */
record Moments(Set<String> columns) {

  /** Whether the expression, already standard, surely is one. */
  boolean isMoment(Expression expression) {
    return switch (expression) {
      case Expression.Literal(var kind, _, _) ->
          kind == LiteralKind.TIMESTAMP || kind == LiteralKind.DATE;
      case Expression.Cast(_, Type.Named(var name, var arguments, _, _, _), _) ->
          name.is("TIMESTAMP") && arguments.equals(List.of("0"));
      case Expression.Reference(var name, _) -> columns.contains(name.last().text());
      case Expression.Call(var function, var arguments, _) ->
          function.is("DATE_TRUNC")
              || ((function.is("COALESCE")
                      || function.is("GREATEST")
                      || function.is("LEAST")
                      || function.is("MAX")
                      || function.is("MIN"))
                  && arguments.stream().anyMatch(argument -> isMoment(argument.value())));
      case Expression.Operation(var operator, var operands, _) ->
          (operator == Operator.ADD || operator == Operator.SUBTRACT)
              && isMoment(operands.getFirst())
              && !isMoment(operands.getLast());
      default -> false;
    };
  }

  /** Whether the expression surely is a length of time. */
  static boolean isInterval(Expression expression) {
    return switch (expression) {
      case Expression.Interval _ -> true;
      case Expression.Cast(_, Type.Named(var name, _, _, _, _), _) -> name.is("INTERVAL");
      case Expression.Operation(_, var operands, _) ->
          operands.stream().anyMatch(Moments::isInterval);
      default -> false;
    };
  }
}
