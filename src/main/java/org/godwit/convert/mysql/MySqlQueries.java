package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Node;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;

/** What stands around expressions: groups, aliases where only columns may stand, limits. */
final class MySqlQueries {
  private static final Set<String> AGGREGATES =
      Set.of(
          "COUNT",
          "SUM",
          "MIN",
          "MAX",
          "AVG",
          "STRING_AGG",
          "BIT_AND",
          "BIT_OR",
          "BIT_XOR",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "VAR_POP",
          "VAR_SAMP",
          "JSONB_AGG",
          "JSONB_OBJECT_AGG",
          "ARRAY_AGG",
          "GROUPING");

  private final Items items;
  private final SchemaModel model;
  private final Kinds kinds;

  MySqlQueries(Items items, SchemaModel model, Kinds kinds) {
    this.items = items;
    this.model = model;
    this.kinds = kinds;
  }

  Query query(Query query) {
    Optional<Query.RowLimit> limit = query.limit().map(MySqlQueries::limit);
    List<OrderItem> orderBy = query.orderBy();
    if (query.body() instanceof Query.Select select) {
      Map<String, Expression> aliases = aliases(select);
      orderBy =
          orderBy.stream()
              .map(
                  it ->
                      new OrderItem(
                          ordered(it.value(), aliases, select),
                          it.direction(),
                          nulls(it),
                          it.place()))
              .toList();
    } else {
      orderBy =
          orderBy.stream()
              .map(it -> new OrderItem(it.value(), it.direction(), nulls(it), it.place()))
              .toList();
    }
    return new Query(
        query.with(), query.body(), orderBy, false, limit, query.lock(), query.place());
  }

  /** NULL is the least value on the source, the greatest on the target. */
  private static OrderItem.Nulls nulls(OrderItem item) {
    return item.direction() == OrderItem.Direction.DESCENDING
        ? OrderItem.Nulls.LAST
        : OrderItem.Nulls.FIRST;
  }

  /** As many as there can be are all of them. */
  private static Query.RowLimit limit(Query.RowLimit limit) {
    boolean isAll = limit.count().flatMap(Sql::digits).filter(it -> it.length() > 18).isPresent();
    return new Query.RowLimit(
        limit.offset(), isAll ? Optional.empty() : limit.count(), false, false, limit.place());
  }

  private static Map<String, Expression> aliases(Query.Select select) {
    Map<String, Expression> aliases = new HashMap<>();
    select
        .items()
        .forEach(it -> it.alias().ifPresent(name -> aliases.put(name.text(), it.value())));
    return aliases;
  }

  /** An alias alone may be ordered by; within an expression what it stands for must stand. */
  private Expression ordered(
      Expression value, Map<String, Expression> aliases, Query.Select select) {
    boolean isAlias =
        value instanceof Expression.Reference(var name, _)
            && name.parts().size() == 1
            && aliases.containsKey(name.last().text());
    if (isAlias || Sql.digits(value).isPresent()) {
      return value;
    }
    return grouped(select)
        ? ungrouped(unaliased(value, aliases), select)
        : unaliased(value, aliases);
  }

  private static Expression unaliased(Expression value, Map<String, Expression> aliases) {
    return Rewriter.rewrite(
        value,
        node ->
            node instanceof Expression.Reference(var name, _)
                    && name.parts().size() == 1
                    && aliases.containsKey(name.last().text())
                ? aliases.get(name.last().text())
                : node);
  }

  Query.Select select(Query.Select it) {
    Map<String, Expression> aliases = aliases(it);
    for (String hint : it.hints()) {
      if (hint.equals("SQL_CALC_FOUND_ROWS")) {
        items.add(ActionCode.NO_RULE, it.place(), hint);
      }
    }
    Query.Select plain =
        new Query.Select(
            List.of(),
            it.hints().contains("DISTINCTROW") ? "DISTINCT" : it.quantifier(),
            it.items(),
            it.into(),
            withoutDual(it.from()),
            it.where(),
            it.hierarchy(),
            it.groupBy(),
            it.having().map(having -> unaliased(having, withoutColumns(aliases, it))),
            it.windows(),
            it.model(),
            it.place());
    return grouped(plain) ? withLeast(plain) : plain;
  }

  /** A column of a grouped table wins over an alias of that name only where it is grouped by. */
  private static Map<String, Expression> withoutColumns(
      Map<String, Expression> aliases, Query.Select select) {
    Map<String, Expression> kept = new HashMap<>(aliases);
    select.groupBy().stream()
        .filter(Expression.Reference.class::isInstance)
        .map(it -> ((Expression.Reference) it).name())
        .filter(it -> it.parts().size() == 1)
        .forEach(
            it -> {
              Expression stands = kept.get(it.last().text());
              if (stands instanceof Expression.Reference) {
                kept.remove(it.last().text());
              }
            });
    return kept;
  }

  private static List<FromItem> withoutDual(List<FromItem> from) {
    boolean isDual =
        from.size() == 1
            && from.getFirst() instanceof FromItem.Table table
            && table.name().is("dual");
    return isDual ? List.of() : from;
  }

  private static boolean grouped(Query.Select select) {
    return !select.groupBy().isEmpty();
  }

  /**
   * The source takes any value of a group for a column that isn't grouped by; here it is the least.
   * Columns of a table whose primary key is grouped by have one value.
   */
  private Query.Select withLeast(Query.Select it) {
    List<Query.Item> changed = new ArrayList<>();
    for (Query.Item item : it.items()) {
      changed.add(new Query.Item(ungrouped(item.value(), it), aliasOf(item), item.place()));
    }
    return new Query.Select(
        it.hints(),
        it.quantifier(),
        List.copyOf(changed),
        it.into(),
        it.from(),
        it.where(),
        it.hierarchy(),
        it.groupBy(),
        it.having().map(having -> ungrouped(having, it)),
        it.windows(),
        it.model(),
        it.place());
  }

  /** A column that becomes a call keeps its name. */
  private static Optional<org.godwit.sql.Identifier> aliasOf(Query.Item item) {
    return item.alias()
        .or(
            () ->
                item.value() instanceof Expression.Reference(var name, _)
                    ? Optional.of(name.last())
                    : Optional.empty());
  }

  private Expression ungrouped(Expression value, Query.Select select) {
    if (isGrouped(value, select) || isAggregate(value)) {
      return value;
    }
    return switch (value) {
      case Expression.Reference reference -> {
        if (kinds.isVariable(reference.name()) || isDetermined(reference, select)) {
          yield value;
        }
        items.add(ActionCode.UNGROUPED, reference.place(), reference.name());
        boolean isTruth = kinds.of(reference) == Kind.BOOLEAN;
        yield Sql.call(reference.place(), isTruth ? "BOOL_AND" : "MIN", reference);
      }
      case Expression.Subquery _, Expression.Literal _, Expression.Star _ -> value;
      default -> withParts(value, select);
    };
  }

  /** Each part of it by itself; those within an aggregate stay. */
  private Expression withParts(Expression value, Query.Select select) {
    return switch (value) {
      case Expression.Operation(var operator, var operands, var place) ->
          new Expression.Operation(
              operator, operands.stream().map(it -> ungrouped(it, select)).toList(), place);
      case Expression.Call(var function, var arguments, var place) ->
          new Expression.Call(
              function,
              arguments.stream()
                  .map(
                      it ->
                          new Expression.Argument(
                              it.key(), ungrouped(it.value(), select), it.place()))
                  .toList(),
              place);
      case Expression.Cast(var inner, var type, var place) ->
          new Expression.Cast(ungrouped(inner, select), type, place);
      case Expression.Case(var operand, var whens, var otherwise, var place) ->
          new Expression.Case(
              operand.map(it -> ungrouped(it, select)),
              whens.stream()
                  .map(
                      it ->
                          new Expression.When(
                              ungrouped(it.condition(), select),
                              ungrouped(it.value(), select),
                              it.place()))
                  .toList(),
              otherwise.map(it -> ungrouped(it, select)),
              place);
      case Expression.Is(var inner, var test, var place) ->
          new Expression.Is(ungrouped(inner, select), test, place);
      default -> value;
    };
  }

  private static boolean isAggregate(Expression value) {
    return value instanceof Expression.Aggregate
        || (value instanceof Expression.Call(var function, _, _)
            && AGGREGATES.contains(function.last().text().toUpperCase(Locale.ROOT)));
  }

  private static boolean isGrouped(Expression value, Query.Select select) {
    return select.groupBy().stream().anyMatch(by -> isSame(by, value, select));
  }

  /** Also by its alias, by its place, with its table or without. */
  private static boolean isSame(Expression by, Expression value, Query.Select select) {
    if (by.equals(value)) {
      return true;
    }
    if (Sql.digits(by).filter(it -> it.matches("\\d{1,4}")).isPresent()) {
      int at = Integer.parseInt(Sql.digits(by).get()) - 1;
      return at >= 0 && at < select.items().size() && select.items().get(at).value().equals(value);
    }
    if (by instanceof Expression.Call(var function, var arguments, _) && function.is("ROLLUP")) {
      return arguments.stream().anyMatch(it -> isSame(it.value(), value, select));
    }
    if (!(by instanceof Expression.Reference(var name, _))) {
      return false;
    }
    if (value instanceof Expression.Reference(var other, _)
        && (name.parts().size() == 1 || other.parts().size() == 1)
        && name.last().text().equals(other.last().text())) {
      return true;
    }
    return name.parts().size() == 1
        && select.items().stream()
            .anyMatch(
                it ->
                    it.alias().filter(alias -> alias.text().equals(name.last().text())).isPresent()
                        && it.value().equals(value));
  }

  /** Whether the primary key of its table is grouped by. */
  private boolean isDetermined(Expression.Reference reference, Query.Select select) {
    Set<String> keys = new java.util.HashSet<>();
    for (FromItem item : select.from()) {
      Rewriter.walk(
          item,
          node -> {
            if (node instanceof FromItem.Table table && hasGroupedKey(table, select)) {
              keys.add(alias(table));
              model.columns(table.name()).forEach(it -> keys.add("." + it.name().text()));
            }
          });
    }
    int parts = reference.name().parts().size();
    return parts == 1
        ? keys.contains("." + reference.name().last().text())
        : keys.contains(reference.name().parts().get(parts - 2).text());
  }

  private static String alias(FromItem.Table table) {
    return table.alias().map(it -> it.name().text()).orElse(table.name().last().text());
  }

  private boolean hasGroupedKey(FromItem.Table table, Query.Select select) {
    List<String> key = primaryKey(table);
    return !key.isEmpty()
        && key.stream()
            .allMatch(
                column ->
                    select.groupBy().stream()
                        .anyMatch(
                            by ->
                                by instanceof Expression.Reference(var name, _)
                                    && name.last().text().equals(column)
                                    && (name.parts().size() == 1
                                        || name.parts()
                                            .get(name.parts().size() - 2)
                                            .text()
                                            .equals(alias(table)))));
  }

  private List<String> primaryKey(FromItem.Table table) {
    List<String> key = new ArrayList<>();
    model.find(table.name(), Set.of(ObjectKind.TABLE)).stream()
        .flatMap(id -> model.pieces(id).stream())
        .forEach(
            piece -> {
              Node statement = piece.statement();
              if (statement instanceof Ddl.CreateTable || statement instanceof Ddl.AlterTable) {
                Rewriter.walk(statement, node -> addKey(node, key));
              }
            });
    return key;
  }

  private static void addKey(Node node, List<String> key) {
    if (node instanceof TableElement.Column column
        && column.constraints().stream()
            .anyMatch(it -> it.rule() instanceof TableElement.PrimaryKey)) {
      key.add(column.name().text());
    } else if (node instanceof TableElement.PrimaryKey(var columns, _)) {
      columns.forEach(it -> key.add(it.text()));
    }
  }
}
