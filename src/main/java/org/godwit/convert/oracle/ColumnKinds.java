package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.ErrorTables;
import org.godwit.convert.SchemaModel;
import org.godwit.convert.SchemaObject;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Query;
import org.godwit.sql.QueryBody;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;

/**
 * Tells of what kind a column is: by its table where a name says that, by what a query of the same
 * code or a view calls so, else by its name alone where all tables of the scripts that have it
 * agree.
 */
public final class ColumnKinds {
  /** A query of a query of a query; what goes on deeper is of no kind that is known. */
  private static final int DEPTH_MAX = 4;

  private final SchemaModel model;

  /** Of columns that are of one kind in each table that has them, by name. */
  private final Map<String, ValueKind> ofTables;

  private final Map<String, Map<String, ValueKind>> ofViews;

  /** What queries of this code name; empty where two of them mean several kinds by a name. */
  private final Map<String, Optional<ValueKind>> named;

  /** What this code calls its tables; empty where it is several. */
  private final Map<String, Optional<Name>> aliases;

  private ColumnKinds(
      SchemaModel model,
      Map<String, ValueKind> ofTables,
      Map<String, Map<String, ValueKind>> ofViews,
      Map<String, Optional<ValueKind>> named,
      Map<String, Optional<Name>> aliases) {
    this.model = model;
    this.ofTables = ofTables;
    this.ofViews = ofViews;
    this.named = named;
    this.aliases = aliases;
  }

  /** Of the tables and views of the scripts. */
  public static ColumnKinds of(SchemaModel model) {
    Map<String, Map<String, ValueKind>> views = new HashMap<>();
    ColumnKinds kinds = new ColumnKinds(model, ofTables(model), views, Map.of(), Map.of());
    // A view may come before those that it is of.
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
      int before = views.hashCode();
      for (SchemaObject object : model.objects()) {
        object.pieces().forEach(it -> kinds.take(it.statement(), views));
      }
      if (views.hashCode() == before) {
        break;
      }
    }
    return kinds;
  }

  private static Map<String, ValueKind> ofTables(SchemaModel model) {
    Map<String, Optional<ValueKind>> columns = new HashMap<>();
    for (SchemaObject object : model.objects()) {
      object.pieces().stream()
          .map(it -> it.statement())
          .filter(it -> it instanceof Ddl.CreateTable || it instanceof Ddl.AlterTable)
          .filter(it -> !ErrorTables.isOne(it)) // which has columns of others as text
          .forEach(
              statement ->
                  Rewriter.walk(
                      statement,
                      node -> {
                        if (node instanceof TableElement.Column column
                            && column.type().isPresent()) {
                          add(columns, column.name(), ValueKind.of(column.type().get()));
                        }
                      }));
    }
    Map<String, ValueKind> known = new HashMap<>();
    columns.forEach((name, kind) -> kind.ifPresent(it -> known.put(name, it)));
    return Map.copyOf(known);
  }

  private static void add(
      Map<String, Optional<ValueKind>> columns, Identifier name, Optional<ValueKind> kind) {
    columns.merge(name.text(), kind, (one, other) -> one.equals(other) ? one : Optional.empty());
  }

  private void take(Node statement, Map<String, Map<String, ValueKind>> views) {
    switch (statement) {
      case Ddl.CreateView it ->
          views.put(
              it.name().last().text(),
              columns(
                  it.query(),
                  it.columns().stream()
                      .filter(TableElement.Column.class::isInstance)
                      .map(column -> ((TableElement.Column) column).name())
                      .toList()));
      case Ddl.CreateMaterializedView it ->
          views.put(it.name().last().text(), columns(it.query(), it.columns()));
      default -> {
        // Makes no view.
      }
    }
  }

  private Map<String, ValueKind> columns(Query query, List<Identifier> names) {
    CodeScope scope = CodeScope.of(model, query);
    ColumnKinds within = within(query, scope);
    Kinds kinds = new Kinds(scope, within);
    Map<String, ValueKind> columns = new HashMap<>();
    List<Query.Item> items = items(query.body());
    for (int at = 0; at < items.size(); at++) {
      Expression value = items.get(at).value();
      if (value instanceof Expression.Star star) {
        within.all(star, query).forEach(columns::putIfAbsent);
      } else {
        Optional<Identifier> name =
            at < names.size() ? Optional.of(names.get(at)) : name(items.get(at));
        Optional<ValueKind> kind = kinds.of(value);
        if (name.isPresent() && kind.isPresent()) {
          columns.put(name.get().text(), kind.get());
        }
      }
    }
    return columns;
  }

  /** Of the tables and views that a query's {@code *} is of. */
  private Map<String, ValueKind> all(Expression.Star star, Query query) {
    Map<String, ValueKind> all = new HashMap<>();
    Rewriter.walk(
        query,
        node -> {
          if (node instanceof FromItem.Table table
              && (star.of().isEmpty() || star.of().get().last().equals(called(table)))) {
            all.putAll(ofViews.getOrDefault(table.name().last().text(), Map.of()));
            model
                .columns(table.name())
                .forEach(
                    it ->
                        it.type()
                            .flatMap(ValueKind::of)
                            .ifPresent(kind -> all.put(it.name().text(), kind)));
          }
        });
    return all;
  }

  private static Identifier called(FromItem.Table table) {
    return table.alias().map(FromItem.Alias::name).orElse(table.name().last());
  }

  private static Optional<Identifier> name(Query.Item item) {
    return item.alias()
        .or(
            () ->
                item.value() instanceof Expression.Reference(var name, _)
                    ? Optional.of(name.last())
                    : Optional.empty());
  }

  /** What the first query of several gives, whose names all have. */
  private static List<Query.Item> items(QueryBody body) {
    return switch (body) {
      case Query.Select it -> it.items();
      case Query.Combination it -> items(it.queries().getFirst());
      case Query it -> items(it.body());
      case Query.Values _ -> List.of();
    };
  }

  /** The same with what queries of this code name. */
  ColumnKinds within(Node code, CodeScope scope) {
    Map<String, Optional<Name>> tables = new HashMap<>();
    List<Query.Item> items = new ArrayList<>();
    Rewriter.walk(
        code,
        node -> {
          switch (node) {
            case FromItem.Table it ->
                tables.merge(
                    called(it).text(),
                    Optional.of(it.name()),
                    (one, other) -> one.equals(other) ? one : Optional.empty());
            case Query.Select it ->
                it.items().stream().filter(one -> one.alias().isPresent()).forEach(items::add);
            case Query.Common it -> items.addAll(renamed(it.query(), it.columns()));
            case FromItem.Derived it ->
                it.alias().ifPresent(alias -> items.addAll(renamed(it.query(), alias.columns())));
            default -> {
              // Names nothing.
            }
          }
        });
    ColumnKinds known = new ColumnKinds(model, ofTables, ofViews, Map.of(), tables);
    for (int depth = 0; depth < DEPTH_MAX && !items.isEmpty(); depth++) {
      Map<String, Optional<ValueKind>> found = new HashMap<>();
      Kinds kinds = new Kinds(scope, known);
      for (Query.Item item : items) {
        Optional<ValueKind> kind = kinds.of(item.value());
        if (kind.isPresent()) {
          add(found, item.alias().orElseThrow(), kind);
        }
      }
      boolean isAll = found.equals(known.named);
      known = new ColumnKinds(model, ofTables, ofViews, found, tables);
      if (isAll) {
        break;
      }
    }
    return known;
  }

  private static List<Query.Item> renamed(Query query, List<Identifier> names) {
    List<Query.Item> items = items(query.body());
    List<Query.Item> renamed = new ArrayList<>();
    for (int at = 0; at < Math.min(items.size(), names.size()); at++) {
      renamed.add(
          new Query.Item(items.get(at).value(), Optional.of(names.get(at)), items.get(at).place()));
    }
    return renamed;
  }

  /** Empty where nothing says it. */
  Optional<ValueKind> of(Name name) {
    String column = name.last().text();
    List<Identifier> parts = name.parts();
    if (parts.size() > 1) {
      Optional<Name> table = aliases.get(parts.get(parts.size() - 2).text());
      if (table != null && table.isPresent()) {
        Optional<TableElement.Column> known = model.column(of(table.get(), name.last()));
        ValueKind ofView = ofViews.getOrDefault(table.get().last().text(), Map.of()).get(column);
        if (known.isPresent()) {
          return known.get().type().flatMap(ValueKind::of);
        }
        if (ofView != null) {
          return Optional.of(ofView);
        }
      }
      Optional<ValueKind> own = named.get(column);
      return own == null ? Optional.ofNullable(ofTables.get(column)) : own;
    }
    return Optional.ofNullable(ofTables.get(column))
        .or(() -> named.getOrDefault(column, Optional.empty()))
        .or(() -> ofOneView(column));
  }

  private Optional<ValueKind> ofOneView(String column) {
    List<ValueKind> all =
        aliases.values().stream()
            .flatMap(Optional::stream)
            .map(it -> ofViews.getOrDefault(it.last().text(), Map.of()).get(column))
            .filter(it -> it != null)
            .distinct()
            .toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  private static Name of(Name table, Identifier column) {
    List<Identifier> parts = new ArrayList<>(table.parts());
    parts.add(column);
    return new Name(List.copyOf(parts), table.link());
  }
}
