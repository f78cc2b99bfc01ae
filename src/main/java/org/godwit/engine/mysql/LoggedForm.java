package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.Collation;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ColumnStep;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableAlteration;

/**
 * The types of a table's columns at one time. A statement of the log tells a column's new type and
 * not the old one, without which nobody knows whether its values are still what they were.
 *
 * @param columns by name in small letters
 * @param cascades whether a foreign key of the table changes rows of it
 */
record LoggedForm(Map<String, Kind> columns, boolean cascades) {
  private static final List<String> TEXTS = List.of("tinytext", "text", "mediumtext", "longtext");
  private static final List<String> BLOBS = List.of("tinyblob", "blob", "mediumblob", "longblob");
  private static final String ALL_CHARACTERS = "utf8mb4";
  private static final int PARTS = 3;

  /** A line of no column. */
  private static final String CASCADES = "\t\t";

  LoggedForm {
    columns = Map.copyOf(columns);
  }

  /**
   * A column's type.
   *
   * @param type as the server writes it
   * @param characters name of the character set, empty for none
   */
  record Kind(String type, String characters) {
    static Kind of(Column column) {
      return new Kind(
          column.nativeType(), column.collation().map(Collation::characters).orElse(""));
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static LoggedForm of(Table table) {
    Map<String, Kind> columns = new HashMap<>();
    table.columns().forEach(column -> columns.put(key(column.name()), Kind.of(column)));
    return new LoggedForm(columns, cascades(table));
  }

  private static boolean cascades(Table table) {
    return table.foreignKeys().stream().anyMatch(ForeignKey::changesRows);
  }

  /** Those of the tables that have, or had, a foreign key that changes rows of them. */
  static Set<TableName> cascading(
      Map<TableName, SourceTable> tables, Map<TableName, String> before) {
    Set<TableName> cascading = new HashSet<>();
    tables.forEach(
        (name, table) -> {
          String old = before.get(name);
          if (cascades(table.table()) || (old != null && parse(old).cascades())) {
            cascading.add(name);
          }
        });
    return cascading;
  }

  /** Those of the tables that are what they were before, as far as that is known. */
  static Set<TableName> same(Map<TableName, SourceTable> tables, Map<TableName, String> before) {
    Set<TableName> same = new HashSet<>();
    tables.forEach(
        (name, table) -> {
          String old = before.get(name);
          if (old != null && parse(old).equals(of(table.table()))) {
            same.add(name);
          }
        });
    return same;
  }

  /** As {@link #parse} reads it, a line for each column. */
  String text() {
    List<String> lines = new ArrayList<>();
    if (cascades) {
      lines.add(CASCADES);
    }
    columns.forEach(
        (name, kind) ->
            lines.add(escaped(kind.type()) + "\t" + kind.characters() + "\t" + escaped(name)));
    return String.join("\n", lines);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
  }

  /** Reads what {@link #text} wrote. */
  static LoggedForm parse(String text) {
    Map<String, Kind> columns = new HashMap<>();
    boolean cascades = false;
    for (String line : text.split("\n", -1)) {
      if (line.equals(CASCADES)) {
        cascades = true;
        continue;
      }
      String[] parts = line.split("\t", PARTS);
      columns.put(parts[2].translateEscapes(), new Kind(parts[0].translateEscapes(), parts[1]));
    }
    return new LoggedForm(columns, cascades);
  }

  /** The alterations with the types that columns had before all of them. */
  List<TableAlteration> typed(List<TableAlteration> alterations, Table now) {
    Map<String, String> formerNames = new HashMap<>();
    Set<String> touched = new HashSet<>();
    for (TableAlteration alteration : alterations) {
      for (ColumnStep step : alteration.steps()) {
        touched.add(key(step.name()));
        if (step instanceof ColumnStep.Renamed(String from, String name)) {
          formerNames.put(key(name), key(from));
        }
      }
    }
    Map<String, DataType> before = new HashMap<>();
    List<ColumnStep> unsaid = new ArrayList<>();
    for (Column column : now.columns()) {
      String name = key(column.name());
      Kind kind = columns.get(formerNames.getOrDefault(name, name));
      if (kind != null && !kind.equals(Kind.of(column))) {
        before.put(column.name(), type(kind, Kind.of(column)));
        if (!touched.contains(name)) {
          unsaid.add(new ColumnStep.Retyped(column.name())); // by CONVERT TO CHARACTER SET
        }
      }
    }
    TableAlteration last = alterations.getLast();
    List<ColumnStep> steps = new ArrayList<>(last.steps());
    steps.addAll(unsaid);
    List<TableAlteration> typed = new ArrayList<>(alterations);
    typed.set(
        typed.size() - 1,
        new TableAlteration(last.at(), last.statement(), last.rows(), steps, before));
    return typed;
  }

  /** The old type; one that no other holds where the new one may have cut or replaced something. */
  private static DataType type(Kind before, Kind now) {
    boolean isCut = isShorter(TEXTS, now, before) || isShorter(BLOBS, now, before);
    boolean isReplaced =
        !before.characters().equals(now.characters())
            && !before.characters().isEmpty()
            && !now.characters().equals(ALL_CHARACTERS);
    return isCut || isReplaced
        ? new DataType.Native("mysql", before.type() + " " + before.characters())
        : ColumnTypes.parse(before.type());
  }

  private static boolean isShorter(List<String> types, Kind one, Kind other) {
    return types.contains(one.type()) && types.indexOf(one.type()) < types.indexOf(other.type());
  }
}
