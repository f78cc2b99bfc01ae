package org.godwit.convert.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Piece;
import org.godwit.convert.SchemaModel;
import org.godwit.convert.SchemaObject;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;

/**
 * {@code INSERT … ON DUPLICATE KEY UPDATE} becomes {@code ON CONFLICT (key) DO UPDATE}, of the one
 * key that the inserted columns have; INSERT IGNORE does nothing about any key, REPLACE sets all
 * columns.
 */
final class MySqlUpserts {
  private static final Identifier EXCLUDED = Identifier.of("excluded");
  private static final Set<ObjectKind> TABLES = Set.of(ObjectKind.TABLE);

  private final Items items;
  private final SchemaModel model;
  private final MySqlLocals locals;

  MySqlUpserts(Items items, SchemaModel model, MySqlLocals locals) {
    this.items = items;
    this.model = model;
    this.locals = locals;
  }

  /** The statement with the key and the names that the target has; its expressions as they are. */
  Statement named(Dml change) {
    if (!(change instanceof Dml.Upsert it)) {
      return change;
    }
    if (it.action().equals("NOTHING")) {
      items.add(ActionCode.IGNORED, it.place());
      return new Dml.Upsert(
          it.insert(), it.action(), Optional.empty(), List.of(), List.of(), it.place());
    }
    Name table = ((FromItem.Table) it.insert().target()).name();
    List<TableElement.Column> columns = model.columns(table);
    Optional<List<Identifier>> key = key(it, table);
    if (key.isEmpty()) {
      boolean isKnown = model.find(table, TABLES).isPresent();
      if (!isKnown) {
        items.block(ActionCode.NO_RULE, it.place(), "ON DUPLICATE KEY of an unknown table");
      }
      return it.insert();
    }
    List<Dml.Assignment> changes =
        it.action().equals("REPLACE")
            ? replaced(it, columns, key.get())
            : it.changes().stream().map(one -> changed(one, it, table, columns)).toList();
    return new Dml.Upsert(
        it.insert(),
        changes.isEmpty() ? "NOTHING" : "UPDATE",
        Optional.empty(),
        key.get(),
        changes,
        it.place());
  }

  private Optional<List<Identifier>> key(Dml.Upsert upsert, Name table) {
    List<Identifier> inserted =
        upsert.insert().columns().stream()
            .filter(Expression.Reference.class::isInstance)
            .map(it -> ((Expression.Reference) it).name().last())
            .toList();
    List<List<Identifier>> keys = keys(table);
    List<List<Identifier>> possible =
        keys.stream().filter(it -> inserted.isEmpty() || containsAll(inserted, it)).toList();
    List<List<Identifier>> of = possible.isEmpty() ? keys : possible;
    if (of.size() > 1) {
      items.add(
          ActionCode.NO_RULE,
          upsert.place(),
          "a row that is there by another key than " + of.getFirst());
    }
    return of.stream().findFirst();
  }

  private static boolean containsAll(List<Identifier> inserted, List<Identifier> key) {
    return key.stream()
        .allMatch(it -> inserted.stream().anyMatch(one -> one.text().equals(it.text())));
  }

  /** The primary key first. */
  private List<List<Identifier>> keys(Name table) {
    List<List<Identifier>> keys = new ArrayList<>();
    var id = model.find(table, TABLES);
    id.stream()
        .flatMap(it -> model.pieces(it).stream())
        .map(Piece::statement)
        .forEach(it -> Rewriter.walk(it, node -> primary(node, keys)));
    for (SchemaObject object : model.objects()) {
      for (Piece piece : object.pieces()) {
        if (piece.statement() instanceof Ddl.CreateIndex index
            && index.kind().equals("UNIQUE")
            && id.equals(model.find(index.table(), TABLES))) {
          unique(index.columns()).ifPresent(keys::add);
        }
      }
    }
    return keys;
  }

  private static void primary(Node node, List<List<Identifier>> keys) {
    if (node instanceof TableElement.Column column
        && column.constraints().stream()
            .anyMatch(it -> it.rule() instanceof TableElement.PrimaryKey)) {
      keys.add(List.of(column.name()));
    } else if (node instanceof TableElement.PrimaryKey(var columns, _) && !columns.isEmpty()) {
      keys.add(columns);
    }
  }

  private static Optional<List<Identifier>> unique(List<OrderItem> columns) {
    List<Identifier> names =
        columns.stream()
            .filter(it -> it.value() instanceof Expression.Reference)
            .map(it -> ((Expression.Reference) it.value()).name().last())
            .toList();
    return names.size() == columns.size() ? Optional.of(names) : Optional.empty();
  }

  /** Every column but the key's; what isn't inserted gets its default. */
  private static List<Dml.Assignment> replaced(
      Dml.Upsert upsert, List<TableElement.Column> columns, List<Identifier> key) {
    List<Expression> inserted = upsert.insert().columns();
    List<Dml.Assignment> changes = new ArrayList<>();
    for (TableElement.Column column : columns) {
      boolean isGenerated =
          column.value().filter(TableElement.Generated.class::isInstance).isPresent();
      if (isGenerated || key.stream().anyMatch(it -> it.text().equals(column.name().text()))) {
        continue;
      }
      Expression name = new Expression.Reference(Name.of(column.name()), Place.NONE);
      boolean isThere =
          inserted.isEmpty()
              || inserted.stream()
                  .anyMatch(
                      it ->
                          it instanceof Expression.Reference(var own, _)
                              && own.last().text().equals(column.name().text()));
      changes.add(
          new Dml.Assignment(
              name,
              isThere
                  ? excluded(column.name(), Place.NONE)
                  : new Expression.Literal(Expression.LiteralKind.DEFAULT, "DEFAULT", Place.NONE),
              Place.NONE));
    }
    return List.copyOf(changes);
  }

  private static Expression excluded(Identifier column, Place place) {
    return new Expression.Reference(Name.of(EXCLUDED, column), place);
  }

  /** A column without its table would be of both rows; a variable wins over it. */
  private Dml.Assignment changed(
      Dml.Assignment change, Dml.Upsert upsert, Name table, List<TableElement.Column> columns) {
    Expression value =
        Rewriter.rewrite(
            change.value(),
            node ->
                switch (node) {
                  case Expression.Call(var function, var arguments, var place)
                      when function.is("VALUES")
                          && arguments.size() == 1
                          && arguments.getFirst().value()
                              instanceof Expression.Reference(var column, _) ->
                      excluded(column.last(), place);
                  case Expression.Reference(var name, var place)
                      when name.parts().size() == 2
                          && upsert
                              .alias()
                              .filter(it -> it.text().equals(name.parts().getFirst().text()))
                              .isPresent() ->
                      excluded(name.last(), place);
                  case Expression.Reference(var name, var place)
                      when name.parts().size() == 1
                          && !locals.has(name)
                          && columns.stream()
                              .anyMatch(it -> it.name().text().equals(name.last().text())) ->
                      new Expression.Reference(Name.of(table.last(), name.last()), place);
                  default -> node;
                });
    return new Dml.Assignment(
        new Expression.Reference(column(change.column()), change.column().place()),
        value,
        change.place());
  }

  private static Name column(Expression column) {
    return Name.of(((Expression.Reference) column).name().last());
  }

  /** Queries that a change reads from, for those that go by rows. */
  static Query.Select select(
      List<Query.Item> items, List<FromItem> from, Optional<Expression> where) {
    return new Query.Select(
        List.of(),
        "",
        items,
        Optional.empty(),
        from,
        where,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Place.NONE);
  }
}
