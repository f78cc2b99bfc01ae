package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
import org.godwit.engine.ShortQuery;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.Use;

/** Microsoft SQL Server, 2016 and later, as a source. */
public final class SqlServerEngine implements Engine {
  static final String ID = "sqlserver";
  private static final EngineDescriptor DESCRIPTOR =
      new EngineDescriptor(
          ID,
          "SQL Server",
          1433,
          List.of("sqlserver", "jdbc:sqlserver"),
          "Database",
          true,
          SqlServerSettings.all(),
          "Written from Microsoft's documentation and not yet run against a server: validate what"
              + " you load, and tell us what you find.",
          SqlServerUrls::common);

  private final SqlServerDialect dialect = new SqlServerDialect();

  @Override
  public EngineDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Connection connect(EndpointConfig config) {
    try {
      return SqlServerConnector.open(config);
    } catch (SQLException e) {
      throw explain(e, "connecting", config);
    }
  }

  @Override
  public ConnectionReport test(EndpointConfig config, Use use) {
    try (Connection connection = connect(config)) {
      return new SqlServerReport(connection, config, use).run();
    } catch (SQLException e) {
      throw explain(e, "testing the connection", config);
    }
  }

  @Override
  public EngineException explain(Exception cause, String doing, EndpointConfig config) {
    return SqlServerErrors.explain(cause, doing, config);
  }

  /** A restored copy of a database has its family's identifier, another server's another one. */
  @Override
  public String serverId(Connection connection) throws SQLException {
    return ShortQuery.value(
        connection,
        "SELECT N'family_guid ' + CONVERT(nvarchar(36), family_guid)"
            + " FROM sys.database_recovery_status WHERE database_id = DB_ID()");
  }

  @Override
  public CatalogReader catalogReader() {
    return new SqlServerCatalogReader();
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Optional<SnapshotSource> snapshotSource() {
    return Optional.of(new SqlServerSnapshotSource(this));
  }

  @Override
  public Optional<ChangeSource> changeSource() {
    return Optional.of(new SqlServerChangeSource(this, new SqlServerSnapshotSource(this)));
  }

  /** Only read. */
  @Override
  public Optional<LoadTarget> loadTarget() {
    return Optional.empty();
  }

  @Override
  public Optional<CanonicalText> canonicalText() {
    return Optional.of(new SqlServerCanonicalText());
  }
}
