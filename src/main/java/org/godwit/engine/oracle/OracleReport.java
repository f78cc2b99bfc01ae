package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Use;

/** Looks whether an Oracle database can be loaded from, and says what to grant where it can't. */
final class OracleReport {
  static final String PING = "SELECT 1 FROM DUAL";
  static final String CONTAINER = "SELECT SYS_CONTEXT('USERENV', 'CON_NAME') FROM DUAL";
  static final String CHARACTER_SET =
      "SELECT VALUE FROM NLS_DATABASE_PARAMETERS WHERE PARAMETER = 'NLS_CHARACTERSET'";
  static final String UNDO_RETENTION =
      "SELECT VALUE FROM V$PARAMETER WHERE NAME = 'undo_retention'";
  static final String SEES_EXTENTS = "SELECT COUNT(*) FROM DBA_EXTENTS WHERE 1 = 0";
  static final String MAY_HASH_LOBS =
      "SELECT DBMS_CRYPTO.HASH(UTL_RAW.CAST_TO_RAW('a'), 2) FROM DUAL";

  private final Connection connection;
  private final EndpointConfig config;
  private final Use use;
  private final ConnectionChecks checks = new ConnectionChecks();

  OracleReport(Connection connection, EndpointConfig config, Use use) {
    this.connection = connection;
    this.config = config;
    this.use = use;
  }

  ConnectionReport run() throws SQLException {
    long start = System.nanoTime();
    ShortQuery.value(connection, PING);
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    String version = checkVersion();
    String user = OracleSession.user(connection);
    Set<String> privileges = OracleSession.privileges(connection);
    checkContainer();
    checkTables(user, privileges);
    checkSnapshot(user, privileges);
    checkUndo();
    checkExtents(user);
    checkHashes(user);
    checkCharacters();
    if (use == Use.FOLLOWED) {
      new LogMinerChecks(connection).run().forEach(checks::add);
    }
    return new ConnectionReport(version, latency, checks.found());
  }

  private String checkVersion() throws SQLException {
    DatabaseMetaData server = connection.getMetaData();
    String version =
        server.getDatabaseProductVersion().lines().findFirst().orElse("unknown").strip();
    int major = server.getDatabaseMajorVersion();
    boolean isOld = major < 12 || (major == 12 && server.getDatabaseMinorVersion() < 2);
    if (isOld) {
      checks.fail("Version", version + " is too old; 12.2 is the oldest.", "");
    } else {
      checks.warn(
          "Version",
          version
              + ". Reading Oracle was written from its documentation and has not run against a server"
              + " yet: validate what you load.",
          "");
    }
    return version;
  }

  private void checkContainer() throws SQLException {
    String container = ShortQuery.value(connection, CONTAINER);
    if (container.equals("CDB$ROOT")) {
      checks.warn(
          "Container",
          "This is the root container, which holds no application's tables; give the service name of"
              + " a pluggable database.",
          "");
    }
  }

  private void checkTables(String user, Set<String> privileges) {
    OracleCatalogReader reader = new OracleCatalogReader();
    int seen = reader.summaries(connection).size();
    boolean readsAll =
        privileges.contains("SELECT ANY TABLE") || privileges.contains("READ ANY TABLE");
    String grant = "GRANT SELECT ANY TABLE TO " + user + ";";
    if (seen == 0) {
      checks.fail("SELECT", "User %s sees no table; nothing can be read.".formatted(user), grant);
    } else if (readsAll) {
      checks.pass("SELECT", "User %s sees %d tables and views.".formatted(user, seen));
    } else {
      checks.warn(
          "SELECT",
          "User %s sees %d tables and views: its own, and what was granted to it one by one. Others are invisible to it."
              .formatted(user, seen),
          grant);
    }
  }

  private void checkSnapshot(String user, Set<String> privileges) {
    if (privileges.contains("FLASHBACK ANY TABLE")) {
      checks.pass("Snapshot", "All readers share one system change number (AS OF SCN).");
    } else {
      checks.warn(
          "Snapshot",
          "Without FLASHBACK on every table that isn't user %s's own, one reader alone reads all tables in a read-only transaction, which is slower."
              .formatted(user),
          "GRANT FLASHBACK ANY TABLE TO " + user + ";");
    }
  }

  private void checkUndo() throws SQLException {
    Optional<String> seconds = OracleSession.allowed(connection, UNDO_RETENTION);
    String rest =
        " A load that takes longer than undo is kept ends with ORA-01555 and goes on under a new"
            + " snapshot.";
    if (seconds.isPresent() && !seconds.get().isEmpty()) {
      checks.pass("Undo", "UNDO_RETENTION is " + seconds.get() + " s." + rest);
    } else {
      checks.warn("Undo", "UNDO_RETENTION can't be read." + rest, "");
    }
  }

  private void checkExtents(String user) throws SQLException {
    if (OracleSession.allowed(connection, SEES_EXTENTS).isPresent()) {
      checks.pass("Segments", "Large tables are cut by row addresses (DBA_EXTENTS).");
    } else {
      checks.warn(
          "Segments",
          "Without DBA_EXTENTS large tables are cut by their primary key, and those without one are"
              + " read in one piece.",
          "GRANT SELECT ON SYS.DBA_EXTENTS TO " + user + ";");
    }
  }

  private void checkHashes(String user) throws SQLException {
    if (OracleSession.allowed(connection, MAY_HASH_LOBS).isPresent()) {
      checks.pass("Validation", "LOBs are compared by DBMS_CRYPTO.");
    } else {
      checks.warn(
          "Validation",
          "Tables with LOBs can't be validated without DBMS_CRYPTO; they can be loaded.",
          "GRANT EXECUTE ON SYS.DBMS_CRYPTO TO " + user + ";");
    }
  }

  private void checkCharacters() throws SQLException {
    String set = ShortQuery.value(connection, CHARACTER_SET);
    if (set.equals("AL32UTF8")) {
      checks.pass("Character set", set);
    } else {
      checks.warn(
          "Character set",
          "%s at %s: rows are loaded whole; NCHAR and NVARCHAR2 values beyond this set can't be validated."
              .formatted(set, config.place()),
          "");
    }
  }
}
