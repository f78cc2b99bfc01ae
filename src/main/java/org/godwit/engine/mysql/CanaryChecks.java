package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport.Check;

/** Whether the user may make a task's own table in a database, write to it, and drop it again. */
final class CanaryChecks {
  private static final List<String> NEEDED =
      List.of("SELECT", "INSERT", "UPDATE", "CREATE", "DROP");

  private final Connection connection;
  private final Grants grants;
  private final MySqlDialect dialect = new MySqlDialect();

  CanaryChecks(Connection connection) throws SQLException {
    this.connection = connection;
    this.grants = Grants.of(connection);
  }

  List<Check> of(TableName canary) throws SQLException {
    String schema = canary.schema();
    String name =
        (ServerVersion.of(connection).isMariaDb() ? "mariadb-check-" : "mysql-check-")
            + "canary-privileges";
    List<String> missing =
        NEEDED.stream().filter(privilege -> !grants.hasOn(privilege, canary)).toList();
    boolean isSeen = new MySqlCatalogReader().schemas(connection).contains(schema);
    ConnectionChecks checks = new ConnectionChecks();
    if (missing.isEmpty() && isSeen) {
      checks.pass(name, "The table of the canary can be made in %s.".formatted(schema));
      return checks.found();
    }
    StringBuilder fix = new StringBuilder();
    StringBuilder undo = new StringBuilder();
    String list = String.join(", ", missing);
    String quoted = dialect.quote(schema);
    if (!isSeen) {
      fix.append("CREATE DATABASE IF NOT EXISTS %s;\n".formatted(quoted));
    }
    if (!missing.isEmpty()) {
      fix.append("GRANT %s ON %s.* TO %s;\n".formatted(list, quoted, grants.user()));
      undo.append("REVOKE %s ON %s.* FROM %s;\n".formatted(list, quoted, grants.user()));
    }
    if (!isSeen) {
      undo.append("-- where the fix has made it\n-- DROP DATABASE %s;\n".formatted(quoted));
    }
    checks.fail(
        name,
        missing.isEmpty()
            ? "CanarySchema is %s, and there is no such database.".formatted(schema)
            : "User %s lacks %s on database %s%s, to make the table of the canary (CanarySchema) there and to write to it."
                .formatted(
                    grants.user(),
                    list,
                    schema,
                    isSeen ? "" : ", which isn't there or can't be seen"),
        fix.toString().strip(),
        undo.toString().strip());
    return checks.found();
  }
}
