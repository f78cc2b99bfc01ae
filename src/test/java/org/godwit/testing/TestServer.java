package org.godwit.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A running server that all tests of this JVM share; each takes databases of its own. */
public final class TestServer {
  private static final String MYSQL_OPTIONS = "?sslMode=PREFERRED&allowPublicKeyRetrieval=true";

  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final boolean isPostgres;
  private final AtomicInteger databases = new AtomicInteger();

  private TestServer(String host, int port, String user, String password, boolean isPostgres) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.password = password;
    this.isPostgres = isPostgres;
  }

  static TestServer postgres(String host, int port, String user, String password) {
    return new TestServer(host, port, user, password, true);
  }

  static TestServer mysql(String host, int port, String user, String password) {
    return new TestServer(host, port, user, password, false);
  }

  /** At {@code postgresql://user:password@host:port} or {@code mysql://…}. */
  public static TestServer at(String url) {
    URI uri = URI.create(url);
    String[] login = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    if (login.length < 2 || uri.getPort() < 0) {
      throw new IllegalArgumentException(
          "a test server's URL must look like postgresql://user:password@host:5432");
    }
    boolean isPostgres = uri.getScheme().startsWith("postgres");
    return new TestServer(uri.getHost(), uri.getPort(), login[0], login[1], isPostgres);
  }

  /** A new, empty database with a name that was never used on this server. */
  public TestDatabase newDatabase() throws SQLException {
    String name = "t%d_%d".formatted(ProcessHandle.current().pid(), databases.incrementAndGet());
    execute("CREATE DATABASE " + name);
    return database(name);
  }

  /** A database of this server by its name, which must exist. */
  public TestDatabase database(String name) {
    String url =
        isPostgres
            ? "jdbc:postgresql://%s:%d/%s".formatted(host, port, name)
            : "jdbc:mysql://%s:%d/%s%s".formatted(host, port, name, MYSQL_OPTIONS);
    return new TestDatabase(host, port, name, user, password, url);
  }

  /** Runs one statement as the superuser, outside of any test's database. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = database(isPostgres ? "postgres" : "").connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Where it listens. */
  public String host() {
    return host;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The superuser. */
  public String user() {
    return user;
  }

  /** The superuser's password. */
  public String password() {
    return password;
  }
}
