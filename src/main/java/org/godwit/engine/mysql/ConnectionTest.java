package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Tls;
import org.godwit.engine.Use;

/** Looks whether a server can be used, and says what to grant where it can't. */
final class ConnectionTest {
  private final Connection connection;
  private final EndpointConfig config;
  private final Use use;
  private final ServerVersion version;
  private final ConnectionChecks checks = new ConnectionChecks();

  ConnectionTest(Connection connection, EndpointConfig config, Use use) throws SQLException {
    this.connection = connection;
    this.config = config;
    this.use = use;
    this.version = ServerVersion.of(connection);
  }

  ConnectionReport run() throws SQLException {
    Duration latency = latency();
    checkVersion();
    checkLogin();
    switch (use) {
      case SOURCE -> {
        checkSource();
        checkBinaryLog();
      }
      case FOLLOWED -> {
        checkSource();
        new ReplicationChecks(connection).run().forEach(checks::add);
      }
      case TARGET -> new TargetChecks(connection, config, checks::add).run(version);
    }
    return new ConnectionReport(version.text(), latency, checks.found());
  }

  private Duration latency() throws SQLException {
    long start = System.nanoTime();
    text("SELECT 1");
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void checkSource() throws SQLException {
    Grants grants = Grants.of(connection);
    checkSelect(grants);
    checkShowView(grants);
    checkSnapshotLock(grants);
  }

  private void checkVersion() {
    String found = version.product() + " " + version.text();
    if (!version.isSupported()) {
      checks.fail("Version", found + " is too old; MySQL 8.0 and MariaDB 10.4 are the oldest.", "");
    } else if (version.isMariaDb() != config.engine().equals("mariadb")) {
      checks.warn(
          "Version",
          "The server is %s, the endpoint says %s; both are read the same way."
              .formatted(found, config.engine()),
          "");
    } else {
      checks.pass("Version", found);
    }
  }

  /**
   * Without TLS a server takes this plugin's password only as long as it remembers it from an
   * earlier login that was encrypted; a restart makes it forget.
   */
  private void checkLogin() throws SQLException {
    boolean isForgotten =
        !version.isMariaDb()
            && config.tls().mode() == Tls.Mode.NONE
            && !Boolean.parseBoolean(MySqlSettings.ALLOW_PUBLIC_KEY_RETRIEVAL.in(config))
            && text("SHOW CREATE USER CURRENT_USER()").contains("'caching_sha2_password'");
    if (isForgotten) {
      checks.warn(
          "Login",
          "User %s logs in with caching_sha2_password and without TLS, which works only until the server restarts: a task that waits for it is refused then. Choose TLS mode require, or accept the server's key without TLS."
              .formatted(config.user()),
          "");
    }
  }

  private void checkSelect(Grants grants) {
    MySqlCatalogReader reader = new MySqlCatalogReader();
    int readable = reader.kinds(connection).size();
    List<String> blindSpots =
        reader.blindSpots(
            connection,
            config.database().isEmpty() ? reader.schemas(connection) : List.of(config.database()));
    String scope = config.database().isEmpty() ? "*" : new MySqlDialect().quote(config.database());
    if (readable == 0) {
      checks.fail(
          "SELECT",
          "User %s sees no table; nothing can be read.".formatted(grants.user()),
          "GRANT SELECT ON %s.* TO %s;".formatted(scope, grants.user()));
    } else if (!blindSpots.isEmpty()) {
      checks.warn(
          "SELECT",
          "User %s sees %d tables and views. %s"
              .formatted(grants.user(), readable, String.join(" ", blindSpots)),
          "GRANT SELECT ON %s.* TO %s;".formatted(scope, grants.user()));
    } else {
      checks.pass("SELECT", "User %s sees %d tables and views.".formatted(grants.user(), readable));
    }
  }

  private void checkShowView(Grants grants) {
    if (grants.has("SHOW VIEW")) {
      checks.pass("SHOW VIEW", "Definitions of views can be read.");
    } else {
      checks.warn(
          "SHOW VIEW",
          "Definitions of views can't be read; their rows can.",
          "GRANT SHOW VIEW ON *.* TO %s;".formatted(grants.user()));
    }
  }

  /** MariaDB needs no lock while its binary log is on. */
  private void checkSnapshotLock(Grants grants) throws SQLException {
    boolean needsNoLock = version.isMariaDb() && isBinaryLogOn();
    if (needsNoLock) {
      checks.pass("Snapshot", "Several readers can share one point in time without a lock.");
    } else if (grants.hasEverywhere("RELOAD") || grants.hasEverywhere("FLUSH_TABLES")) {
      checks.pass(
          "Snapshot", "Several readers can share one point in time by a short global read lock.");
    } else if (grants.has("LOCK TABLES")) {
      checks.warn(
          "Snapshot",
          "Without RELOAD, the chosen tables are locked for a moment so that several readers can"
              + " share one point in time.",
          "GRANT RELOAD ON *.* TO %s;".formatted(grants.user()));
    } else {
      checks.warn(
          "Snapshot",
          "Without RELOAD or LOCK TABLES one reader alone reads all tables, which is slower.",
          "GRANT RELOAD ON *.* TO %s;".formatted(grants.user()));
    }
  }

  private boolean isBinaryLogOn() throws SQLException {
    return text("SELECT @@GLOBAL.log_bin").equals("1");
  }

  private void checkBinaryLog() throws SQLException {
    if (!isBinaryLogOn()) {
      checks.warn(
          "Binary log",
          "The binary log is off: a full load works, ongoing changes can't be followed. Start the"
              + " server with log_bin to follow them.",
          "");
    } else if (BinaryLog.current(connection).isEmpty()) {
      boolean hasNewName = version.isMariaDb() && version.isAtLeast(10, 5, 0);
      checks.warn(
          "Binary log",
          "The position in the binary log can't be read.",
          "GRANT %s ON *.* TO %s;"
              .formatted(
                  hasNewName ? "BINLOG MONITOR" : "REPLICATION CLIENT",
                  Grants.of(connection).user()));
    } else {
      checks.pass("Binary log", "On; row format is " + text("SELECT @@GLOBAL.binlog_format") + ".");
    }
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      String text = row.getString(1);
      return text == null ? "" : text;
    }
  }
}
