package org.godwit.task.control;

import static org.godwit.task.control.Sql.execute;
import static org.godwit.task.control.Sql.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.DdlStatement;

/**
 * The statements that are to be run after the rows, kept on the target so that a kill loses none.
 *
 * @param claim the right to write; {@link TaskClaim#hold} must have been called in the transaction
 */
public record StatementLedger(TaskClaim claim) {

  /** Keeps what is to be run for each table, of which nothing is kept yet. */
  public void add(Connection connection, Map<TableName, List<DdlStatement>> statements)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + claim.schema().table("load_statement")
                + " (task, source_schema, source_table, number, phase, object, statement,"
                + " is_optional, is_done, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, false, '')")) {
      for (Map.Entry<TableName, List<DdlStatement>> table : statements.entrySet()) {
        int number = 0;
        for (DdlStatement statement : table.getValue()) {
          Sql.bind(
              insert,
              claim.task(),
              table.getKey().schema(),
              table.getKey().table(),
              ++number,
              statement.phase().name(),
              statement.object(),
              statement.sql(),
              statement.optional());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /** The tables of which statements are kept. */
  public Set<TableName> tables(Connection connection) throws SQLException {
    return Set.copyOf(
        query(
            connection,
            "SELECT DISTINCT source_schema, source_table FROM "
                + claim.schema().table("load_statement")
                + " WHERE task = ?",
            row -> new TableName(row.getString(1), row.getString(2)),
            claim.task()));
  }

  /** Takes out a table's statements, and returns those that a load never came to run. */
  public List<StatementRecord> takeUndone(Connection connection, TableName source)
      throws SQLException {
    List<StatementRecord> undone =
        ofTable(connection, source).stream().filter(record -> !record.done()).toList();
    execute(
        connection,
        "DELETE FROM "
            + claim.schema().table("load_statement")
            + " WHERE task = ? AND source_schema = ? AND source_table = ?",
        claim.task(),
        source.schema(),
        source.table());
    return undone;
  }

  /** Every statement of the task, in the order in which each table's are to be run. */
  public List<StatementRecord> all(Connection connection) throws SQLException {
    return select(connection, "", claim.task());
  }

  /** A table's statements, in the order in which they are to be run. */
  public List<StatementRecord> ofTable(Connection connection, TableName source)
      throws SQLException {
    return select(
        connection,
        " AND s.source_schema = ? AND s.source_table = ?",
        claim.task(),
        source.schema(),
        source.table());
  }

  private List<StatementRecord> select(Connection connection, String where, String... parameters)
      throws SQLException {
    return query(
        connection,
        "SELECT s.*, t.target_schema, t.target_table FROM "
            + claim.schema().table("load_statement")
            + " s JOIN "
            + claim.schema().table("load_table")
            + " t ON t.task = s.task AND t.source_schema = s.source_schema"
            + " AND t.source_table = s.source_table WHERE s.task = ?"
            + where
            + " ORDER BY s.source_schema, s.source_table, s.number",
        row ->
            new StatementRecord(
                new TableName(row.getString("source_schema"), row.getString("source_table")),
                row.getInt("number"),
                new DdlStatement(
                    DdlStatement.Phase.valueOf(row.getString("phase")),
                    new TableName(row.getString("target_schema"), row.getString("target_table")),
                    row.getString("object"),
                    row.getString("statement"),
                    row.getBoolean("is_optional")),
                row.getBoolean("is_done"),
                row.getString("error")),
        (Object[]) parameters);
  }

  /** The statement was run, or, with an error, will not be. */
  public void done(Connection connection, StatementRecord statement, String error)
      throws SQLException {
    execute(
        connection,
        "UPDATE "
            + claim.schema().table("load_statement")
            + " SET is_done = true, error = ?"
            + " WHERE task = ? AND source_schema = ? AND source_table = ? AND number = ?",
        ControlSchema.message(Sql.storable(error)),
        claim.task(),
        statement.source().schema(),
        statement.source().table(),
        statement.number());
  }

  /** All of these statements were run. */
  public void done(Connection connection, List<StatementRecord> statements) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + claim.schema().table("load_statement")
                + " SET is_done = true, error = ''"
                + " WHERE task = ? AND source_schema = ? AND source_table = ? AND number = ?")) {
      for (StatementRecord statement : statements) {
        Sql.bind(
            update,
            claim.task(),
            statement.source().schema(),
            statement.source().table(),
            statement.number());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** All of the table's statements of these phases were run. */
  public void done(Connection connection, TableName source, Set<DdlStatement.Phase> phases)
      throws SQLException {
    execute(
        connection,
        "UPDATE "
            + claim.schema().table("load_statement")
            + " SET is_done = true WHERE task = ? AND source_schema = ? AND source_table = ?"
            + " AND NOT is_done AND phase IN ("
            + phases.stream().map(phase -> "'" + phase + "'").collect(Collectors.joining(", "))
            + ")",
        claim.task(),
        source.schema(),
        source.table());
  }

  /**
   * Statements that the target refused are to be run once more.
   *
   * @return the tables that they belong to
   */
  public Set<TableName> repeatRefused(Connection connection) throws SQLException {
    Set<TableName> tables =
        all(connection).stream()
            .filter(record -> record.done() && !record.error().isEmpty())
            .map(StatementRecord::source)
            .collect(Collectors.toSet());
    execute(
        connection,
        "UPDATE "
            + claim.schema().table("load_statement")
            + " SET is_done = false, error = '' WHERE task = ? AND is_done AND error <> ''",
        claim.task());
    return tables;
  }

  /** A table's statements that the target refused, in the order in which they were tried. */
  public List<StatementRecord> refused(Connection connection, TableName source)
      throws SQLException {
    return ofTable(connection, source).stream()
        .filter(record -> !record.error().isEmpty())
        .toList();
  }
}
