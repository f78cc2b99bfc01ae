package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.engine.ShortQuery;

/** What a session can say of itself and its server. */
final class OracleSession {
  private OracleSession() {}

  /** The one value of a query, empty where the user may not ask. */
  static Optional<String> allowed(Connection connection, String query) throws SQLException {
    try {
      return Optional.of(ShortQuery.value(connection, query));
    } catch (SQLException e) {
      if (OracleErrors.isNotAllowed(OracleErrors.numberOf(e).orElse(0))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** System privileges, those of its roles included. */
  static Set<String> privileges(Connection connection) throws SQLException {
    return new TreeSet<>(ShortQuery.column(connection, "SELECT PRIVILEGE FROM SESSION_PRIVS"));
  }

  static String user(Connection connection) throws SQLException {
    return ShortQuery.value(connection, "SELECT SYS_CONTEXT('USERENV', 'SESSION_USER') FROM DUAL");
  }
}
