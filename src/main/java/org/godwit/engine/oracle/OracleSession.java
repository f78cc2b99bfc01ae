package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a session can say of itself and its server. */
final class OracleSession {
  private OracleSession() {}

  /** The first column of a query's rows, NULL as an empty text. */
  static List<String> column(Connection connection, String query, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> values = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String value = row.getString(1);
          values.add(value == null ? "" : value);
        }
      }
      return values;
    }
  }

  /** The one value of a query. */
  static String value(Connection connection, String query, String... parameters)
      throws SQLException {
    List<String> values = column(connection, query, parameters);
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** The same, empty where the user may not ask. */
  static Optional<String> allowed(Connection connection, String query) throws SQLException {
    try {
      return Optional.of(value(connection, query));
    } catch (SQLException e) {
      return switch (OracleErrors.numberOf(e).orElse(0)) {
        case OracleErrors.NO_SUCH_TABLE, 904, 1031, 6550 -> Optional.empty();
        default -> throw e;
      };
    }
  }

  /** System privileges, those of its roles included. */
  static Set<String> privileges(Connection connection) throws SQLException {
    return new TreeSet<>(column(connection, "SELECT PRIVILEGE FROM SESSION_PRIVS"));
  }

  static String user(Connection connection) throws SQLException {
    return value(connection, "SELECT SYS_CONTEXT('USERENV', 'SESSION_USER') FROM DUAL");
  }
}
