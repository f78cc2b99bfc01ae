package org.godwit.engine;

import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.TableName;

/** Writes the statements that alter one column of a target's table. */
public interface ColumnStatements {

  /**
   * Adds a column, and gives the rows that are there the value that they have in the source's.
   *
   * @param column as planned
   * @param sourceType of the source's column
   * @return empty where nobody but the source knows those values
   */
  Optional<String> add(TableName table, Column column, DataType sourceType);

  /** Takes a column's default away. */
  String dropDefault(TableName table, String column);

  /** Drops a column. */
  String drop(TableName table, String column);

  /** Gives a column another name. */
  String rename(TableName table, String from, String to);

  /** Gives a column its planned type, which holds every value that it has so far. */
  String retype(TableName table, Column column);

  /** Lets a column be NULL. */
  String allowNull(TableName table, Column column);

  /** Drops a check, if it is there. */
  String dropCheck(TableName table, String name);
}
