package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import org.godwit.catalog.TableName;
import org.godwit.engine.ShortQuery;

/** Whether names of tables and schemas in other letters are those of others, as a server has it. */
enum NameCase {
  /** {@code lower_case_table_names = 0}: {@code Item} and {@code item} are two tables. */
  TELLS_APART,
  /** Otherwise they are one. */
  IS_NOTHING;

  static NameCase of(Connection connection) throws SQLException {
    return ShortQuery.value(connection, "SELECT @@GLOBAL.lower_case_table_names").equals("0")
        ? TELLS_APART
        : IS_NOTHING;
  }

  /**
   * Whether a name in a statement is the table's.
   *
   * @param written whose table may be empty, for all of its schema
   */
  boolean isOf(TableName written, TableName table) {
    return isSame(written.schema(), table.schema())
        && (written.table().isEmpty() || isSame(written.table(), table.table()));
  }

  private boolean isSame(String name, String other) {
    return this == TELLS_APART ? name.equals(other) : name.equalsIgnoreCase(other);
  }
}
