package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.ColumnStatements;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.TargetCounter;
import org.godwit.engine.TransactionMark;
import org.godwit.engine.TransactionWriter;
import org.godwit.engine.UnboundRows;

/** PostgreSQL as a target of changes. */
final class PostgresChangeTarget implements ChangeTarget {
  private final PostgresDialect dialect;
  private final PostgresTypes types;

  PostgresChangeTarget(PostgresDialect dialect, PostgresTypes types) {
    this.dialect = dialect;
    this.types = types;
  }

  /** Text that a type has written is read by the type of the same name. */
  @Override
  public Set<String> rawColumns(Map<Column, String> sourceForms) {
    return sourceForms.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .filter(
            entry ->
                types.literal(entry.getKey()).equals(entry.getValue())
                    || PostgresTarget.isOtherInterval(entry.getKey(), entry.getValue()))
        .map(entry -> entry.getKey().name())
        .collect(Collectors.toSet());
  }

  /** A deferrable key is held by a trigger, and triggers are off while changes are applied. */
  @Override
  public Map<TableName, String> unfollowed(Connection connection, Collection<Table> tables)
      throws SQLException {
    Set<TableName> names = tables.stream().map(Table::name).collect(Collectors.toSet());
    Map<TableName, String> unfollowed = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT n.nspname, c.relname
                  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE i.indisprimary AND NOT i.indimmediate""")) {
      while (rows.next()) {
        TableName name = new TableName(rows.getString(1), rows.getString(2));
        if (names.contains(name)) {
          unfollowed.put(
              name,
              "the primary key of its target table %s is DEFERRABLE, which isn't looked at with triggers off: make it anew without DEFERRABLE until the cutover"
                  .formatted(name));
        }
      }
    }
    return unfollowed;
  }

  /** Whatever is no plain table counts as bound: the parts of a partitioned one have their own. */
  @Override
  public Map<TableName, Set<String>> unbound(Connection connection, Collection<ChangedTable> tables)
      throws SQLException {
    String schemas = UnboundRows.schemas(dialect, tables);
    String relations =
        """
        SELECT n.nspname, c.relname, i.indexrelid::text,
               CASE WHEN i.indisexclusion OR i.indpred IS NOT NULL OR i.indexprs IS NOT NULL
                      OR EXISTS (SELECT 1 FROM unnest(i.indcollation) AS u (id)
                                   JOIN pg_collation AS l ON l.oid = u.id
                                  WHERE NOT l.collisdeterministic)
                    THEN '' ELSE a.attname END
          FROM pg_index i
          JOIN pg_class c ON c.oid = i.indrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_attribute a ON a.attrelid = c.oid AND (a.attnum = ANY (i.indkey) OR a.attnum = 1)
         WHERE (i.indisunique OR i.indisexclusion)
           AND (a.attnum = ANY (i.indkey) OR i.indexprs IS NOT NULL)
           AND n.nspname IN (%1$s)
        UNION ALL
        SELECT n.nspname, c.relname, '', ''
          FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind NOT IN ('r', 'i', 'I', 'S', 't') AND n.nspname IN (%1$s)
        """
            .formatted(schemas);
    String exactTexts =
        """
        SELECT n.nspname, c.relname, a.attname
          FROM pg_attribute a
          JOIN pg_class c ON c.oid = a.attrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_collation l ON l.oid = a.attcollation
         WHERE a.atttypid IN ('text'::regtype, 'varchar'::regtype)
           AND l.collisdeterministic AND n.nspname IN (%s)
        """
            .formatted(schemas);
    return UnboundRows.of(
        tables,
        ShortQuery.rows(connection, relations, 4),
        ShortQuery.rows(connection, exactTexts, 3));
  }

  @Override
  public ColumnStatements columnStatements(Connection connection) {
    return new PostgresColumnStatements(dialect);
  }

  @Override
  public boolean hasCounters() {
    return true;
  }

  @Override
  public List<TargetCounter> counters(Connection connection, Collection<TableName> tables)
      throws SQLException {
    return PostgresCounter.of(connection, dialect, tables);
  }

  @Override
  public TransactionWriter writer(Connection connection, int bulkMin, long bytesMax) {
    String place = PostgresTarget.place(connection);
    try {
      return new BatchWriter(
          connection,
          dialect,
          new StatementWriter(connection, dialect, place),
          place,
          bulkMin,
          bytesMax);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "applying changes", place);
    }
  }

  /** A foreign key of a table that isn't emptied forbids TRUNCATE; DELETE is slower, and may. */
  @Override
  public void truncate(Connection connection, List<TableName> tables) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE TABLE "
              + tables.stream().map(dialect::quote).collect(Collectors.joining(", ")));
    } catch (SQLException e) {
      if (!FOREIGN_KEY_FORBIDS.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      try (Statement statement = connection.createStatement()) {
        for (TableName table : tables) {
          statement.execute("DELETE FROM " + dialect.quote(table));
        }
      }
    }
  }

  /**
   * Twice, for decoding takes a message to be where the next record begins, which may be a row's
   * that comes first then if it is within a savepoint.
   */
  @Override
  public TransactionMark mark(String schema) {
    String message =
        "pg_logical_emit_message(true, %s, convert_to(%s, 'UTF8'))"
            .formatted(dialect.literal(MARK), dialect.literal(schema));
    return new TransactionMark(List.of(), "SELECT %s, %s".formatted(message, message));
  }

  /** The prefix of the message that a marked transaction begins with. */
  static final String MARK = "godwit_loopback";

  private static final String FOREIGN_KEY_FORBIDS = "0A000";

  @Override
  public String committed(Connection connection) throws SQLException {
    return text(connection, "SELECT pg_current_wal_insert_lsn()");
  }

  @Override
  public boolean isDurable(Connection connection, String place) throws SQLException {
    return text(
            connection,
            "SELECT pg_current_wal_flush_lsn() >= %s::pg_lsn".formatted(dialect.literal(place)))
        .equals("t");
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
