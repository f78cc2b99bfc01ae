package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Operator;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.Window;
import org.godwit.sql.Window.Bound;
import org.godwit.sql.Window.Frame;

/**
 * Functions over a window that PostgreSQL has otherwise: IGNORE NULLS, LISTAGG and KEEP with OVER,
 * counts of distinct values, and RANGE by a number of days.
 */
final class Windows {
  private static final String PRECEDING = "PRECEDING";
  private static final String FOLLOWING = "FOLLOWING";

  private final Kinds kinds;

  Windows(Kinds kinds) {
    this.kinds = kinds;
  }

  /** As the target has it; the same where it has it too, or not at all. */
  Expression standard(Expression.Aggregate aggregate) {
    if (aggregate.over().isEmpty()) {
      return aggregate;
    }
    Expression.Aggregate ranged = over(aggregate, ranged(aggregate.over().get()));
    if (ranged.keep().isPresent()) {
      return kept(ranged);
    }
    if (!ranged.withinGroup().isEmpty() && is(ranged, "STRING_AGG") && !ranged.isDistinct()) {
      return listed(ranged);
    }
    if (is(ranged, "RATIO_TO_REPORT") && argument(ranged).isPresent()) {
      return share(ranged, argument(ranged).get());
    }
    if (ranged.isDistinct() && is(ranged, "COUNT") && argument(ranged).isPresent()) {
      return PackCalls.call(
          ranged.place(),
          "count_distinct",
          List.of(
              called(
                  ranged,
                  Tree.call(Place.NONE, "ARRAY_AGG", argument(ranged).get()),
                  ranged.over().get())));
    }
    return ranged.modifiers().equals(List.of("RESPECT NULLS"))
        ? called(ranged, ranged.call(), ranged.over().get())
        : ranged.modifiers().equals(List.of("IGNORE NULLS")) ? withoutNulls(ranged) : ranged;
  }

  private static boolean is(Expression.Aggregate aggregate, String function) {
    return aggregate.call() instanceof Expression.Call(var name, _, _) && name.is(function);
  }

  private static Optional<Expression> argument(Expression.Aggregate aggregate) {
    return aggregate.call() instanceof Expression.Call(_, var all, _)
            && all.size() == 1
            && !(all.getFirst().value() instanceof Expression.Star)
        ? Optional.of(all.getFirst().value())
        : Optional.empty();
  }

  private static Expression.Aggregate over(Expression.Aggregate it, Window window) {
    return new Expression.Aggregate(
        it.call(),
        it.isDistinct(),
        it.modifiers(),
        it.orderBy(),
        it.withinGroup(),
        it.keep(),
        Optional.of(window),
        it.place());
  }

  private static Expression.Aggregate called(
      Expression.Aggregate it, Expression call, Window window) {
    return new Expression.Aggregate(
        call,
        false,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(window),
        it.place());
  }

  /** {@code RANGE 7 PRECEDING} of dates becomes {@code RANGE INTERVAL '7' DAY PRECEDING}. */
  private Window ranged(Window window) {
    boolean isOfDays =
        window.frame().filter(it -> it.unit().equals("RANGE")).isPresent()
            && window.orderBy().size() == 1
            && (kinds.isDate(window.orderBy().getFirst().value())
                || kinds.isTimestamp(window.orderBy().getFirst().value()));
    return isOfDays
        ? new Window(
            window.base(),
            window.partitionBy(),
            window.orderBy(),
            window
                .frame()
                .map(
                    it ->
                        new Frame(
                            it.unit(),
                            days(it.from()),
                            it.to().map(this::days),
                            it.exclude(),
                            it.place())),
            window.place())
        : window;
  }

  private Bound days(Bound bound) {
    return new Bound(
        bound
            .distance()
            .map(
                it ->
                    it instanceof Literal || kinds.isNumber(it)
                        ? OracleFunctions.times(it, "DAY")
                        : it),
        bound.words(),
        bound.place());
  }

  private static Window whole(Window window, List<OrderItem> orderBy) {
    return framed(window, orderBy, unbounded(PRECEDING), unbounded(FOLLOWING));
  }

  private static Window framed(Window window, List<OrderItem> orderBy, Bound from, Bound to) {
    return new Window(
        window.base(),
        window.partitionBy(),
        orderBy,
        Optional.of(new Frame("ROWS", from, Optional.of(to), "", Place.NONE)),
        window.place());
  }

  private static Bound unbounded(String direction) {
    return new Bound(Optional.empty(), "UNBOUNDED " + direction, Place.NONE);
  }

  private static Bound next(String direction) {
    return new Bound(Optional.of(Tree.number("1")), direction, Place.NONE);
  }

  /** LISTAGG of a partition: its order is the window's, and each row has all of it. */
  private static Expression listed(Expression.Aggregate it) {
    return called(it, it.call(), whole(it.over().orElseThrow(), it.withinGroup()));
  }

  /** MAX(a) KEEP (DENSE_RANK FIRST ORDER BY b) OVER (…) is the first value by b, then the most. */
  private static Expression kept(Expression.Aggregate it) {
    boolean isMax = is(it, "MAX");
    Window window = it.over().orElseThrow();
    if ((!isMax && !is(it, "MIN")) || it.isDistinct() || !window.orderBy().isEmpty()) {
      return it;
    }
    Expression value = argument(it).orElseThrow();
    List<OrderItem> order = new ArrayList<>(Aggregates.ranked(it.keep().orElseThrow()));
    order.add(Aggregates.most(value, isMax));
    return called(
        it, Tree.call(Place.NONE, "FIRST_VALUE", value), whole(window, List.copyOf(order)));
  }

  /**
   * {@code LAST_VALUE(a IGNORE NULLS)} becomes an aggregate of the pack's that keeps the last value
   * that isn't NULL; LAG and LEAD are the last one before the row and the first one behind it.
   */
  private static Expression withoutNulls(Expression.Aggregate it) {
    if (!(it.call() instanceof Expression.Call(var name, var arguments, _))
        || arguments.isEmpty()) {
      return it;
    }
    Expression value = arguments.getFirst().value();
    Window window = it.over().orElseThrow();
    boolean isBeside =
        arguments.size() == 1
            || (arguments.get(1).value() instanceof Literal(_, var distance, _)
                && distance.equals("1"));
    if (name.is("FIRST_VALUE") || name.is("LAST_VALUE")) {
      return found(it, name.is("FIRST_VALUE"), value, window);
    }
    if (!isBeside || (!name.is("LAG") && !name.is("LEAD"))) {
      return it;
    }
    Window rest =
        name.is("LAG")
            ? framed(window, window.orderBy(), unbounded(PRECEDING), next(PRECEDING))
            : framed(window, window.orderBy(), next(FOLLOWING), unbounded(FOLLOWING));
    Expression one = found(it, name.is("LEAD"), value, rest);
    return arguments.size() == 3
        ? Tree.call(it.place(), "COALESCE", one, arguments.get(2).value())
        : one;
  }

  private static Expression found(
      Expression.Aggregate it, boolean isFirst, Expression value, Window window) {
    return called(
        it,
        PackCalls.call(Place.NONE, isFirst ? "first_not_null" : "last_not_null", List.of(value)),
        window);
  }

  /**
   * SUM(a) KEEP (DENSE_RANK FIRST ORDER BY b) becomes the pack's {@code kept_sum(ARRAY_AGG(a),
   * ARRAY_AGG(b), (ARRAY_AGG(b ORDER BY b))[1])}, the keys as text; AVG and COUNT alike.
   */
  Expression keptOfGroup(Expression.Aggregate it) {
    if (!(it.call() instanceof Expression.Call(var function, var arguments, _))
        || arguments.size() != 1
        || it.over().isPresent()
        || it.isDistinct()
        || !(function.is("SUM") || function.is("AVG") || function.is("COUNT"))) {
      return it;
    }
    List<OrderItem> order = Aggregates.ranked(it.keep().orElseThrow());
    Expression value = arguments.getFirst().value();
    Expression key =
        order.size() == 1
            ? key(order.getFirst().value())
            : Tree.cast(
                Place.NONE,
                Tree.call(Place.NONE, "ROW", order.stream().map(one -> key(one.value())).toList()),
                Tree.type("CLOB"));
    Expression values =
        value instanceof Expression.Star
            ? Tree.number("1")
            : function.is("COUNT")
                ? new Expression.Case(
                    Optional.empty(),
                    List.of(
                        new Expression.When(Tree.isNull(value), Tree.none(Place.NONE), Place.NONE)),
                    Optional.of(Tree.number("1")),
                    Place.NONE)
                : value;
    return PackCalls.call(
        it.place(),
        "kept_" + function.last().text().toLowerCase(Locale.ROOT),
        List.of(
            Tree.call(Place.NONE, "ARRAY_AGG", Tree.cast(Place.NONE, values, Tree.type("NUMERIC"))),
            Tree.call(Place.NONE, "ARRAY_AGG", key),
            new Expression.Element(Aggregates.ordered(key, order), Tree.number("1"), Place.NONE)));
  }

  /** 1.0 and 1.00 are one key. */
  private Expression key(Expression value) {
    Expression alike =
        kinds.is(value, ValueKind.NUMBER)
            ? Tree.call(
                Place.NONE, "TRIM_SCALE", Tree.cast(Place.NONE, value, Tree.type("NUMERIC")))
            : value;
    return Tree.cast(Place.NONE, alike, Tree.type("CLOB"));
  }

  /** RATIO_TO_REPORT(a) OVER (…) becomes {@code a / NULLIF(SUM(a) OVER (…), 0)}. */
  private static Expression share(Expression.Aggregate it, Expression value) {
    Expression all = called(it, Tree.call(Place.NONE, "SUM", value), it.over().orElseThrow());
    return Tree.operation(
        it.place(),
        Operator.DIVIDE,
        Tree.cast(Place.NONE, value, Tree.type("NUMERIC")),
        Tree.call(Place.NONE, "NULLIF", all, Tree.number("0")));
  }
}
