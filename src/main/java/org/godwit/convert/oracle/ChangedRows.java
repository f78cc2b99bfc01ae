package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.godwit.convert.ErrorTables;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Code;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;

/**
 * A change of rows, taken apart: a query that finds its rows with all that is written into them, as
 * the statement would see them before it changes any, and what is done with each. A value becomes
 * the column's as PL/pgSQL assigns it, which fails for the one row where it can't.
 *
 * @param table whose rows are changed
 * @param each statements for one of the query's rows
 * @param kind {@code I}, {@code U} or {@code D}; NULL where nothing is done with the row
 * @param isSure whether something is done with each row
 * @param rowPlace where the row stands that is changed
 * @param values what the row would have got
 */
record ChangedRows(
    Name table,
    Query query,
    List<Statement> each,
    Expression kind,
    boolean isInsert,
    boolean isSure,
    Optional<Expression> rowPlace,
    Map<Identifier, Expression> values,
    Place place) {
  static final Identifier ROW = Identifier.of("_changed_row");
  static final Identifier NEW_ROW = Identifier.of("_new_row");

  private static final String KIND = "_kind";
  private static final String PLACE_OF_ROW = "_place";
  private static final String TABLE_OF_ROW = "_table";

  /** Empty where the rows can't be told apart, or columns have no names. */
  static Optional<ChangedRows> of(Dml change, SchemaModel model) {
    return switch (change) {
      case Dml.Insert it
          when it.returning().isEmpty() && it.target() instanceof FromItem.Table to ->
          inserted(it, to, model);
      case Dml.Update it
          when it.returning().isEmpty()
              && it.from().isEmpty()
              && isTable(it.target(), model)
              && areColumns(it.assignments()) ->
          Optional.of(updated(it, (FromItem.Table) it.target(), model));
      case Dml.Delete it when it.returning().isEmpty() && isTable(it.target(), model) ->
          Optional.of(deleted(it, (FromItem.Table) it.target(), model));
      case Dml.Merge it when isTable(it.target(), model) ->
          merged(it, (FromItem.Table) it.target());
      default -> Optional.empty();
    };
  }

  /** The change without LOG ERRORS. */
  static Dml withoutLog(Dml change) {
    return switch (change) {
      case Dml.Insert it ->
          new Dml.Insert(
              it.hints(),
              it.target(),
              it.columns(),
              it.rows(),
              it.returning(),
              Optional.empty(),
              it.place());
      case Dml.Update it ->
          new Dml.Update(
              it.hints(),
              it.target(),
              it.assignments(),
              it.from(),
              it.where(),
              it.returning(),
              Optional.empty(),
              it.place());
      case Dml.Delete it ->
          new Dml.Delete(
              it.hints(), it.target(), it.where(), it.returning(), Optional.empty(), it.place());
      case Dml.Merge it ->
          new Dml.Merge(
              it.hints(),
              it.target(),
              it.using(),
              it.on(),
              it.actions(),
              Optional.empty(),
              it.place());
      default -> change;
    };
  }

  private static boolean isTable(FromItem target, SchemaModel model) {
    return target instanceof FromItem.Table table
        && table.partition().isEmpty()
        && model.find(table.name()).filter(it -> it.kind() == ObjectKind.TABLE).isPresent();
  }

  private static boolean areColumns(List<Dml.Assignment> assignments) {
    return assignments.stream()
        .allMatch(
            it ->
                it.column() instanceof Expression.Reference(var name, _)
                    && !name.is("ROW")
                    && !isDefault(it.value()));
  }

  private static boolean isDefault(Expression value) {
    return value instanceof Literal(var kind, _, _) && kind == LiteralKind.DEFAULT;
  }

  private static Optional<ChangedRows> inserted(
      Dml.Insert insert, FromItem.Table target, SchemaModel model) {
    List<Identifier> columns = columns(insert.columns(), target, model);
    Query rows;
    if (insert.rows().body() instanceof Query.Values(var all, _)) {
      if (all.size() != 1
          || !(all.getFirst() instanceof Expression.Row(var values, _))
          || values.size() != columns.size()
          || values.stream().anyMatch(Expression.Star.class::isInstance)) {
        return Optional.empty();
      }
      List<Query.Item> items = new ArrayList<>();
      List<Identifier> said = new ArrayList<>();
      for (int at = 0; at < values.size(); at++) {
        if (!isDefault(values.get(at))) {
          items.add(named(values.get(at), columns.get(at)));
          said.add(columns.get(at));
        }
      }
      columns = said;
      rows = Tree.select(items, List.of(), Optional.empty());
    } else {
      FromItem source =
          new FromItem.Derived(
              false,
              insert.rows(),
              Optional.of(new FromItem.Alias(Identifier.of("_source"), columns)),
              Place.NONE);
      rows =
          Tree.select(
              List.of(Tree.item(new Expression.Star(Optional.empty(), Place.NONE))),
              List.of(source),
              Optional.empty());
    }
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    Map<Identifier, Expression> values = new LinkedHashMap<>();
    columns.forEach(it -> values.put(it, ofRow(it)));
    List<Statement> each = new ArrayList<>();
    insert(target, values, each);
    return Optional.of(
        new ChangedRows(
            target.name(),
            rows,
            List.copyOf(each),
            Tree.string("I"),
            true,
            true,
            Optional.empty(),
            values,
            insert.place()));
  }

  /** Those that are named, else those that INSERT without names fills. */
  private static List<Identifier> columns(
      List<Expression> named, FromItem.Table target, SchemaModel model) {
    Stream<Identifier> all =
        named.isEmpty()
            ? model.columns(target.name()).stream()
                .filter(ChangedRows::isFilled)
                .map(TableElement.Column::name)
            : named.stream()
                .filter(Expression.Reference.class::isInstance)
                .map(it -> ((Expression.Reference) it).name().last());
    return all.toList();
  }

  private static boolean isFilled(TableElement.Column column) {
    return !column.options().contains("INVISIBLE")
        && column.value().filter(TableElement.Generated.class::isInstance).isEmpty();
  }

  private static ChangedRows updated(Dml.Update update, FromItem.Table target, SchemaModel model) {
    Map<Identifier, Expression> set = new LinkedHashMap<>();
    update.assignments().forEach(it -> set.put(column(it), it.value()));
    List<Query.Item> items = new ArrayList<>(places(target));
    set.forEach((name, value) -> items.add(named(value, name)));
    Map<Identifier, Expression> values = new LinkedHashMap<>();
    set.keySet().forEach(it -> values.put(it, ofRow(it)));
    others(target, model, set.keySet().stream().toList(), items, values);
    List<Statement> each = new ArrayList<>();
    Map<Identifier, Expression> written = new LinkedHashMap<>();
    set.keySet().forEach(it -> written.put(it, ofRow(it)));
    update(target, written, each);
    return changed(update.place(), target, items, update.where(), each, "U", values);
  }

  private static ChangedRows deleted(Dml.Delete delete, FromItem.Table target, SchemaModel model) {
    List<Query.Item> items = new ArrayList<>(places(target));
    Map<Identifier, Expression> values = new LinkedHashMap<>();
    others(target, model, List.of(), items, values);
    return changed(
        delete.place(), target, items, delete.where(), List.of(delete(target)), "D", values);
  }

  private static ChangedRows changed(
      Place place,
      FromItem.Table target,
      List<Query.Item> items,
      Optional<Expression> where,
      List<Statement> each,
      String kind,
      Map<Identifier, Expression> values) {
    return new ChangedRows(
        target.name(),
        Tree.select(List.copyOf(items), List.of(target), where),
        List.copyOf(each),
        Tree.string(kind),
        false,
        true,
        Optional.of(ofRow(Identifier.of(PLACE_OF_ROW))),
        values,
        place);
  }

  /** Columns that aren't set, which are logged too. */
  private static void others(
      FromItem.Table target,
      SchemaModel model,
      List<Identifier> set,
      List<Query.Item> items,
      Map<Identifier, Expression> values) {
    for (TableElement.Column column : model.columns(target.name())) {
      if (!set.contains(column.name()) && ErrorTables.isLogged(column)) {
        items.add(named(of(target, column.name()), column.name()));
        values.put(column.name(), ofRow(column.name()));
      }
    }
  }

  /**
   * Of each row of the source what it meets in the target, which is one row as MERGE demands; what
   * is computed for the one case isn't for the other.
   */
  private static Optional<ChangedRows> merged(Dml.Merge merge, FromItem.Table target) {
    Expression isMissing = Tree.isNull(of(target, Identifier.of("ctid")));
    List<Query.Item> items = new ArrayList<>(places(target));
    Map<Identifier, Expression> updated = new LinkedHashMap<>();
    Map<Identifier, Expression> inserted = new LinkedHashMap<>();
    Expression ifMatched = Tree.none(Place.NONE);
    Expression ifMissing = Tree.none(Place.NONE);
    boolean deletes = false;
    for (Dml.MergeAction action : merge.actions()) {
      switch (action) {
        case Dml.MergeUpdate(var assignments, var where, var deleteWhere, _) -> {
          if (!areColumns(assignments)) {
            return Optional.empty();
          }
          deletes = deleteWhere.isPresent();
          Expression kind =
              deleteWhere
                  .map(it -> OracleDml.afterwards(it, assignments, target))
                  .map(it -> when(it, Tree.string("D"), Tree.string("U")))
                  .orElse(Tree.string("U"));
          ifMatched = where.map(it -> when(it, kind, Tree.none(Place.NONE))).orElse(kind);
          for (Dml.Assignment it : assignments) {
            Identifier name = Identifier.of("_set_" + (updated.size() + 1));
            items.add(named(when(isMissing, Tree.none(Place.NONE), it.value()), name));
            updated.put(column(it), ofRow(name));
          }
        }
        case Dml.MergeInsert(var columns, var values, var where, _) -> {
          if (!(values.body() instanceof Query.Values(var rows, _))
              || !(rows.getFirst() instanceof Expression.Row(var all, _))
              || all.size() != columns.size()) {
            return Optional.empty();
          }
          Expression kind = Tree.string("I");
          ifMissing = where.map(it -> when(it, kind, Tree.none(Place.NONE))).orElse(kind);
          for (int at = 0; at < all.size(); at++) {
            if (!isDefault(all.get(at))
                && columns.get(at) instanceof Expression.Reference(var column, _)) {
              Identifier name = Identifier.of("_new_" + (at + 1));
              items.add(named(when(isMissing, all.get(at), Tree.none(Place.NONE)), name));
              inserted.put(column.last(), ofRow(name));
            }
          }
        }
      }
    }
    items.add(named(when(isMissing, ifMissing, ifMatched), Identifier.of(KIND)));
    FromItem rows =
        new FromItem.Join(
            OracleDml.source(merge.using()),
            List.of(),
            "LEFT JOIN",
            target,
            List.of(),
            Optional.of(merge.on()),
            List.of(),
            Place.NONE);
    return Optional.of(
        new ChangedRows(
            target.name(),
            Tree.select(List.copyOf(items), List.of(rows), Optional.empty()),
            eachMerged(target, updated, inserted, deletes),
            ofRow(Identifier.of(KIND)),
            false,
            false,
            Optional.of(ofRow(Identifier.of(PLACE_OF_ROW))),
            both(updated, inserted),
            merge.place()));
  }

  private static List<Statement> eachMerged(
      FromItem.Table target,
      Map<Identifier, Expression> updated,
      Map<Identifier, Expression> inserted,
      boolean deletes) {
    List<Code.Branch> branches = new ArrayList<>();
    if (!updated.isEmpty()) {
      List<Statement> update = new ArrayList<>();
      update(target, updated, update);
      branches.add(new Code.Branch(isKind("U"), List.copyOf(update), Place.NONE));
    }
    if (deletes) {
      branches.add(new Code.Branch(isKind("D"), List.of(delete(target)), Place.NONE));
    }
    if (!inserted.isEmpty()) {
      List<Statement> insert = new ArrayList<>();
      insert(target, inserted, insert);
      branches.add(new Code.Branch(isKind("I"), List.copyOf(insert), Place.NONE));
    }
    return List.of(new Code.If(List.copyOf(branches), Optional.empty(), Place.NONE));
  }

  private static Expression isKind(String kind) {
    return Tree.operation(
        Place.NONE, Operator.EQUAL, ofRow(Identifier.of(KIND)), Tree.string(kind));
  }

  /** Of the two at most one is there. */
  private static Map<Identifier, Expression> both(
      Map<Identifier, Expression> updated, Map<Identifier, Expression> inserted) {
    Map<Identifier, Expression> values = new LinkedHashMap<>(inserted);
    updated.forEach(
        (name, value) ->
            values.merge(
                name,
                value,
                (one, other) ->
                    Tree.call(
                        Place.NONE, "COALESCE", LoggedErrors.text(other), LoggedErrors.text(one))));
    return values;
  }

  private static Expression when(Expression condition, Expression then, Expression otherwise) {
    return new Expression.Case(
        Optional.empty(),
        List.of(new Expression.When(condition, then, Place.NONE)),
        Optional.of(otherwise),
        Place.NONE);
  }

  private static Identifier column(Dml.Assignment assignment) {
    return ((Expression.Reference) assignment.column()).name().last();
  }

  private static List<Query.Item> places(FromItem.Table target) {
    return List.of(
        named(of(target, Identifier.of("tableoid")), Identifier.of(TABLE_OF_ROW)),
        named(of(target, Identifier.of("ctid")), Identifier.of(PLACE_OF_ROW)));
  }

  private static Expression of(FromItem.Table table, Identifier column) {
    Identifier name = table.alias().map(FromItem.Alias::name).orElse(table.name().last());
    return new Expression.Reference(Name.of(name, column), Place.NONE);
  }

  private static Expression ofRow(Identifier column) {
    return new Expression.Reference(Name.of(ROW, column), Place.NONE);
  }

  private static Query.Item named(Expression value, Identifier name) {
    return new Query.Item(value, Optional.of(name), Place.NONE);
  }

  /** Values become the columns' before they are written, so that a wrong one is its row's error. */
  private static List<Expression> assigned(
      Map<Identifier, Expression> values, List<Statement> all) {
    List<Expression> written = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          Expression column = new Expression.Reference(Name.of(NEW_ROW, name), Place.NONE);
          all.add(new Code.Assign(column, value, Place.NONE));
          written.add(column);
        });
    return written;
  }

  private static void insert(
      FromItem.Table target, Map<Identifier, Expression> values, List<Statement> all) {
    List<Expression> written = assigned(values, all);
    all.add(
        new Dml.Insert(
            List.of(),
            target,
            values.keySet().stream()
                .<Expression>map(it -> new Expression.Reference(Name.of(it), Place.NONE))
                .toList(),
            Query.of(
                new Query.Values(
                    List.of(new Expression.Row(List.copyOf(written), Place.NONE)), Place.NONE)),
            Optional.empty(),
            Optional.empty(),
            Place.NONE));
  }

  private static void update(
      FromItem.Table target, Map<Identifier, Expression> values, List<Statement> all) {
    List<Expression> written = assigned(values, all);
    List<Dml.Assignment> assignments = new ArrayList<>();
    for (Identifier name : values.keySet()) {
      assignments.add(
          new Dml.Assignment(
              new Expression.Reference(Name.of(name), Place.NONE),
              written.get(assignments.size()),
              Place.NONE));
    }
    all.add(
        new Dml.Update(
            List.of(),
            target,
            List.copyOf(assignments),
            List.of(),
            Optional.of(isRow(target)),
            Optional.empty(),
            Optional.empty(),
            Place.NONE));
  }

  private static Statement delete(FromItem.Table target) {
    return new Dml.Delete(
        List.of(),
        target,
        Optional.of(isRow(target)),
        Optional.empty(),
        Optional.empty(),
        Place.NONE);
  }

  /** Rows of two partitions may be at the same place. */
  private static Expression isRow(FromItem.Table target) {
    return Tree.operation(
        Place.NONE,
        Operator.AND,
        equal(of(target, Identifier.of("ctid")), ofRow(Identifier.of(PLACE_OF_ROW))),
        equal(of(target, Identifier.of("tableoid")), ofRow(Identifier.of(TABLE_OF_ROW))));
  }

  private static Expression equal(Expression one, Expression other) {
    return Tree.operation(Place.NONE, Operator.EQUAL, one, other);
  }
}
