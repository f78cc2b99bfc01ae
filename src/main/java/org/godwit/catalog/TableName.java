package org.godwit.catalog;

import java.util.Comparator;

/**
 * A table's place in its database.
 *
 * @param schema the schema; on MySQL and MariaDB the database
 * @param table the table's or view's name, as the engine stores it
 */
public record TableName(String schema, String table) implements Comparable<TableName> {
  private static final Comparator<TableName> ORDER =
      Comparator.comparing(TableName::schema).thenComparing(TableName::table);

  @Override
  public int compareTo(TableName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return schema + "." + table;
  }
}
