package org.godwit.engine.oracle;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.godwit.engine.CanonicalText;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.ChangeSource;
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
import org.godwit.engine.oracle.sql.OracleParser;
import org.godwit.engine.oracle.sql.SqlPlus;
import org.godwit.sql.ScriptClient;
import org.godwit.sql.ScriptReader;

/** Oracle Database, 12.2 and later, as a source. */
public final class OracleEngine implements Engine {
  static final String ID = "oracle";
  private static final EngineDescriptor DESCRIPTOR =
      new EngineDescriptor(
          ID,
          "Oracle",
          1521,
          List.of("oracle", "jdbc:oracle:thin"),
          "Service name",
          true,
          OracleSettings.all(),
          "Written from Oracle's documentation and not yet run against a server: validate what you"
              + " load, and tell us what you find.",
          OracleUrls::common);

  private final OracleDialect dialect = new OracleDialect();

  @Override
  public EngineDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Connection connect(EndpointConfig config) {
    try {
      return OracleConnector.open(config);
    } catch (SQLException e) {
      throw explain(e, "connecting", config);
    }
  }

  @Override
  public ConnectionReport test(EndpointConfig config, Use use) {
    try (Connection connection = connect(config)) {
      return new OracleReport(connection, config, use).run();
    } catch (SQLException e) {
      throw explain(e, "testing the connection", config);
    }
  }

  @Override
  public EngineException explain(Exception cause, String doing, EndpointConfig config) {
    return OracleErrors.explain(cause, doing, config);
  }

  /** A physical standby has the identifiers of its primary. */
  @Override
  public String serverId(Connection connection) throws SQLException {
    return OracleSession.allowed(
            connection, "SELECT 'dbid ' || DBID || ', con_dbid ' || CON_DBID FROM V$DATABASE")
        .orElse("");
  }

  @Override
  public CatalogReader catalogReader() {
    return new OracleCatalogReader();
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Optional<SnapshotSource> snapshotSource() {
    return Optional.of(new OracleSnapshotSource(this));
  }

  @Override
  public Optional<ChangeSource> changeSource() {
    return Optional.of(
        new OracleChangeSource(
            this,
            new OracleSnapshotSource(this),
            Path.of(System.getProperty("java.io.tmpdir"), "godwit-redo"),
            OracleChangeSource.MEMORY_BYTES));
  }

  /** Only read. */
  @Override
  public Optional<LoadTarget> loadTarget() {
    return Optional.empty();
  }

  @Override
  public Optional<Function<String, ScriptReader>> scriptReader() {
    return Optional.of(OracleParser::new);
  }

  @Override
  public Optional<ScriptClient> scriptClient() {
    return Optional.of(new SqlPlus());
  }

  @Override
  public Optional<SchemaScripts> schemaScripts() {
    return Optional.of(new OracleSchemaScripts());
  }

  @Override
  public Optional<CanonicalText> canonicalText() {
    return Optional.of(new OracleCanonicalText());
  }
}
