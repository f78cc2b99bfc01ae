package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.Dialect;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.SetupStatement;
import org.godwit.task.load.FullLoad;
import org.godwit.task.plan.CanaryTable;

/**
 * A task's canary on its source: the one row that proves, by arriving, that what is committed there
 * is applied. It goes the way of every other row; nothing on that way knows it.
 */
final class Canary {
  private static final String KEY = "1";

  private final FullLoad.Source from;
  private final CanaryTable table;

  Canary(FullLoad.Source from, CanaryTable table) {
    this.from = from;
    this.table = table;
  }

  TableName name() {
    return table.name();
  }

  /** What makes its table, nothing where that is there; only looks. */
  List<SetupStatement> missing(Connection toSource) {
    return isThere(toSource)
        ? List.of()
        : List.of(
            new SetupStatement(
                "CREATE TABLE %s (%s INTEGER NOT NULL PRIMARY KEY, %s INTEGER NOT NULL)"
                    .formatted(quoted(), quoted(CanaryTable.ID), quoted(CanaryTable.BEAT)),
                "The task writes the one row of this table every few seconds (CanarySchema), and looks on the target for when it arrives."));
  }

  /** Its table as it will be, for those who are asked about it before it is there. */
  Table planned() {
    DataType.Int number = new DataType.Int(32, false);
    return Table.of(
        table.name(),
        TableKind.TABLE,
        List.of(
            Column.of(CanaryTable.ID, number, "integer", false),
            Column.of(CanaryTable.BEAT, number, "integer", false)));
  }

  /** What removes its table, nothing where there is none; only looks. */
  List<SetupStatement> removal(Connection toSource) {
    return isThere(toSource)
        ? List.of(new SetupStatement("DROP TABLE " + quoted(), "The table of the task's canary."))
        : List.of();
  }

  private boolean isThere(Connection toSource) {
    return !from.engine().catalogReader().tables(toSource, List.of(table.name())).isEmpty();
  }

  /**
   * Runs statements of {@link #missing} or {@link #removal}.
   *
   * @throws EngineException where one is refused
   */
  void run(Connection toSource, List<SetupStatement> statements) {
    for (SetupStatement wanted : statements) {
      try (Statement statement = toSource.createStatement()) {
        statement.execute(wanted.sql());
      } catch (SQLException e) {
        throw refused(e, "running " + wanted.sql());
      }
    }
  }

  /**
   * Writes the row, and commits that.
   *
   * @param toSource in no transaction
   * @return how often it was written by now
   * @throws EngineException where that can't be done
   */
  long beat(Connection toSource) {
    Engine engine = from.engine();
    String update =
        "UPDATE %s SET %s = %2$s + 1 WHERE %s = %s"
            .formatted(quoted(), quoted(CanaryTable.BEAT), quoted(CanaryTable.ID), KEY);
    String insert =
        "INSERT INTO %s (%s, %s) VALUES (%s, 1)"
            .formatted(quoted(), quoted(CanaryTable.ID), quoted(CanaryTable.BEAT), KEY);
    try {
      toSource.setAutoCommit(false);
      try (Statement statement = toSource.createStatement()) {
        if (statement.executeUpdate(update) == 0) {
          statement.executeUpdate(insert);
        }
      }
      long beat = read(toSource, engine, table.name()).orElseThrow();
      toSource.commit();
      return beat;
    } catch (SQLException e) {
      throw refused(e, "writing the canary " + table.name());
    }
  }

  /** The endpoint's test knows of no canary. */
  private EngineException refused(SQLException e, String doing) {
    EngineException reason = from.engine().explain(e, doing, from.config());
    return reason.failure() == Failure.PRIVILEGE_MISSING
        ? new EngineException(
            Failure.PRIVILEGE_MISSING,
            "%s failed on %s: %s. The user has to be let make tables in %s and write to them, or CanarySchema set to another schema or to none."
                .formatted(doing, from.config().place(), e.getMessage(), table.name().schema()),
            e)
        : reason;
  }

  /** How often it was written as a server has it; empty where that has no row of it. */
  static OptionalLong read(Connection connection, Engine engine, TableName table)
      throws SQLException {
    Dialect dialect = engine.dialect();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT %s FROM %s WHERE %s = %s"
                    .formatted(
                        dialect.quote(CanaryTable.BEAT),
                        dialect.quote(table),
                        dialect.quote(CanaryTable.ID),
                        KEY))) {
      return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
    }
  }

  private String quoted() {
    return from.engine().dialect().quote(table.name());
  }

  private String quoted(String column) {
    return from.engine().dialect().quote(column);
  }
}
