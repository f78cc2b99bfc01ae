package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.ShortQuery;

/**
 * What the server says of a table that a statement writes to.
 *
 * @param kind whether others may change with it
 * @param at where the log ended when it was asked
 */
record WrittenStanding(Kind kind, BinlogPosition at) {

  /** Whether others may change with a table. */
  enum Kind {
    /** A table without triggers. */
    PLAIN,
    /** A view, or it has triggers. */
    ACTIVE,
    /** It isn't there, or the user may not see its triggers. */
    UNSEEN
  }

  /** Asks a server. */
  @FunctionalInterface
  interface Asking {
    WrittenStanding of(TableName table);
  }

  /** Asks by a connection of its own. */
  static WrittenStanding ask(MySqlEngine engine, EndpointConfig config, TableName table) {
    try (Connection connection = engine.connect(config)) {
      Kind kind = kind(connection, table);
      return new WrittenStanding(
          kind,
          BinaryLog.current(connection)
              .orElseThrow(
                  () ->
                      new EngineException(
                          Failure.CONFIGURATION, "the server doesn't tell where its log ends")));
    } catch (SQLException e) {
      throw engine.explain(e, "looking for triggers of " + table, config);
    }
  }

  private static Kind kind(Connection connection, TableName table) throws SQLException {
    List<String> type =
        ShortQuery.column(
            connection,
            "SELECT TABLE_TYPE FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
            table.schema(),
            table.table());
    if (type.isEmpty()) {
      return Kind.UNSEEN;
    }
    List<String> triggers =
        ShortQuery.column(
            connection,
            "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS"
                + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?",
            table.schema(),
            table.table());
    if (!type.getFirst().equals("BASE TABLE") || !triggers.isEmpty()) {
      return Kind.ACTIVE;
    }
    return Grants.of(connection).hasOn("TRIGGER", table) ? Kind.PLAIN : Kind.UNSEEN;
  }
}
