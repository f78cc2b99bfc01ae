package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.ConnectionReport.Result;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Use;

/** Looks whether an endpoint has what a source or a target needs. */
final class PostgresReport {
  private static final int NAMED_MAX = 20;
  private static final int OLDEST_VERSION = 130_000;
  private static final int PARAMETER_PRIVILEGES = 150_000;

  private final Connection connection;
  private final EndpointConfig config;
  private final PostgresDialect dialect;
  private final List<Check> checks = new ArrayList<>();

  PostgresReport(Connection connection, EndpointConfig config, PostgresDialect dialect) {
    this.connection = connection;
    this.config = config;
    this.dialect = dialect;
  }

  ConnectionReport run(Use use) throws SQLException {
    // Distributors add their own words after a blank.
    String version =
        "PostgreSQL " + text("SELECT split_part(current_setting('server_version'), ' ', 1)");
    long start = System.nanoTime();
    text("SELECT 1");
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    version();
    encoding();
    switch (use) {
      case SOURCE -> source();
      case FOLLOWED -> {
        source();
        checks.addAll(
            new ReplicationChecks(connection, dialect).run(PostgresChangeSource.NO_STREAM));
      }
      case TARGET -> target();
    }
    return new ConnectionReport(version, latency, checks);
  }

  private void version() throws SQLException {
    int number = Integer.parseInt(text("SELECT current_setting('server_version_num')"));
    String shown = text("SELECT current_setting('server_version')");
    if (number < OLDEST_VERSION) {
      add("Version", Result.FAILED, "PostgreSQL %s is older than 13.".formatted(shown), "");
    } else {
      add("Version", Result.PASSED, "PostgreSQL %s.".formatted(shown), "");
    }
  }

  private void encoding() throws SQLException {
    String encoding =
        text(
            "SELECT pg_encoding_to_char(encoding) FROM pg_database"
                + " WHERE datname = current_database()");
    boolean isUtf8 = encoding.equals("UTF8");
    add(
        "Encoding",
        isUtf8 ? Result.PASSED : Result.WARNING,
        isUtf8
            ? "The database is in UTF8."
            : "The database is in %s, which can't hold every character.".formatted(encoding),
        isUtf8 ? "" : "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0;");
  }

  private void source() throws SQLException {
    schemas(
        "Schemas that can be read",
        "has_schema_privilege(nspname, 'USAGE')",
        "USAGE is missing on schema %s.",
        "GRANT USAGE ON SCHEMA %s TO %s;");
    List<String> unreadable =
        list(
            """
            SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^pg_'
               AND n.nspname <> 'information_schema'
               AND NOT has_table_privilege(c.oid, 'SELECT')
             ORDER BY 1""");
    if (unreadable.isEmpty()) {
      add("SELECT", Result.PASSED, "Every table can be read.", "");
    } else {
      add(
          "SELECT",
          Result.WARNING,
          "%d tables can't be read by %s and so not be migrated: %s%s."
              .formatted(
                  unreadable.size(),
                  user(),
                  String.join(", ", unreadable.subList(0, Math.min(unreadable.size(), NAMED_MAX))),
                  unreadable.size() > NAMED_MAX ? " and more" : ""),
          selectFix());
    }
  }

  private String selectFix() throws SQLException {
    StringBuilder fix = new StringBuilder();
    for (String schema : list("SELECT nspname FROM pg_namespace WHERE " + USERS_OWN)) {
      fix.append("GRANT SELECT ON ALL TABLES IN SCHEMA ")
          .append(dialect.quote(schema))
          .append(" TO ")
          .append(dialect.quote(user()))
          .append(";\n");
    }
    return fix.toString().strip();
  }

  private static final String USERS_OWN = "nspname !~ '^pg_' AND nspname <> 'information_schema'";

  private void target() throws SQLException {
    boolean mayCreate = is("has_database_privilege(current_database(), 'CREATE')");
    add(
        "CREATE on the database",
        mayCreate ? Result.PASSED : Result.FAILED,
        mayCreate
            ? "Schemas can be created."
            : "%s can't create schemas in %s, nor the control schema."
                .formatted(user(), config.database()),
        mayCreate
            ? ""
            : "GRANT CREATE ON DATABASE %s TO %s;"
                .formatted(dialect.quote(config.database()), dialect.quote(user())));
    schemas(
        "Schemas that can be written",
        "has_schema_privilege(nspname, 'CREATE') AND has_schema_privilege(nspname, 'USAGE')",
        "CREATE or USAGE is missing on schema %s; nothing can be loaded into it.",
        "GRANT CREATE, USAGE ON SCHEMA %s TO %s;");
    boolean mayReplicate =
        is(
            number("SELECT current_setting('server_version_num')") >= PARAMETER_PRIVILEGES
                ? "has_parameter_privilege('session_replication_role', 'SET')"
                : "SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
    add(
        "session_replication_role",
        mayReplicate ? Result.PASSED : Result.WARNING,
        mayReplicate
            ? "Triggers and foreign keys of existing tables can be kept quiet while rows are loaded."
            : "Triggers and foreign keys of existing tables will act while rows are loaded.",
        mayReplicate
            ? ""
            : "GRANT SET ON PARAMETER session_replication_role TO %s; -- PostgreSQL 15 and later"
                .formatted(dialect.quote(user())));
  }

  private void schemas(String name, String condition, String lack, String grant)
      throws SQLException {
    List<String> without =
        list(
            "SELECT nspname FROM pg_namespace WHERE %s AND NOT (%s) ORDER BY 1"
                .formatted(USERS_OWN, condition));
    if (without.isEmpty()) {
      add(name, Result.PASSED, "All of them.", "");
      return;
    }
    StringBuilder fix = new StringBuilder();
    for (String schema : without) {
      fix.append(grant.formatted(dialect.quote(schema), dialect.quote(user()))).append('\n');
    }
    add(name, Result.WARNING, lack.formatted(String.join(", ", without)), fix.toString().strip());
  }

  private void add(String name, Result result, String details, String fix) {
    checks.add(new Check(name, result, details, fix));
  }

  private String user() {
    return config.user();
  }

  private boolean is(String condition) throws SQLException {
    return text("SELECT (" + condition + ")::text").equals("true");
  }

  private long number(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  private String text(String query) throws SQLException {
    return list(query).getFirst();
  }

  private List<String> list(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
