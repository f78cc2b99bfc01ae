package org.godwit.convert.oracle;

import java.util.List;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;

/**
 * {@code SQLCODE = -20001} becomes {@code SQLSTATE = 'OR001'}, a number of an error that only
 * Oracle raises {@code 'ORA-29266'}, other uses the bare SQLSTATE.
 */
final class ErrorCodes {
  private final Items items;

  ErrorCodes(Items items) {
    this.items = items;
  }

  <N extends Node> N replaced(N node) {
    return Rewriter.rewrite(Rewriter.rewrite(node, this::compared), this::other);
  }

  private Node compared(Node node) {
    if (node instanceof Operation(var operator, var operands, var place)
        && (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL)
        && isCode(operands.getFirst())) {
      Optional<Integer> number = Conditions.number(operands.getLast());
      Optional<String> state =
          number.flatMap(Conditions::state).or(() -> number.map(it -> ofOracleAlone(it, place)));
      if (state.isPresent()) {
        return new Operation(
            operator,
            List.of(
                new Expression.Reference(Name.of("SQLSTATE"), operands.getFirst().place()),
                Tree.string(state.get())),
            place);
      }
    }
    return node;
  }

  /** An error that PostgreSQL doesn't raise: what no SQLSTATE is equal to. */
  private String ofOracleAlone(int number, Place place) {
    String name = "ORA" + (number < 0 ? number : -number);
    items.add(ActionCode.EXCEPTION_CODE, place, name);
    return name;
  }

  private static boolean isCode(Expression expression) {
    return expression instanceof Expression.Reference(var name, _) && name.is("SQLCODE");
  }

  private Node other(Node node) {
    if (node instanceof Expression expression && isCode(expression)) {
      items.add(ActionCode.SQLCODE, node.place());
      return new Expression.Reference(Name.of("SQLSTATE"), node.place());
    }
    return node;
  }
}
