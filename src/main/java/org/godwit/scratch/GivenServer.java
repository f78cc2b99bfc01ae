package org.godwit.scratch;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.convert.PostgresVersion;
import org.godwit.embedded.Login;
import org.godwit.embedded.ServerException;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Password;

/**
 * A scratch database on a server that somebody names, as one of the version that converted SQL is
 * for. It has a role of its own, no superuser, as whom the SQL runs; both are gone when it is
 * closed. What a process leaves that is killed is named {@code godwit_scratch_…}.
 */
public final class GivenServer implements ScratchDatabase {
  private static final String NAME = "godwit_scratch_";

  private final Engine engine;
  private final EndpointConfig config;
  private final String name;
  private final Password password;
  private final Set<String> roles = new TreeSet<>();
  private Optional<String> uncheckedBecause = Optional.empty();
  private String words = "";

  private GivenServer(Engine engine, EndpointConfig config) {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    this.engine = engine;
    this.config = config;
    this.name = NAME + HexFormat.of().formatHex(random);
    this.password = Login.generated("scratch").password();
  }

  /**
   * Makes a database and its role on the server.
   *
   * @param config of a user who may do so, to any database
   * @throws EngineException where the server can't be reached
   * @throws ServerException where the server can't be asked, is too old, or the user may not make
   *     databases and roles
   */
  public static GivenServer start(Engine engine, EndpointConfig config) {
    GivenServer server = new GivenServer(engine, config);
    try (Connection connection = engine.connect(config)) {
      server.make(connection);
    } catch (SQLException e) {
      throw new ServerException("no scratch database can be made there: " + e.getMessage(), e);
    }
    try {
      server.prepare();
      return server;
    } catch (SQLException | EngineException e) {
      server.close();
      throw new ServerException(
          "the scratch database %s can't be used there: %s"
              .formatted(
                  server.name,
                  e instanceof EngineException said ? said.sentence() : e.getMessage()),
          e);
    }
  }

  /**
   * Which version the server is of, for which SQL is then written.
   *
   * @throws EngineException where the server can't be reached
   * @throws ServerException where nothing is written for such an old one
   */
  public static PostgresVersion version(Engine engine, EndpointConfig config) {
    try (Connection connection = engine.connect(config)) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < PostgresVersion.MAJOR_MIN) {
        throw new ServerException(
            "it is PostgreSQL %s; give one of %d or later"
                .formatted(
                    connection.getMetaData().getDatabaseProductVersion(),
                    PostgresVersion.MAJOR_MIN));
      }
      return new PostgresVersion(major);
    } catch (SQLException e) {
      throw new ServerException("its version can't be asked: " + e.getMessage(), e);
    }
  }

  private void make(Connection connection) throws SQLException {
    words = "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    try (Statement statement = connection.createStatement()) {
      requireRights(statement);
      statement.execute(
          "CREATE ROLE %s LOGIN CREATEROLE PASSWORD '%s'".formatted(name, password.reveal()));
      roles.add(name);
      // The owner of a database must be a role that its maker is in.
      statement.execute("GRANT %s TO CURRENT_USER".formatted(name));
      statement.execute("ALTER ROLE " + name + " SET statement_timeout = '30s'");
      statement.execute("ALTER ROLE " + name + " SET check_function_bodies = on");
      statement.execute(
          "CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8'".formatted(name, name));
    } catch (SQLException e) {
      drop(connection);
      throw e;
    }
  }

  private static void requireRights(Statement statement) throws SQLException {
    try (ResultSet rights =
        statement.executeQuery(
            "SELECT rolname, rolsuper OR (rolcreatedb AND rolcreaterole) FROM pg_roles WHERE rolname = current_user")) {
      if (rights.next() && !rights.getBoolean(2)) {
        throw new ServerException(
            "%s may not make databases and roles there; an administrator may say: ALTER ROLE %s CREATEDB CREATEROLE"
                .formatted(rights.getString(1), quoted(rights.getString(1))));
      }
    }
  }

  private void prepare() throws SQLException {
    try (Connection connection = engine.connect(inside(config.user(), config.password()));
        Statement statement = connection.createStatement()) {
      statement.execute("GRANT ALL ON SCHEMA public TO " + name);
      uncheckedBecause = checker(statement);
    }
    connect().close();
  }

  private static Optional<String> checker(Statement statement) {
    try {
      statement.execute("CREATE SCHEMA " + PlpgsqlCheck.SCHEMA);
      statement.execute("CREATE EXTENSION plpgsql_check SCHEMA " + PlpgsqlCheck.SCHEMA);
      statement.execute("GRANT USAGE ON SCHEMA %s TO PUBLIC".formatted(PlpgsqlCheck.SCHEMA));
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of("plpgsql_check can't be made on that server: " + e.getMessage());
    }
  }

  @Override
  public void makeRoles(Set<String> wanted) {
    Set<String> added = expected(wanted);
    try (Connection connection = engine.connect(config);
        Statement statement = connection.createStatement()) {
      for (String role : added) {
        statement.execute("CREATE ROLE %s ADMIN %s".formatted(quoted(role), name));
      }
    } catch (SQLException e) {
      throw new ServerException("roles can't be made there: " + e.getMessage(), e);
    }
  }

  @Override
  public void expectRoles(Set<String> made) {
    var _ = expected(made);
  }

  /** Those that the server lacks, which it loses again. */
  private Set<String> expected(Set<String> wanted) {
    Set<String> lacked = new TreeSet<>();
    try (Connection connection = engine.connect(config);
        PreparedStatement known =
            connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
      for (String role : wanted) {
        known.setString(1, role);
        try (ResultSet found = known.executeQuery()) {
          if (!found.next()) {
            lacked.add(role);
          }
        }
      }
    } catch (SQLException e) {
      throw new ServerException("roles can't be looked for there: " + e.getMessage(), e);
    }
    roles.addAll(lacked);
    return lacked;
  }

  @Override
  public Optional<String> uncheckedBecause() {
    return uncheckedBecause;
  }

  /** Which server it is, {@code PostgreSQL 15.8 at db15:5432}. */
  public String words() {
    return "%s at %s:%d".formatted(words, config.host(), config.port());
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = engine.connect(inside(name, password));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "RESET ALL"); // the limits of its role, and what any session of the server has
    }
    return connection;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ServerException where something stays there, with its name
   */
  @Override
  public void close() {
    try (Connection connection = engine.connect(config)) {
      drop(connection);
    } catch (SQLException e) {
      throw new ServerException(
          "the scratch database %s, or a role that was made for it, stays there: %s"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private void drop(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
      for (String role : roles) {
        statement.execute("DROP ROLE IF EXISTS " + quoted(role));
      }
    }
  }

  private EndpointConfig inside(String user, Password password) {
    return new EndpointConfig(
        config.engine(),
        config.host(),
        config.port(),
        name,
        user,
        password,
        config.tls(),
        config.settings());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
