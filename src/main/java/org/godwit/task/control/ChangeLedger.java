package org.godwit.task.control;

import static org.godwit.task.control.Sql.execute;
import static org.godwit.task.control.Sql.query;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * How far a task's changes are durably applied. Every method runs in the caller's transaction, so
 * that a position commits with the changes before it.
 *
 * @param claim the right to write; {@link TaskClaim#hold} must have been called in the transaction
 */
public record ChangeLedger(TaskClaim claim) {
  private static final int NAME_PART_MAX = 30;

  /** What is of no use once a table is loaded again; how much was applied of it is. */
  private static final List<String> OF_LOADS = List.of("load_form", "apply_exception");

  private String name(String table) {
    return claim.schema().table(table);
  }

  /** Where the task stands; empty where it never followed its source. */
  public Optional<Checkpoint> checkpoint(Connection connection) throws SQLException {
    return query(
            connection,
            "SELECT stream_name, log_position FROM " + name("change_stream") + " WHERE task = ?",
            row -> new Checkpoint(row.getString(1), row.getString(2)),
            claim.task())
        .stream()
        .findFirst();
  }

  /**
   * Gives the task a stream of its own.
   *
   * @param place of the target, so that two targets with tasks of one name don't share a stream
   */
  public Checkpoint begin(Connection connection, String place, Instant at) throws SQLException {
    CRC32 sum = new CRC32();
    sum.update((claim.task() + ' ' + place + ' ' + at).getBytes(StandardCharsets.UTF_8));
    String stream = streamOf(claim.task()) + "%08x".formatted(sum.getValue());
    execute(
        connection,
        "INSERT INTO "
            + name("change_stream")
            + " (task, stream_name, log_position, adds_tables) VALUES (?, ?, '', ?)",
        claim.task(),
        stream,
        false);
    return new Checkpoint(stream, "");
  }

  /** What the name of each stream of a task begins with; eight digits follow. */
  public static String streamOf(String task) {
    String part = task.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return "godwit_%s_".formatted(part.substring(0, Math.min(part.length(), NAME_PART_MAX)));
  }

  /**
   * All that was committed before the position is in this transaction, or was in an earlier one.
   */
  public void advance(
      Connection connection, String position, @Nullable Instant committedAt, Instant at)
      throws SQLException {
    execute(
        connection,
        "UPDATE "
            + name("change_stream")
            + " SET log_position = ?, committed_at = COALESCE(?, committed_at), applied_at = ?"
            + " WHERE task = ?",
        position,
        committedAt,
        at,
        claim.task());
  }

  /**
   * The log is read again from a place before the task's position, for the sake of tables that were
   * loaded there; see {@link #appliedTo}.
   */
  public void goBack(Connection connection, String position) throws SQLException {
    execute(
        connection,
        "UPDATE " + name("change_stream") + " SET log_position = ? WHERE task = ?",
        position,
        claim.task());
  }

  /**
   * The tables that have all changes before a place of the log, wherever the task's position is,
   * with that place.
   */
  public Map<TableName, String> appliedTo(Connection connection) throws SQLException {
    Map<TableName, String> places = new TreeMap<>();
    query(
            connection,
            "SELECT source_schema, source_table, applied_to FROM "
                + name("change_table")
                + " WHERE task = ? AND applied_to IS NOT NULL",
            row -> Map.entry(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
            claim.task())
        .forEach(entry -> places.put(entry.getKey(), entry.getValue()));
    return places;
  }

  /** The followed tables have all changes before these places. */
  public void appliedTo(Connection connection, Map<TableName, String> places) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + name("change_table")
                + " SET applied_to = ? WHERE task = ? AND source_schema = ? AND source_table = ?")) {
      for (Map.Entry<TableName, String> place : places.entrySet()) {
        TableName table = place.getKey();
        Sql.bind(update, place.getValue(), claim.task(), table.schema(), table.table());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** What was kept of a stop between the load and the changes; empty for nothing. */
  public String cachedStop(Connection connection) throws SQLException {
    return query(
            connection,
            "SELECT cached_stop FROM " + name("change_stream") + " WHERE task = ?",
            row -> Objects.requireNonNullElse(row.getString(1), ""),
            claim.task())
        .getFirst();
  }

  /** Keeps that until the task begins again. */
  public void cachedStop(Connection connection, String kept) throws SQLException {
    execute(
        connection,
        "UPDATE " + name("change_stream") + " SET cached_stop = ? WHERE task = ?",
        kept,
        claim.task());
  }

  /**
   * Whether who set the source up has consented to have new tables added by the task itself. Before
   * that was kept, who consented to anything did.
   */
  public boolean addsTables(Connection connection) throws SQLException {
    return query(
            connection,
            "SELECT adds_tables FROM " + name("change_stream") + " WHERE task = ?",
            row -> row.getBoolean(1) || row.wasNull(),
            claim.task())
        .getFirst();
  }

  /** Keeps that consent. */
  public void addTables(Connection connection) throws SQLException {
    execute(
        connection,
        "UPDATE " + name("change_stream") + " SET adds_tables = ? WHERE task = ?",
        true,
        claim.task());
  }

  /** Forgets the position, not the stream: the task begins again. */
  public void rewind(Connection connection) throws SQLException {
    execute(
        connection,
        "UPDATE "
            + name("change_stream")
            + " SET log_position = '', committed_at = NULL, cached_stop = NULL WHERE task = ?",
        claim.task());
    forgetRows(connection);
  }

  /** Forgets all. */
  public void forget(Connection connection) throws SQLException {
    execute(connection, "DELETE FROM " + name("change_stream") + " WHERE task = ?", claim.task());
    forgetRows(connection);
  }

  private void forgetRows(Connection connection) throws SQLException {
    new LaneLedger(claim).forget(connection);
    execute(connection, "DELETE FROM " + name("change_table") + " WHERE task = ?", claim.task());
    for (String of : OF_LOADS) {
      execute(connection, "DELETE FROM " + name(of) + " WHERE task = ?", claim.task());
    }
  }

  /**
   * What was applied, or rejected, of each table since the task began: of those that are followed,
   * and of those that were, be it that they are loaded again, or that the source has them no
   * longer.
   */
  public Map<TableName, ChangeCounts> applied(Connection connection) throws SQLException {
    Map<TableName, ChangeCounts> applied = new TreeMap<>();
    query(
            connection,
            "SELECT source_schema, source_table, inserts, updates, deletes, truncates, alterations, rejected FROM "
                + name("change_table")
                + " WHERE task = ?",
            row ->
                Map.entry(
                    new TableName(row.getString(1), row.getString(2)),
                    new ChangeCounts(
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8))),
            claim.task())
        .forEach(entry -> applied.put(entry.getKey(), entry.getValue()));
    return applied;
  }

  /** The followed tables, with the ids that they had on the source when following them began. */
  public Map<TableName, String> sourceIds(Connection connection) throws SQLException {
    Map<TableName, String> ids = new TreeMap<>();
    query(
            connection,
            "SELECT source_schema, source_table, source_id FROM "
                + name("change_table")
                + " WHERE task = ? AND is_followed",
            row -> Map.entry(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
            claim.task())
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
    return ids;
  }

  /**
   * Makes these the tables that are followed; how much was applied of each is kept.
   *
   * @param ids of the tables on the source
   */
  public void follow(Connection connection, Map<TableName, String> ids) throws SQLException {
    Map<TableName, String> before = sourceIds(connection);
    for (Map.Entry<TableName, String> table : ids.entrySet()) {
      if (before.remove(table.getKey()) == null && !followAgain(connection, table)) {
        execute(
            connection,
            "INSERT INTO "
                + name("change_table")
                + " (task, source_schema, source_table, inserts, updates, deletes, truncates,"
                + " source_id) VALUES (?, ?, ?, 0, 0, 0, 0, ?)",
            claim.task(),
            table.getKey().schema(),
            table.getKey().table(),
            table.getValue());
      }
    }
    for (TableName left : before.keySet()) {
      forget(connection, left);
    }
  }

  private boolean followAgain(Connection connection, Map.Entry<TableName, String> table)
      throws SQLException {
    return execute(
            connection,
            "UPDATE "
                + name("change_table")
                + " SET is_followed = ?, source_id = ?"
                + " WHERE task = ? AND source_schema = ? AND source_table = ?",
            true,
            table.getValue(),
            claim.task(),
            table.getKey().schema(),
            table.getKey().table())
        > 0;
  }

  /** The tables' definitions on the source that the target's are made by; where they are known. */
  public Map<TableName, String> definitions(Connection connection) throws SQLException {
    Map<TableName, String> definitions = new TreeMap<>();
    query(
            connection,
            "SELECT source_schema, source_table, source_definition FROM "
                + name("change_table")
                + " WHERE task = ? AND source_definition IS NOT NULL",
            row -> Map.entry(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
            claim.task())
        .forEach(entry -> definitions.put(entry.getKey(), entry.getValue()));
    return definitions;
  }

  /** From here on the target's tables are made by these definitions. */
  public void define(Connection connection, Map<TableName, String> definitions)
      throws SQLException {
    for (Map.Entry<TableName, String> table : definitions.entrySet()) {
      execute(
          connection,
          "UPDATE "
              + name("change_table")
              + " SET source_definition = ?"
              + " WHERE task = ? AND source_schema = ? AND source_table = ?",
          table.getValue(),
          claim.task(),
          table.getKey().schema(),
          table.getKey().table());
    }
  }

  /**
   * The table is followed no longer; where it is loaded again, it may be. How much was applied of
   * it stays, what was rejected is no longer missing.
   */
  public void forget(Connection connection, TableName table) throws SQLException {
    String ofTable = " WHERE task = ? AND source_schema = ? AND source_table = ?";
    execute(
        connection,
        "UPDATE "
            + name("change_table")
            + " SET is_followed = ?, source_id = '', parked = '', parked_at = NULL,"
            + " source_definition = NULL, lane_columns = NULL, applied_to = NULL,"
            + " rejected = 0"
            + ofTable,
        false,
        claim.task(),
        table.schema(),
        table.table());
    for (String of : OF_LOADS) {
      execute(
          connection,
          "DELETE FROM " + name(of) + ofTable,
          claim.task(),
          table.schema(),
          table.table());
    }
  }

  /** As {@link #forget(Connection, TableName)}, of each. */
  public void forget(Connection connection, Collection<TableName> tables) throws SQLException {
    for (TableName table : tables) {
      forget(connection, table);
    }
  }

  /** Keeps a change that was not applied. */
  public void except(Connection connection, TableName table, ExceptedChange change)
      throws SQLException {
    execute(
        connection,
        "INSERT INTO "
            + name("apply_exception")
            + " (task, source_schema, source_table, error_time, change_kind, row_key, statement,"
            + " row_before, row_values, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        claim.task(),
        table.schema(),
        table.table(),
        change.at(),
        change.kind(),
        change.key(),
        change.statement(),
        Texts.json(change.before()),
        Texts.json(change.values()),
        change.error());
  }

  /** How many changes of a table were not applied. */
  public long exceptedCount(Connection connection, TableName table) throws SQLException {
    return query(
            connection,
            "SELECT count(*) FROM "
                + name("apply_exception")
                + " WHERE task = ? AND source_schema = ? AND source_table = ?",
            row -> row.getLong(1),
            claim.task(),
            table.schema(),
            table.table())
        .getFirst();
  }

  /** The latest changes of a table that were not applied, the last first. */
  public List<ExceptedChange> excepted(Connection connection, TableName table, int most)
      throws SQLException {
    return query(
        connection,
        "SELECT error_time, change_kind, row_key, statement, row_before, row_values, error FROM "
            + name("apply_exception")
            + " WHERE task = ? AND source_schema = ? AND source_table = ?"
            + " ORDER BY error_time DESC, row_key LIMIT ?",
        row ->
            new ExceptedChange(
                Objects.requireNonNull(Sql.instant(row, "error_time")),
                row.getString("change_kind"),
                row.getString("row_key"),
                row.getString("statement"),
                Texts.byName(row.getString("row_before")),
                Texts.byName(row.getString("row_values")),
                row.getString("error")),
        claim.task(),
        table.schema(),
        table.table(),
        most);
  }

  /**
   * From here on no change of the table is applied, until its rows are loaded again.
   *
   * @throws IllegalStateException where the table isn't followed: nothing would keep it parked
   */
  public void park(Connection connection, TableName table, ParkedTable as) throws SQLException {
    int parked =
        execute(
            connection,
            "UPDATE "
                + name("change_table")
                + " SET parked = ?, parked_at = COALESCE(parked_at, ?)"
                + " WHERE task = ? AND source_schema = ? AND source_table = ? AND is_followed",
            ControlSchema.message(Sql.storable(as.why())),
            as.at(),
            claim.task(),
            table.schema(),
            table.table());
    if (parked == 0) {
      throw new IllegalStateException(table + " is to be parked and isn't followed");
    }
  }

  /** The tables whose changes are no longer applied. */
  public Map<TableName, ParkedTable> parked(Connection connection) throws SQLException {
    Map<TableName, ParkedTable> parked = new TreeMap<>();
    query(
            connection,
            "SELECT source_schema, source_table, parked, parked_at FROM "
                + name("change_table")
                + " WHERE task = ? AND parked <> ''",
            row ->
                Map.entry(
                    new TableName(row.getString(1), row.getString(2)),
                    new ParkedTable(row.getString(3), Sql.instant(row, "parked_at"))),
            claim.task())
        .forEach(entry -> parked.put(entry.getKey(), entry.getValue()));
    return parked;
  }

  /** So many more changes are in this transaction. */
  public void count(Connection connection, Map<TableName, ChangeCounts> more) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + name("change_table")
                + " SET inserts = inserts + ?, updates = updates + ?, deletes = deletes + ?,"
                + " truncates = truncates + ?, alterations = alterations + ?, rejected = rejected + ?"
                + " WHERE task = ? AND source_schema = ? AND source_table = ?")) {
      for (Map.Entry<TableName, ChangeCounts> entry : more.entrySet()) {
        ChangeCounts counts = entry.getValue();
        Sql.bind(
            update,
            counts.inserts(),
            counts.updates(),
            counts.deletes(),
            counts.truncates(),
            counts.alterations(),
            counts.rejected(),
            claim.task(),
            entry.getKey().schema(),
            entry.getKey().table());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
