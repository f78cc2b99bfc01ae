package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;

/**
 * Rows of a hierarchy that no single table has: a query within FROM, or a join, becomes a query of
 * WITH, of which the hierarchy is one as of a table. Oracle joins first, and asks the other
 * conditions of WHERE when the hierarchy is there.
 */
final class HierarchyRows {
  private static final Identifier JOINED = Identifier.of("joined");
  private static final Set<String> OWN =
      Set.of("LEVEL", "ROWNUM", "CONNECT_BY_ISLEAF", "CONNECT_BY_ISCYCLE", "SYSDATE");

  private HierarchyRows() {}

  /** The same query of one table; empty where its columns can't be told apart. */
  static Optional<Query> ofOneTable(Query query, Query.Select select) {
    if (select.from().size() == 1
        && select.from().getFirst() instanceof FromItem.Derived derived
        && derived.alias().isPresent()
        && !derived.isLateral()) {
      Identifier alias = derived.alias().get().name();
      Identifier rows = Identifier.of(alias.text() + "_rows");
      Query.Common common =
          new Query.Common(
              rows,
              derived.alias().get().columns(),
              derived.query(),
              Optional.empty(),
              Optional.empty(),
              Place.NONE);
      return select.items().stream().anyMatch(it -> it.value() instanceof Expression.Star)
          ? Optional.empty()
          : Optional.of(
              with(
                  query, common, with(select, select.items(), table(rows, alias), select.where())));
    }
    return joined(query, select);
  }

  private static FromItem table(Identifier rows, Identifier alias) {
    return new FromItem.Table(
        false,
        Name.of(rows),
        "",
        Optional.empty(),
        "",
        Optional.of(new FromItem.Alias(alias, List.of())),
        Place.NONE);
  }

  private static Optional<Query> joined(Query query, Query.Select select) {
    Set<String> aliases = new HashSet<>();
    select
        .from()
        .forEach(
            item ->
                Rewriter.walk(
                    item,
                    node -> {
                      if (node instanceof FromItem.Table it) {
                        aliases.add(
                            it.alias().map(FromItem.Alias::name).orElse(it.name().last()).text());
                      }
                      if (node instanceof FromItem.Derived it) {
                        it.alias().ifPresent(alias -> aliases.add(alias.name().text()));
                      }
                    }));
    List<Expression> joins = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    for (Expression condition : OracleExpressions.conjuncts(select.where())) {
      Set<String> of = new HashSet<>();
      Rewriter.walk(
          condition,
          node -> {
            if (node instanceof Expression.Reference(var name, _)) {
              of.add(name.parts().size() == 1 ? "" : name.parts().getFirst().text());
            }
          });
      boolean isUnclear = of.contains("") && select.from().size() > 1 && of.size() > 1;
      if (isUnclear) {
        return Optional.empty();
      }
      of.retainAll(aliases);
      (of.size() > 1 ? joins : others).add(condition);
    }
    Optional<Expression> where = OracleExpressions.all(others);
    Map<Name, Identifier> columns = columns(query, select, where);
    boolean isKnown =
        !columns.isEmpty()
            && select.items().stream().noneMatch(it -> it.value() instanceof Expression.Star);
    if (!isKnown) {
      return Optional.empty();
    }
    List<Query.Item> given =
        columns.entrySet().stream()
            .map(
                it ->
                    new Query.Item(
                        new Expression.Reference(it.getKey(), Place.NONE),
                        Optional.of(it.getValue()),
                        Place.NONE))
            .toList();
    Query.Common common =
        new Query.Common(
            Identifier.of("joined_rows"),
            List.of(),
            Tree.select(given, select.from(), OracleExpressions.all(joins)),
            Optional.empty(),
            Optional.empty(),
            Place.NONE);
    List<Name> named = aliases(select);
    Query.Select renamed =
        with(
            select,
            select.items().stream().map(it -> item(it, columns)).toList(),
            table(common.name(), JOINED),
            where.map(it -> renamed(it, columns)));
    Query.Select all =
        new Query.Select(
            renamed.hints(),
            renamed.quantifier(),
            renamed.items(),
            renamed.into(),
            renamed.from(),
            renamed.where(),
            select.hierarchy().map(it -> renamed(it, columns)),
            select.groupBy().stream().map(it -> renamed(it, columns)).toList(),
            select.having().map(it -> renamed(it, columns)),
            select.windows(),
            select.model(),
            select.place());
    Query done = with(query, common, all);
    return Optional.of(
        new Query(
            done.with(),
            done.body(),
            query.orderBy().stream().map(it -> ordered(it, named, columns)).toList(),
            query.ordersSiblings(),
            query.limit(),
            query.lock(),
            query.place()));
  }

  private static List<Name> aliases(Query.Select select) {
    return select.items().stream().flatMap(it -> it.alias().stream()).map(Name::of).toList();
  }

  private static OrderItem ordered(
      OrderItem item, List<Name> named, Map<Name, Identifier> columns) {
    return item.value() instanceof Expression.Reference(var name, _) && named.contains(name)
        ? item
        : renamed(item, columns);
  }

  /** What the query names of its rows, each with a name of its own. */
  private static Map<Name, Identifier> columns(
      Query query, Query.Select select, Optional<Expression> where) {
    List<Node> all = new ArrayList<>(select.items());
    all.addAll(select.groupBy());
    select.having().ifPresent(all::add);
    select.hierarchy().ifPresent(all::add);
    where.ifPresent(all::add);
    List<Name> named = aliases(select);
    query.orderBy().stream()
        .filter(
            it ->
                !(it.value() instanceof Expression.Reference(var name, _) && named.contains(name)))
        .forEach(all::add);
    Map<Name, Identifier> columns = new LinkedHashMap<>();
    for (Node node : all) {
      Rewriter.walk(
          node,
          it -> {
            if (it instanceof Expression.Reference(var name, _)
                && OWN.stream().noneMatch(name::is)
                && !columns.containsKey(name)) {
              Identifier free = name.last();
              for (int at = 2; columns.containsValue(free); at++) {
                free = Identifier.of(name.last().text() + "_" + at);
              }
              columns.put(name, free);
            }
          });
    }
    return columns;
  }

  private static Query.Item item(Query.Item item, Map<Name, Identifier> columns) {
    Optional<Identifier> alias =
        item.value() instanceof Expression.Reference(var name, _)
                && columns.containsKey(name)
                && !columns.get(name).equals(name.last())
            ? item.alias().or(() -> Optional.of(name.last()))
            : item.alias();
    return new Query.Item(renamed(item.value(), columns), alias, item.place());
  }

  private static <N extends Node> N renamed(N node, Map<Name, Identifier> columns) {
    return Rewriter.rewrite(
        node,
        it ->
            it instanceof Expression.Reference(var name, var place) && columns.containsKey(name)
                ? new Expression.Reference(Name.of(JOINED, columns.get(name)), place)
                : it);
  }

  private static Query.Select with(
      Query.Select select, List<Query.Item> items, FromItem from, Optional<Expression> where) {
    return new Query.Select(
        select.hints(),
        select.quantifier(),
        items,
        select.into(),
        List.of(from),
        where,
        select.hierarchy(),
        select.groupBy(),
        select.having(),
        select.windows(),
        select.model(),
        select.place());
  }

  private static Query with(Query query, Query.Common common, Query.Select body) {
    List<Query.Common> all = new ArrayList<>();
    query.with().ifPresent(it -> all.addAll(it.queries()));
    all.add(common);
    return new Query(
        Optional.of(
            new Query.With(
                query.with().map(Query.With::isRecursive).orElse(false),
                query.with().map(Query.With::routines).orElse(List.of()),
                List.copyOf(all),
                Place.NONE)),
        body,
        query.orderBy(),
        query.ordersSiblings(),
        query.limit(),
        query.lock(),
        query.place());
  }
}
