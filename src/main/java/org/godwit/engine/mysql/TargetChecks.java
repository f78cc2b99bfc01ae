package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.EndpointConfig;

/** Looks whether a server can be a target. */
record TargetChecks(Connection connection, EndpointConfig config, Consumer<Check> found) {
  private static final String CONTROL = "godwit_control";
  private static final long PACKET_ENOUGH = 64L << 20;

  void run(ServerVersion version) throws SQLException {
    checkVersion(version);
    Grants grants = Grants.of(connection);
    privileges("Privileges", config.database(), TargetPrivileges.OF_TABLES, grants);
    privileges("Control schema", CONTROL, TargetPrivileges.OF_CONTROL, grants);
    readOnly();
    localInfile();
    packet();
  }

  private void checkVersion(ServerVersion version) {
    if (!version.isMariaDb() && !version.isAtLeast(8, 0, 17)) {
      add(
          "Version as a target",
          Result.FAILED,
          "MySQL %s has no collation that tells texts apart by their blanks; as a target 8.0.17 is the oldest."
              .formatted(version.text()),
          "");
    }
  }

  /** Without a database in the endpoint the task's tables decide where they go. */
  private void privileges(String name, String database, List<String> needed, Grants grants) {
    List<String> missing =
        needed.stream().filter(privilege -> !grants.hasOn(privilege, database)).toList();
    String scope = database.isEmpty() ? "*" : new MySqlDialect().quote(database);
    if (missing.isEmpty()) {
      add(name, Result.PASSED, "Tables can be made and filled in " + words(database) + ".", "");
    } else {
      add(
          name,
          Result.FAILED,
          "User %s lacks %s on %s."
              .formatted(grants.user(), String.join(", ", missing), words(database)),
          "GRANT %s ON %s.* TO %s;".formatted(String.join(", ", missing), scope, grants.user()));
    }
  }

  private static String words(String database) {
    return database.isEmpty() ? "every database" : "database " + database;
  }

  private void readOnly() throws SQLException {
    if (number("SELECT @@GLOBAL.read_only") == 1) {
      add(
          "Writable",
          Result.FAILED,
          "The server is read-only; a replica or a standby can't be a target.",
          "SET GLOBAL read_only = 0;");
    } else {
      add("Writable", Result.PASSED, "The server takes changes.", "");
    }
  }

  private void localInfile() throws SQLException {
    if (MySqlTarget.allowsLocalInfile(connection)) {
      add("LOAD DATA", Result.PASSED, "local_infile is on: rows go by LOAD DATA.", "");
    } else {
      add(
          "LOAD DATA",
          Result.WARNING,
          "local_infile is off: rows go by INSERT, which is slower.",
          "SET GLOBAL local_infile = 1;");
    }
  }

  private void packet() throws SQLException {
    long bytes = number("SELECT @@GLOBAL.max_allowed_packet");
    if (bytes >= PACKET_ENOUGH) {
      add("Large values", Result.PASSED, "Values up to %,d bytes are taken.".formatted(bytes), "");
    } else {
      add(
          "Large values",
          Result.WARNING,
          "Rows over max_allowed_packet, %,d bytes, are rejected.".formatted(bytes),
          "SET GLOBAL max_allowed_packet = 1073741824;");
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void add(String name, Result result, String details, String fix) {
    found.accept(new Check(name, result, details, fix));
  }
}
