package org.godwit.task.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * A process's right to write for a task. Claiming raises the task's epoch; every target transaction
 * locks the task's row in share mode and compares, so that an owner that was replaced, or only
 * paused, can't commit any more.
 *
 * @param schema where the row is
 * @param task the task's name
 * @param epoch that this process holds
 * @param mark a statement that each transaction begins with, so that another task leaves it out;
 *     empty for none
 */
public record TaskClaim(ControlSchema schema, String task, long epoch, String mark) {

  /** Names a task for those who only read; {@link #hold} always refuses. */
  public static TaskClaim forReading(ControlSchema schema, String task) {
    return new TaskClaim(schema, task, -1, "");
  }

  /**
   * Who takes a task, and for which source.
   *
   * @param owner of this run alone; it names host and process
   * @param source that it will read
   * @param trustsSource whether the task may have been loaded from another one so far: a person
   *     said that both hold the same data, or nothing that was loaded will count
   * @param held the epoch that the same run held when it was disturbed, which must still be the
   *     last one; empty for a start, which takes the task from whoever has it
   */
  public record Claimant(
      String owner, SourceIdentity source, boolean trustsSource, OptionalLong held) {}

  /**
   * Takes the task over, waiting for transactions of an older owner to end. The caller commits.
   *
   * @throws EngineException of {@link Failure#SOURCE_CHANGED} where the task's rows came from
   *     another source, of {@link Failure#FENCED} where somebody has taken it since the claimant
   *     held it; nothing was taken then
   */
  public static TaskClaim take(
      Connection connection, ControlSchema schema, String task, Claimant by, Clock clock)
      throws SQLException {
    Optional<SourceIdentity> before = SourceIdentity.recorded(connection, schema, task);
    if (before.isPresent() && !before.get().equals(by.source()) && !by.trustsSource()) {
      throw changed(task, before.get(), by.source());
    }
    if (by.held().isPresent()) {
      // Without a lock first: who was replaced doesn't wait for, nor disturb, who is there now.
      requireHeld(connection, schema, task, by);
    }
    int raised =
        Sql.execute(
            connection,
            "UPDATE "
                + schema.table("task")
                + " SET epoch = epoch + 1, owner = ?, claimed_at = ?, source_place = ?,"
                + " source_server = ? WHERE task = ? AND (epoch BETWEEN ? AND ?"
                // what it has taken already where the answer to its commit was lost
                + " OR (epoch = ? AND owner = ?))",
            by.owner(),
            clock.instant(),
            by.source().place(),
            by.source().server(),
            task,
            by.held().orElse(0),
            by.held().orElse(Long.MAX_VALUE),
            by.held().orElse(0) + 1,
            by.owner());
    if (raised == 0 && by.held().isPresent()) {
      throw fenced(task, epochOf(connection, schema, task, ""), by.held().getAsLong());
    }
    if (raised == 0) {
      Sql.execute(
          connection,
          "INSERT INTO "
              + schema.table("task")
              + " (task, epoch, owner, claimed_at, source_place, source_server)"
              + " VALUES (?, 1, ?, ?, ?, ?)",
          task,
          by.owner(),
          clock.instant(),
          by.source().place(),
          by.source().server());
    }
    return new TaskClaim(schema, task, epochOf(connection, schema, task, ""), "");
  }

  /** The same, whose transactions begin with that statement. */
  public TaskClaim marking(String statement) {
    return new TaskClaim(schema, task, epoch, statement);
  }

  private static void requireHeld(
      Connection connection, ControlSchema schema, String task, Claimant by) throws SQLException {
    long held = by.held().orElseThrow();
    List<Long> later =
        Sql.query(
            connection,
            "SELECT epoch FROM "
                + schema.table("task")
                + " WHERE task = ? AND epoch > ? AND NOT (epoch = ? AND owner = ?)",
            row -> row.getLong(1),
            task,
            held,
            held + 1,
            by.owner());
    if (!later.isEmpty()) {
      throw fenced(task, later.getFirst(), held);
    }
  }

  private static EngineException changed(String task, SourceIdentity before, SourceIdentity now) {
    return new EngineException(
        Failure.SOURCE_CHANGED,
        ("task %s was loaded from %s, and its source is now %s: rows on the target would be taken for"
                + " this source's. Restart the task to load every table from here. Only if both hold"
                + " the same data (a failover, a new address, a restored copy), resume it with the"
                + " consent to that: --same-data, or the button \"Same data…\" of the task's page.")
            .formatted(task, before, now));
  }

  /**
   * Makes sure, for the rest of the connection's transaction, that nobody else owns the task.
   *
   * @throws EngineException of {@link Failure#FENCED} where somebody does
   */
  public void hold(Connection connection) throws SQLException {
    long now = epochOf(connection, schema, task, schema.words().shareLock());
    if (now != epoch) {
      throw fenced(task, now, epoch);
    }
    if (!mark.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(mark);
      }
    }
  }

  private static EngineException fenced(String task, long now, long held) {
    return new EngineException(
        Failure.FENCED,
        "task %s was taken over by another process (epoch %d, this one holds %d); this one stops"
            .formatted(task, now, held));
  }

  private static long epochOf(
      Connection connection, ControlSchema schema, String task, String locking)
      throws SQLException {
    return Sql.query(
            connection,
            "SELECT epoch FROM " + schema.table("task") + " WHERE task = ?" + locking,
            row -> row.getLong(1),
            task)
        .stream()
        .findFirst()
        .orElse(0L);
  }
}
