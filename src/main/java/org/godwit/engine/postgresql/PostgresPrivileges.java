package org.godwit.engine.postgresql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.engine.TargetUse;

/** What the user may do with tables, asked of the server's own functions. */
final class PostgresPrivileges {
  private static final String READABLE =
      """
      SELECT w.s, w.t, current_user, has_schema_privilege(n.oid, 'USAGE'),
             has_table_privilege(c.oid, 'SELECT')
               OR NOT EXISTS (
                 SELECT FROM pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    AND NOT has_column_privilege(c.oid, a.attnum, 'SELECT')),
             NOT (c.relrowsecurity AND row_security_active(c.oid))
        FROM unnest(?::text[], ?::text[]) w(s, t)
        JOIN pg_namespace n ON n.nspname = w.s
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.t
      """;
  private static final String WRITABLE =
      """
      SELECT w.s, w.t, current_user, w.u, n.oid IS NOT NULL, current_database(),
             has_database_privilege(current_database(), 'CREATE'),
             n.oid IS NULL OR has_schema_privilege(n.oid, 'USAGE'),
             n.oid IS NULL OR has_schema_privilege(n.oid, 'CREATE'),
             c.oid IS NULL OR pg_has_role(c.relowner, 'USAGE') OR pg_has_role(n.nspowner, 'USAGE'),
             c.oid IS NULL OR has_table_privilege(c.oid, 'TRUNCATE')
               OR has_table_privilege(c.oid, 'DELETE'),
             c.oid IS NULL OR has_table_privilege(c.oid, 'INSERT')
        FROM unnest(?::text[], ?::text[], ?::text[]) w(s, t, u)
        LEFT JOIN pg_namespace n ON n.nspname = w.s
        LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.t
      """;

  private final Connection connection;
  private final PostgresDialect dialect;

  PostgresPrivileges(Connection connection, PostgresDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  Map<TableName, String> unreadable(Collection<TableName> names) throws SQLException {
    return ask(READABLE, List.copyOf(names), List.of(), this::lackForReading);
  }

  private String lackForReading(TableName table, ResultSet row) throws SQLException {
    String user = row.getString(3);
    String quoted = dialect.quote(user);
    if (!row.getBoolean(4)) {
      return "user %s may not use the schema of %s: GRANT USAGE ON SCHEMA %s TO %s; GRANT SELECT ON %s TO %s;"
          .formatted(
              user, table, dialect.quote(table.schema()), quoted, dialect.quote(table), quoted);
    }
    if (!row.getBoolean(5)) {
      return "user %s may not read %s, or not all of its columns: GRANT SELECT ON %s TO %s;"
          .formatted(user, table, dialect.quote(table), quoted);
    }
    return row.getBoolean(6)
        ? ""
        : "row-level security hides rows of %s from user %s: ALTER ROLE %s BYPASSRLS; or read it as its owner"
            .formatted(table, user, quoted);
  }

  Map<TableName, String> forbidden(Map<TableName, TargetUse> uses) throws SQLException {
    List<TableName> names = List.copyOf(uses.keySet());
    List<String> words = names.stream().map(uses::get).map(String::valueOf).toList();
    return ask(WRITABLE, names, words, this::lackForWriting);
  }

  private String lackForWriting(TableName table, ResultSet row) throws SQLException {
    String user = row.getString(3);
    TargetUse use = TargetUse.valueOf(row.getString(4));
    String quoted = dialect.quote(user);
    String schema = dialect.quote(table.schema());
    boolean makes = use == TargetUse.CREATE || use == TargetUse.REPLACE;
    if (!row.getBoolean(5) && !row.getBoolean(7)) {
      return "user %s may not make the schema of %s: GRANT CREATE ON DATABASE %s TO %s;"
          .formatted(user, table, dialect.quote(row.getString(6)), quoted);
    }
    if (!row.getBoolean(8) || (makes && !row.getBoolean(9))) {
      return "user %s may not %s: GRANT %sUSAGE ON SCHEMA %s TO %s;"
          .formatted(
              user,
              makes ? "make " + table : "use the schema of " + table,
              makes ? "CREATE, " : "",
              schema,
              quoted);
    }
    if (use == TargetUse.REPLACE && !row.getBoolean(10)) {
      return "user %s may not drop %s, which belongs to another: ALTER TABLE %s OWNER TO %s; or choose another table preparation"
          .formatted(user, table, dialect.quote(table), quoted);
    }
    boolean mayEmpty = use != TargetUse.EMPTY || row.getBoolean(11);
    boolean mayFill = makes || row.getBoolean(12);
    return mayEmpty && mayFill
        ? ""
        : "user %s may not write %s: GRANT %sINSERT ON %s TO %s;"
            .formatted(
                user,
                table,
                use == TargetUse.EMPTY ? "TRUNCATE, " : "",
                dialect.quote(table),
                quoted);
  }

  private interface Lack {
    String of(TableName table, ResultSet row) throws SQLException;
  }

  private Map<TableName, String> ask(
      String sql, List<TableName> names, List<String> more, Lack lack) throws SQLException {
    Map<TableName, String> lacks = new TreeMap<>();
    if (names.isEmpty()) {
      return lacks;
    }
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, array(names.stream().map(TableName::schema).toList()));
      query.setArray(2, array(names.stream().map(TableName::table).toList()));
      if (!more.isEmpty()) {
        query.setArray(3, array(more));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          TableName table = new TableName(row.getString(1), row.getString(2));
          String sentence = lack.of(table, row);
          if (!sentence.isEmpty()) {
            lacks.put(table, sentence);
          }
        }
      }
    }
    return lacks;
  }

  private Array array(List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
