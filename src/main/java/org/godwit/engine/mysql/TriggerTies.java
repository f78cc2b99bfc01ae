package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.TableTies;

/** Triggers of one table, which no session can switch off: dropped, and made again as they were. */
final class TriggerTies {
  private static final String OF_TABLE =
      "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ?"
          + " AND EVENT_OBJECT_TABLE = ? ORDER BY EVENT_MANIPULATION, ACTION_TIMING, ACTION_ORDER";

  private final Connection connection;
  private final TableName table;
  private final MySqlDialect dialect = new MySqlDialect();

  TriggerTies(Connection connection, TableName table) {
    this.connection = connection;
    this.table = table;
  }

  TableTies read() throws SQLException {
    List<String> off = new ArrayList<>();
    List<DdlStatement> on = new ArrayList<>();
    for (String trigger : triggers()) {
      String name = dialect.quote(new TableName(table.schema(), trigger));
      off.add("DROP TRIGGER IF EXISTS " + name);
      on.add(
          new DdlStatement(
              DdlStatement.Phase.TRIGGER,
              table,
              "trigger " + trigger + TableTies.TAKEN_OFF,
              restore(name),
              true));
    }
    return new TableTies(off, on, List.of());
  }

  private List<String> triggers() throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OF_TABLE)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  /** A trigger remembers the mode and character sets of the session that made it. */
  private String restore(String trigger) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW CREATE TRIGGER " + trigger)) {
      row.next();
      return Script.of(
          List.of(
              "SET @godwit_mode = @@SESSION.sql_mode,"
                  + " @godwit_collation = @@SESSION.collation_connection",
              "SET SESSION sql_mode = "
                  + dialect.literal(row.getString("sql_mode"))
                  + ", collation_connection = "
                  + dialect.literal(row.getString("collation_connection")),
              "USE " + dialect.quote(table.schema()),
              row.getString("SQL Original Statement"),
              "SET SESSION sql_mode = @godwit_mode, collation_connection = @godwit_collation"));
    }
  }
}
