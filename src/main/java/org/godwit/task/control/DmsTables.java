package org.godwit.task.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The tables by which DMS tells those who ask the target how its tasks do, with DMS's names and
 * columns (AWS DMS User Guide, "Control table task settings"), in the control schema.
 *
 * @param claim the right to write; {@link TaskClaim#hold} must have been called in the transaction
 * @param wishes which of them are kept
 */
public record DmsTables(TaskClaim claim, Wishes wishes) {
  private static final String SERVER = "awsdms_status";
  private static final String HISTORY = "awsdms_history";
  private static final String SUSPENDED = "awsdms_suspended_tables";

  /**
   * Which of the tables are kept.
   *
   * @param status where each task stands
   * @param history what it has moved by stretches of time
   * @param suspended which tables failed or are parked
   * @param rejected rows that the load left out
   */
  public record Wishes(boolean status, boolean history, boolean suspended, boolean rejected) {
    /** Whether any is. */
    public boolean isAny() {
      return status || history || suspended || rejected;
    }
  }

  /** What a task does, in DMS's words. */
  public enum Doing {
    FULL_LOAD("FULL LOAD"),
    CHANGE_PROCESSING("CHANGE PROCESSING (CDC)"),
    NOT_RUNNING("NOT RUNNING");

    private final String words;

    Doing(String words) {
      this.words = words;
    }
  }

  /**
   * Where a task stands.
   *
   * @param server the process that runs it
   * @param doing what it does
   * @param at when that was so
   * @param pending changes that have come and aren't committed; null where they aren't counted
   * @param memoryMb of the process's heap in use
   * @param readPosition up to where the source's log was read, empty for none
   * @param readAt when the source committed what stands there, null for nothing
   * @param appliedPosition up to where it is applied, empty for none
   * @param appliedAt when the source committed what was applied last, null for nothing
   */
  public record Standing(
      String server,
      Doing doing,
      Instant at,
      @Nullable Long pending,
      long memoryMb,
      String readPosition,
      @Nullable Instant readAt,
      String appliedPosition,
      @Nullable Instant appliedAt) {}

  /**
   * What was moved since the last look.
   *
   * @param server the process that runs it
   * @param doing what it does
   * @param from when the stretch of time begins that it is counted for
   * @param minutes how long that is
   * @param latencySeconds of changes at its end, null where none are followed
   * @param records rows or changes
   * @param bytes of rows; null for changes, which nobody counts in bytes
   */
  public record Moved(
      String server,
      Doing doing,
      Instant from,
      int minutes,
      @Nullable Long latencySeconds,
      long records,
      @Nullable Long bytes) {}

  /**
   * A table that failed or is parked.
   *
   * @param table on the source
   * @param why a sentence
   * @param at since when
   */
  public record Suspended(TableName table, String why, Instant at) {}

  /** Makes those that are kept and aren't there, and commits. */
  public void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements()) {
        statement.execute(sql);
      }
    }
    connection.commit();
  }

  private List<String> statements() {
    List<String> statements = new ArrayList<>();
    if (wishes.status()) {
      statements.add(
          table(
              SERVER,
              """
              server_name varchar(255) NOT NULL,
              task_name {name} PRIMARY KEY,
              task_status varchar(40) NOT NULL,
              status_time {moment} NOT NULL,
              pending_changes bigint,
              disk_swap_size bigint,
              task_memory bigint,
              source_current_position {text},
              source_current_timestamp {moment},
              source_tail_position {text},
              source_tail_timestamp {moment},
              source_timestamp_applied {moment}
              """));
    }
    if (wishes.history()) {
      statements.add(
          table(
              HISTORY,
              """
              server_name varchar(255) NOT NULL,
              task_name {name} NOT NULL,
              timeslot_type varchar(40) NOT NULL,
              timeslot {moment} NOT NULL,
              timeslot_duration bigint NOT NULL,
              timeslot_latency bigint,
              records bigint NOT NULL,
              timeslot_volume decimal(20,3),
              PRIMARY KEY (task_name, timeslot_type, timeslot)
              """));
    }
    if (wishes.suspended()) {
      statements.add(
          table(
              SUSPENDED,
              """
              server_name varchar(255) NOT NULL,
              task_name {name} NOT NULL,
              table_owner {name} NOT NULL,
              table_name {name} NOT NULL,
              suspend_reason varchar(4000) NOT NULL,
              suspend_timestamp {moment} NOT NULL,
              PRIMARY KEY (task_name, table_owner, table_name)
              """));
    }
    if (wishes.isAny()) {
      statements.add(view("awsdms_apply_exceptions", "apply_exception"));
    }
    if (wishes.rejected()) {
      statements.add(view("awsdms_full_load_exceptions", "full_load_exception"));
    }
    return statements;
  }

  private String table(String name, String columns) {
    return "CREATE TABLE IF NOT EXISTS %s (%s)%s"
        .formatted(
            claim.schema().table(name),
            claim.schema().inOwnWords(columns).strip(),
            claim.schema().words().tableOptions());
  }

  private String view(String name, String of) {
    return "CREATE OR REPLACE VIEW %s AS SELECT task AS task_name, source_schema AS table_owner, source_table AS table_name, error_time, statement, error FROM %s"
        .formatted(claim.schema().table(name), claim.schema().table(of));
  }

  /** Writes where the task stands. */
  public void write(Connection connection, Standing standing) throws SQLException {
    if (!wishes.status()) {
      return;
    }
    Sql.execute(
        connection,
        "DELETE FROM " + claim.schema().table(SERVER) + " WHERE task_name = ?",
        claim.task());
    Sql.execute(
        connection,
        "INSERT INTO "
            + claim.schema().table(SERVER)
            + " (server_name, task_name, task_status, status_time, pending_changes, disk_swap_size,"
            + " task_memory, source_current_position, source_current_timestamp,"
            + " source_tail_position, source_tail_timestamp, source_timestamp_applied)"
            + " VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
        standing.server(),
        claim.task(),
        standing.doing().words,
        standing.at(),
        standing.pending(),
        standing.memoryMb(),
        standing.readPosition(),
        standing.readAt(),
        standing.appliedPosition(),
        standing.appliedAt(),
        standing.appliedAt());
  }

  /** Adds to what was moved. */
  public void add(Connection connection, Moved moved) throws SQLException {
    if (!wishes.history()) {
      return;
    }
    Long bytes = moved.bytes();
    String megabytes =
        bytes == null ? null : String.format(Locale.ROOT, "%.3f", bytes / 1_000_000.0);
    int known =
        Sql.execute(
            connection,
            "UPDATE "
                + claim.schema().table(HISTORY)
                + " SET server_name = ?, timeslot_latency = ?, records = records + ?,"
                + " timeslot_volume = timeslot_volume + CAST(? AS decimal(20,3))"
                + " WHERE task_name = ? AND timeslot_type = ? AND timeslot = ?",
            moved.server(),
            moved.latencySeconds(),
            moved.records(),
            megabytes,
            claim.task(),
            moved.doing().words,
            moved.from());
    if (known == 0) {
      Sql.execute(
          connection,
          "INSERT INTO "
              + claim.schema().table(HISTORY)
              + " (server_name, task_name, timeslot_type, timeslot, timeslot_duration,"
              + " timeslot_latency, records, timeslot_volume)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS decimal(20,3)))",
          moved.server(),
          claim.task(),
          moved.doing().words,
          moved.from(),
          moved.minutes(),
          moved.latencySeconds(),
          moved.records(),
          megabytes);
    }
  }

  /** Writes which tables of the task are suspended now; others are no longer. */
  public void write(Connection connection, String server, Collection<Suspended> suspended)
      throws SQLException {
    if (!wishes.suspended()) {
      return;
    }
    Sql.execute(
        connection,
        "DELETE FROM " + claim.schema().table(SUSPENDED) + " WHERE task_name = ?",
        claim.task());
    for (Suspended table : suspended) {
      Sql.execute(
          connection,
          "INSERT INTO "
              + claim.schema().table(SUSPENDED)
              + " (server_name, task_name, table_owner, table_name, suspend_reason,"
              + " suspend_timestamp) VALUES (?, ?, ?, ?, ?, ?)",
          server,
          claim.task(),
          table.table().schema(),
          table.table().table(),
          ControlSchema.message(Sql.storable(table.why())),
          table.at());
    }
  }
}
