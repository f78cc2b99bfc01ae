package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;

/**
 * {@code FROM a, b WHERE a.x = b.x(+)} becomes {@code FROM a LEFT JOIN b ON a.x = b.x}. Each column
 * must be named with its table: without a catalog nothing else says whose it is.
 */
final class OuterJoins {
  private final Map<String, FromItem> items = new LinkedHashMap<>();
  private final Map<String, List<Expression>> conditions = new LinkedHashMap<>();
  private final List<Expression> left = new ArrayList<>();

  private OuterJoins() {}

  /**
   * The query with joins; empty where it has no {@code (+)}, or one that can't be brought there.
   */
  static Optional<Query.Select> joined(Query.Select select) {
    OuterJoins joins = new OuterJoins();
    if (!joins.sort(select) || joins.conditions.isEmpty() || joins.changesColumns(select)) {
      return Optional.empty();
    }
    return joins
        .from()
        .map(from -> OracleQueries.with(select, List.of(from), OracleExpressions.all(joins.left)));
  }

  /** Finds whose each condition is; false where that can't be told. */
  private boolean sort(Query.Select select) {
    for (FromItem item : select.from()) {
      String key = key(item);
      if (key.isEmpty() || items.put(key, item) != null) {
        return false;
      }
    }
    for (Expression condition : OracleExpressions.conjuncts(select.where())) {
      Set<String> outer = new LinkedHashSet<>();
      Rewriter.walk(
          condition,
          node -> {
            if (node instanceof Expression.OuterJoined(var column, _)) {
              outer.add(column instanceof Expression.Reference(var name, _) ? qualifier(name) : "");
            }
          });
      if (outer.isEmpty()) {
        left.add(condition);
        continue;
      }
      String table = outer.iterator().next();
      if (outer.size() > 1 || !items.containsKey(table)) {
        return false;
      }
      conditions.computeIfAbsent(table, _ -> new ArrayList<>()).add(bare(condition));
    }
    return true;
  }

  /** Whether {@code *} would give other columns first. */
  private boolean changesColumns(Query.Select select) {
    boolean isAll =
        select.items().stream()
            .anyMatch(it -> it.value() instanceof Expression.Star star && star.of().isEmpty());
    boolean isBehind = false;
    for (String table : items.keySet()) {
      if (isAll && isBehind && !conditions.containsKey(table)) {
        return true;
      }
      isBehind |= conditions.containsKey(table);
    }
    return false;
  }

  private static Expression bare(Expression condition) {
    return Rewriter.rewrite(
        condition, node -> node instanceof Expression.OuterJoined(var column, _) ? column : node);
  }

  private static String key(FromItem item) {
    return switch (item) {
      case FromItem.Table table ->
          table.alias().map(FromItem.Alias::name).orElse(table.name().last()).text();
      case FromItem.Derived derived -> alias(derived.alias());
      case FromItem.Function function -> alias(function.alias());
      default -> "";
    };
  }

  private static String alias(Optional<FromItem.Alias> alias) {
    return alias.map(FromItem.Alias::name).map(Identifier::text).orElse("");
  }

  private static String qualifier(Name name) {
    int parts = name.parts().size();
    return parts > 1 ? name.parts().get(parts - 2).text() : "";
  }

  /** All items as one; empty where two tables wait for each other. */
  private Optional<FromItem> from() {
    List<String> waiting = new ArrayList<>(conditions.keySet());
    Set<String> placed = new LinkedHashSet<>();
    FromItem all = null;
    for (Map.Entry<String, FromItem> item : items.entrySet()) {
      if (!conditions.containsKey(item.getKey())) {
        all = all == null ? item.getValue() : join(all, "CROSS JOIN", item.getValue(), List.of());
        placed.add(item.getKey());
      }
    }
    while (all != null && !waiting.isEmpty()) {
      Optional<String> next =
          waiting.stream().filter(table -> placed.containsAll(needed(table))).findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      String table = next.get();
      FromItem item = items.get(table);
      if (item == null) {
        return Optional.empty();
      }
      all = join(all, "LEFT JOIN", item, conditions.getOrDefault(table, List.of()));
      placed.add(table);
      waiting.remove(table);
    }
    return Optional.ofNullable(all);
  }

  /** Tables that a table's conditions name besides itself. */
  private Set<String> needed(String table) {
    Set<String> needed = new LinkedHashSet<>();
    for (Expression condition : conditions.getOrDefault(table, List.of())) {
      Rewriter.walk(
          condition,
          node -> {
            if (node instanceof Expression.Reference(var name, _)
                && items.containsKey(qualifier(name))) {
              needed.add(qualifier(name));
            }
          });
    }
    needed.remove(table);
    return needed;
  }

  private static FromItem join(FromItem left, String kind, FromItem right, List<Expression> on) {
    return new FromItem.Join(
        left, List.of(), kind, right, List.of(), OracleExpressions.all(on), List.of(), Place.NONE);
  }
}
