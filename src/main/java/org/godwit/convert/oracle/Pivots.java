package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;

/**
 * PIVOT becomes an aggregate of CASE for each of its values, grouped by all other columns; UNPIVOT
 * a row of VALUES for each of its columns. The columns of what they are of must be known.
 */
final class Pivots {
  private static final Identifier SOURCE = Identifier.of("source_rows");
  private static final Identifier PARTS = Identifier.of("parts");

  private final CodeScope scope;
  private int unnamed;

  Pivots(CodeScope scope) {
    this.scope = scope;
  }

  /** The query that does the same; empty where no rule knows how. */
  Optional<FromItem> standard(FromItem.Pivot pivot) {
    List<Identifier> columns = columns(pivot.item());
    if (columns.isEmpty() || pivot.isXml() || pivot.columns().size() != 1) {
      return Optional.empty();
    }
    Set<String> used = new HashSet<>();
    pivot.columns().forEach(it -> names(it, used));
    pivot.aggregates().forEach(it -> names(it.value(), used));
    List<Identifier> groups = columns.stream().filter(it -> !used.contains(it.text())).toList();
    List<Query.Item> items = new ArrayList<>();
    groups.forEach(it -> items.add(Tree.item(reference(SOURCE, it))));
    for (Query.Item value : pivot.values()) {
      for (Query.Item aggregate : pivot.aggregates()) {
        Optional<Expression> one = of(aggregate.value(), pivot.columns().getFirst(), value.value());
        if (one.isEmpty()) {
          return Optional.empty();
        }
        items.add(new Query.Item(one.get(), Optional.of(name(value, aggregate)), Place.NONE));
      }
    }
    Query.Select select =
        new Query.Select(
            List.of(),
            "",
            List.copyOf(items),
            Optional.empty(),
            List.of(named(pivot.item())),
            Optional.empty(),
            Optional.empty(),
            groups.stream().map(it -> reference(SOURCE, it)).toList(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            pivot.place());
    return Optional.of(derived(select, pivot.alias(), pivot.place()));
  }

  private FromItem derived(Query.Select select, Optional<FromItem.Alias> alias, Place place) {
    return new FromItem.Derived(
        false,
        Query.of(select),
        alias.or(
            () ->
                Optional.of(new FromItem.Alias(Identifier.of("pivoted_" + ++unnamed), List.of()))),
        place);
  }

  private static Expression reference(Identifier of, Identifier column) {
    return new Expression.Reference(Name.of(of, column), Place.NONE);
  }

  private static void names(Expression expression, Set<String> to) {
    Rewriter.walk(
        expression,
        node -> {
          if (node instanceof Expression.Reference(var name, _)) {
            to.add(name.last().text());
          }
        });
  }

  /** {@code SUM(CASE WHEN column = value THEN x END)}. */
  private static Optional<Expression> of(
      Expression aggregate, Expression column, Expression value) {
    Expression.Call call =
        aggregate instanceof Expression.Aggregate it && it.call() instanceof Expression.Call inner
            ? inner
            : aggregate instanceof Expression.Call plain ? plain : null;
    if (call == null || call.arguments().size() != 1) {
      return Optional.empty();
    }
    Expression argument = call.arguments().getFirst().value();
    Expression then = argument instanceof Expression.Star ? Tree.number("1") : argument;
    Expression is = Tree.operation(Place.NONE, Operator.EQUAL, column, value);
    Expression only =
        new Expression.Case(
            Optional.empty(),
            List.of(new Expression.When(is, then, Place.NONE)),
            Optional.empty(),
            Place.NONE);
    Expression one = Tree.call(call.place(), call.function().toString(), only);
    return Optional.of(
        aggregate instanceof Expression.Aggregate it
            ? new Expression.Aggregate(
                one,
                it.isDistinct(),
                it.modifiers(),
                it.orderBy(),
                it.withinGroup(),
                it.keep(),
                it.over(),
                it.place())
            : one);
  }

  /** The value's name, or the value as it is written; the aggregate's name behind it. */
  private static Identifier name(Query.Item value, Query.Item aggregate) {
    String start =
        value
            .alias()
            .map(Identifier::text)
            .orElseGet(
                () ->
                    Tree.text(value.value())
                        .map(it -> "'" + it + "'")
                        .orElseGet(() -> literal(value.value())));
    String all = start + aggregate.alias().map(it -> "_" + it.text()).orElse("");
    boolean isPlain = all.matches("[a-z_][a-z0-9_$]*");
    return new Identifier(all, !isPlain);
  }

  private static String literal(Expression value) {
    return value instanceof Literal(_, var text, _) ? text : "value";
  }

  /** The query that does the same; empty where no rule knows how. */
  Optional<FromItem> standard(FromItem.Unpivot unpivot) {
    List<Identifier> columns = columns(unpivot.item());
    if (columns.isEmpty() || unpivot.names().size() != 1) {
      return Optional.empty();
    }
    Set<String> used = new HashSet<>();
    unpivot.columns().forEach(it -> it.columns().forEach(one -> names(one, used)));
    List<Expression> rows = new ArrayList<>();
    for (FromItem.UnpivotColumns it : unpivot.columns()) {
      List<Expression> row = new ArrayList<>();
      row.add(it.label().orElseGet(() -> label(it.columns())));
      it.columns().stream().map(Pivots::ofSource).forEach(row::add);
      rows.add(new Expression.Row(List.copyOf(row), Place.NONE));
    }
    List<Identifier> parts = new ArrayList<>(unpivot.names());
    parts.addAll(unpivot.values());
    FromItem values =
        new FromItem.Derived(
            true,
            Query.of(new Query.Values(List.copyOf(rows), Place.NONE)),
            Optional.of(new FromItem.Alias(PARTS, List.copyOf(parts))),
            Place.NONE);
    FromItem joined =
        new FromItem.Join(
            named(unpivot.item()),
            List.of(),
            "CROSS JOIN",
            values,
            List.of(),
            Optional.empty(),
            List.of(),
            Place.NONE);
    List<Query.Item> items = new ArrayList<>();
    columns.stream()
        .filter(it -> !used.contains(it.text()))
        .forEach(it -> items.add(Tree.item(reference(SOURCE, it))));
    parts.forEach(it -> items.add(Tree.item(reference(PARTS, it))));
    List<Expression> isThere =
        unpivot.values().stream()
            .map(it -> Tree.operation(Place.NONE, Operator.NOT, Tree.isNull(reference(PARTS, it))))
            .toList();
    Optional<Expression> where =
        unpivot.includesNulls()
            ? Optional.empty()
            : Optional.of(
                isThere.size() == 1
                    ? isThere.getFirst()
                    : new Expression.Operation(Operator.OR, isThere, Place.NONE));
    Query.Select select =
        OracleQueries.with(
            (Query.Select) Tree.select(List.copyOf(items), List.of(), Optional.empty()).body(),
            List.of(joined),
            where);
    return Optional.of(derived(select, unpivot.alias(), unpivot.place()));
  }

  private static Expression ofSource(Expression column) {
    return column instanceof Expression.Reference(var name, var place)
        ? new Expression.Reference(Name.of(SOURCE, name.last()), place)
        : column;
  }

  /** Without a label it is the name of the columns, as the source writes it. */
  private static Expression label(List<Expression> columns) {
    StringBuilder label = new StringBuilder();
    for (Expression it : columns) {
      label.append(label.isEmpty() ? "" : "_");
      if (it instanceof Expression.Reference(var name, _)) {
        String text = name.last().text();
        label.append(name.last().isQuoted() ? text : text.toUpperCase(Locale.ROOT));
      }
    }
    return new Literal(LiteralKind.STRING, label.toString(), Place.NONE);
  }

  private static FromItem named(FromItem item) {
    Optional<FromItem.Alias> alias = Optional.of(new FromItem.Alias(SOURCE, List.of()));
    return switch (item) {
      case FromItem.Table it ->
          new FromItem.Table(
              it.isOnly(), it.name(), it.partition(), it.asOf(), it.sample(), alias, it.place());
      case FromItem.Derived it ->
          new FromItem.Derived(it.isLateral(), it.query(), alias, it.place());
      default -> item;
    };
  }

  /** The columns of the item; none where they aren't known. */
  private List<Identifier> columns(FromItem item) {
    return switch (item) {
      case FromItem.Table it -> ofTable(it.name());
      case FromItem.Derived it when it.query().body() instanceof Query.Select select ->
          ofSelect(select);
      default -> List.of();
    };
  }

  private List<Identifier> ofTable(Name table) {
    return scope.model().columns(table).stream().map(TableElement.Column::name).toList();
  }

  private List<Identifier> ofSelect(Query.Select select) {
    List<Identifier> all = new ArrayList<>();
    for (Query.Item item : select.items()) {
      if (item.alias().isPresent()) {
        all.add(item.alias().get());
      } else if (item.value() instanceof Expression.Reference(var name, _)) {
        all.add(name.last());
      } else if (item.value() instanceof Expression.Star && select.from().size() == 1) {
        List<Identifier> inner = columns(select.from().getFirst());
        if (inner.isEmpty()) {
          return List.of();
        }
        all.addAll(inner);
      } else {
        return List.of();
      }
    }
    return List.copyOf(all);
  }
}
