package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;

/**
 * {@code SELECT … FROM t START WITH s CONNECT BY PRIOR a = b} becomes a recursive query over t, in
 * whose rows LEVEL is a column, and the same SELECT from it. Rows come parents first, as on the
 * source. {@code FROM dual CONNECT BY LEVEL <= n} becomes {@code generate_series(1, n)}.
 */
final class Hierarchies {
  static final Identifier LEVEL = Identifier.of("level");
  private static final Identifier ORDER = Identifier.of("tree_order");
  private static final Identifier CYCLE = Identifier.of("is_cycle");
  private static final Identifier ITSELF = Identifier.of("row_itself");

  private final Items items;
  private final Query query;
  private final Query.Select select;
  private final Query.Hierarchy hierarchy;

  /** Columns that are carried from row to row, by the expression that they stand for. */
  private final Map<Expression, Identifier> carried = new LinkedHashMap<>();

  /** What CONNECT_BY_ISLEAF becomes. */
  private Optional<Expression> leaf = Optional.empty();

  private Hierarchies(Items items, Query query, Query.Select select, Query.Hierarchy hierarchy) {
    this.items = items;
    this.query = query;
    this.select = select;
    this.hierarchy = hierarchy;
  }

  /** The query without CONNECT BY; itself, with an action item, where no rule knows its form. */
  static Query flat(Query query, Items items) {
    if (!(query.body() instanceof Query.Select select) || select.hierarchy().isEmpty()) {
      return query;
    }
    return new Hierarchies(items, query, select, select.hierarchy().get()).flat();
  }

  private Query flat() {
    if (select.from().size() == 1 && select.from().getFirst() instanceof FromItem.Table table) {
      return table.name().last().is("DUAL")
          ? new LevelSeries(items, query, select, hierarchy).flat()
          : tree(table);
    }
    Optional<Query> ofOne = HierarchyRows.ofOneTable(query, select);
    if (ofOne.isPresent()) {
      return flat(ofOne.get(), items);
    }
    items.block(ActionCode.HIERARCHY, hierarchy.place());
    return query;
  }

  private Query tree(FromItem.Table table) {
    Identifier row = table.alias().map(FromItem.Alias::name).orElse(table.name().last());
    Identifier tree = Identifier.of(row.text() + "_tree");
    List<Expression> parents = new ArrayList<>();
    Expression condition =
        Rewriter.rewrite(hierarchy.connectBy(), it -> prior(it, row, tree, parents));
    List<OrderItem> siblings = query.ordersSiblings() ? query.orderBy() : List.of();
    List<Identifier> keys = columns(parents);
    boolean isPlain =
        keys.size() == parents.size()
            && !keys.isEmpty()
            && siblings.stream().allMatch(Hierarchies::isPlain)
            && !(hierarchy.isNoCycle() && asksLeaf());
    leaf = Optional.of(leaf(table, row));
    List<Query.Item> found =
        select.items().stream()
            .map(it -> Rewriter.rewrite(it, n -> carry(n, row)))
            .map(it -> it.value() instanceof Expression.Star ? whole(row) : it)
            .toList();
    Optional<Expression> where = select.where().map(it -> Rewriter.rewrite(it, n -> carry(n, row)));
    List<OrderItem> order =
        query.orderBy().stream().map(it -> Rewriter.rewrite(it, n -> carry(n, row))).toList();
    if (!isPlain) {
      items.block(ActionCode.HIERARCHY, hierarchy.place());
      return query;
    }
    boolean isOrdered = siblings.isEmpty() && !order.isEmpty();
    boolean isGrouped =
        !select.groupBy().isEmpty() || !select.quantifier().isEmpty() || isAggregate();
    boolean isSorted = !isOrdered && !isGrouped;
    Query.Common common =
        new Query.Common(
            tree,
            List.of(),
            Query.of(
                new Query.Combination(
                    "UNION ALL",
                    List.of(first(table, row), next(table, row, tree, condition)),
                    Place.NONE)),
            isSorted ? Optional.of(search(siblings, keys)) : Optional.empty(),
            hierarchy.isNoCycle() ? Optional.of(cycle(keys)) : Optional.empty(),
            Place.NONE);
    Optional<Expression> kept = where;
    if (hierarchy.isNoCycle()) {
      Expression isNew = Tree.operation(Place.NONE, Operator.NOT, Tree.reference(CYCLE.text()));
      kept =
          Optional.of(
              where.map(it -> Tree.operation(Place.NONE, Operator.AND, it, isNew)).orElse(isNew));
    }
    FromItem rows =
        new FromItem.Table(
            false,
            Name.of(tree),
            "",
            Optional.empty(),
            "",
            Optional.of(new FromItem.Alias(row, List.of())),
            table.place());
    Query.Select flat = without(select, found, List.of(rows), kept);
    List<OrderItem> sorted = isSorted ? List.of(by(ORDER)) : order;
    return with(query, Optional.of(recursive(query, common)), flat, sorted);
  }

  private boolean isWhole() {
    return select.items().stream().anyMatch(it -> it.value() instanceof Expression.Star);
  }

  /** The table's columns alone: the tree has more. */
  private static Query.Item whole(Identifier row) {
    Expression itself = new Expression.Reference(Name.of(row, ITSELF), Place.NONE);
    return Tree.item(
        new Expression.Member(
            new Expression.Row(List.of(itself), Place.NONE), Identifier.of("*"), Place.NONE));
  }

  private boolean asksLeaf() {
    boolean[] asks = {false};
    Rewriter.walk(query, node -> asks[0] |= isLeaf(node));
    return asks[0];
  }

  private static boolean isLeaf(Node node) {
    return node instanceof Expression.Reference(var name, _) && name.is("CONNECT_BY_ISLEAF");
  }

  /** 0 where a row has this one as its parent, else 1. */
  private Expression leaf(FromItem.Table table, Identifier row) {
    Identifier child = Identifier.of(row.text() + "_child");
    Expression ofChild =
        Rewriter.rewrite(
            hierarchy.connectBy(),
            node ->
                node instanceof Expression.Reference(var name, var place)
                        && name.parts().size() > 1
                        && name.parts().getFirst().equals(row)
                    ? new Expression.Reference(Name.of(child, name.last()), place)
                    : node);
    Expression condition =
        Rewriter.rewrite(ofChild, it -> prior(it, child, row, new ArrayList<>()));
    FromItem children =
        new FromItem.Table(
            table.isOnly(),
            table.name(),
            table.partition(),
            table.asOf(),
            table.sample(),
            Optional.of(new FromItem.Alias(child, List.of())),
            Place.NONE);
    Query found =
        Tree.select(
            List.of(Tree.item(Tree.number("1"))), List.of(children), Optional.of(condition));
    return new Expression.Case(
        Optional.empty(),
        List.of(
            new Expression.When(
                new Expression.Exists(found, Place.NONE), Tree.number("0"), Place.NONE)),
        Optional.of(Tree.number("1")),
        Place.NONE);
  }

  private boolean isAggregate() {
    boolean[] is = {false};
    select
        .items()
        .forEach(item -> Rewriter.walk(item, node -> is[0] |= OracleQueries.isAggregate(node)));
    return is[0];
  }

  /** {@code PRIOR a} is the parent's, all other columns are the row's. */
  private static Node prior(Node node, Identifier row, Identifier tree, List<Expression> parents) {
    if (node instanceof Expression.Reference(var name, var place) && name.parts().size() == 1) {
      return name.is("LEVEL")
          ? Tree.operation(
              place,
              Operator.ADD,
              new Expression.Reference(Name.of(tree, LEVEL), place),
              Tree.number("1"))
          : new Expression.Reference(Name.of(row, name.last()), place);
    }
    if (node instanceof Operation(var operator, var operands, _) && operator == Operator.PRIOR) {
      parents.add(operands.getFirst());
      return Rewriter.rewrite(
          operands.getFirst(),
          it ->
              it instanceof Expression.Reference(var name, var place)
                  ? new Expression.Reference(Name.of(tree, name.last()), place)
                  : it);
    }
    return node;
  }

  private static List<Identifier> columns(List<Expression> expressions) {
    return expressions.stream()
        .filter(Expression.Reference.class::isInstance)
        .map(it -> ((Expression.Reference) it).name().last())
        .distinct()
        .toList();
  }

  private static boolean isPlain(OrderItem item) {
    return item.value() instanceof Expression.Reference
        && item.direction() != OrderItem.Direction.DESCENDING
        && item.nulls() != OrderItem.Nulls.FIRST;
  }

  /** LEVEL, CONNECT_BY_ROOT and SYS_CONNECT_BY_PATH are columns of the tree. */
  private Node carry(Node node, Identifier row) {
    if (isLeaf(node) && leaf.isPresent()) {
      return leaf.get();
    }
    return switch (node) {
      case Expression.Reference(var name, var place) when name.is("LEVEL") ->
          new Expression.Reference(Name.of(row, LEVEL), place);
      case Operation(var operator, _, var place) when operator == Operator.CONNECT_BY_ROOT ->
          new Expression.Reference(Name.of(row, column((Expression) node)), place);
      case Expression.Call(var function, var arguments, var place)
          when function.is("SYS_CONNECT_BY_PATH") && arguments.size() == 2 ->
          new Expression.Reference(Name.of(row, column((Expression) node)), place);
      default -> node;
    };
  }

  private Identifier column(Expression carriedOne) {
    return carried.computeIfAbsent(
        carriedOne,
        it -> Identifier.of((it instanceof Operation ? "root_" : "path_") + (carried.size() + 1)));
  }

  private Query.Select first(FromItem.Table table, Identifier row) {
    List<Query.Item> all = new ArrayList<>();
    all.add(all(row));
    if (isWhole()) {
      all.add(named(new Expression.Reference(Name.of(row), Place.NONE), ITSELF));
    }
    all.add(named(Tree.number("1"), LEVEL));
    carried.forEach(
        (expression, name) ->
            all.add(
                named(
                    expression instanceof Operation(_, var operands, _)
                        ? operands.getFirst()
                        : path(Tree.none(Place.NONE), (Expression.Call) expression),
                    name)));
    return select(all, table, Optional.empty(), hierarchy.startWith());
  }

  private Query.Select next(
      FromItem.Table table, Identifier row, Identifier tree, Expression condition) {
    List<Query.Item> all = new ArrayList<>();
    all.add(all(row));
    if (isWhole()) {
      all.add(Tree.item(new Expression.Reference(Name.of(row), Place.NONE)));
    }
    Expression parent = new Expression.Reference(Name.of(tree, LEVEL), Place.NONE);
    all.add(Tree.item(Tree.operation(Place.NONE, Operator.ADD, parent, Tree.number("1"))));
    carried.forEach(
        (expression, name) -> {
          Expression kept = new Expression.Reference(Name.of(tree, name), Place.NONE);
          all.add(
              Tree.item(
                  expression instanceof Operation
                      ? kept
                      : path(kept, (Expression.Call) qualified(expression, row))));
        });
    FromItem joined =
        new FromItem.Join(
            Tree.table(Name.of(tree)),
            List.of(),
            "JOIN",
            table,
            List.of(),
            Optional.of(condition),
            List.of(),
            Place.NONE);
    return select(all, joined, Optional.empty(), Optional.empty());
  }

  private static Expression qualified(Expression expression, Identifier row) {
    return Rewriter.rewrite(
        expression,
        node ->
            node instanceof Expression.Reference(var name, var place) && name.parts().size() == 1
                ? new Expression.Reference(Name.of(row, name.last()), place)
                : node);
  }

  /** The path so far, the separator, and the row's value, as text. */
  private static Expression path(Expression before, Expression.Call call) {
    List<Expression> parts = new ArrayList<>();
    if (!Tree.isNullLiteral(before)) {
      parts.add(before);
    }
    parts.add(call.arguments().getLast().value());
    parts.add(call.arguments().getFirst().value());
    return Tree.call(Place.NONE, "CONCAT", parts);
  }

  private static Query.Item all(Identifier row) {
    return Tree.item(new Expression.Star(Optional.of(Name.of(row)), Place.NONE));
  }

  private static Query.Item named(Expression value, Identifier name) {
    return new Query.Item(value, Optional.of(name), Place.NONE);
  }

  private static Query.Select select(
      List<Query.Item> all, FromItem from, Optional<Query.Into> into, Optional<Expression> where) {
    return new Query.Select(
        List.of(),
        "",
        all,
        into,
        List.of(from),
        where,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Place.NONE);
  }

  /** Siblings of equal rank stay apart by their keys. */
  private static Query.Search search(List<OrderItem> siblings, List<Identifier> keys) {
    List<OrderItem> by = new ArrayList<>();
    for (OrderItem sibling : siblings) {
      by.add(by(((Expression.Reference) sibling.value()).name().last()));
    }
    keys.forEach(key -> by.add(by(key)));
    return new Query.Search(true, List.copyOf(by), ORDER, Place.NONE);
  }

  private static OrderItem by(Identifier column) {
    return new OrderItem(
        new Expression.Reference(Name.of(column), Place.NONE),
        OrderItem.Direction.UNSAID,
        OrderItem.Nulls.UNSAID,
        Place.NONE);
  }

  private static Query.Cycle cycle(List<Identifier> keys) {
    return new Query.Cycle(
        keys,
        CYCLE,
        new Expression.Literal(Expression.LiteralKind.TRUE, "TRUE", Place.NONE),
        new Expression.Literal(Expression.LiteralKind.FALSE, "FALSE", Place.NONE),
        Optional.of(OracleQueries.CYCLE_PATH),
        Place.NONE);
  }

  /** WITH of the query, and that. */
  static Query.With recursive(Query query, Query.Common common) {
    List<Query.Common> all = new ArrayList<>();
    query.with().ifPresent(it -> all.addAll(it.queries()));
    all.add(common);
    return new Query.With(
        true,
        query.with().map(Query.With::routines).orElse(List.of()),
        List.copyOf(all),
        Place.NONE);
  }

  /** The query without its hierarchy. */
  static Query.Select without(
      Query.Select select,
      List<Query.Item> found,
      List<FromItem> from,
      Optional<Expression> where) {
    return new Query.Select(
        select.hints(),
        select.quantifier(),
        found,
        select.into(),
        from,
        where,
        Optional.empty(),
        select.groupBy(),
        select.having(),
        select.windows(),
        select.model(),
        select.place());
  }

  /** The query with another body. */
  static Query with(
      Query query, Optional<Query.With> with, Query.Select body, List<OrderItem> orderBy) {
    return new Query(with, body, orderBy, false, query.limit(), query.lock(), query.place());
  }
}
