package org.godwit.engine.postgresql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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
import org.godwit.engine.Failure;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.SchemaScripts;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.Use;
import org.godwit.engine.postgresql.sql.DumpReader;
import org.godwit.engine.postgresql.sql.PostgresRenderer;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.StatementRenderer;
import org.postgresql.Driver;

/** PostgreSQL, 13 and later. */
public final class PostgresEngine implements Engine {
  static final String ID = "postgres";
  private static final EngineDescriptor DESCRIPTOR =
      new EngineDescriptor(
          ID,
          "PostgreSQL",
          5432,
          List.of("postgresql", "postgres", "jdbc:postgresql"),
          "Database",
          true,
          PostgresSettings.ALL);

  private final Driver driver = new Driver();
  private final PostgresDialect dialect = new PostgresDialect();
  private final PostgresTypes types = new PostgresTypes();

  @Override
  public EngineDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Connection connect(EndpointConfig config) {
    Properties properties = PostgresSettings.driverProperties(config);
    String script = PostgresSettings.sessionScript(config);
    Connection connection = open(config, properties);
    try {
      run(connection, script);
    } catch (SQLException e) {
      throw closed(connection, explain(e, "setting up the session", config));
    }
    String own = config.settings().getOrDefault(PostgresSettings.AFTER_CONNECT_SCRIPT, "");
    try {
      run(connection, own);
    } catch (SQLException e) {
      throw closed(connection, explain(e, "the endpoint's after-connect script", config));
    }
    return connection;
  }

  /** A session of a walsender, which also takes plain SQL, with the settings of any other. */
  Connection connectForReplication(EndpointConfig config) {
    Properties properties = PostgresSettings.driverProperties(config);
    properties.setProperty("replication", "database");
    properties.setProperty("assumeMinServerVersion", "9.4");
    properties.setProperty("preferQueryMode", "simple");
    Connection connection = open(config, properties);
    try {
      run(connection, PostgresSettings.sessionScript(config));
      return connection;
    } catch (SQLException e) {
      throw closed(connection, explain(e, "setting up the session for changes", config));
    }
  }

  private Connection open(EndpointConfig config, Properties properties) {
    String host = config.host().indexOf(':') >= 0 ? "[" + config.host() + "]" : config.host();
    String url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(
                host, config.port(), URLEncoder.encode(config.database(), StandardCharsets.UTF_8));
    try {
      Connection connection = driver.connect(url, properties);
      if (connection == null) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "\"%s\" is no host name that PostgreSQL's driver takes".formatted(config.host()));
      }
      return connection;
    } catch (SQLException e) {
      throw explain(e, "connecting", config);
    }
  }

  private static void run(Connection connection, String script) throws SQLException {
    if (script.isBlank()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
  }

  private static EngineException closed(Connection connection, EngineException error) {
    try {
      connection.close();
    } catch (SQLException e) {
      error.addSuppressed(e);
    }
    return error;
  }

  @Override
  public ConnectionReport test(EndpointConfig config, Use use) {
    try (Connection connection = connect(config)) {
      return new PostgresReport(connection, config, dialect).run(use);
    } catch (SQLException e) {
      throw explain(e, "testing the connection", config);
    }
  }

  @Override
  public EngineException explain(Exception cause, String doing, EndpointConfig config) {
    return PostgresErrors.explain(cause, doing, config.place());
  }

  /**
   * A physical copy has the identifier of the cluster that it was made of; a database that was
   * dropped and made again has another oid.
   */
  @Override
  public String serverId(Connection connection) throws SQLException {
    String database =
        text(
            connection,
            "SELECT 'database oid ' || oid FROM pg_database WHERE datname = current_database()");
    boolean mayAsk =
        text(connection, "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
            .equals("t");
    return mayAsk
        ? text(
                connection,
                "SELECT 'system_identifier ' || system_identifier FROM pg_control_system()")
            + ", "
            + database
        : database;
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public CatalogReader catalogReader() {
    return new PostgresCatalog();
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Optional<StatementRenderer> statementRenderer() {
    return Optional.of(PostgresRenderer::render);
  }

  @Override
  public Optional<Function<String, ScriptReader>> scriptReader() {
    return Optional.of(DumpReader::new);
  }

  @Override
  public Optional<SchemaScripts> schemaScripts() {
    return Optional.of(new PostgresSchemaScripts());
  }

  @Override
  public Optional<SnapshotSource> snapshotSource() {
    return Optional.of(source());
  }

  private PostgresSource source() {
    return new PostgresSource(this, dialect, types);
  }

  @Override
  public Optional<ChangeSource> changeSource() {
    return Optional.of(new PostgresChangeSource(this, source(), dialect, types, ""));
  }

  @Override
  public Optional<ChangeTarget> changeTarget() {
    return Optional.of(new PostgresChangeTarget(dialect, types));
  }

  @Override
  public Optional<LoadTarget> loadTarget() {
    return Optional.of(new PostgresTarget(dialect, types));
  }

  @Override
  public Optional<CanonicalText> canonicalText() {
    return Optional.of(new PostgresCanonicalText());
  }
}
