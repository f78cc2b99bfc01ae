package org.godwit.engine;

import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;

/** Writes the statements that alter one column of a target's table. */
public interface ColumnStatements {

  /** Whether each statement commits by itself, and what was done before it. */
  boolean commitByThemselves();

  /**
   * Adds a column, and gives the rows that are there the value that they have in the source's.
   *
   * @param column as planned
   * @param source the source's column
   * @return empty where nobody but the source knows those values
   */
  Optional<String> add(TableName table, Column column, Column source);

  /** Takes a column's default away. */
  String dropDefault(TableName table, Column column);

  /** Drops a column. */
  String drop(TableName table, String column);

  /** Gives a column another name. */
  String rename(TableName table, String from, String to);

  /**
   * Gives a column its planned type, which holds every value that it has so far.
   *
   * @param before as it is
   */
  String retype(TableName table, Column before, Column column, Column source);

  /** Lets a column be NULL. */
  String allowNull(TableName table, Column column, Column source);

  /** Drops a check that is there. */
  String dropCheck(TableName table, String name);
}
