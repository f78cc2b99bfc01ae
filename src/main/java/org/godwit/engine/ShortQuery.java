package org.godwit.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Questions to a server whose answers are a few texts. */
public final class ShortQuery {
  private ShortQuery() {}

  /** The first columns of a query's rows as texts, NULL as an empty one. */
  public static List<List<String>> rows(
      Connection connection, String query, int columns, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            String value = row.getString(i);
            values.add(value == null ? "" : value);
          }
          rows.add(values);
        }
      }
      return rows;
    }
  }

  /** The first column. */
  public static List<String> column(Connection connection, String query, String... parameters)
      throws SQLException {
    return rows(connection, query, 1, parameters).stream().map(List::getFirst).toList();
  }

  /** The one value of a query, empty for none. */
  public static String value(Connection connection, String query) throws SQLException {
    List<String> values = column(connection, query);
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** Runs a statement. */
  public static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Prepares a connection that was just opened, and closes it where it can't be used.
   *
   * @param script what its endpoint wants to be run on it, blank for nothing
   */
  public static Connection prepared(Connection connection, String session, String script)
      throws SQLException {
    try {
      run(connection, session);
      if (!script.isBlank()) {
        run(connection, script);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      try (connection) {
        throw e;
      }
    }
  }
}
