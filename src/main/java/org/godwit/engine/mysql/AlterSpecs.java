package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.ColumnStep;
import org.godwit.engine.TableAlteration.Rows;

/** What ALTER TABLE says behind the table's name, as far as it is of columns and rows. */
final class AlterSpecs {
  private static final String[] NO_COLUMNS = {
    "INDEX", "KEY", "UNIQUE", "FULLTEXT", "SPATIAL", "PRIMARY", "FOREIGN", "CONSTRAINT", "CHECK"
  };

  private final StatementWords words;
  private final String database;
  private final List<ColumnStep> steps = new ArrayList<>();
  private final List<TableName> names = new ArrayList<>();
  private final List<TableName> exchanged = new ArrayList<>();
  private boolean hasOtherRows;
  private boolean isFormKept = true;

  private AlterSpecs(StatementWords words, String database) {
    this.words = words;
    this.database = database;
  }

  static AlterSpecs read(StatementWords words, String database) {
    AlterSpecs specs = new AlterSpecs(words, database);
    if (words.takes("WAIT")) {
      words.skip();
    } else {
      words.takes("NOWAIT");
    }
    do {
      specs.one();
    } while (words.nextItem());
    return specs;
  }

  /** What is done to columns, in order. */
  List<ColumnStep> steps() {
    return steps;
  }

  /** What becomes of rows that the log doesn't have. */
  Rows rows() {
    if (!names.isEmpty()) {
      return Rows.OF_ANOTHER;
    }
    return hasOtherRows ? Rows.OTHER : Rows.KEPT;
  }

  /**
   * Whether rows surely look in the log as they did before: nothing but indexes, constraints,
   * partitions and what is said of the table was touched.
   */
  boolean isFormKept() {
    return isFormKept && !hasOtherRows && steps.isEmpty() && names.isEmpty();
  }

  /** The table's new name, if it gets one. */
  List<TableName> names() {
    return names;
  }

  /** A table that rows are exchanged with. */
  List<TableName> exchanged() {
    return exchanged;
  }

  private void one() {
    switch (words.word()) {
      case "ADD" -> add();
      case "DROP" -> drop();
      case "RENAME" -> rename();
      case "CHANGE" -> change();
      case "MODIFY" -> {
        words.takes("COLUMN");
        words.skipExists();
        steps.add(new ColumnStep.Retyped(words.name()));
      }
      case "ALTER" -> {
        if (!words.takesAny("INDEX", "KEY", "CHECK", "CONSTRAINT")) {
          words.takes("COLUMN");
          words.skipExists();
          steps.add(new ColumnStep.Retyped(words.name()));
        }
      }
      case "TRUNCATE", "DISCARD", "IMPORT" -> hasOtherRows = true;
      case "EXCHANGE" -> {
        hasOtherRows = true;
        while (!words.isAtEnd() && !words.takes("TABLE")) {
          words.skip();
        }
        exchanged.add(words.table(database));
      }
      case "CONVERT" -> {
        isFormKept = false;
        hasOtherRows |= words.takes("PARTITION") || words.takes("TABLE");
      }
      case "COMMENT",
          "AUTO_INCREMENT",
          "REORGANIZE",
          "COALESCE",
          "REBUILD",
          "OPTIMIZE",
          "ANALYZE",
          "FORCE" -> {
        // What is said of a table, or of its partitions, that no row shows.
      }
      default -> isFormKept = false; // a character set, or what nobody here knows
    }
  }

  private void add() {
    if (words.takesAny("PERIOD", "SYSTEM", "PRIMARY")) {
      isFormKept = false;
      return;
    }
    if (words.takes("PARTITION") || words.takesAny(NO_COLUMNS)) {
      return;
    }
    words.takes("COLUMN");
    words.skipExists();
    if (words.takes("(")) {
      do {
        if (!words.takesAny(NO_COLUMNS)) {
          steps.add(new ColumnStep.Added(words.name()));
        }
      } while (words.nextItem());
      words.takes(")");
    } else {
      steps.add(new ColumnStep.Added(words.name()));
    }
  }

  private void drop() {
    if (words.takes("PARTITION")) {
      hasOtherRows = true;
    } else if (words.takesAny("PERIOD", "SYSTEM", "PRIMARY")) {
      isFormKept = false;
    } else if (!words.takesAny(NO_COLUMNS)) {
      words.takes("COLUMN");
      words.skipExists();
      steps.add(new ColumnStep.Dropped(words.name()));
    }
  }

  private void rename() {
    if (words.takesAny("INDEX", "KEY")) {
      return;
    }
    if (words.takes("COLUMN")) {
      words.skipExists();
      String from = words.name();
      words.takes("TO");
      steps.add(new ColumnStep.Renamed(from, words.name()));
      return;
    }
    if (!words.takes("TO")) {
      words.takes("AS");
    }
    names.add(words.table(database));
  }

  private void change() {
    words.takes("COLUMN");
    words.skipExists();
    String from = words.name();
    String name = words.name();
    steps.add(
        from.equalsIgnoreCase(name)
            ? new ColumnStep.Retyped(name)
            : new ColumnStep.Renamed(from, name));
  }
}
