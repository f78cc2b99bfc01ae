package org.godwit.engine;

import java.util.Optional;
import org.godwit.catalog.Default;

/** What a statement does to one column of a table, by the names that the statement has. */
public sealed interface ColumnStep {

  /**
   * A new column.
   *
   * @param held what the rows that were there hold in it: a constant, nothing, or what only the
   *     source knows; empty where that is what the column's definition says
   */
  record Added(String name, Optional<Default> held) implements ColumnStep {
    /** One whose definition says it. */
    public Added(String name) {
      this(name, Optional.empty());
    }
  }

  /** A column that goes, and its values with it. */
  record Dropped(String name) implements ColumnStep {}

  /**
   * A column under another name, possibly of another type.
   *
   * @param from its name so far
   */
  record Renamed(String from, String name) implements ColumnStep {}

  /** A column of another type, or with other properties. */
  record Retyped(String name) implements ColumnStep {}

  /** The name that the column has behind it, or had last. */
  String name();
}
