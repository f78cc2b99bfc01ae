package org.godwit.convert.oracle;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;

/**
 * {@code SQLCODE = -20001} becomes {@code SQLSTATE = 'OR001'}, a number of an error that only
 * Oracle raises {@code 'ORA-29266'}, other uses the pack's {@code sqlcode(SQLSTATE)}, which gives
 * Oracle's number. PL/pgSQL knows neither SQLSTATE nor SQLERRM outside of a handler, where Oracle
 * has 0, or the error of the handler that called the routine.
 */
final class ErrorCodes {
  private static final String NO_ERROR = "ORA-0000: normal, successful completion";

  /** Of NO_DATA_FOUND it is 100 alone, though EXCEPTION_INIT takes this one. */
  private static final int NEVER_GIVEN = -1403;

  private static final int VALUE_ERROR = -6502;

  /** What of PostgreSQL's a handler of VALUE_ERROR takes. */
  private static final List<String> VALUE_ERRORS =
      List.of("22P02", "22003", "22001", "22007", "22008", "22004", "22000");

  private final Items items;

  /** SQLERRM of handlers. */
  private final Set<Node> handled = Collections.newSetFromMap(new IdentityHashMap<>());

  ErrorCodes(Items items) {
    this.items = items;
  }

  <N extends Node> N replaced(N node) {
    UnaryOperator<Node> within =
        it ->
            it instanceof Code.Handler handler
                ? Rewriter.rewrite(
                    Rewriter.rewrite(Rewriter.rewrite(handler, this::compared), this::other),
                    this::message)
                : it;
    return Rewriter.rewrite(Rewriter.rewrite(node, within), this::outside);
  }

  private Node compared(Node node) {
    if (node instanceof Operation(var operator, var operands, var place)
        && (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL)
        && isCode(operands.getFirst())) {
      Optional<Integer> number =
          Conditions.number(operands.getLast()).filter(it -> it != NEVER_GIVEN && it != 0);
      if (number.filter(it -> it == VALUE_ERROR).isPresent()) {
        Expression one =
            new Expression.In(
                state(place),
                new Expression.Row(VALUE_ERRORS.stream().map(Tree::string).toList(), Place.NONE),
                place);
        return operator == Operator.EQUAL ? one : new Operation(Operator.NOT, List.of(one), place);
      }
      Optional<String> state =
          number.flatMap(Conditions::state).or(() -> number.map(it -> ofOracleAlone(it, place)));
      if (state.isPresent()) {
        return new Operation(
            operator, List.of(state(operands.getFirst().place()), Tree.string(state.get())), place);
      }
    }
    return node;
  }

  private static Expression state(Place place) {
    return new Expression.Reference(Name.of("SQLSTATE"), place);
  }

  /** An error that PostgreSQL doesn't raise: what no SQLSTATE is equal to. */
  private String ofOracleAlone(int number, Place place) {
    String name = "ORA" + (number < 0 ? number : -number);
    items.add(ActionCode.EXCEPTION_CODE, place, name);
    return name;
  }

  private static boolean isCode(Node node) {
    return node instanceof Expression.Reference(var name, _) && name.is("SQLCODE");
  }

  private Node other(Node node) {
    if (isCode(node)) {
      items.add(ActionCode.SQLCODE, node.place());
      return PackCalls.call(node.place(), "sqlcode", List.of(state(Place.NONE)));
    }
    return node;
  }

  /** {@code SQLERRM(SQLCODE)} is SQLERRM. */
  private Node message(Node node) {
    boolean isOfCode =
        node instanceof Expression.Call(var function, var arguments, _)
            && function.is("SQLERRM")
            && arguments.size() == 1
            && arguments.getFirst().value() instanceof Expression.Call(var code, _, _)
            && PackCalls.isOne(code)
            && code.last().is("SQLCODE");
    Node message = isOfCode ? new Expression.Reference(Name.of("SQLERRM"), node.place()) : node;
    if (isMessage(message)) {
      handled.add(message);
    }
    return message;
  }

  private static boolean isMessage(Node node) {
    return node instanceof Expression.Reference(var name, _) && name.is("SQLERRM");
  }

  private Node outside(Node node) {
    boolean isMessage = isMessage(node) && !handled.contains(node);
    if (isCode(node) || isMessage) {
      items.add(ActionCode.ERROR_OUTSIDE, node.place(), isMessage ? "SQLERRM" : "SQLCODE");
      return isMessage ? Tree.string(NO_ERROR) : Tree.number("0");
    }
    return node;
  }
}
