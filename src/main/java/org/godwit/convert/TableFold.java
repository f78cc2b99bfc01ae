package org.godwit.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Node;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.TableElement;
import org.jspecify.annotations.Nullable;

/** A table's columns and constraints after all ALTER TABLE statements of the source. */
final class TableFold {
  /** Changes that leave the table's rows, columns and rules what they are. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)\\s*((MOVE|SHRINK|(NO)?COMPRESS|ROW STORE|COLUMN STORE|(NO)?PARALLEL|(NO)?LOGGING|(NO)?MONITORING"
              + "|(NO)?CACHE|RESULT_CACHE|(NO )?INMEMORY|(NO )?FLASHBACK|STORAGE|TABLESPACE|PCT\\w+|INITRANS"
              + "|MAXTRANS|(DE)?ALLOCATE|(NO)?MINIMIZE|OVERFLOW|INDEXING|ANNOTATIONS|DROP UNUSED"
              + "|(ENABLE|DISABLE) (ROW MOVEMENT|TABLE LOCK)|(ADD|DROP) SUPPLEMENTAL LOG|ADD OVERFLOW"
              + "|UPGRADE|LOB *\\(|ILM|(ADD|DROP|MODIFY) CLUSTERING|(NO )?MEMOPTIMIZE|SET STORE IN|SET SUBPARTITION TEMPLATE"
              + "|MODIFY (SUB)?PARTITION \\S+ (?!ADD\\b|DROP\\b)\\S+|COALESCE (SUB)?PARTITION|RENAME LOB"
              + "|MODIFY (NESTED TABLE|VARRAY|OPAQUE TYPE|DEFAULT ATTRIBUTES))\\b|(ADD|MODIFY) LOB *\\()");

  /** Changes of rows. */
  private static final Pattern ROWS =
      Pattern.compile("(?i)\\s*(TRUNCATE|EXCHANGE) (SUB)?PARTITIONS?\\b");

  private static final Pattern INTERVAL = Pattern.compile("(?i)\\s*SET INTERVAL *\\( *[^) ]");

  /**
   * A column or constraint.
   *
   * @param items of the statement that said it last
   * @param from where the statement that made it stands among those of the table
   */
  record Part(TableElement element, Items items, int from) {}

  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Items> states = new LinkedHashMap<>();
  private final PartitionFold partitions;

  /**
   * The table as it is made.
   *
   * @param at where that statement stands among those of the table
   */
  TableFold(Ddl.CreateTable table, Items items, int at) {
    table.elements().forEach(element -> parts.add(new Part(element, items, at)));
    this.partitions = new PartitionFold(table.partitioning());
  }

  /** The partitions that the table has in the end. */
  Optional<Partitioning> partitioning() {
    return partitions.partitioning();
  }

  /** In the order in which the target shows them: those that the source hides come last. */
  List<Part> parts() {
    return parts.stream()
        .sorted(Comparator.comparing(part -> isInvisible(part.element())))
        .toList();
  }

  /**
   * Applies a statement, wherever scripts have it: what is added or changed in front of CREATE
   * TABLE is meant for a table that is there, as where files are read by name. Dropped is only what
   * stands in front of the drop.
   *
   * @param at where it stands among the table's
   */
  void alter(Ddl.AlterTable table, Items items, int at) {
    table.alterations().forEach(alteration -> alter(alteration, items, at));
  }

  private void alter(Ddl.Alteration alteration, Items items, int at) {
    switch (alteration) {
      case Ddl.Add(var elements, _) -> elements.forEach(element -> add(element, items, at));
      case Ddl.Modify(var elements, _) -> elements.forEach(element -> modify(element, items));
      case Ddl.DropColumns(var columns, _, _, _) ->
          columns.forEach(
              name -> parts.removeIf(part -> endsWith(part.element(), name) && part.from() < at));
      case Ddl.DropConstraint(var constraint, _, var place) -> {
        if (isMadeBehind(constraint, at)) {
          items.add(
              ActionCode.LEFT_OUT, place, "DROP CONSTRAINT in front of what makes the constraint");
        } else {
          changed(constraint, items, place, _ -> null);
        }
      }
      case Ddl.ModifyConstraint(var constraint, var states, _, var place) ->
          changed(constraint, items, place, it -> withStates(it, states));
      case Ddl.EnableConstraint it ->
          changed(it.constraint(), items, it.place(), old -> withStates(old, states(it)));
      case Ddl.RenameConstraint(var from, var to, var place) ->
          changed(
              new Ddl.ConstraintOf("CONSTRAINT", Optional.of(from), List.of(), place),
              items,
              place,
              it ->
                  new TableElement.Constraint(
                      Optional.of(to), it.rule(), it.states(), it.index(), it.place()));
      case Ddl.RenameTable _, Ddl.RenameColumn _ -> {
        // Carried out in front, see Renames.
      }
      case Ddl.AddPartitions it -> {
        if (!partitions.add(it)) {
          items.add(ActionCode.NO_RULE, it.place(), "ADD PARTITION of a table without partitions");
        }
      }
      case Ddl.ChangePartitions it -> {
        if (!partitions.change(it)) {
          items.add(ActionCode.NO_RULE, it.place(), it.verb() + " of a partition that isn't there");
        }
      }
      case Ddl.Change(var words, var place) -> change(words.text(), place, items);
    }
  }

  private void add(TableElement element, Items items, int at) {
    if (element instanceof TableElement.Constraint added
        && added.name().isPresent()
        && parts.stream().anyMatch(it -> isNamed(it.element(), added.name().get()))) {
      items.add(ActionCode.DEFINED_TWICE, element.place(), "the constraint " + added.name().get());
    } else {
      parts.add(new Part(element, items, at));
    }
  }

  /** A column, or a constraint over it, which Oracle drops with the column. */
  private static boolean endsWith(TableElement element, Identifier column) {
    if (!(element instanceof TableElement.Constraint constraint)) {
      return isColumn(element, column);
    }
    return switch (constraint.rule()) {
      case TableElement.PrimaryKey(var columns, _) -> columns.contains(column);
      case TableElement.Unique(var columns, _) -> columns.contains(column);
      case TableElement.ForeignKey it -> it.columns().contains(column);
      case TableElement.Check(var condition, _) -> names(condition, column);
      case TableElement.Nullable _ -> false;
    };
  }

  private static boolean names(Node condition, Identifier column) {
    boolean[] found = new boolean[1];
    Rewriter.walk(
        condition,
        node ->
            found[0] |=
                node instanceof Expression.Reference(var name, _) && name.last().equals(column));
    return found[0];
  }

  private static boolean isNamed(TableElement element, Identifier name) {
    return element instanceof TableElement.Constraint constraint
        && constraint.name().filter(name::equals).isPresent();
  }

  /** Whether the only such constraints are made further down. */
  private boolean isMadeBehind(Ddl.ConstraintOf which, int at) {
    List<Part> all =
        parts.stream()
            .filter(
                part ->
                    switch (part.element()) {
                      case TableElement.Constraint it -> is(it, which);
                      case TableElement.Column it ->
                          it.constraints().stream().anyMatch(one -> is(one, which));
                      case TableElement.Words _ -> false;
                    })
            .toList();
    return !all.isEmpty() && all.stream().allMatch(it -> it.from() > at);
  }

  private void change(String words, Place place, Items items) {
    switch (words.strip().toUpperCase(Locale.ROOT)) {
      case "READ ONLY", "DISABLE ALL TRIGGERS" -> {
        Items state = items.part();
        state.add(ActionCode.NO_RULE, place, words);
        states.put(stateOf(words), state);
      }
      case "READ WRITE", "ENABLE ALL TRIGGERS" -> states.remove(stateOf(words));
      default -> {
        if (!Renames.isOfPartition(words)) {
          left(words, place, items);
        }
      }
    }
  }

  private void left(String words, Place place, Items items) {
    if (ROWS.matcher(words).lookingAt()) {
      items.add(ActionCode.NOT_SCHEMA, place, words);
      return;
    }
    if (INTERVAL.matcher(words).lookingAt()) {
      partitions.setInterval(place);
      return;
    }
    items.add(
        HARMLESS.matcher(words).lookingAt() ? ActionCode.LEFT_OUT : ActionCode.NO_RULE,
        place,
        words);
  }

  private static String stateOf(String words) {
    return words.strip().toUpperCase(Locale.ROOT).startsWith("READ") ? "READ" : "TRIGGERS";
  }

  /** What the last statements leave the table in, and the target knows no word for. */
  List<Items> states() {
    return List.copyOf(states.values());
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
        Part part = new Part(merged(old, change), items, parts.get(at).from());
        parts.set(at, part);
        if (isInvisible(old) && !isInvisible(part.element())) {
          parts.add(parts.remove(at)); // it gets a place behind all others
        }
        return;
      }
    }
    items.add(ActionCode.TABLE_NOT_HERE, element.place(), "column " + change.name());
  }

  /** Columns that SELECT * doesn't show, and INSERT without a list doesn't fill. */
  static boolean isInvisible(TableElement element) {
    return element instanceof TableElement.Column column && column.options().contains("INVISIBLE");
  }

  private static List<String> options(TableElement.Column old, TableElement.Column change) {
    List<String> options = new ArrayList<>(old.options());
    for (String option : change.options()) {
      if (option.equals("VISIBLE") || option.equals("INVISIBLE")) {
        options.removeIf(it -> it.equals("VISIBLE") || it.equals("INVISIBLE"));
        options.add(option);
      }
    }
    return List.copyOf(options);
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
        change.options().contains("DROP IDENTITY")
            ? Optional.empty()
            : change.value().or(old::value),
        options(old, change),
        List.copyOf(constraints),
        old.place());
  }

  private static List<String> states(Ddl.EnableConstraint it) {
    String enabled = it.isEnabled() ? "ENABLE" : "DISABLE";
    return it.validation().isEmpty() ? List.of(enabled) : List.of(enabled, it.validation());
  }

  /** A constraint that an option of CREATE TABLE disables. */
  void disable(Ddl.ConstraintOf constraint, Items items) {
    changed(constraint, items, constraint.place(), it -> withStates(it, List.of("DISABLE")));
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
          parts.set(at, new Part(changed, items, part.from()));
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
        parts.set(at, new Part(withConstraints(column, all), part.items(), part.from()));
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
