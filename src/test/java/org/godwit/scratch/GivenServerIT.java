package org.godwit.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.embedded.ServerException;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.engine.postgresql.PostgresEngine;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that somebody names is as it was when converted SQL has been tried on it. */
final class GivenServerIT {
  private static final String ALL =
      """
      SELECT 'database ' || datname FROM pg_database WHERE datname LIKE 'godwit\\_scratch%'
      UNION ALL
      SELECT 'role ' || rolname FROM pg_roles
      WHERE rolname LIKE 'godwit\\_scratch%' OR rolname IN ('made', 'stays', 'A "role"', 'reader')
      ORDER BY 1""";

  private TestDatabase database;

  @BeforeEach
  void prepare() throws SQLException {
    database = Servers.postgres().newDatabase();
  }

  @Test
  void whatIsTriedIsGoneAfterwards() throws SQLException {
    database.execute("DROP ROLE IF EXISTS stays", "CREATE ROLE stays");
    List<String> before = query(ALL);
    try (GivenServer server = GivenServer.start(new PostgresEngine(), config(database));
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      server.expectRoles(Set.of("made", "stays"));
      server.makeRoles(Set.of("A \"role\"", "stays"));
      assertThat(value(statement, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      assertThat(value(statement, "SHOW statement_timeout")).isEqualTo("30s");
      assertThat(server.words()).startsWith("PostgreSQL 17").contains(" at 127.0.0.1:");
      statement.execute("CREATE ROLE made");
      statement.execute("CREATE SCHEMA s");
      statement.execute("CREATE TABLE s.t (id INTEGER)");
      statement.execute("GRANT SELECT ON s.t TO \"A \"\"role\"\"\"");
      assertThat(query(ALL)).hasSize(before.size() + 4); // the database, its role, two of the SQL
    }
    assertThat(query(ALL)).isEqualTo(before);
    database.execute("DROP ROLE stays");
  }

  @Test
  void whoMayNotMakeDatabasesIsTold() throws SQLException {
    database.execute("DROP ROLE IF EXISTS plain", "CREATE ROLE plain LOGIN PASSWORD 'x'");
    EndpointConfig plain = config(database.as("plain", "x"));
    assertThatThrownBy(() -> GivenServer.start(new PostgresEngine(), plain))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("ALTER ROLE \"plain\" CREATEDB CREATEROLE");
    database.execute("DROP ROLE plain");
  }

  @Test
  void whoIsNoSuperuserMayLendOne() throws SQLException {
    database.execute(
        "DROP ROLE IF EXISTS lender", "CREATE ROLE lender LOGIN CREATEDB CREATEROLE PASSWORD 'x'");
    List<String> before = query(ALL);
    EndpointConfig lender = config(database.as("lender", "x"));
    try (GivenServer server = GivenServer.start(new PostgresEngine(), lender);
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      server.makeRoles(Set.of("reader"));
      statement.execute("CREATE TABLE t (id INTEGER)");
      statement.execute("GRANT SELECT ON t TO reader");
      assertThat(server.uncheckedBecause()).isPresent();
    }
    assertThat(query(ALL)).isEqualTo(before);
    database.execute("DROP ROLE lender");
  }

  private static EndpointConfig config(TestDatabase database) {
    return new EndpointConfig(
        "postgres",
        database.host(),
        database.port(),
        database.name(),
        database.user(),
        new Password(database.password()),
        Tls.NONE,
        Map.of());
  }

  private List<String> query(String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = new PostgresEngine().connect(config(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  private static String value(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
