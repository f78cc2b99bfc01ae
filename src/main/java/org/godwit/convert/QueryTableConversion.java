package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * CREATE TABLE AS SELECT, whose columns are its query's: what its constraints and ALTER TABLE say
 * stands behind it, as ALTER TABLE of the target.
 */
final class QueryTableConversion {
  private final Context context;
  private final Outcome outcome;
  private final TableConversion tables;

  /** Changes of columns that the query gives. */
  private final List<Ddl.Alteration> changes = new ArrayList<>();

  /** Other names of columns that {@code *} gives, before anything else is done to them. */
  private final List<Ddl.Alteration> renames = new ArrayList<>();

  /** Columns that ALTER TABLE adds. */
  private final Set<String> added = new HashSet<>();

  QueryTableConversion(Context context, Outcome outcome, TableConversion tables) {
    this.context = context;
    this.outcome = outcome;
    this.tables = tables;
  }

  void convert(Ddl.CreateTable table, Piece created, SchemaObject object) {
    Items items = created.items();
    if (table.partitioning().isPresent()) {
      items.add(ActionCode.PARTITIONS, table.place(), "of CREATE TABLE AS SELECT");
    }
    List<TableElement> names = new ArrayList<>();
    List<TableElement> constraints = new ArrayList<>();
    for (TableElement element : table.elements()) {
      switch (element) {
        case TableElement.Column column -> names.add(named(column, constraints, items));
        default -> constraints.add(element);
      }
    }
    TableColumns columns =
        TableColumns.of(List.of(created.statement()), ObjectId.of(ObjectKind.TABLE, table.name()));
    TableFold fold =
        new TableFold(with(table, constraints), items, object.pieces().indexOf(created));
    for (int at = 0; at < object.pieces().size(); at++) {
      if (object.pieces().get(at).statement() instanceof Ddl.AlterTable alter) {
        Items own = object.pieces().get(at).items();
        fold(alter, fold, columns, own, at);
        outcome.add(own);
      }
    }
    fold.states().forEach(outcome::addPart);
    TableConversion.disable(table, fold, items);
    Ddl.CreateTable made =
        new Ddl.CreateTable(
            List.of(),
            table.name(),
            Optional.empty(),
            List.copyOf(names),
            List.of(),
            Optional.empty(),
            table.rows().map(rows -> context.converted(rows, items)),
            table.place());
    List<TableElement> foreignKeys = new ArrayList<>();
    List<Ddl.Alteration> behind = new ArrayList<>(renames);
    behind.addAll(changes);
    add(table.name(), fold, behind, foreignKeys);
    outcome.add(items);
    if (!outcome.isBlocked()) {
      outcome.add(Stage.TABLE, context.render(made), items);
      for (Ddl.Alteration change : behind) {
        outcome.add(
            Stage.TABLE,
            context.render(new Ddl.AlterTable(table.name(), List.of(change), Place.NONE)),
            items);
      }
      tables.foreignKeys(table.name(), foreignKeys, items);
    }
  }

  private static Ddl.CreateTable with(Ddl.CreateTable table, List<TableElement> elements) {
    return new Ddl.CreateTable(
        table.modifiers(),
        table.name(),
        table.of(),
        List.copyOf(elements),
        table.options(),
        Optional.empty(),
        Optional.empty(),
        table.place());
  }

  /** A name for a column of the query; what else is said of the column is said behind it. */
  private TableElement named(
      TableElement.Column column, List<TableElement> constraints, Items items) {
    modify(column, constraints, items);
    return new TableElement.Column(
        column.name(), Optional.empty(), Optional.empty(), List.of(), List.of(), column.place());
  }

  private void fold(Ddl.AlterTable alter, TableFold fold, TableColumns own, Items items, int at) {
    for (Ddl.Alteration alteration : alter.alterations()) {
      switch (alteration) {
        case Ddl.Add it -> {
          it.elements().forEach(this::note);
          fold.alter(new Ddl.AlterTable(alter.name(), List.of(it), alter.place()), items, at);
        }
        case Ddl.Modify it -> {
          for (TableElement element : it.elements()) {
            if (element instanceof TableElement.Column column
                && !added.contains(column.name().text())) {
              List<TableElement> constraints = new ArrayList<>();
              modify(column, constraints, items);
              fold.alter(with(alter, new Ddl.Add(constraints, it.place())), items, at);
            } else {
              fold.alter(with(alter, new Ddl.Modify(List.of(element), it.place())), items, at);
            }
          }
        }
        case Ddl.DropColumns it -> {
          List<Identifier> ofQuery =
              it.columns().stream().filter(name -> !added.contains(name.text())).toList();
          if (!ofQuery.isEmpty()) {
            changes.add(new Ddl.DropColumns(ofQuery, false, List.of(), it.place()));
          }
          fold.alter(with(alter, it), items, at);
        }
        case Ddl.RenameColumn it when !own.has(it.to()) -> renames.add(it);
        default -> fold.alter(with(alter, alteration), items, at);
      }
    }
  }

  private static Ddl.AlterTable with(Ddl.AlterTable alter, Ddl.Alteration one) {
    return new Ddl.AlterTable(alter.name(), List.of(one), alter.place());
  }

  private void note(TableElement element) {
    if (element instanceof TableElement.Column column) {
      added.add(column.name().text());
    }
  }

  /** What is said of a column that the query gives; its keys and checks are the table's. */
  private void modify(TableElement.Column column, List<TableElement> constraints, Items items) {
    Items part = items.part();
    Optional<Type> type = column.type().map(it -> context.converted(it, part));
    Optional<TableElement.DefaultValue> value =
        column.value().map(it -> context.converted(it, part));
    List<TableElement.Constraint> own = new ArrayList<>();
    for (TableElement.Constraint it : column.constraints()) {
      if (it.rule() instanceof TableElement.Nullable) {
        own.add(it);
      } else {
        constraints.add(ofTable(it, column.name()));
      }
    }
    if (value.isPresent() && !(value.get() instanceof TableElement.Default)) {
      part.block(ActionCode.NO_RULE, column.place(), "a column that another table's rows have");
    }
    items.addAll(part);
    if (!part.isBlocked() && (type.isPresent() || value.isPresent() || !own.isEmpty())) {
      TableElement.Column changed =
          new TableElement.Column(
              column.name(), type, value, List.of(), List.copyOf(own), column.place());
      changes.add(new Ddl.Modify(List.of(changed), column.place()));
    }
  }

  private static TableElement ofTable(TableElement.Constraint it, Identifier column) {
    List<Identifier> columns = List.of(column);
    TableElement.Rule rule =
        switch (it.rule()) {
          case TableElement.PrimaryKey(_, var place) -> new TableElement.PrimaryKey(columns, place);
          case TableElement.Unique(_, var place) -> new TableElement.Unique(columns, place);
          case TableElement.ForeignKey key ->
              new TableElement.ForeignKey(
                  columns, key.table(), key.references(), key.onDelete(), key.place());
          case TableElement.Check check -> check;
          case TableElement.Nullable same -> same;
        };
    return new TableElement.Constraint(it.name(), rule, it.states(), it.index(), it.place());
  }

  private void add(
      Name table, TableFold fold, List<Ddl.Alteration> behind, List<TableElement> foreignKeys) {
    for (TableFold.Part part : fold.parts()) {
      Items items = part.items().part();
      switch (part.element()) {
        case TableElement.Column column ->
            behind.add(
                new Ddl.Add(
                    List.of(tables.column(table, column, foreignKeys, items)), column.place()));
        case TableElement.Constraint constraint ->
            tables
                .constraint(table, constraint, items)
                .ifPresent(
                    it -> {
                      if (TableConversion.isForeignKey(it)) {
                        foreignKeys.add(it);
                      } else {
                        behind.add(new Ddl.Add(List.of(it), it.place()));
                      }
                    });
        case TableElement.Words(var words, var place) ->
            items.add(ActionCode.LEFT_OUT, place, words.text());
      }
      outcome.add(items);
    }
  }
}
