package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;

/** One database of a test's own, seen through the engine. */
final class PostgresFixture {
  final PostgresEngine engine = new PostgresEngine();
  final TestDatabase database;
  final EndpointConfig config;

  PostgresFixture() throws SQLException {
    database = Servers.postgres().newDatabase();
    config =
        new EndpointConfig(
            PostgresEngine.ID,
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new Password(database.password()),
            Tls.NONE,
            Map.of());
  }

  Connection connect() {
    return engine.connect(config);
  }

  Table table(Connection connection, String schema, String name) {
    return engine
        .catalogReader()
        .tables(connection, List.of(new TableName(schema, name)))
        .getFirst();
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Rows with their values as the server writes them, joined by bars. */
  static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }
}
