package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.godwit.engine.ShortQuery;

/**
 * Where the tables of a connection are. A multitenant database has one redo log for all its
 * containers, and LogMiner is started in the root.
 *
 * @param name of the container
 * @param number of it
 * @param isPluggable whether it lies beside others below a root
 */
record Container(String name, String number, boolean isPluggable) {
  static final String WHERE =
      "SELECT SYS_CONTEXT('USERENV', 'CON_NAME'), SYS_CONTEXT('USERENV', 'CON_ID'),"
          + " SYS_CONTEXT('USERENV', 'CDB_NAME') FROM DUAL";
  static final String ROOT = "CDB$ROOT";

  /** That of a connection as it was opened. */
  static Container of(Connection connection) throws SQLException {
    List<String> row = ShortQuery.rows(connection, WHERE, 3).getFirst();
    boolean isMultitenant = !row.get(2).isEmpty();
    return new Container(row.get(0), row.get(1), isMultitenant && !row.get(0).equals(ROOT));
  }

  /** What is asked of the root. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection root) throws SQLException;
  }

  /** Asks the root over a connection that is back in its container then. */
  <T> T inRoot(Connection connection, Work<T> work) throws SQLException {
    enterRoot(connection);
    try {
      return work.in(connection);
    } finally {
      if (isPluggable) {
        ShortQuery.run(connection, "ALTER SESSION SET CONTAINER = " + name);
      }
    }
  }

  /** Leaves the container for the root. */
  void enterRoot(Connection connection) throws SQLException {
    if (isPluggable) {
      ShortQuery.run(connection, "ALTER SESSION SET CONTAINER = " + ROOT);
    }
  }

  /** What LogMiner's rows of the container bear; empty where there are no others. */
  String filter() {
    return isPluggable ? name : "";
  }

  /** Whether a row is of it. */
  boolean has(String rowContainer) {
    return !isPluggable || rowContainer.equals(name);
  }
}
