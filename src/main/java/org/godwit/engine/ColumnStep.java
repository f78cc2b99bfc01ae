package org.godwit.engine;

/** What a statement does to one column of a table, by the names that the statement has. */
public sealed interface ColumnStep {

  /** A new column. */
  record Added(String name) implements ColumnStep {}

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
