package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.Window;

/** Aggregates and analytic functions that the standard writes, or counts, otherwise. */
final class Aggregates {
  private final Items items;
  private final Windows windows;

  Aggregates(Items items, Kinds kinds) {
    this.items = items;
    this.windows = new Windows(kinds);
  }

  /** An aggregate whose call is standard already. */
  Expression standard(Expression.Aggregate original) {
    Expression ofWindow = windows.standard(original);
    if (!(ofWindow instanceof Expression.Aggregate it)) {
      return ofWindow;
    }
    if (it.keep().isPresent()) {
      return kept(it);
    }
    if (isMedian(it.call())) {
      return median(it);
    }
    Optional<Expression> document = JsonCalls.ofRows(it.call(), call -> with(it, call));
    if (document.isPresent()) {
      return document.get();
    }
    if (it.call() instanceof Expression.Case(_, _, var otherwise, var place)
        && otherwise.orElse(null) instanceof Expression.Call call) {
      return ofOne(with(it, call), place);
    }
    boolean isText = it.call() instanceof Expression.Call(var function, _, _) && is(function);
    Expression.Aggregate done = isText && !it.withinGroup().isEmpty() ? ordered(it) : it;
    boolean isOver = done.over().isPresent();
    if (isOver && (!done.withinGroup().isEmpty() || !done.orderBy().isEmpty())) {
      items.block(ActionCode.NO_RULE, it.place(), "WITHIN GROUP with OVER");
    } else if (isOver && done.isDistinct()) {
      items.block(ActionCode.NO_RULE, it.place(), "DISTINCT with OVER");
    }
    return done;
  }

  private static boolean is(Name function) {
    return function.is("STRING_AGG");
  }

  /** LISTAGG(a, b) WITHIN GROUP (ORDER BY c) becomes STRING_AGG(a, b ORDER BY c). */
  private static Expression.Aggregate ordered(Expression.Aggregate it) {
    return new Expression.Aggregate(
        it.call(),
        it.isDistinct(),
        it.modifiers(),
        it.withinGroup(),
        List.of(),
        it.keep(),
        it.over(),
        it.place());
  }

  /**
   * MEDIAN(a) becomes the pack's {@code median(ARRAY_AGG(a))}: PostgreSQL's PERCENTILE_CONT gives a
   * floating-point number, takes no dates, and isn't for windows.
   */
  static Expression median(Expression value, Place place) {
    return PackCalls.call(place, "median", List.of(Tree.call(Place.NONE, "ARRAY_AGG", value)));
  }

  private static boolean isMedian(Expression expression) {
    return expression instanceof Expression.Call call
        && PackCalls.isOne(call.function())
        && call.function().last().is("MEDIAN");
  }

  private static Expression median(Expression.Aggregate it) {
    Expression.Call median = (Expression.Call) it.call();
    Expression all = median.arguments().getFirst().value();
    return PackCalls.call(it.place(), "median", List.of(with(it, all)));
  }

  /**
   * STDDEV(a) becomes {@code CASE WHEN COUNT(a) = 1 THEN 0 ELSE STDDEV(a) END}, and so does
   * VARIANCE: of one row Oracle's are 0, PostgreSQL's NULL, as those with _SAMP of both are.
   */
  static Expression ofOne(Expression deviation, Place place) {
    Expression.Call call =
        (Expression.Call)
            (deviation instanceof Expression.Aggregate aggregate ? aggregate.call() : deviation);
    Expression counted =
        Tree.call(
            Place.NONE,
            "COUNT",
            call.arguments().stream().map(Expression.Argument::value).toList());
    Expression count =
        deviation instanceof Expression.Aggregate aggregate ? with(aggregate, counted) : counted;
    Expression isOne = Tree.operation(Place.NONE, Operator.EQUAL, count, Tree.number("1"));
    return new Expression.Case(
        Optional.empty(),
        List.of(new Expression.When(isOne, Tree.number("0"), Place.NONE)),
        Optional.of(deviation),
        place);
  }

  private static Expression.Aggregate with(Expression.Aggregate it, Expression call) {
    return new Expression.Aggregate(
        call,
        it.isDistinct(),
        it.modifiers(),
        it.orderBy(),
        it.withinGroup(),
        it.keep(),
        it.over(),
        it.place());
  }

  /** MAX(a) KEEP (DENSE_RANK FIRST ORDER BY b) becomes (ARRAY_AGG(a ORDER BY b, a DESC))[1]. */
  private Expression kept(Expression.Aggregate it) {
    boolean isMax = it.call() instanceof Expression.Call(var max, _, _) && max.is("MAX");
    boolean isMin = it.call() instanceof Expression.Call(var min, _, _) && min.is("MIN");
    if ((!isMax && !isMin) || it.isDistinct() || it.over().isPresent()) {
      return windows.keptOfGroup(it);
    }
    Expression value = ((Expression.Call) it.call()).arguments().getFirst().value();
    List<OrderItem> order = new ArrayList<>(ranked(it.keep().orElseThrow()));
    order.add(most(value, isMax));
    return new Expression.Element(ordered(value, List.copyOf(order)), Tree.number("1"), it.place());
  }

  /** The order in which what is kept comes first. */
  static List<OrderItem> ranked(Expression.Keep keep) {
    return keep.orderBy().stream().map(one -> keep.isFirst() ? one : reversed(one)).toList();
  }

  /** The greatest value first, or the least one; none is neither. */
  static OrderItem most(Expression value, boolean isMax) {
    return new OrderItem(
        value,
        isMax ? OrderItem.Direction.DESCENDING : OrderItem.Direction.ASCENDING,
        OrderItem.Nulls.LAST,
        Place.NONE);
  }

  /** {@code ARRAY_AGG(value ORDER BY …)}. */
  static Expression ordered(Expression value, List<OrderItem> order) {
    return new Expression.Aggregate(
        Tree.call(Place.NONE, "ARRAY_AGG", value),
        false,
        List.of(),
        order,
        List.of(),
        Optional.empty(),
        Optional.<Window>empty(),
        Place.NONE);
  }

  private static OrderItem reversed(OrderItem item) {
    boolean isDown = item.direction() == OrderItem.Direction.DESCENDING;
    OrderItem.Nulls nulls =
        switch (item.nulls()) {
          case UNSAID -> OrderItem.Nulls.UNSAID;
          case FIRST -> OrderItem.Nulls.LAST;
          case LAST -> OrderItem.Nulls.FIRST;
        };
    return new OrderItem(
        item.value(),
        isDown ? OrderItem.Direction.ASCENDING : OrderItem.Direction.DESCENDING,
        nulls,
        item.place());
  }
}
