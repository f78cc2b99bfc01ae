package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport.Check;

/** Whether the user may make a task's own table in a schema; who makes it may do the rest. */
final class CanaryChecks {
  private static final String NAME = "postgres-check-canary-privileges";

  private static final String RIGHTS =
      """
      SELECT current_user, n.oid IS NOT NULL, has_schema_privilege(n.oid, 'USAGE'),
             has_schema_privilege(n.oid, 'CREATE')
        FROM (SELECT ?::text AS wanted) w LEFT JOIN pg_namespace n ON n.nspname = w.wanted""";

  private final Connection connection;
  private final PostgresDialect dialect;

  CanaryChecks(Connection connection, PostgresDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  List<Check> of(TableName canary) throws SQLException {
    ConnectionChecks checks = new ConnectionChecks();
    try (PreparedStatement query = connection.prepareStatement(RIGHTS)) {
      query.setString(1, canary.schema());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        of(canary.schema(), row, checks);
      }
    }
    return checks.found();
  }

  private void of(String schema, ResultSet row, ConnectionChecks checks) throws SQLException {
    String user = dialect.quote(row.getString(1));
    String quoted = dialect.quote(schema);
    if (!row.getBoolean(2)) {
      checks.fail(
          NAME,
          "CanarySchema is %s, and there is no such schema.".formatted(schema),
          "CREATE SCHEMA %s AUTHORIZATION %s;".formatted(quoted, user),
          "DROP SCHEMA %s;".formatted(quoted));
      return;
    }
    List<String> missing = new ArrayList<>();
    if (!row.getBoolean(3)) {
      missing.add("USAGE");
    }
    if (!row.getBoolean(4)) {
      missing.add("CREATE");
    }
    if (missing.isEmpty()) {
      checks.pass(NAME, "The table of the canary can be made in %s.".formatted(schema));
      return;
    }
    String list = String.join(", ", missing);
    checks.fail(
        NAME,
        "User %s lacks %s on schema %s, to make the table of the canary (CanarySchema) there."
            .formatted(user, list, schema),
        "GRANT %s ON SCHEMA %s TO %s;".formatted(list, quoted, user),
        "REVOKE %s ON SCHEMA %s FROM %s;".formatted(list, quoted, user));
  }
}
