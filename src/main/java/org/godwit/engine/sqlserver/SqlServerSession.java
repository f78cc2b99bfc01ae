package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Short questions to a server. */
final class SqlServerSession {
  static final String USER = "SELECT USER_NAME()";

  private SqlServerSession() {}

  /** The rows of a query as texts, NULL as an empty one. */
  static List<List<String>> rows(
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
  static List<String> column(Connection connection, String query) throws SQLException {
    return rows(connection, query, 1).stream().map(List::getFirst).toList();
  }

  /** The one value of a query, empty for none. */
  static String value(Connection connection, String query) throws SQLException {
    List<String> values = column(connection, query);
    return values.isEmpty() ? "" : values.getFirst();
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
