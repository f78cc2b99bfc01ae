package org.godwit.convert.oracle;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Query;
import org.godwit.sql.QueryBody;
import org.godwit.sql.Rewriter;

/**
 * Which names in statements of SQL are columns, though a package has a variable or a function of
 * that name: within SQL a column goes before it. PL/SQL Language Reference, "PL/SQL Name
 * Resolution", of names in static SQL statements.
 */
final class ColumnsInSight {
  private static final Set<ObjectKind> VIEWS =
      EnumSet.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW);

  private final SchemaModel model;
  private final Map<String, Query.Common> named = new HashMap<>();
  private final Set<Expression> columns = Collections.newSetFromMap(new IdentityHashMap<>());

  private ColumnsInSight(SchemaModel model) {
    this.model = model;
  }

  /** References of the node that are columns, by identity. */
  static Set<Expression> of(Node node, SchemaModel model) {
    ColumnsInSight all = new ColumnsInSight(model);
    Rewriter.walk(
        node,
        it -> {
          if (it instanceof Query.Common common) {
            all.named.putIfAbsent(common.name().text(), common);
          }
        });
    Rewriter.walk(node, all::look);
    Rewriter.walk(node, all::leaveTargets);
    return all.columns;
  }

  private void look(Node node) {
    switch (node) {
      case Query.Select it -> ofSelect(it);
      case Query it -> {
        Set<String> names = outputs(it.body());
        if (it.body() instanceof Query.Select select) {
          select.from().forEach(from -> add(from, names));
        }
        it.orderBy().forEach(item -> mark(item, names));
      }
      case Dml.Insert it -> it.returning().ifPresent(part -> mark(part, of(it.target())));
      case Dml.Update it -> {
        Set<String> names = of(it.target());
        it.from().forEach(from -> add(from, names));
        it.assignments().forEach(part -> mark(part, names));
        it.where().ifPresent(part -> mark(part, names));
        it.returning().ifPresent(part -> mark(part, names));
      }
      case Dml.Delete it -> {
        Set<String> names = of(it.target());
        it.where().ifPresent(part -> mark(part, names));
        it.returning().ifPresent(part -> mark(part, names));
      }
      case Dml.Merge it -> {
        Set<String> names = of(it.target());
        add(it.using(), names);
        mark(it.on(), names);
        it.actions().forEach(part -> mark(part, names));
      }
      default -> {
        // Sees no columns of its own.
      }
    }
  }

  private void ofSelect(Query.Select select) {
    Set<String> names = new HashSet<>();
    select.from().forEach(from -> add(from, names));
    select.items().forEach(part -> mark(part, names));
    select.from().forEach(from -> conditions(from, names));
    select.where().ifPresent(part -> mark(part, names));
    select.hierarchy().ifPresent(part -> mark(part, names));
    select.groupBy().forEach(part -> mark(part, names));
    select.having().ifPresent(part -> mark(part, names));
    select.windows().forEach(part -> mark(part, names));
  }

  private void conditions(FromItem item, Set<String> names) {
    switch (item) {
      case FromItem.Join it -> {
        it.on().ifPresent(part -> mark(part, names));
        conditions(it.left(), names);
        conditions(it.right(), names);
      }
      case FromItem.Group it -> conditions(it.item(), names);
      case FromItem.Function it -> mark(it.call(), names);
      case FromItem.Derived it when it.isLateral() -> mark(it.query(), names);
      default -> {
        // Sees nothing of what stands beside it.
      }
    }
  }

  private void mark(Node part, Set<String> names) {
    Rewriter.walk(
        part,
        node -> {
          if (node instanceof Expression.Reference it
              && it.name().parts().size() == 1
              && names.contains(it.name().last().text())) {
            columns.add(it);
          }
        });
  }

  /** Behind INTO stand variables. */
  private void leaveTargets(Node node) {
    if (node instanceof Query.Into into) {
      into.targets().forEach(target -> Rewriter.walk(target, this::leave));
      into.limit().ifPresent(limit -> Rewriter.walk(limit, this::leave));
    }
  }

  private void leave(Node node) {
    if (node instanceof Expression expression) {
      columns.remove(expression);
    }
  }

  private Set<String> of(FromItem item) {
    Set<String> names = new HashSet<>();
    add(item, names);
    return names;
  }

  private void add(FromItem item, Set<String> names) {
    switch (item) {
      case FromItem.Table it -> names.addAll(ofTable(it.name()));
      case FromItem.Derived it -> names.addAll(outputs(it.query()));
      case FromItem.Function it ->
          it.alias()
              .ifPresent(alias -> alias.columns().forEach(column -> names.add(column.text())));
      case FromItem.Join it -> {
        add(it.left(), names);
        add(it.right(), names);
      }
      case FromItem.Group it -> add(it.item(), names);
      case FromItem.Pivot it -> add(it.item(), names);
      case FromItem.Unpivot it -> add(it.item(), names);
      case FromItem.MatchRecognize it -> add(it.item(), names);
    }
  }

  private Set<String> ofTable(Name table) {
    Set<String> names = new HashSet<>();
    Query.Common common = table.parts().size() == 1 ? named.get(table.last().text()) : null;
    if (common != null) {
      common.columns().forEach(column -> names.add(column.text()));
      if (names.isEmpty() && named.remove(table.last().text(), common)) { // it may name itself
        names.addAll(outputs(common.query()));
        named.put(table.last().text(), common);
      }
      return names;
    }
    Name resolved = model.resolved(table);
    model.columns(resolved).forEach(column -> names.add(column.name().text()));
    if (names.isEmpty()) {
      model.find(resolved, VIEWS).stream()
          .flatMap(id -> model.pieces(id).stream())
          .forEach(
              piece -> {
                if (piece.statement() instanceof Ddl.CreateView view) {
                  names.addAll(outputs(view.query()));
                } else if (piece.statement() instanceof Ddl.CreateMaterializedView view) {
                  names.addAll(outputs(view.query()));
                }
              });
    }
    return names;
  }

  private Set<String> outputs(QueryBody body) {
    Set<String> names = new HashSet<>();
    switch (body) {
      case Query it -> names.addAll(outputs(it.body()));
      case Query.Combination it -> names.addAll(outputs(it.queries().getFirst()));
      case Query.Select it -> {
        for (Query.Item item : it.items()) {
          if (item.alias().isPresent()) {
            names.add(item.alias().get().text());
          } else if (item.value() instanceof Expression.Reference(var name, _)) {
            names.add(name.last().text());
          } else if (item.value() instanceof Expression.Star) {
            it.from().forEach(from -> add(from, names));
          }
        }
      }
      case Query.Values _ -> {
        // Names none.
      }
    }
    return names;
  }
}
