package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Operator;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;

/** GROUP_CONCAT, and aggregates of different rows. */
final class MySqlAggregates {
  private final Items items;
  private final MySqlFunctions functions;

  MySqlAggregates(Items items, MySqlFunctions functions) {
    this.items = items;
    this.functions = functions;
  }

  /** GROUP_CONCAT becomes STRING_AGG; others keep what stands around them. */
  Expression aggregate(Expression.Aggregate it) {
    boolean isList =
        it.call() instanceof Expression.Call(var function, _, _)
            && (function.is("STRING_AGG") || function.is("GROUP_CONCAT"));
    if (!isList) {
      return distinctRows(it);
    }
    Expression.Call call = (Expression.Call) it.call();
    List<Expression> parts = new ArrayList<>();
    Expression separator = Sql.string(",");
    for (Expression.Argument argument : call.arguments()) {
      if (argument.key().isPresent()) {
        separator = argument.value();
      } else {
        parts.add(argument.value());
      }
    }
    Expression value = functions.concatenated(parts, call.place());
    List<OrderItem> orderBy = it.orderBy();
    if (it.isDistinct() && !orderBy.isEmpty()) {
      // Of different values the target orders by nothing but themselves.
      boolean isItself = orderBy.size() == 1 && parts.contains(orderBy.getFirst().value());
      if (!isItself) {
        items.add(ActionCode.NO_RULE, it.place(), "the order of a GROUP_CONCAT of DISTINCT");
      }
      OrderItem own = orderBy.getFirst();
      orderBy =
          isItself
              ? List.of(new OrderItem(value, own.direction(), own.nulls(), own.place()))
              : List.of();
    }
    return new Expression.Aggregate(
        Sql.call(call.place(), "STRING_AGG", value, separator),
        it.isDistinct(),
        List.of(),
        orderBy,
        List.of(),
        Optional.empty(),
        it.over(),
        it.place());
  }

  /** {@code COUNT(DISTINCT a, b)} counts rows in which none is NULL. */
  private static Expression distinctRows(Expression.Aggregate it) {
    if (!(it.call() instanceof Expression.Call(var function, var arguments, var place))
        || !function.is("COUNT")
        || arguments.size() < 2) {
      return it;
    }
    List<Expression> values = arguments.stream().map(Expression.Argument::value).toList();
    List<Expression> filled =
        values.stream()
            .map(
                value ->
                    Sql.operation(
                        Place.NONE, Operator.NOT, new Expression.Is(value, "NULL", Place.NONE)))
            .toList();
    Expression row =
        new Expression.Case(
            Optional.empty(),
            List.of(
                new Expression.When(
                    new Expression.Operation(Operator.AND, filled, Place.NONE),
                    new Expression.Row(values, Place.NONE),
                    Place.NONE)),
            Optional.empty(),
            Place.NONE);
    return new Expression.Aggregate(
        Sql.call(place, "COUNT", row),
        true,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        it.over(),
        it.place());
  }
}
