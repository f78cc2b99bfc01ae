package org.godwit.task.control;

import static org.godwit.task.control.Sql.execute;
import static org.godwit.task.control.Sql.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.TableName;
import org.godwit.engine.KeyRange;
import org.godwit.engine.Segment;

/**
 * What of a task's full load is durably done. Every method runs in the caller's transaction, so
 * that a mark commits with what it marks.
 *
 * @param claim the right to write; {@link TaskClaim#hold} must have been called in the transaction
 */
public record LoadLedger(TaskClaim claim) {
  private static final String OF_TABLE =
      " WHERE task = ? AND source_schema = ? AND source_table = ?";

  private String name(String table) {
    return claim.schema().table(table);
  }

  /** Every table that the task knows, in order of name. */
  public List<TableRecord> tables(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT * FROM "
            + name("load_table")
            + " WHERE task = ? ORDER BY source_schema, source_table",
        row ->
            new TableRecord(
                source(row),
                new TableName(row.getString("target_schema"), row.getString("target_table")),
                LoadPhase.valueOf(row.getString("phase")),
                row.getInt("reloads"),
                row.getInt("segments"),
                row.getString("layout"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "loaded_at"),
                Sql.instant(row, "completed_at"),
                row.getString("error")),
        claim.task());
  }

  private static TableName source(ResultSet row) throws SQLException {
    return new TableName(row.getString("source_schema"), row.getString("source_table"));
  }

  /** Adds tables that the task did not know. */
  public void addTables(Connection connection, Collection<TableRecord> tables) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + name("load_table")
                + " (task, source_schema, source_table, target_schema, target_table, phase,"
                + " reloads, segments, error) VALUES (?, ?, ?, ?, ?, ?, ?, 0, '')")) {
      for (TableRecord table : tables) {
        Sql.bind(
            insert,
            claim.task(),
            table.source().schema(),
            table.source().table(),
            table.target().schema(),
            table.target().table(),
            table.phase().name(),
            table.reloads());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Forgets a table that the mapping no longer selects. */
  public void removeTable(Connection connection, TableName source) throws SQLException {
    clearWork(connection, source);
    ofTable(connection, "DELETE FROM " + name("load_statement"), source);
    ofTable(connection, "DELETE FROM " + name("load_table"), source);
  }

  /** Puts a table back to the beginning: its work is forgotten, its reloads count one more. */
  public void resetTable(Connection connection, TableName source) throws SQLException {
    clearWork(connection, source);
    ofTable(
        connection,
        "UPDATE "
            + name("load_table")
            + " SET phase = 'PLANNED', reloads = reloads + 1, segments = 0, layout = '', started_at = NULL,"
            + " loaded_at = NULL, completed_at = NULL, error = ''",
        source);
  }

  private void clearWork(Connection connection, TableName source) throws SQLException {
    // Statements stay: some put back what was taken off the table, which TargetTables sorts out.
    for (String table : List.of("load_segment", "altered_value", "full_load_exception")) {
      ofTable(connection, "DELETE FROM " + name(table), source);
    }
  }

  /** The table has come to the phase. */
  public void reached(Connection connection, TableName source, LoadPhase phase, Instant at)
      throws SQLException {
    reached(connection, List.of(source), phase, at);
  }

  /** The tables have come to the phase; those that had before, at that moment. */
  public void reached(
      Connection connection, Collection<TableName> sources, LoadPhase phase, Instant at)
      throws SQLException {
    String time =
        switch (phase) {
          case LOADED -> ", loaded_at = COALESCE(loaded_at, ?)";
          case COMPLETED -> ", completed_at = COALESCE(completed_at, ?)";
          case PLANNED, CREATING, PREPARED, ERROR -> ", started_at = COALESCE(started_at, ?)";
        };
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE " + name("load_table") + " SET phase = ?, error = ''" + time + OF_TABLE)) {
      for (TableName source : sources) {
        Sql.bind(update, phase.name(), at, claim.task(), source.schema(), source.table());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** The table is loaded and all that belongs to it is built, in one transaction. */
  public void completed(Connection connection, TableName source, Instant at) throws SQLException {
    execute(
        connection,
        "UPDATE "
            + name("load_table")
            + " SET phase = 'COMPLETED', error = '', loaded_at = COALESCE(loaded_at, ?),"
            + " completed_at = COALESCE(completed_at, ?)"
            + OF_TABLE,
        at,
        at,
        claim.task(),
        source.schema(),
        source.table());
  }

  /** The target tables will now be made, in steps of which each commits by itself. */
  public void creating(Connection connection, Collection<TableName> sources) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE " + name("load_table") + " SET phase = 'CREATING'" + OF_TABLE)) {
      for (TableName source : sources) {
        Sql.bind(update, claim.task(), source.schema(), source.table());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** The table is suspended. */
  public void failed(Connection connection, TableName source, String error) throws SQLException {
    execute(
        connection,
        "UPDATE " + name("load_table") + " SET phase = 'ERROR', error = ?" + OF_TABLE,
        ControlSchema.message(Sql.storable(error)),
        claim.task(),
        source.schema(),
        source.table());
  }

  /** Takes a suspended table up again where it stood. */
  public void takeUp(Connection connection, TableName source, LoadPhase phase) throws SQLException {
    execute(
        connection,
        "UPDATE " + name("load_table") + " SET phase = ?, error = ''" + OF_TABLE,
        phase.name(),
        claim.task(),
        source.schema(),
        source.table());
  }

  private void ofTable(Connection connection, String sql, TableName source) throws SQLException {
    execute(connection, sql + OF_TABLE, claim.task(), source.schema(), source.table());
  }

  /** Every segment of the task. */
  public List<SegmentRecord> segments(Connection connection) throws SQLException {
    return query(
        connection,
        "SELECT * FROM "
            + name("load_segment")
            + " WHERE task = ? ORDER BY source_schema, source_table, number",
        LoadLedger::segment,
        claim.task());
  }

  private static SegmentRecord segment(ResultSet row) throws SQLException {
    KeyRange range =
        new KeyRange(
            Texts.of(row.getString("key_columns")),
            Texts.of(row.getString("key_from")),
            Texts.of(row.getString("key_to")));
    return new SegmentRecord(
        source(row),
        new Segment(
            row.getInt("number"),
            row.getString("source_partition"),
            range.isAll() ? Optional.empty() : Optional.of(range),
            row.getLong("rows_estimate")),
        row.getBoolean("is_done"),
        new SegmentCounts(
            row.getLong("rows_loaded"), row.getLong("rows_rejected"), row.getLong("bytes_read")),
        row.getString("position"));
  }

  /**
   * How a table is cut.
   *
   * @param source the table
   * @param segments its segments
   * @param layout what the segments' ranges rely on
   */
  public record CutTable(TableName source, List<Segment> segments, String layout) {}

  /** Records how tables are cut. */
  public void addSegments(Connection connection, Collection<CutTable> tables) throws SQLException {
    try (PreparedStatement insert = insertion(connection);
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE " + name("load_table") + " SET segments = ?, layout = ?" + OF_TABLE)) {
      for (CutTable table : tables) {
        add(insert, table.source(), table.segments());
        Sql.bind(
            update,
            table.segments().size(),
            table.layout(),
            claim.task(),
            table.source().schema(),
            table.source().table());
        update.addBatch();
      }
      insert.executeBatch();
      update.executeBatch();
    }
  }

  /**
   * Records that a segment of which no row is loaded yet is cut again.
   *
   * @param parts together its rows, under numbers that the table has not used yet, the first under
   *     the segment's own
   * @param layout what all ranges of the table rely on
   */
  public void cutAgain(Connection connection, TableName source, List<Segment> parts, String layout)
      throws SQLException {
    execute(
        connection,
        "DELETE FROM " + name("load_segment") + OF_TABLE + " AND number = ? AND NOT is_done",
        claim.task(),
        source.schema(),
        source.table(),
        parts.getFirst().number());
    try (PreparedStatement insert = insertion(connection)) {
      add(insert, source, parts);
      insert.executeBatch();
    }
    execute(
        connection,
        "UPDATE " + name("load_table") + " SET segments = segments + ?, layout = ?" + OF_TABLE,
        parts.size() - 1,
        layout,
        claim.task(),
        source.schema(),
        source.table());
  }

  private PreparedStatement insertion(Connection connection) throws SQLException {
    return connection.prepareStatement(
        "INSERT INTO "
            + name("load_segment")
            + " (task, source_schema, source_table, number, source_partition, key_columns,"
            + " key_from, key_to, rows_estimate, is_done, rows_loaded, rows_rejected,"
            + " bytes_read, position)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, false, 0, 0, 0, '')");
  }

  private void add(PreparedStatement insert, TableName source, List<Segment> segments)
      throws SQLException {
    for (Segment segment : segments) {
      Sql.bind(
          insert,
          claim.task(),
          source.schema(),
          source.table(),
          segment.number(),
          segment.partition(),
          Texts.json(segment.range().map(KeyRange::columns).orElse(List.of())),
          Texts.json(segment.range().map(KeyRange::from).orElse(List.of())),
          Texts.json(segment.range().map(KeyRange::to).orElse(List.of())),
          segment.rowsEstimate());
      insert.addBatch();
    }
  }

  /** The segment's rows are in this transaction. */
  public void segmentDone(Connection connection, SegmentRecord done, Instant snapshotAt, Instant at)
      throws SQLException {
    execute(
        connection,
        "UPDATE "
            + name("load_segment")
            + " SET is_done = true, rows_loaded = ?, rows_rejected = ?, bytes_read = ?,"
            + " position = ?, snapshot_at = ?, done_at = ?"
            + OF_TABLE
            + " AND number = ?",
        done.counts().rowsLoaded(),
        done.counts().rowsRejected(),
        done.counts().bytesRead(),
        done.position(),
        snapshotAt,
        at,
        claim.task(),
        done.table().schema(),
        done.table().table(),
        done.segment().number());
  }

  /** At how many points in time the source was read so far. */
  public int pointsInTime(Connection connection) throws SQLException {
    return query(
            connection,
            "SELECT count(DISTINCT snapshot_at) FROM "
                + name("load_segment")
                + " WHERE task = ? AND is_done",
            row -> row.getInt(1),
            claim.task())
        .getFirst();
  }
}
