package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.ColumnStatements;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.TransactionMark;
import org.godwit.engine.TransactionWriter;
import org.godwit.engine.UnboundRows;

/** MySQL and MariaDB as targets of changes. */
final class MySqlChangeTarget implements ChangeTarget {
  private static final Pattern WRITTEN = Pattern.compile("Log sequence number\\s+(\\d+)");
  private static final Pattern FLUSHED = Pattern.compile("Log flushed up to\\s+(\\d+)");

  private final MySqlDialect dialect = new MySqlDialect();

  @Override
  public Set<String> rawColumns(Map<Column, String> sourceForms) {
    return new MySqlTarget().rawColumns(sourceForms);
  }

  /** Changes go one by one, new rows of a table that follow each other together. */
  @Override
  public TransactionWriter writer(Connection connection, int bulkMin, long bytesMax) {
    return new ChangeStatements(connection);
  }

  @Override
  public Map<TableName, String> unfollowed(Connection connection, Collection<Table> tables)
      throws SQLException {
    Map<TableName, String> obstacles = new TreeMap<>();
    Set<String> triggered =
        new HashSet<>(
            ShortQuery.column(
                connection,
                "SELECT DISTINCT CONCAT(EVENT_OBJECT_SCHEMA, '.', EVENT_OBJECT_TABLE) FROM"
                    + " information_schema.TRIGGERS"));
    Set<String> notTransactional =
        new HashSet<>(StorageEngines.notTransactional(connection, tables));
    for (Table table : tables) {
      String name = table.name().toString();
      if (table.primaryKey().isEmpty()) {
        obstacles.put(
            table.name(),
            "it has no primary key, by which alone changed rows are found on MySQL and MariaDB so far");
      } else if (table.keyColumns().stream().anyMatch(key -> isInexact(table, key))) {
        obstacles.put(table.name(), "no FLOAT of its primary key is equal to a number");
      } else if (triggered.contains(name)) {
        obstacles.put(
            table.name(),
            "the target's table has triggers, which no session can switch off and which have done their work on the source; drop them until the cutover");
      } else if (notTransactional.contains(name)) {
        obstacles.put(
            table.name(),
            "the target's table has a storage engine without transactions; run ALTER TABLE … ENGINE = InnoDB");
      }
    }
    return obstacles;
  }

  @Override
  public Optional<String> leftForTheCutover() {
    return Optional.of(
        "make no triggers on the target before the cutover: MySQL and MariaDB can't switch them off for a session, and a table that has some is not followed");
  }

  private static boolean isInexact(Table table, String column) {
    return table.column(column).filter(it -> it.type() instanceof DataType.Real).isPresent();
  }

  /**
   * A unique index on parts of columns, or on expressions, compares less than their values. Most
   * collations take letters, or blanks at the end, for the same.
   */
  @Override
  public Map<TableName, Set<String>> unbound(Connection connection, Collection<ChangedTable> tables)
      throws SQLException {
    String schemas = UnboundRows.schemas(dialect, tables);
    return UnboundRows.of(
        tables,
        ShortQuery.rows(
            connection,
            "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, IF(SUB_PART IS NULL, COLUMN_NAME, '')"
                + " FROM information_schema.STATISTICS WHERE NON_UNIQUE = 0 AND TABLE_SCHEMA IN ("
                + schemas
                + ")",
            4),
        ShortQuery.rows(
            connection,
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS"
                + " WHERE DATA_TYPE = 'varchar' AND COLLATION_NAME REGEXP '(_0900_bin|_nopad_bin)$'"
                + " AND TABLE_SCHEMA IN ("
                + schemas
                + ")",
            3));
  }

  @Override
  public ColumnStatements columnStatements(Connection connection) throws SQLException {
    return new MySqlColumnStatements(
        Collations.of(connection, ServerVersion.of(connection).isMariaDb()));
  }

  /** A row for each session, so that none waits for another; it is another one each time. */
  @Override
  public TransactionMark mark(String schema) {
    String table = dialect.quote(new TableName(schema, TransactionMark.TABLE));
    return new TransactionMark(
        List.of(
            "CREATE DATABASE IF NOT EXISTS " + dialect.quote(schema),
            "CREATE TABLE IF NOT EXISTS %s (session_id bigint NOT NULL PRIMARY KEY, marks bigint NOT NULL) ENGINE = InnoDB"
                .formatted(table)),
        "INSERT INTO %s VALUES (CONNECTION_ID(), 1) ON DUPLICATE KEY UPDATE marks = marks + 1"
            .formatted(table));
  }

  /** TRUNCATE would commit by itself. */
  @Override
  public void truncate(Connection connection, List<TableName> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (TableName table : tables) {
        statement.execute("DELETE FROM " + dialect.quote(table));
      }
    }
  }

  /** Empty where a commit is on disk when it is answered. */
  @Override
  public String committed(Connection connection) throws SQLException {
    return isFlushed(connection) ? "" : place(connection, WRITTEN);
  }

  private static boolean isFlushed(Connection connection) throws SQLException {
    return ShortQuery.value(
            connection,
            // A server that lost the end of its binary log takes back what only InnoDB has.
            "SELECT @@GLOBAL.innodb_flush_log_at_trx_commit = 1"
                + " AND (NOT @@GLOBAL.log_bin OR @@GLOBAL.sync_binlog = 1)")
        .equals("1");
  }

  @Override
  public boolean isDurable(Connection connection, String place) throws SQLException {
    return place.isEmpty()
        || Long.compareUnsigned(
                Long.parseUnsignedLong(place(connection, FLUSHED)), Long.parseUnsignedLong(place))
            >= 0;
  }

  private static String place(Connection connection, Pattern pattern) throws SQLException {
    String status =
        ShortQuery.rows(connection, "SHOW ENGINE INNODB STATUS", 3).getFirst().getLast();
    Matcher found = pattern.matcher(status);
    if (!found.find()) {
      throw new EngineException(
          Failure.UNSUPPORTED,
          "the target doesn't tell how far its log is on disk; set innodb_flush_log_at_trx_commit = 1");
    }
    return found.group(1);
  }
}
