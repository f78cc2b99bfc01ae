package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ShortQuery;

/**
 * Whether a database's changes can be captured, and the user may do that and read them. Checks are
 * named as DMS's premigration assessments where it has them.
 */
final class CaptureChecks {
  static final String MAY_SET_UP =
      "SELECT CONVERT(nvarchar(1), IS_SRVROLEMEMBER(N'sysadmin')),"
          + " CONVERT(nvarchar(1), IS_MEMBER(N'db_owner')), USER_NAME()";
  static final String SEES_STATE =
      "SELECT HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'VIEW DATABASE STATE')";
  static final String TELLS_LOG_END =
      "SELECT CONVERT(nvarchar(11), OBJECT_ID(N'sys.dm_db_log_stats'))";
  static final String TEXT_SIZE =
      "SELECT CONVERT(nvarchar(11), value_in_use) FROM sys.configurations"
          + " WHERE name = N'max text repl size (B)'";
  static final String DURABILITY =
      "SELECT delayed_durability_desc FROM sys.databases WHERE name = DB_NAME()";
  private static final Duration RETENTION_MIN = Duration.ofDays(1);

  private final Connection connection;
  private final ConnectionChecks checks = new ConnectionChecks();
  private final SqlServerDialect dialect = new SqlServerDialect();

  CaptureChecks(Connection connection) {
    this.connection = connection;
  }

  /** All of them, in order. */
  List<Check> run() throws SQLException {
    boolean isEnabled = new CaptureSetup(connection).isEnabled();
    List<String> who = ShortQuery.rows(connection, MAY_SET_UP, 3).getFirst();
    captured(isEnabled, who.get(0).equals("1"));
    snapshots();
    privileges(who.get(1).equals("1"), who.get(2));
    version();
    state(who.get(2));
    textSize();
    durability();
    if (isEnabled && who.get(1).equals("1")) {
      retention();
    }
    return checks.found();
  }

  private void captured(boolean isEnabled, boolean isAdministrator) {
    String name = "sqlserver-check-attribute-for-enable-ms-cdc-onprem";
    if (isEnabled) {
      checks.pass(name, "Change data capture is enabled for the database.");
    } else if (isAdministrator) {
      checks.pass(name, "Change data capture is enabled for the database with your consent.");
    } else {
      checks.fail(
          name,
          "Change data capture isn't enabled for the database, which takes a member of sysadmin.",
          "EXEC sys.sp_cdc_enable_db;",
          "EXEC sys.sp_cdc_disable_db;");
    }
  }

  private void snapshots() throws SQLException {
    String name = "sqlserver-check-snapshot-isolation";
    List<String> state = ShortQuery.rows(connection, SqlServerSnapshotSource.STATE, 2).getFirst();
    String set = "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ";
    if (state.get(1).equals("1")) {
      checks.fail(
          name,
          "The database is read-only, a secondary or a database snapshot: its changes are followed on the primary.",
          "");
    } else if (state.get(0).equals("1")) {
      checks.pass(name, "Rows and changes are read under SNAPSHOT isolation.");
    } else {
      checks.fail(
          name,
          "Rows and changes are read under SNAPSHOT isolation, which the database doesn't allow. It costs row versions in tempdb.",
          set + "ON;",
          set + "OFF;");
    }
  }

  private void privileges(boolean isOwner, String user) {
    String name = "sqlserver-check-user-permission-for-cdc";
    if (isOwner) {
      checks.pass(name, "The user may capture tables and read their changes.");
    } else {
      checks.fail(
          name,
          "To capture a table, and to read its changes, the user must be a member of db_owner.",
          "ALTER ROLE db_owner ADD MEMBER " + dialect.quote(user) + ";",
          "ALTER ROLE db_owner DROP MEMBER " + dialect.quote(user) + ";");
    }
  }

  private void version() throws SQLException {
    String name = "sqlserver-check-version-for-cdc";
    if (ShortQuery.value(connection, TELLS_LOG_END).isEmpty()) {
      checks.fail(
          name,
          "The server doesn't tell where its log ends (sys.dm_db_log_stats), by which load and changes meet: its changes are followed from SQL Server 2016 SP2 on.",
          "");
    } else {
      checks.pass(name, "The server tells where its log ends.");
    }
  }

  private void state(String user) throws SQLException {
    String name = "sqlserver-check-user-permission-on-view-database-state";
    if (ShortQuery.value(connection, SEES_STATE).equals("1")) {
      checks.pass(name, "The user sees where the log ends.");
    } else {
      checks.fail(
          name,
          "The user doesn't see where the log ends, by which load and changes meet.",
          "GRANT VIEW DATABASE STATE TO " + dialect.quote(user) + ";",
          "REVOKE VIEW DATABASE STATE FROM " + dialect.quote(user) + ";");
    }
  }

  private void textSize() throws SQLException {
    String name = "sqlserver-check-for-max-text-repl-size";
    String size = ShortQuery.value(connection, TEXT_SIZE);
    if (size.equals("-1")) {
      checks.pass(name, "Captured values may be of any size.");
    } else {
      checks.fail(
          name,
          "The server refuses to write values of more than %s bytes to tables that are captured: applications would fail."
              .formatted(size),
          configure("-1"),
          configure(size));
    }
  }

  private static String configure(String size) {
    return "EXEC sys.sp_configure N'max text repl size', " + size + "; RECONFIGURE;";
  }

  private void durability() throws SQLException {
    String name = "sqlserver-check-for-delayed-durability";
    String durability = ShortQuery.value(connection, DURABILITY);
    if (durability.equals("DISABLED")) {
      checks.pass(name, "A commit is on disk when it returns.");
    } else {
      String set = "ALTER DATABASE CURRENT SET DELAYED_DURABILITY = ";
      checks.warn(
          name,
          "Commits may return before they are on disk (DELAYED_DURABILITY = %s). What a crash of the source takes back was never captured, and its changes come late."
              .formatted(durability),
          set + "DISABLED;",
          set + durability + ";");
    }
  }

  private void retention() throws SQLException {
    String name = "sqlserver-check-cdc-retention";
    Optional<Duration> kept = KeptChanges.retention(connection);
    if (kept.isEmpty() || kept.get().compareTo(RETENTION_MIN) >= 0) {
      checks.pass(name, "Changes are kept for a day or longer.");
    } else {
      String change = "EXEC sys.sp_cdc_change_job @job_type = N'cleanup', @retention = ";
      checks.warn(
          name,
          "Changes are cleaned up after %d minutes. A task that stands still, or loads, for longer has to load again."
              .formatted(kept.get().toMinutes()),
          change + RETENTION_MIN.toMinutes() + ";",
          change + kept.get().toMinutes() + ";");
    }
  }
}
