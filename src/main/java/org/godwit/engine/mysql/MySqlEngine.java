package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.Dialect;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineDescriptor;
import org.godwit.engine.EngineException;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.SchemaScripts;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.Use;
import org.godwit.engine.mysql.sql.MySqlParser;
import org.godwit.sql.ScriptReader;

/** MySQL 8.0 and later. */
public final class MySqlEngine implements Engine {
  private final EngineDescriptor descriptor;

  /** MySQL itself. */
  public MySqlEngine() {
    this("mysql", "MySQL");
  }

  /** A server of MySQL's family under its own name. */
  public MySqlEngine(String id, String displayName) {
    descriptor =
        new EngineDescriptor(
            id,
            displayName,
            3306,
            List.of(id, "jdbc:" + id),
            "Database",
            false,
            MySqlSettings.all());
  }

  @Override
  public EngineDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Connection connect(EndpointConfig config) {
    try {
      return Connector.open(config);
    } catch (SQLException e) {
      throw explain(e, "connecting", config);
    }
  }

  @Override
  public ConnectionReport test(EndpointConfig config, Use use) {
    try (Connection connection = connect(config)) {
      return new ConnectionTest(connection, config, use).run();
    } catch (SQLException e) {
      throw explain(e, "testing the connection", config);
    }
  }

  @Override
  public EngineException explain(Exception cause, String doing, EndpointConfig config) {
    return MySqlErrors.explain(cause, doing, config);
  }

  /**
   * MySQL keeps {@code server_uuid} beside its data. MariaDB has only {@code server_id}, which
   * administrators set for replication, and in later versions {@code server_uid}, made of the port
   * and the machine.
   */
  @Override
  public String serverId(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                ServerVersion.of(connection).isMariaDb()
                    ? "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('server_id', 'server_uid')"
                    : "SELECT 'server_uuid', @@GLOBAL.server_uuid")) {
      StringJoiner id = new StringJoiner(", ");
      while (rows.next()) {
        id.add(rows.getString(1) + " " + rows.getString(2));
      }
      return id.toString();
    }
  }

  @Override
  public CatalogReader catalogReader() {
    return new MySqlCatalogReader();
  }

  @Override
  public Dialect dialect() {
    return new MySqlDialect();
  }

  @Override
  public Optional<SnapshotSource> snapshotSource() {
    return Optional.of(new MySqlSnapshotSource(this));
  }

  @Override
  public Optional<ChangeSource> changeSource() {
    return Optional.of(new MySqlChangeSource(this, new MySqlSnapshotSource(this), ""));
  }

  @Override
  public Optional<ChangeTarget> changeTarget() {
    return Optional.of(new MySqlChangeTarget());
  }

  @Override
  public Optional<LoadTarget> loadTarget() {
    return Optional.of(new MySqlTarget());
  }

  @Override
  public Optional<Function<String, ScriptReader>> scriptReader() {
    return Optional.of(MySqlParser::new);
  }

  @Override
  public Optional<SchemaScripts> schemaScripts() {
    return Optional.of(new MySqlSchemaScripts());
  }

  @Override
  public Optional<CanonicalText> canonicalText() {
    return Optional.of(new MySqlCanonicalText());
  }
}
