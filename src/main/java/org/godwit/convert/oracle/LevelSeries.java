package org.godwit.convert.oracle;

import java.util.List;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;

/**
 * {@code FROM dual CONNECT BY LEVEL <= n} becomes {@code generate_series(1, n)}, and with another
 * condition a recursive query that counts as long as the condition holds.
 */
final class LevelSeries {
  private static final Identifier SERIES = Identifier.of("series");

  private final Items items;
  private final Query query;
  private final Query.Select select;
  private final Query.Hierarchy hierarchy;

  LevelSeries(Items items, Query query, Query.Select select, Query.Hierarchy hierarchy) {
    this.items = items;
    this.query = query;
    this.select = select;
    this.hierarchy = hierarchy;
  }

  /** Of DUAL it goes on as long as the condition holds; the first row is there in any case. */
  private Query counted() {
    boolean[] hasOthers = {hierarchy.startWith().isPresent()};
    Rewriter.walk(
        hierarchy.connectBy(),
        node ->
            hasOthers[0] |=
                node instanceof Operation operation && operation.operator() == Operator.PRIOR);
    if (hasOthers[0]) {
      items.block(ActionCode.HIERARCHY, hierarchy.place());
      return query;
    }
    Expression next =
        Tree.operation(
            Place.NONE,
            Operator.ADD,
            new Expression.Reference(Name.of(SERIES, Hierarchies.LEVEL), Place.NONE),
            Tree.number("1"));
    Expression condition =
        Rewriter.rewrite(
            hierarchy.connectBy(),
            node ->
                node instanceof Expression.Reference(var name, _)
                        && (name.is("LEVEL") || name.is("ROWNUM"))
                    ? next
                    : node);
    FromItem rows = Tree.table(Name.of(SERIES));
    Query.Common common =
        new Query.Common(
            SERIES,
            List.of(Hierarchies.LEVEL),
            Query.of(
                new Query.Combination(
                    "UNION ALL",
                    List.of(
                        Tree.select(
                                List.of(Tree.item(Tree.number("1"))), List.of(), Optional.empty())
                            .body(),
                        Tree.select(List.of(Tree.item(next)), List.of(rows), Optional.of(condition))
                            .body()),
                    Place.NONE)),
            Optional.empty(),
            Optional.empty(),
            Place.NONE);
    return ofSeries(rows, Optional.of(Hierarchies.recursive(query, common)));
  }

  /** The query of what DUAL gives, level by level. */
  Query flat() {
    Optional<Expression> last = last(hierarchy.connectBy());
    if (last.isEmpty() || hierarchy.startWith().isPresent()) {
      return counted();
    }
    Expression call =
        Tree.call(Place.NONE, "GENERATE_SERIES", Tree.number("1"), atLeastOne(last.get()));
    FromItem rows =
        new FromItem.Function(
            call,
            false,
            Optional.of(new FromItem.Alias(SERIES, List.of(Hierarchies.LEVEL))),
            Place.NONE);
    return ofSeries(rows, query.with());
  }

  private Query ofSeries(FromItem rows, Optional<Query.With> with) {
    Query.Select flat = Hierarchies.without(select, select.items(), List.of(rows), select.where());
    // With a condition rows are counted behind it, and no more the level.
    boolean counts = select.where().isEmpty();
    return Hierarchies.with(
        query,
        with,
        Rewriter.rewrite(flat, node -> rowNumber(node, counts)),
        query.orderBy().stream()
            .map(it -> Rewriter.rewrite(it, node -> rowNumber(node, counts)))
            .toList());
  }

  /** The first row is there whatever the condition says of it. */
  private static Expression atLeastOne(Expression last) {
    if (last instanceof Expression.Literal(_, var text, _) && text.matches("[1-9]\\d{0,8}")) {
      return last;
    }
    return Tree.call(
        Place.NONE,
        "GREATEST",
        Tree.cast(Place.NONE, Tree.call(Place.NONE, "FLOOR", last), Tree.type("INTEGER")),
        Tree.number("1"));
  }

  /** {@code LEVEL <= n}, {@code LEVEL < n} or the same with ROWNUM; empty for other conditions. */
  private static Optional<Expression> last(Expression condition) {
    if (!(condition instanceof Operation(var operator, var operands, _))
        || !(operands.getFirst() instanceof Expression.Reference(var name, _))
        || !(name.is("LEVEL") || name.is("ROWNUM"))) {
      return Optional.empty();
    }
    return switch (operator) {
      case LESS_OR_EQUAL -> Optional.of(operands.getLast());
      case LESS ->
          Optional.of(
              Tree.operation(
                  Place.NONE,
                  Operator.SUBTRACT,
                  Tree.call(Place.NONE, "CEIL", operands.getLast()),
                  Tree.number("1")));
      default -> Optional.empty();
    };
  }

  private static Node rowNumber(Node node, boolean counts) {
    boolean isCount =
        node instanceof Expression.Reference(var name, _)
            && (name.is("LEVEL") || (counts && name.is("ROWNUM")));
    return isCount
        ? new Expression.Reference(Name.of(SERIES, Hierarchies.LEVEL), node.place())
        : node;
  }
}
