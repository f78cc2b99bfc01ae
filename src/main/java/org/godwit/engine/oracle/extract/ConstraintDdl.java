package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.CHECKS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.CONSTRAINTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.CONSTRAINT_COLUMNS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.INDEX_COLUMNS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.REFERENCED;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** Constraints with their states, and which indexes they make by themselves. */
final class ConstraintDdl {
  private final Map<Key, List<Row>> byTable;
  private final Map<Key, List<Row>> columns;
  private final Map<Key, List<Row>> referenced;
  private final Map<Key, List<Row>> indexColumns;
  private final Map<Key, String> conditions = new HashMap<>();

  /** Keys by the index that holds them. */
  private final Map<Key, Row> keys = new HashMap<>();

  ConstraintDdl(DictionaryRows rows) {
    this.byTable = rows.by(CONSTRAINTS, "OWNER", "TABLE_NAME");
    this.columns = rows.by(CONSTRAINT_COLUMNS, "OWNER", "CONSTRAINT_NAME");
    this.referenced = rows.by(REFERENCED, "OWNER", "CONSTRAINT_NAME");
    this.indexColumns = rows.by(INDEX_COLUMNS, "INDEX_OWNER", "INDEX_NAME");
    for (Row check : rows.of(CHECKS)) {
      conditions.put(check.key("OWNER", "CONSTRAINT_NAME"), check.text("SEARCH_CONDITION"));
    }
    for (Row it : rows.of(CONSTRAINTS)) {
      if (isKey(it) && !it.text("INDEX_NAME").isEmpty()) {
        keys.putIfAbsent(index(it), it);
      }
    }
  }

  private static boolean isKey(Row constraint) {
    return constraint.is("CONSTRAINT_TYPE", "P") || constraint.is("CONSTRAINT_TYPE", "U");
  }

  private static Key index(Row constraint) {
    String owner = constraint.text("INDEX_OWNER");
    return new Key(
        owner.isEmpty() ? constraint.text("OWNER") : owner, constraint.text("INDEX_NAME"));
  }

  /** Whether a constraint makes that index: it has its name, or none of a person's, and columns. */
  boolean makes(Row index) {
    Row key = keys.get(index.key("OWNER", "INDEX_NAME"));
    return key != null && isMade(key, index.is("GENERATED", "Y"));
  }

  private boolean isMade(Row key, boolean isGenerated) {
    boolean hasItsColumns =
        names(indexColumns.getOrDefault(index(key), List.of())).equals(columnNames(key));
    boolean hasItsName = key.text("INDEX_NAME").equals(key.text("CONSTRAINT_NAME"));
    return hasItsColumns && (hasItsName || isGenerated);
  }

  /**
   * {@code CONSTRAINT "N" NOT NULL}; empty where the column takes NULL. The dictionary has it as a
   * check of these very words.
   */
  Optional<String> notNull(Key table, String column) {
    return byTable.getOrDefault(table, List.of()).stream()
        .filter(it -> isNotNullOf(it, column))
        .findFirst()
        .map(it -> " " + name(it) + "NOT NULL" + states(it));
  }

  private boolean isNotNullOf(Row constraint, String column) {
    return constraint.is("CONSTRAINT_TYPE", "C")
        && condition(constraint).equals(Words.quoted(column) + " IS NOT NULL");
  }

  private String condition(Row constraint) {
    return conditions.getOrDefault(constraint.key("OWNER", "CONSTRAINT_NAME"), "").strip();
  }

  /**
   * All others of a table: keys, then checks, then foreign keys.
   *
   * @param visible names of columns; keys of others are the server's own
   * @param isOfType whether columns aren't written, so that NOT NULL must stand here too
   */
  List<String> of(Key table, Set<String> visible, boolean isOfType, Script script) {
    List<String> all = new ArrayList<>();
    for (String type : List.of("P", "U", "C", "R")) {
      for (Row it : byTable.getOrDefault(table, List.of())) {
        boolean isWritten =
            it.is("CONSTRAINT_TYPE", type)
                && (isOfType || visible.stream().noneMatch(name -> isNotNullOf(it, name)))
                && visible.containsAll(columnNames(it));
        if (isWritten) {
          rule(it, script).ifPresent(rule -> all.add(name(it) + rule + states(it)));
        }
      }
    }
    return all;
  }

  private static String name(Row constraint) {
    return constraint.is("GENERATED", "USER NAME")
        ? "CONSTRAINT " + Words.quoted(constraint.text("CONSTRAINT_NAME")) + " "
        : "";
  }

  private Optional<String> rule(Row it, Script script) {
    String own = list(columnNames(it));
    return switch (it.word("CONSTRAINT_TYPE")) {
      case "P" -> Optional.of("PRIMARY KEY " + own + using(it));
      case "U" -> Optional.of("UNIQUE " + own + using(it));
      case "C" -> Optional.of("CHECK (" + Words.expression(condition(it)) + ")");
      default -> {
        List<Row> to = referenced.getOrDefault(it.key("OWNER", "CONSTRAINT_NAME"), List.of());
        if (to.isEmpty()) {
          script.notExtracted(
              "foreign key %s of %s.%s: the user may not see the table that it leads to"
                  .formatted(it.text("CONSTRAINT_NAME"), it.text("OWNER"), it.text("TABLE_NAME")));
          yield Optional.empty();
        }
        Row first = to.getFirst();
        String table = Words.quoted(first.text("REFERENCED_OWNER"), first.text("TABLE_NAME"));
        boolean isPlain = it.is("DELETE_RULE", "NO ACTION") || it.word("DELETE_RULE").isEmpty();
        yield Optional.of(
            "FOREIGN KEY %s REFERENCES %s %s%s"
                .formatted(
                    own,
                    table,
                    list(names(to)),
                    isPlain ? "" : " ON DELETE " + it.word("DELETE_RULE")));
      }
    };
  }

  private String using(Row key) {
    boolean isOthers =
        !key.text("INDEX_NAME").isEmpty() && !isMade(key, !key.is("GENERATED", "USER NAME"));
    if (!isOthers || !indexColumns.containsKey(index(key))) {
      return "";
    }
    return " USING INDEX " + Words.quoted(index(key).owner(), index(key).name());
  }

  private static String states(Row it) {
    StringBuilder states = new StringBuilder();
    if (it.is("DEFERRABLE", "DEFERRABLE")) {
      states.append(" DEFERRABLE");
      if (it.is("DEFERRED", "DEFERRED")) {
        states.append(" INITIALLY DEFERRED");
      }
    }
    if (it.is("RELY", "RELY")) {
      states.append(" RELY");
    }
    boolean isValidated = it.is("VALIDATED", "VALIDATED");
    if (it.is("STATUS", "DISABLED")) {
      states.append(isValidated ? " DISABLE VALIDATE" : " DISABLE");
    } else if (!isValidated) {
      states.append(" ENABLE NOVALIDATE");
    }
    return states.toString();
  }

  private List<String> columnNames(Row constraint) {
    return names(columns.getOrDefault(constraint.key("OWNER", "CONSTRAINT_NAME"), List.of()));
  }

  private static List<String> names(List<Row> rows) {
    return rows.stream().map(it -> it.text("COLUMN_NAME")).toList();
  }

  private static String list(List<String> names) {
    return names.stream().map(Words::quoted).collect(Collectors.joining(", ", "(", ")"));
  }
}
