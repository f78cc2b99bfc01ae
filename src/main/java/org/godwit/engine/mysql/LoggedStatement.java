package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change.Deed;
import org.godwit.engine.ColumnStep;
import org.godwit.engine.TableAlteration.Rows;

/**
 * A statement that the log has as text, as far as tables, their columns and rows are concerned.
 *
 * @param kind what it does
 * @param effects what it does to which table, in order
 * @param words of it, names without their quotes
 * @param isFormKept whether it alters a table, and rows look in the log as they did before
 */
record LoggedStatement(Kind kind, List<Effect> effects, List<String> words, boolean isFormKept) {

  /** What a statement does. */
  enum Kind {
    /** Nothing to tables, columns or rows. */
    OTHER,
    /** It makes, alters, drops or renames tables. */
    DEFINITION,
    /** It empties tables. */
    TRUNCATE,
    /** It changes rows, and the log has the statement in their place. */
    ROWS
  }

  /**
   * What it does to a table.
   *
   * @param table whose name is empty for all tables of the schema
   * @param rows what becomes of them that the log doesn't have
   * @param steps what it does to columns
   */
  record Effect(TableName table, Deed deed, Rows rows, List<ColumnStep> steps) {
    Effect {
      steps = List.copyOf(steps);
    }
  }

  LoggedStatement {
    effects = List.copyOf(effects);
    words = List.copyOf(words);
  }

  /**
   * Reads a statement.
   *
   * @param database that it was run in
   */
  static LoggedStatement of(String sql, String database) {
    return new Reading(StatementWords.of(sql), database).statement();
  }

  /** What it does to a table that was there before; what makes one does nothing to it. */
  List<Effect> on(TableName table, NameCase letters) {
    return effects.stream()
        .filter(effect -> !isMade(effect) && letters.isOf(effect.table(), table))
        .toList();
  }

  /** Whether it does something to a table that was there before. */
  boolean concerns(TableName table, NameCase letters) {
    return !on(table, letters).isEmpty();
  }

  /** The tables that it makes, or names that it gives. */
  List<Effect> made() {
    return effects.stream().filter(LoggedStatement::isMade).toList();
  }

  /** The names that are nobody's behind it; empty for all of a schema. */
  List<TableName> gone() {
    return effects.stream()
        .filter(effect -> !isMade(effect) && effect.rows() == Rows.OF_ANOTHER)
        .map(Effect::table)
        .toList();
  }

  private static boolean isMade(Effect effect) {
    return effect.deed() == Deed.MADE || effect.deed() == Deed.MADE_UNLESS_THERE;
  }

  /** Whether it may make, alter or drop foreign keys of a table that it alters. */
  boolean touchesKeys() {
    return has("FOREIGN") || has("REFERENCES") || (has("DROP") && has("CONSTRAINT"));
  }

  /** Whether the table's name is anywhere in it. */
  boolean names(TableName table) {
    return has(table.table());
  }

  /** Whether the word, or a name like it, is anywhere in it. */
  boolean has(String text) {
    return words.stream().anyMatch(word -> word.equalsIgnoreCase(text));
  }

  /** The words from the left. */
  private static final class Reading {
    private final StatementWords words;
    private final String database;
    private final List<Effect> effects = new ArrayList<>();
    private boolean isFormKept;

    Reading(StatementWords words, String database) {
      this.words = words;
      this.database = database;
    }

    LoggedStatement statement() {
      Kind kind = kind();
      return new LoggedStatement(kind, effects, words.texts(), isFormKept);
    }

    private void effect(TableName table, Deed deed) {
      effects.add(new Effect(table, deed, Rows.OF_ANOTHER, List.of()));
    }

    private TableName table() {
      return words.table(database);
    }

    private Kind kind() {
      words.skipSettings();
      return switch (words.word()) {
        case "ALTER" -> alter();
        case "DROP" -> drop();
        case "RENAME" -> rename();
        case "CREATE" -> create();
        case "TRUNCATE" -> {
          words.takes("TABLE");
          effect(table(), Deed.ALTERED);
          yield Kind.TRUNCATE;
        }
        case "INSERT", "REPLACE", "UPDATE", "DELETE", "LOAD", "WITH", "CALL", "DO", "SELECT" ->
            Kind.ROWS;
        default -> Kind.OTHER;
      };
    }

    private Kind alter() {
      while (words.takesAny("ONLINE", "OFFLINE", "IGNORE")) {
        // words that say nothing here
      }
      if (!words.takes("TABLE")) {
        return Kind.OTHER;
      }
      words.skipExists();
      TableName table = table();
      AlterSpecs specs = AlterSpecs.read(words, database);
      isFormKept = specs.isFormKept();
      effects.add(new Effect(table, Deed.ALTERED, specs.rows(), specs.steps()));
      specs
          .exchanged()
          .forEach(other -> effects.add(new Effect(other, Deed.ALTERED, Rows.OTHER, List.of())));
      specs.names().forEach(name -> effect(name, Deed.MADE));
      return Kind.DEFINITION;
    }

    private Kind drop() {
      if (words.takesAny("DATABASE", "SCHEMA")) {
        words.skipExists();
        effect(new TableName(words.name(), ""), Deed.DROPPED);
        return Kind.DEFINITION;
      }
      if (!words.takesAny("TABLE", "TABLES")) {
        return Kind.OTHER; // a temporary one, too
      }
      words.skipExists();
      do {
        effect(table(), Deed.DROPPED);
      } while (words.takes(","));
      return Kind.DEFINITION;
    }

    private Kind rename() {
      if (!words.takesAny("TABLE", "TABLES")) {
        return Kind.OTHER;
      }
      words.skipExists();
      do {
        effect(table(), Deed.ALTERED);
        while (!words.isAtEnd() && !words.takes("TO")) {
          words.skip(); // how long to wait
        }
        effect(table(), Deed.MADE);
      } while (words.takes(","));
      return Kind.DEFINITION;
    }

    private Kind create() {
      boolean replaces = words.takes("OR") && words.takes("REPLACE");
      if (!words.takes("TABLE")) {
        return Kind.OTHER; // a temporary one, too
      }
      boolean isUnlessThere = words.skipExists();
      TableName table = table();
      if (replaces) {
        effect(table, Deed.ALTERED);
      }
      effect(table, isUnlessThere ? Deed.MADE_UNLESS_THERE : Deed.MADE);
      return Kind.DEFINITION;
    }
  }
}
