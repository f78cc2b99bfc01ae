package org.godwit.task.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
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
 */
public record TaskClaim(ControlSchema schema, String task, long epoch) {

  /**
   * Takes the task over, waiting for transactions of an older owner to end.
   *
   * @param owner who takes it, for messages: host and process
   */
  public static TaskClaim take(
      Connection connection, ControlSchema schema, String task, String owner, Clock clock)
      throws SQLException {
    long epoch = raise(connection, schema, task, owner, clock);
    if (epoch == 0) {
      insert(connection, schema, task, owner, clock);
      epoch = 1;
    }
    connection.commit();
    return new TaskClaim(schema, task, epoch);
  }

  private static long raise(
      Connection connection, ControlSchema schema, String task, String owner, Clock clock)
      throws SQLException {
    int raised =
        Sql.execute(
            connection,
            "UPDATE "
                + schema.table("task")
                + " SET epoch = epoch + 1, owner = ?, claimed_at = ? WHERE task = ?",
            owner,
            clock.instant(),
            task);
    return raised == 0 ? 0 : epochOf(connection, schema, task, "");
  }

  private static void insert(
      Connection connection, ControlSchema schema, String task, String owner, Clock clock)
      throws SQLException {
    Sql.execute(
        connection,
        "INSERT INTO "
            + schema.table("task")
            + " (task, epoch, owner, claimed_at) VALUES (?, 1, ?, ?)",
        task,
        owner,
        clock.instant());
  }

  /**
   * Makes sure, for the rest of the connection's transaction, that nobody else owns the task.
   *
   * @throws EngineException of {@link Failure#FENCED} where somebody does
   */
  public void hold(Connection connection) throws SQLException {
    long now = epochOf(connection, schema, task, " FOR SHARE");
    if (now != epoch) {
      throw new EngineException(
          Failure.FENCED,
          "task %s was taken over by another process (epoch %d, this one holds %d); this one stops"
              .formatted(task, now, epoch));
    }
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
