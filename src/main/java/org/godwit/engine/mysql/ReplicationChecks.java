package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ShortQuery;

/**
 * Whether a server's binary log can be followed, and the user may do that. Checks are named as
 * DMS's premigration assessments where it has them; a setting that a server doesn't know is right.
 */
final class ReplicationChecks {
  private static final Duration RETENTION_MIN = Duration.ofHours(24);

  private final Connection connection;
  private final ServerVersion version;
  private final Grants grants;
  private final Map<String, String> settings = new HashMap<>();

  /** Settings of MySQL that somebody has made last over restarts already. */
  private final Set<String> persisted = new HashSet<>();

  private final ConnectionChecks checks = new ConnectionChecks();

  ReplicationChecks(Connection connection) throws SQLException {
    this.connection = connection;
    this.version = ServerVersion.of(connection);
    this.grants = Grants.of(connection);
    ShortQuery.rows(
            connection,
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'server_id', 'binlog_format',"
                + " 'binlog_row_image', 'binlog_row_value_options', 'binlog_transaction_compression',"
                + " 'log_bin_compress', 'log_slave_updates', 'binlog_expire_logs_seconds',"
                + " 'binlog_expire_logs_auto_purge', 'expire_logs_days')",
            2)
        .forEach(row -> settings.put(row.get(0).toLowerCase(Locale.ROOT), row.get(1)));
    if (!version.isMariaDb()) {
      ShortQuery.rows(
              connection, "SELECT VARIABLE_NAME FROM performance_schema.persisted_variables", 1)
          .forEach(row -> persisted.add(row.getFirst().toLowerCase(Locale.ROOT)));
    }
  }

  /** All of them, in order. */
  List<Check> run() throws SQLException {
    binlogEnabled();
    setting("binlog-format", "binlog_format", "ROW");
    setting("binlog-image", "binlog_row_image", "FULL");
    setting("binlog-row-value-options", "binlog_row_value_options", "");
    setting("binlog-compression", "binlog_transaction_compression", "OFF");
    setting("binlog-compression", "log_bin_compress", "OFF");
    retention();
    serverId();
    replica();
    privileges();
    return checks.found();
  }

  private String name(String what) {
    return (version.isMariaDb() ? "mariadb-check-" : "mysql-check-") + what;
  }

  private boolean isOn(String setting) {
    String value = settings.getOrDefault(setting, "ON");
    return value.equalsIgnoreCase("ON") || value.equals("1");
  }

  private void binlogEnabled() {
    if (isOn("log_bin")) {
      checks.pass(name("binlog-enabled"), "The server writes a binary log.");
    } else {
      checks.fail(
          name("binlog-enabled"),
          "The server writes no binary log. That is set in its configuration, and takes a restart.",
          "-- in the server's configuration, below [mysqld]; then restart it\n-- log_bin = binlog\n-- binlog_format = ROW",
          "-- take log_bin out of the server's configuration again"
              + (version.isMariaDb() ? "" : ", or put skip_log_bin there")
              + "; then restart it");
    }
  }

  private void setting(String check, String name, String wanted) {
    if (!settings.containsKey(name)) {
      return;
    }
    String value = settings.getOrDefault(name, wanted);
    if (value.equalsIgnoreCase(wanted)) {
      checks.pass(name(check), name + " is " + shown(value) + ".");
    } else {
      checks.fail(
          name(check),
          "%s is %s and has to be %s. Sessions that are open keep theirs: let applications connect anew."
              .formatted(name, shown(value), shown(wanted)),
          set(name, wanted),
          reset(name, value));
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "empty" : value;
  }

  /** MariaDB keeps no setting over a restart by itself. */
  private String set(String name, String value) {
    return version.isMariaDb()
        ? "SET GLOBAL %1$s = %2$s;\n-- and in the server's configuration: %1$s = %3$s"
            .formatted(name, literal(value), value)
        : "SET PERSIST %s = %s;".formatted(name, literal(value));
  }

  /** What undoes {@link #set}: the server's configuration says again what wasn't persisted. */
  private String reset(String name, String value) {
    return version.isMariaDb() || persisted.contains(name)
        ? set(name, value)
        : "SET GLOBAL %1$s = %2$s;\nRESET PERSIST IF EXISTS %1$s;".formatted(name, literal(value));
  }

  private static String literal(String value) {
    boolean isNumber = !value.isEmpty() && value.chars().allMatch(Character::isDigit);
    return isNumber ? value : new MySqlDialect().literal(value);
  }

  private void retention() {
    String check = name("binlog-retention-time");
    String days = settings.getOrDefault("expire_logs_days", "0");
    long kept = BinlogRetention.of(settings).seconds();
    if (kept == 0) {
      checks.pass(check, "The server never purges its log by age.");
      return;
    }
    String sentence =
        "The server keeps its log for %d h; what it purges before the task has read it is lost, also while a load runs or the task stands still."
            .formatted(Duration.ofSeconds(kept).toHours());
    if (kept >= RETENTION_MIN.toSeconds()) {
      checks.pass(check, sentence);
    } else if (settings.containsKey("binlog_expire_logs_seconds")) {
      checks.warn(
          check,
          sentence,
          set("binlog_expire_logs_seconds", "" + 7 * RETENTION_MIN.toSeconds()),
          reset("binlog_expire_logs_seconds", "" + kept));
    } else {
      checks.warn(check, sentence, set("expire_logs_days", "7"), reset("expire_logs_days", days));
    }
  }

  private void serverId() {
    String id = settings.getOrDefault("server_id", "1");
    if (!id.equals("0")) {
      checks.pass(name("server-id"), "server_id is " + id + ".");
    } else {
      checks.fail(
          name("server-id"),
          "server_id is 0, with which a server sends its log to nobody.",
          set("server_id", "1"),
          set("server_id", "0"));
    }
  }

  private void replica() throws SQLException {
    if (isOn("log_slave_updates")
        || ShortQuery.rows(connection, "SHOW GLOBAL STATUS LIKE 'Slaves_running'", 2).stream()
            .allMatch(row -> row.get(1).equals("0"))) {
      checks.pass(name("source-replica"), "All that the server changes is in its own log.");
    } else {
      checks.fail(
          name("source-replica"),
          "The server is a replica that doesn't log what it replicates (log_slave_updates is OFF): follow its primary instead, or set it, which takes a restart.",
          "-- in the server's configuration, below [mysqld]; then restart it\n-- log_slave_updates = ON",
          "-- take log_slave_updates out of the server's configuration again; then restart it");
    }
  }

  private void privileges() {
    List<String> missing = new ArrayList<>();
    if (!grants.hasEverywhere("REPLICATION SLAVE")) {
      missing.add("REPLICATION SLAVE");
    }
    if (!grants.hasEverywhere("REPLICATION CLIENT") && !grants.hasEverywhere("BINLOG MONITOR")) {
      missing.add("REPLICATION CLIENT");
    }
    if (!version.isMariaDb() && !grants.hasEverywhere("RELOAD") && !grants.has("LOCK TABLES")) {
      missing.add("RELOAD");
    }
    if (missing.isEmpty()) {
      checks.pass(
          name("replication-privileges"),
          "User %s may read the log and know where it is.".formatted(grants.user()));
      return;
    }
    String list = String.join(", ", missing);
    checks.fail(
        name("replication-privileges"),
        "User %s lacks %s, to read the log, to know where it is%s."
            .formatted(
                grants.user(),
                list,
                version.isMariaDb() ? "" : ", and for a read lock of a moment when a load begins"),
        "GRANT %s ON *.* TO %s;".formatted(list, grants.user()),
        "REVOKE %s ON *.* FROM %s;".formatted(list, grants.user()));
  }
}
