package org.godwit.task.control;

import static org.godwit.task.control.Sql.execute;
import static org.godwit.task.control.Sql.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.TableName;

/**
 * Which lanes have committed their parts of a round of changes. There is something of it only while
 * a round is being committed, and where a process died meanwhile: who goes on reads the round again
 * and leaves out what these lanes have. Every method runs in the caller's transaction.
 *
 * @param claim the right to write; {@link TaskClaim#hold} must have been called in the transaction
 */
public record LaneLedger(TaskClaim claim) {

  private String name(String table) {
    return claim.schema().table(table);
  }

  /** The lanes that have committed, in the order of their numbers. */
  public List<LaneRecord> committed(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT lane, lanes, log_position, sums FROM "
            + name("change_lane")
            + " WHERE task = ? ORDER BY lane",
        row ->
            new LaneRecord(
                row.getInt(1), row.getInt(2), row.getString(3), ChangeSums.of(row.getString(4))),
        claim.task());
  }

  /** The lane's part of a round is in this transaction. */
  public void commit(Connection connection, LaneRecord lane) throws SQLException {
    execute(
        connection,
        "INSERT INTO "
            + name("change_lane")
            + " (task, lane, lanes, log_position, sums) VALUES (?, ?, ?, ?, ?)",
        claim.task(),
        lane.lane(),
        lane.lanes(),
        lane.position(),
        lane.sums().text());
  }

  /** The round is whole: the task's own position is behind it. */
  public void forget(Connection connection) throws SQLException {
    execute(connection, "DELETE FROM " + name("change_lane") + " WHERE task = ?", claim.task());
  }

  /**
   * By which columns of the source the rows of a table are divided, none where all of them are one
   * lane's; of tables that were never divided there is nothing.
   */
  public Map<TableName, List<String>> columns(Connection connection) throws SQLException {
    Map<TableName, List<String>> columns = new TreeMap<>();
    query(
            connection,
            "SELECT source_schema, source_table, lane_columns FROM "
                + name("change_table")
                + " WHERE task = ? AND lane_columns IS NOT NULL",
            row ->
                Map.entry(
                    new TableName(row.getString(1), row.getString(2)), Texts.of(row.getString(3))),
            claim.task())
        .forEach(entry -> columns.put(entry.getKey(), entry.getValue()));
    return columns;
  }

  /** From here on the rows of these tables are divided so. */
  public void divide(Connection connection, Map<TableName, List<String>> columns)
      throws SQLException {
    Map<TableName, List<String>> before = columns(connection);
    for (Map.Entry<TableName, List<String>> table : columns.entrySet()) {
      if (!table.getValue().equals(before.get(table.getKey()))) {
        execute(
            connection,
            "UPDATE "
                + name("change_table")
                + " SET lane_columns = ?"
                + " WHERE task = ? AND source_schema = ? AND source_table = ?",
            Texts.json(table.getValue()),
            claim.task(),
            table.getKey().schema(),
            table.getKey().table());
      }
    }
  }
}
