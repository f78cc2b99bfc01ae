package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

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

  private static final Name TRACE = Name.of("_error_context");

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
                ? traced(
                    Rewriter.rewrite(
                        Rewriter.rewrite(Rewriter.rewrite(handler, this::compared), this::other),
                        this::message))
                : it;
    return Rewriter.rewrite(Rewriter.rewrite(node, within), this::outside);
  }

  /** FORMAT_ERROR_BACKTRACE is a variable that has what the target tells of the error's place. */
  private static Code.Handler traced(Code.Handler handler) {
    Code.Handler traced =
        Rewriter.rewrite(
            handler, node -> isTrace(node) ? new Expression.Reference(TRACE, node.place()) : node);
    if (traced.equals(handler)) {
      return handler;
    }
    List<Statement> all = new ArrayList<>();
    all.add(
        new Code.Diagnostics(
            new Expression.Reference(TRACE, Place.NONE), "PG_EXCEPTION_CONTEXT", Place.NONE));
    all.addAll(traced.statements());
    Declaration text =
        new Declaration.Variable(
            TRACE.last(), false, Tree.type("CLOB"), false, Optional.empty(), Place.NONE);
    return new Code.Handler(
        traced.exceptions(),
        List.of(new Code.Block(List.of(text), List.copyOf(all), List.of(), Place.NONE)),
        traced.place());
  }

  private static boolean isTrace(Node node) {
    return isOf(node, "FORMAT_ERROR_BACKTRACE");
  }

  /** Whether it is that function of DBMS_UTILITY. */
  private static boolean isOf(Node node, String function) {
    Name name =
        switch (node) {
          case Expression.Reference(var of, _) -> of;
          case Expression.Call(var of, var arguments, _) when arguments.isEmpty() -> of;
          default -> TRACE;
        };
    return name.parts().size() > 1
        && name.last().is(function)
        && name.parts().get(name.parts().size() - 2).is("DBMS_UTILITY");
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
    Node message =
        isOfCode || isOf(node, "FORMAT_ERROR_STACK")
            ? new Expression.Reference(Name.of("SQLERRM"), node.place())
            : node;
    if (isMessage(message)) {
      handled.add(message);
    }
    return message;
  }

  private static boolean isMessage(Node node) {
    return node instanceof Expression.Reference(var name, _) && name.is("SQLERRM");
  }

  private Node outside(Node node) {
    if (isTrace(node) || isOf(node, "FORMAT_ERROR_STACK")) {
      items.add(ActionCode.ERROR_OUTSIDE, node.place(), "what DBMS_UTILITY tells of an error");
      return Tree.none(node.place());
    }
    boolean isMessage = isMessage(node) && !handled.contains(node);
    if (isCode(node) || isMessage) {
      items.add(ActionCode.ERROR_OUTSIDE, node.place(), isMessage ? "SQLERRM" : "SQLCODE");
      return isMessage ? Tree.string(NO_ERROR) : Tree.number("0");
    }
    return node;
  }
}
