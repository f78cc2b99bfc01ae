package org.godwit.convert.oracle;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Window;

/**
 * ROWNUM among a query's columns becomes {@code ROW_NUMBER() OVER ()}: both number rows before they
 * are sorted, in the order in which a query within FROM gives them.
 */
final class RowNumbers {
  private static final String FUNCTION = "ROW_NUMBER";

  private RowNumbers() {}

  /** The columns with it; as they are where the query groups its rows or has a hierarchy. */
  static List<Query.Item> standard(Query.Select select) {
    boolean mayCount =
        select.groupBy().isEmpty()
            && select.quantifier().isEmpty()
            && select.hierarchy().isEmpty()
            && select.items().stream().noneMatch(RowNumbers::hasAggregate);
    return mayCount
        ? select.items().stream()
            .map(it -> hasQuery(it) ? it : Rewriter.rewrite(it, RowNumbers::one))
            .toList()
        : select.items();
  }

  private static Node one(Node node) {
    return node instanceof Expression.Reference(var name, var place) && name.is("ROWNUM")
        ? counted(place)
        : node;
  }

  static Expression counted(Place place) {
    Window all = new Window(Optional.empty(), List.of(), List.of(), Optional.empty(), Place.NONE);
    return new Expression.Aggregate(
        Tree.call(Place.NONE, FUNCTION),
        false,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(all),
        place);
  }

  /** Whether the node is what a rule made here. */
  static boolean isOne(Node node) {
    return node instanceof Expression.Aggregate it
        && it.call() instanceof Expression.Call(var name, var arguments, _)
        && name.is(FUNCTION)
        && arguments.isEmpty()
        && it.over().filter(RowNumbers::isOfAll).isPresent();
  }

  private static boolean isOfAll(Window window) {
    return window.base().isEmpty()
        && window.partitionBy().isEmpty()
        && window.orderBy().isEmpty()
        && window.frame().isEmpty();
  }

  private static boolean hasAggregate(Query.Item item) {
    boolean[] has = {false};
    Rewriter.walk(item, node -> has[0] |= OracleQueries.isAggregate(node));
    return has[0];
  }

  /** A ROWNUM within is that query's own. */
  private static boolean hasQuery(Query.Item item) {
    boolean[] has = {false};
    Rewriter.walk(item, node -> has[0] |= node instanceof Query);
    return has[0];
  }
}
