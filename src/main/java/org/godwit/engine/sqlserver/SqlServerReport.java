package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Use;

/** Looks whether a database can be loaded from, and says what to grant where it can't. */
final class SqlServerReport {
  private static final int VERSION_2016 = 13;
  private static final int VERSION_2019 = 15;
  static final String PING = "SELECT 1";
  static final String READ_COMMITTED_SNAPSHOT =
      "SELECT CONVERT(nvarchar(1), is_read_committed_snapshot_on) FROM sys.databases"
          + " WHERE name = DB_NAME()";

  private final Connection connection;
  private final EndpointConfig config;
  private final Use use;
  private final SqlServerDialect dialect = new SqlServerDialect();
  private final ConnectionChecks checks = new ConnectionChecks();

  SqlServerReport(Connection connection, EndpointConfig config, Use use) {
    this.connection = connection;
    this.config = config;
    this.use = use;
  }

  ConnectionReport run() throws SQLException {
    long start = System.nanoTime();
    ShortQuery.value(connection, PING);
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    String version = checkVersion();
    String user = ShortQuery.value(connection, SqlServerCatalogQueries.USER);
    checkTables(user);
    checkDefinitions(user);
    checkSnapshot();
    if (use == Use.FOLLOWED) {
      new CaptureChecks(connection).run().forEach(checks::add);
    }
    return new ConnectionReport(version, latency, checks.found());
  }

  private String checkVersion() throws SQLException {
    DatabaseMetaData server = connection.getMetaData();
    String version = server.getDatabaseProductVersion();
    int major = server.getDatabaseMajorVersion();
    if (major < VERSION_2016) {
      checks.fail("Version", version + " is too old; 2016 (13) is the oldest.", "");
    } else {
      checks.warn(
          "Version",
          version
              + ". Reading SQL Server was written from its documentation and has not run against a"
              + " server yet: validate what you load.",
          "");
    }
    if (major >= VERSION_2019) {
      checks.pass("Validation", "Text is hashed in UTF-8.");
    } else {
      checks.warn(
          "Validation",
          "Tables can be loaded; validating them needs SQL Server 2019 or later for its UTF-8"
              + " collations.",
          "");
    }
    return version;
  }

  private void checkTables(String user) throws SQLException {
    int seen = new SqlServerCatalogReader().summaries(connection).size();
    String grant = "GRANT SELECT TO " + dialect.quote(user) + ";";
    boolean readsAll = mayOnDatabase("SELECT");
    if (seen == 0) {
      checks.fail("SELECT", "User %s sees no table; nothing can be read.".formatted(user), grant);
    } else if (readsAll) {
      checks.pass("SELECT", "User %s sees %d tables and views.".formatted(user, seen));
    } else {
      checks.warn(
          "SELECT",
          "User %s sees %d tables and views, those that were granted to it. Others are invisible to it."
              .formatted(user, seen),
          grant);
    }
  }

  private void checkDefinitions(String user) throws SQLException {
    if (mayOnDatabase("VIEW DEFINITION")) {
      checks.pass(
          "VIEW DEFINITION", "Defaults, checks and computed columns come with their expressions.");
    } else {
      checks.warn(
          "VIEW DEFINITION",
          "Defaults, checks and computed columns come without their expressions.",
          "GRANT VIEW DEFINITION TO " + dialect.quote(user) + ";");
    }
  }

  private boolean mayOnDatabase(String permission) throws SQLException {
    return ShortQuery.value(
            connection,
            "SELECT HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'" + permission + "')")
        .equals("1");
  }

  private void checkSnapshot() throws SQLException {
    List<String> state = ShortQuery.rows(connection, SqlServerSnapshotSource.STATE, 2).getFirst();
    if (state.get(1).equals("1")) {
      checks.pass("Snapshot", "The database is read-only: all readers see one state.");
    } else if (state.get(0).equals("1")) {
      checks.pass(
          "Snapshot",
          "ALLOW_SNAPSHOT_ISOLATION is on. Several readers take their snapshots at one moment under shared table locks of at most %s s; with the setting SnapshotLockSeconds at 0 one reader reads without a lock."
              .formatted(SqlServerSettings.SNAPSHOT_LOCK_SECONDS.in(config)));
    } else {
      boolean isStatementwise = ShortQuery.value(connection, READ_COMMITTED_SNAPSHOT).equals("1");
      checks.fail(
          "Snapshot",
          (isStatementwise ? "READ_COMMITTED_SNAPSHOT is on, which holds for one statement; " : "")
              + "readers can't see one moment without ALLOW_SNAPSHOT_ISOLATION. It costs row"
              + " versions in tempdb.",
          "ALTER DATABASE "
              + dialect.quote(config.database())
              + " SET ALLOW_SNAPSHOT_ISOLATION ON;");
    }
  }
}
