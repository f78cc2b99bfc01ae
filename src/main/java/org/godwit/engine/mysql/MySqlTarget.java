package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.ControlWords;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.TableTies;
import org.godwit.engine.TableWriter;
import org.godwit.engine.TargetPlanner;
import org.godwit.engine.TargetTable;
import org.godwit.engine.TargetUse;
import org.godwit.engine.TypeMap;

/** MySQL and MariaDB as targets of a full load. */
final class MySqlTarget implements LoadTarget {
  private final MySqlDialect dialect = new MySqlDialect();

  @Override
  public TypeMap typeMap() {
    return new MySqlTypes(TargetTraits.MYSQL);
  }

  /**
   * Strict, so that a value that doesn't fit is an error; 0 in a counter's column stays 0; dates
   * with zeros may come from another server of the family; notes don't count as warnings.
   */
  @Override
  public List<String> session() {
    return List.of(
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,"
            + "PIPES_AS_CONCAT,NO_ENGINE_SUBSTITUTION'",
        // MariaDB may give a TIMESTAMP a default that nobody wrote.
        "SET SESSION sql_notes = 0 /*M!100804 , explicit_defaults_for_timestamp = 1 */",
        "SET SESSION collation_connection = utf8mb4_bin",
        "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  }

  @Override
  public long session(Connection connection) throws SQLException {
    return Long.parseLong(ShortQuery.value(connection, "SELECT CONNECTION_ID()"));
  }

  @Override
  public List<String> endIdleHolders(Connection connection, long session, Duration idle)
      throws SQLException {
    return IdleHolders.end(connection, session, idle);
  }

  @Override
  public TargetPlanner planner(Connection connection, Collection<TableName> tables) {
    try {
      for (String sql : session()) {
        execute(connection, sql);
      }
      return new MySqlPlanner(connection);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "planning", connection);
    }
  }

  @Override
  public String dropTable(TableName table) {
    return "DROP TABLE IF EXISTS " + dialect.quote(table);
  }

  /** One table: keys of others are no hindrance while the session's checks are off. */
  @Override
  public String truncate(List<TableName> tables) {
    return Script.of(
        tables.stream().map(table -> "TRUNCATE TABLE " + dialect.quote(table)).toList());
  }

  @Override
  public String switchOffTriggers() {
    return "SET SESSION foreign_key_checks = 0";
  }

  @Override
  public boolean definitionsCommit() {
    return true;
  }

  /** Text of a default or a check may look like JDBC's escapes, {@code {d '…'}}, and is none. */
  @Override
  public void run(Statement statement, String sql) throws SQLException {
    statement.setEscapeProcessing(false);
    for (String one : Script.statements(sql)) {
      statement.execute(one);
    }
  }

  /** Privileges go by a table's name and stay; triggers go with the table. */
  @Override
  public TableTies ties(Connection connection, TableName table, Set<TableName> dropped)
      throws SQLException {
    TableTies triggers = new TriggerTies(connection, table).read();
    return new TableTies(List.of(), triggers.on(), TargetNames.lost(connection, table));
  }

  @Override
  public Map<TableName, String> taken(Connection connection, Collection<TableName> names) {
    try {
      return TargetNames.taken(connection, names);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "reading the names of the target", connection);
    }
  }

  @Override
  public TableTies triggers(Connection connection, TableName table, boolean isEmptied)
      throws SQLException {
    return new TriggerTies(connection, table).read();
  }

  @Override
  public Map<TableName, String> forbidden(Connection connection, Map<TableName, TargetUse> uses) {
    try {
      return new TargetPrivileges(Grants.of(connection)).forbidden(uses);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "reading privileges", connection);
    }
  }

  @Override
  public String controlSchemaGrant(String schema, EndpointConfig config) {
    return "GRANT %s ON %s.* TO %s@'%%';"
        .formatted(
            String.join(", ", TargetPrivileges.OF_CONTROL),
            dialect.quote(schema),
            dialect.literal(config.user()));
  }

  @Override
  public List<String> orphans(Connection connection, TableName table) throws SQLException {
    return new OrphanRows(connection, table).sentences();
  }

  @Override
  public List<String> remarks(Connection connection) throws SQLException {
    return allowsLocalInfile(connection)
        ? List.of()
        : List.of(
            "The server has local_infile off, so rows go by INSERT, which is slower than LOAD DATA;"
                + " SET GLOBAL local_infile = 1 switches it on.");
  }

  static boolean allowsLocalInfile(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@GLOBAL.local_infile")) {
      row.next();
      return row.getInt(1) == 1;
    }
  }

  /** MariaDB knows no FOR SHARE; names have lengths that let five of them be one key. */
  @Override
  public ControlWords controlWords() {
    return new ControlWords(
        "varchar(128)",
        "datetime(6)",
        "longtext",
        " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        " LOCK IN SHARE MODE",
        ", KEY of_table (task, source_schema, source_table)");
  }

  @Override
  public TableWriter writer(
      Connection connection, TargetTable table, TableWriter.Mode mode, ByteBudget budget) {
    String doing = "loading " + table.table().name();
    try {
      List<WrittenColumn> columns = WrittenColumn.of(connection, table);
      return mode == TableWriter.Mode.STREAM && allowsLocalInfile(connection)
          ? new LoadDataWriter(connection, table, columns, doing, budget)
          : new InsertWriter(connection, table, columns, doing, mode, budget);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, doing, connection);
    }
  }

  @Override
  public Set<String> rawColumns(Map<Column, String> sourceForms) {
    return sourceForms.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .filter(entry -> Wire.of(entry.getKey().type()).equals(entry.getValue()))
        .map(entry -> entry.getKey().name())
        .collect(Collectors.toSet());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
