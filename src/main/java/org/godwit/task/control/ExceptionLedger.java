package org.godwit.task.control;

import static org.godwit.task.control.Sql.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.godwit.catalog.TableName;

/**
 * What did not arrive as it was: rejected rows and altered values.
 *
 * @param claim the right to write; {@link TaskClaim#hold} must have been called in the transaction
 */
public record ExceptionLedger(TaskClaim claim) {

  /** Keeps rejected rows of a table. */
  public void reject(Connection connection, TableName source, List<RejectedRow> rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + claim.schema().table("full_load_exception")
                + " (task, source_schema, source_table, segment, error_time, row_key, statement,"
                + " error) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (RejectedRow row : rows) {
        Sql.bind(
            insert,
            claim.task(),
            source.schema(),
            source.table(),
            row.segment(),
            row.at(),
            row.key(),
            row.statement(),
            row.error());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Keeps how many values of a segment were altered. */
  public void alter(
      Connection connection, TableName source, int segment, List<AlteredValues> altered)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + claim.schema().table("altered_value")
                + " (task, source_schema, source_table, segment, column_name, change_kind,"
                + " value_count) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (AlteredValues values : altered) {
        Sql.bind(
            insert,
            claim.task(),
            source.schema(),
            source.table(),
            segment,
            values.column(),
            values.change(),
            values.count());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * Adds to how many values were altered in changes, which count as a segment with the number 0.
   */
  public void alterMore(Connection connection, TableName source, List<AlteredValues> altered)
      throws SQLException {
    List<AlteredValues> first = new ArrayList<>();
    for (AlteredValues values : altered) {
      int known =
          Sql.execute(
              connection,
              "UPDATE "
                  + claim.schema().table("altered_value")
                  + " SET value_count = value_count + ? WHERE task = ? AND source_schema = ?"
                  + " AND source_table = ? AND segment = 0 AND column_name = ?"
                  + " AND change_kind = ?",
              values.count(),
              claim.task(),
              source.schema(),
              source.table(),
              values.column(),
              values.change());
      if (known == 0) {
        first.add(values);
      }
    }
    alter(connection, source, 0, first);
  }

  /** Altered values of every table, summed over its segments. */
  public Map<TableName, List<AlteredValues>> altered(Connection connection) throws SQLException {
    record Line(TableName table, AlteredValues values) {}
    Map<TableName, List<AlteredValues>> byTable = new TreeMap<>();
    query(
            connection,
            "SELECT source_schema, source_table, column_name, change_kind, sum(value_count) AS n"
                + " FROM "
                + claim.schema().table("altered_value")
                + " WHERE task = ? GROUP BY source_schema, source_table, column_name, change_kind"
                + " ORDER BY source_schema, source_table, column_name, change_kind",
            row ->
                new Line(
                    new TableName(row.getString("source_schema"), row.getString("source_table")),
                    new AlteredValues(
                        row.getString("column_name"),
                        row.getString("change_kind"),
                        row.getLong("n"))),
            claim.task())
        .forEach(
            line ->
                Objects.requireNonNull(
                        byTable.computeIfAbsent(line.table(), _ -> new ArrayList<>()))
                    .add(line.values()));
    return byTable;
  }

  /** How many rows of a table were rejected. */
  public long rejectedCount(Connection connection, TableName source) throws SQLException {
    return query(
            connection,
            "SELECT count(*) FROM "
                + claim.schema().table("full_load_exception")
                + " WHERE task = ? AND source_schema = ? AND source_table = ?",
            row -> row.getLong(1),
            claim.task(),
            source.schema(),
            source.table())
        .getFirst();
  }

  /** Some rejected rows of a table, in order of segment and time. */
  public List<RejectedRow> rejected(Connection connection, TableName source, long skipped, int most)
      throws SQLException {
    return query(
        connection,
        "SELECT * FROM "
            + claim.schema().table("full_load_exception")
            + " WHERE task = ? AND source_schema = ? AND source_table = ?"
            + " ORDER BY segment, error_time, row_key LIMIT ? OFFSET ?",
        row ->
            new RejectedRow(
                Objects.requireNonNull(Sql.instant(row, "error_time")),
                row.getInt("segment"),
                row.getString("row_key"),
                row.getString("statement"),
                row.getString("error")),
        claim.task(),
        source.schema(),
        source.table(),
        most,
        skipped);
  }
}
