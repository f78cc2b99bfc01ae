package org.godwit.convert;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Place;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.TableElement;

/** The parts of a table of MySQL behind all that ALTER TABLE does to it. */
final class MySqlTableFold {
  private final List<TableElement> elements = new ArrayList<>();
  private final IdentityHashMap<TableElement, Piece> origins = new IdentityHashMap<>();
  private final List<String> options;
  private final Piece created;

  MySqlTableFold(Ddl.CreateTable table, Piece piece) {
    this.created = piece;
    this.options = new ArrayList<>(table.options());
    table.elements().forEach(it -> add(it, piece));
  }

  private void add(TableElement element, Piece piece) {
    elements.add(element);
    origins.put(element, piece);
  }

  List<TableElement> elements() {
    return List.copyOf(elements);
  }

  List<TableElement.Column> columns() {
    return elements.stream()
        .filter(TableElement.Column.class::isInstance)
        .map(TableElement.Column.class::cast)
        .toList();
  }

  /** A collector for what is said of a part. */
  Items itemsOf(TableElement element) {
    return origins.getOrDefault(element, created).items().part();
  }

  /** {@code AUTO_INCREMENT}, {@code COMMENT}; what was said last. */
  Optional<String> option(String name) {
    return options.stream()
        .filter(it -> it.startsWith(name + "="))
        .map(it -> it.substring(name.length() + 1))
        .reduce((_, last) -> last);
  }

  /** Where the counter begins. */
  List<SequenceOption> start() {
    return option("AUTO_INCREMENT")
        .filter(it -> it.matches("\\d{1,18}") && !it.equals("1") && !it.equals("0"))
        .map(it -> List.of(new SequenceOption("START WITH", it, Place.NONE)))
        .orElse(List.of());
  }

  void alter(Ddl.AlterTable alter, Piece piece, Items items) {
    for (Ddl.Alteration alteration : alter.alterations()) {
      switch (alteration) {
        case Ddl.Add(var added, _) -> added.forEach(it -> add(it, piece));
        case Ddl.Modify(var modified, _) -> modified.forEach(it -> replace(it, piece));
        case Ddl.RenameColumn(var from, var to, _) -> rename(from, to, piece);
        case Ddl.DropColumns(var names, _, _, _) ->
            elements.removeIf(
                it ->
                    it instanceof TableElement.Column column
                        && names.stream().anyMatch(name -> isSame(name, column.name())));
        case Ddl.DropConstraint(var constraint, _, _) -> drop(constraint, items);
        case Ddl.Change(var words, var place) -> change(words.text(), place, items);
        default -> items.add(ActionCode.NO_RULE, alteration.place(), "this change of the table");
      }
    }
  }

  private static boolean isSame(Identifier one, Identifier other) {
    return one.text().equals(other.text());
  }

  /** MODIFY says all of a column anew, but for its keys. */
  private void replace(TableElement element, Piece piece) {
    if (!(element instanceof TableElement.Column column)) {
      return;
    }
    for (int at = 0; at < elements.size(); at++) {
      if (elements.get(at) instanceof TableElement.Column old
          && isSame(old.name(), column.name())) {
        List<TableElement.Constraint> constraints = new ArrayList<>(column.constraints());
        old.constraints().stream()
            .filter(it -> it.rule() instanceof TableElement.PrimaryKey)
            .forEach(constraints::add);
        TableElement.Column merged =
            new TableElement.Column(
                column.name(),
                column.type(),
                column.value(),
                column.options(),
                List.copyOf(constraints),
                column.place());
        elements.set(at, merged);
        origins.put(merged, piece);
      }
    }
  }

  private void rename(Identifier from, Identifier to, Piece piece) {
    for (int at = 0; at < elements.size(); at++) {
      if (elements.get(at) instanceof TableElement.Column old && isSame(old.name(), from)) {
        TableElement.Column renamed =
            new TableElement.Column(
                to, old.type(), old.value(), old.options(), old.constraints(), old.place());
        elements.set(at, renamed);
        origins.put(renamed, piece);
      }
    }
  }

  private void drop(Ddl.ConstraintOf which, Items items) {
    boolean isKey = which.kind().equals("PRIMARY KEY");
    boolean isGone =
        elements.removeIf(
            it ->
                it instanceof TableElement.Constraint constraint
                    && (isKey
                        ? constraint.rule() instanceof TableElement.PrimaryKey
                        : constraint
                            .name()
                            .map(Identifier::text)
                            .equals(which.name().map(Identifier::text))));
    if (!isGone) {
      items.add(
          ActionCode.TABLE_NOT_HERE,
          which.place(),
          which.name().map(name -> "constraint " + name).orElse(which.kind()));
    }
  }

  private void change(String words, Place place, Items items) {
    if (words.startsWith("AUTO_INCREMENT=") || words.startsWith("COMMENT=")) {
      options.add(words);
    } else if (!words.matches(
        "(?i)(DISABLE|ENABLE) KEYS.*|ENGINE.*|.*CHARSET.*|.*CHARACTER SET.*|ROW_FORMAT.*|FORCE|CONVERT TO .*|ORDER BY .*")) {
      items.add(ActionCode.NO_RULE, place, "ALTER TABLE … " + words);
    }
  }

  /** Whether the check says nothing but that a column is JSON. */
  static boolean isOfJson(Expression condition) {
    return condition instanceof Expression.Call(var function, _, _)
        && function.last().text().equalsIgnoreCase("JSON_VALID");
  }

  /** Whether a text's check makes it JSON, as MariaDB has it. */
  boolean isJson(TableElement.Column column) {
    boolean isOwn =
        column.constraints().stream()
            .anyMatch(
                it ->
                    it.rule() instanceof TableElement.Check(var condition, _)
                        && isOfJson(condition));
    return isOwn
        || elements.stream()
            .anyMatch(
                it ->
                    it instanceof TableElement.Constraint constraint
                        && constraint.rule() instanceof TableElement.Check(var condition, _)
                        && isOfJson(condition)
                        && condition instanceof Expression.Call(_, var arguments, _)
                        && arguments.getFirst().value() instanceof Expression.Reference(var name, _)
                        && isSame(name.last(), column.name()));
  }

  /** Columns of the primary key. */
  List<Identifier> primaryKey() {
    List<Identifier> key = new ArrayList<>();
    for (TableElement element : elements) {
      if (element instanceof TableElement.Constraint constraint
          && constraint.rule() instanceof TableElement.PrimaryKey(var columns, _)) {
        key.addAll(columns);
      } else if (element instanceof TableElement.Column column
          && column.constraints().stream()
              .anyMatch(it -> it.rule() instanceof TableElement.PrimaryKey)) {
        key.add(column.name());
      }
    }
    return List.copyOf(key);
  }

  /** How many partitions are wanted where none is named. */
  static int count(Partitioning partitioning) {
    return partitioning.options().stream()
        .filter(it -> it.matches("PARTITIONS \\d{1,4}"))
        .map(it -> Integer.valueOf(it.substring("PARTITIONS ".length())))
        .findFirst()
        .orElse(1);
  }
}
