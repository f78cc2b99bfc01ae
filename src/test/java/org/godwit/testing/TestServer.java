package org.godwit.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A running server that all tests of this JVM share; each takes databases of its own. */
public final class TestServer {
  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final UnaryOperator<String> jdbcUrlOf;
  private final AtomicInteger databases = new AtomicInteger();

  TestServer(String host, int port, String user, String password, UnaryOperator<String> jdbcUrlOf) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.password = password;
    this.jdbcUrlOf = jdbcUrlOf;
  }

  /** A database that exists on every such server, to make others from. */
  private static final String FIRST_DATABASE = "";

  /** A new, empty database with a name that was never used on this server. */
  public TestDatabase newDatabase() throws SQLException {
    String name = "t%d_%d".formatted(ProcessHandle.current().pid(), databases.incrementAndGet());
    execute("CREATE DATABASE " + name);
    return database(name);
  }

  /** A database of this server by its name, which must exist. */
  public TestDatabase database(String name) {
    return new TestDatabase(host, port, name, user, password, jdbcUrlOf.apply(name));
  }

  /** Runs one statement as the superuser, outside of any test's database. */
  public void execute(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(jdbcUrlOf.apply(FIRST_DATABASE), user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
