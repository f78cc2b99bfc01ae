package org.godwit.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.godwit.embedded.LocalConnection;

/**
 * A database of one test's own on a shared server.
 *
 * @param host where the server is
 * @param port where the server is
 * @param name of the database
 * @param user a superuser
 * @param password of that user
 * @param jdbcUrl for the driver, without user and password
 */
public record TestDatabase(
    String host, int port, String name, String user, String password, String jdbcUrl) {
  /** A new connection as the superuser. */
  public Connection connect() throws SQLException {
    return LocalConnection.open(jdbcUrl, user, password);
  }

  /** The same database for another login. */
  public TestDatabase as(String login, String secret) {
    return new TestDatabase(host, port, name, login, secret, jdbcUrl);
  }

  /** The same database as a task meets it behind another port; the test itself stays with this. */
  public TestDatabase behind(FaultProxy proxy) {
    return new TestDatabase("127.0.0.1", proxy.port(), name, user, password, jdbcUrl);
  }

  /** Runs statements, one after the other, on one connection. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public String toString() {
    return jdbcUrl;
  }
}
