package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a target's server can store and build; the one place where MySQL and MariaDB differ as
 * targets.
 *
 * @param isMariaDb whether it is MariaDB
 * @param collation of text that Godwit makes: compares code points, and blanks at the end count
 * @param hasUuid whether there is a type for UUIDs
 * @param keepsJsonText whether JSON is stored as it was written, and not as a parsed value
 * @param indexesExpressions whether an index may hold an expression
 * @param foldsNames whether names of databases and tables are stored in lower case
 */
record TargetTraits(
    boolean isMariaDb,
    String collation,
    boolean hasUuid,
    boolean keepsJsonText,
    boolean indexesExpressions,
    boolean foldsNames) {
  /** MySQL 8.0.17 and later. */
  static final TargetTraits MYSQL =
      new TargetTraits(false, "utf8mb4_0900_bin", false, false, true, false);

  static TargetTraits of(Connection connection) throws SQLException {
    ServerVersion version = ServerVersion.of(connection);
    boolean foldsNames = foldsNames(connection);
    return version.isMariaDb()
        ? new TargetTraits(
            true, "utf8mb4_nopad_bin", version.isAtLeast(10, 7, 0), true, false, foldsNames)
        : new TargetTraits(false, MYSQL.collation, false, false, true, foldsNames);
  }

  private static boolean foldsNames(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@GLOBAL.lower_case_table_names")) {
      row.next();
      return row.getInt(1) == 1;
    }
  }
}
