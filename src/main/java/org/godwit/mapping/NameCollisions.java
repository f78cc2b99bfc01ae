package org.godwit.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.Dialect;
import org.godwit.mapping.MappingNote.Severity;

/** Finds target names that are the same, would be cut to the same, or differ by case alone. */
final class NameCollisions {
  private final Dialect target;

  NameCollisions(Dialect target) {
    this.target = target;
  }

  List<MappingNote> in(List<MappedTable> tables) {
    List<MappingNote> notes = new ArrayList<>();
    Map<TableName, MappedTable> stored = new HashMap<>();
    Map<TableName, MappedTable> folded = new HashMap<>();
    for (MappedTable table : tables) {
      tooLong(table, notes);
      TableName name = table.target().name();
      Optional<MappedTable> same =
          Optional.ofNullable(
              stored.putIfAbsent(
                  new TableName(target.stored(name.schema()), target.stored(name.table())), table));
      Optional<MappedTable> similar =
          Optional.ofNullable(
              folded.putIfAbsent(new TableName(fold(name.schema()), fold(name.table())), table));
      if (same.isEmpty()) {
        similar.ifPresent(other -> notes.add(similarTable(other, table)));
      }
      columns(table, notes);
    }
    return notes;
  }

  /**
   * Tables that would share a target, each with a sentence; which of them is meant nobody knows.
   */
  Map<TableName, String> shared(List<MappedTable> tables) {
    Map<TableName, List<MappedTable>> byTarget = new HashMap<>();
    for (MappedTable table : tables) {
      TableName name = table.target().name();
      TableName kept = new TableName(target.stored(name.schema()), target.stored(name.table()));
      byTarget.computeIfAbsent(kept, _ -> new ArrayList<>()).add(table);
    }
    Map<TableName, String> shared = new HashMap<>();
    for (List<MappedTable> same : byTarget.values()) {
      for (MappedTable table : same) {
        same.stream()
            .filter(other -> !other.equals(table))
            .findFirst()
            .ifPresent(other -> shared.put(table.source().name(), sameTable(other, table)));
      }
    }
    return shared;
  }

  /** Whether the target stores less than the whole name of a table or a column. */
  boolean areCut(List<MappedTable> tables) {
    return tables.stream()
        .anyMatch(
            table ->
                isTooLong(table.target().name().schema())
                    || isTooLong(table.target().name().table())
                    || table.columns().stream().anyMatch(it -> isTooLong(it.target().name())));
  }

  private void tooLong(MappedTable table, List<MappingNote> notes) {
    Table made = table.target();
    for (String name : List.of(made.name().schema(), made.name().table())) {
      if (isTooLong(name)) {
        notes.add(
            MappingNote.of(Severity.WARNING, Rule.NONE, table.source().name(), cutMessage(name)));
      }
    }
    for (MappedColumn column : table.columns()) {
      if (isTooLong(column.target().name())) {
        notes.add(
            MappingNote.of(
                Severity.WARNING,
                column.ruleId(),
                table.source().name(),
                column.target().name(),
                cutMessage(column.target().name())));
      }
    }
  }

  private String cutMessage(String name) {
    return "the name "
        + name
        + " is longer than the target's "
        + target.identifierLengthMax()
        + " and would be cut to "
        + target.stored(name)
        + "; rename it by a rule.";
  }

  private String sameTable(MappedTable first, MappedTable second) {
    return second.source().name()
        + " goes to "
        + second.target().name()
        + ", and so does "
        + first.source().name()
        + (first.target().name().equals(second.target().name())
            ? ""
            : " once the names are cut to " + target.identifierLengthMax())
        + "; rename one of them or exclude it.";
  }

  private static MappingNote similarTable(MappedTable first, MappedTable second) {
    return MappingNote.of(
        Severity.WARNING,
        Rule.NONE,
        second.source().name(),
        "becomes "
            + second.target().name()
            + " beside "
            + first.target().name()
            + " of "
            + first.source().name()
            + ": two tables whose names differ only in upper and lower case, so that both need"
            + " quotes in every query.");
  }

  private void columns(MappedTable table, List<MappingNote> notes) {
    Map<String, MappedColumn> stored = new HashMap<>();
    Map<String, MappedColumn> folded = new HashMap<>();
    for (MappedColumn column : table.columns()) {
      String name = column.target().name();
      Optional<MappedColumn> same =
          Optional.ofNullable(stored.putIfAbsent(target.stored(name), column));
      Optional<MappedColumn> similar = Optional.ofNullable(folded.putIfAbsent(fold(name), column));
      if (same.isPresent()) {
        notes.add(sameColumn(table, same.get(), column));
      } else {
        similar.ifPresent(other -> notes.add(similarColumn(table, other, column)));
      }
    }
  }

  private MappingNote sameColumn(MappedTable table, MappedColumn first, MappedColumn second) {
    long rule = second.ruleId() == Rule.NONE ? first.ruleId() : second.ruleId();
    boolean isCut = !first.target().name().equals(second.target().name());
    return MappingNote.of(
        Severity.ERROR,
        rule,
        table.source().name(),
        origin(second),
        "two columns are called "
            + (isCut
                ? target.stored(second.target().name())
                    + " once names are cut to "
                    + target.identifierLengthMax()
                : second.target().name())
            + " on the target: "
            + origin(first)
            + " and "
            + origin(second)
            + "; rename or remove one of them.");
  }

  private static MappingNote similarColumn(
      MappedTable table, MappedColumn first, MappedColumn second) {
    return MappingNote.of(
        Severity.WARNING,
        second.ruleId(),
        table.source().name(),
        origin(second),
        "the columns "
            + first.target().name()
            + " and "
            + second.target().name()
            + " differ only in upper and lower case, so that both need quotes in every query.");
  }

  private static String origin(MappedColumn column) {
    return switch (column) {
      case MappedColumn.FromSource(var source, var _, long _) -> source.name();
      case MappedColumn.FromExpression(var _, var made, long _, boolean _) -> made.name();
    };
  }

  private boolean isTooLong(String name) {
    return target.identifierLength(name) > target.identifierLengthMax();
  }

  private String fold(String name) {
    return target.stored(name).toLowerCase(Locale.ROOT);
  }
}
