package org.godwit.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
import org.godwit.sql.Identifier;
import org.godwit.sql.Place;
import org.godwit.sql.TableElement;
import org.jspecify.annotations.Nullable;

/** A table's columns and constraints after all ALTER TABLE statements of the source. */
final class TableFold {

  /** A column or constraint with the collector of the statement that said it last. */
  record Part(TableElement element, Items items) {}

  private final List<Part> parts = new ArrayList<>();

  TableFold(Ddl.CreateTable table, Items items) {
    table.elements().forEach(element -> parts.add(new Part(element, items)));
  }

  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Applies a statement. */
  void alter(Ddl.AlterTable table, Items items) {
    table.alterations().forEach(alteration -> alter(alteration, items));
  }

  private void alter(Ddl.Alteration alteration, Items items) {
    switch (alteration) {
      case Ddl.Add(var elements, _) ->
          elements.forEach(element -> parts.add(new Part(element, items)));
      case Ddl.Modify(var elements, _) -> elements.forEach(element -> modify(element, items));
      case Ddl.DropColumns(var columns, _, _, _) ->
          columns.forEach(name -> parts.removeIf(part -> isColumn(part.element(), name)));
      case Ddl.DropConstraint(var constraint, _, var place) ->
          changed(constraint, items, place, _ -> null);
      case Ddl.ModifyConstraint(var constraint, var states, _, var place) ->
          changed(constraint, items, place, it -> withStates(it, states));
      case Ddl.EnableConstraint it ->
          changed(
              it.constraint(),
              items,
              it.place(),
              old -> withStates(old, List.of(it.isEnabled() ? "ENABLE" : "DISABLE")));
      case Ddl.RenameConstraint(var from, var to, var place) ->
          changed(
              new Ddl.ConstraintOf("CONSTRAINT", Optional.of(from), List.of(), place),
              items,
              place,
              it ->
                  new TableElement.Constraint(
                      Optional.of(to), it.rule(), it.states(), it.index(), it.place()));
      case Ddl.RenameTable it -> items.block(ActionCode.NO_RULE, it.place(), "RENAME of a table");
      case Ddl.RenameColumn it -> items.block(ActionCode.NO_RULE, it.place(), "RENAME of a column");
      case Ddl.AddPartitions it ->
          items.add(ActionCode.PARTITIONS, it.place(), "added by ALTER TABLE");
      case Ddl.Change(var words, var place) -> items.add(ActionCode.LEFT_OUT, place, words.text());
    }
  }

  private static boolean isColumn(TableElement element, Identifier name) {
    return element instanceof TableElement.Column column
        && column.name().text().equals(name.text());
  }

  private void modify(TableElement element, Items items) {
    if (!(element instanceof TableElement.Column change)) {
      items.block(ActionCode.NO_RULE, element.place(), "MODIFY of what is no column");
      return;
    }
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at).element() instanceof TableElement.Column old
          && isColumn(old, change.name())) {
        parts.set(at, new Part(merged(old, change), items));
        return;
      }
    }
    items.add(ActionCode.TABLE_NOT_HERE, element.place(), "column " + change.name());
  }

  private static TableElement.Column merged(TableElement.Column old, TableElement.Column change) {
    List<TableElement.Constraint> constraints = new ArrayList<>(old.constraints());
    for (TableElement.Constraint added : change.constraints()) {
      if (added.rule() instanceof TableElement.Nullable) {
        constraints.removeIf(it -> it.rule() instanceof TableElement.Nullable);
      }
      constraints.add(added);
    }
    return new TableElement.Column(
        old.name(),
        change.type().or(old::type),
        change.value().or(old::value),
        old.options(),
        List.copyOf(constraints),
        old.place());
  }

  private static TableElement.Constraint withStates(
      TableElement.Constraint it, List<String> states) {
    List<String> all = new ArrayList<>(it.states());
    if (states.contains("ENABLE") || states.contains("DISABLE")) {
      all.removeIf(state -> state.equals("ENABLE") || state.equals("DISABLE"));
    }
    all.addAll(states);
    return new TableElement.Constraint(
        it.name(), it.rule(), List.copyOf(all), it.index(), it.place());
  }

  /** Changes the constraint, wherever it stands; null takes it away. */
  private void changed(Ddl.ConstraintOf which, Items items, Place place, ConstraintChange change) {
    boolean isFound = false;
    for (int at = parts.size() - 1; at >= 0; at--) {
      Part part = parts.get(at);
      if (part.element() instanceof TableElement.Constraint old && is(old, which)) {
        isFound = true;
        TableElement.Constraint changed = change.of(old);
        if (changed == null) {
          parts.remove(at);
        } else {
          parts.set(at, new Part(changed, items));
        }
      } else if (part.element() instanceof TableElement.Column column) {
        List<TableElement.Constraint> all = new ArrayList<>();
        for (TableElement.Constraint old : column.constraints()) {
          boolean isIt = is(old, which);
          isFound |= isIt;
          TableElement.Constraint kept = isIt ? change.of(old) : old;
          if (kept != null) {
            all.add(kept);
          }
        }
        parts.set(at, new Part(withConstraints(column, all), part.items()));
      }
    }
    if (!isFound) {
      items.add(
          ActionCode.TABLE_NOT_HERE,
          place,
          which.name().map(name -> "constraint " + name).orElse(which.kind()));
    }
  }

  static TableElement.Column withConstraints(
      TableElement.Column column, List<TableElement.Constraint> constraints) {
    return new TableElement.Column(
        column.name(),
        column.type(),
        column.value(),
        column.options(),
        List.copyOf(constraints),
        column.place());
  }

  private static boolean is(TableElement.Constraint constraint, Ddl.ConstraintOf which) {
    return switch (which.kind()) {
      case "PRIMARY KEY" -> constraint.rule() instanceof TableElement.PrimaryKey;
      case "UNIQUE" ->
          constraint.rule() instanceof TableElement.Unique(var columns, _)
              && columns.equals(which.columns());
      default ->
          constraint.name().isPresent()
              && constraint.name().map(Identifier::text).equals(which.name().map(Identifier::text));
    };
  }

  /** What becomes of a constraint. */
  private interface ConstraintChange {
    TableElement.@Nullable Constraint of(TableElement.Constraint old);
  }
}
