package org.godwit.task.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Which data a task's rows were loaded from. Neither half is enough: addresses are edited, reused
 * and tunnelled, and a server that was cloned has the id of the one that it was cloned from.
 *
 * @param place engine, address and database
 * @param server the id that the server gives itself, empty where it has none
 */
public record SourceIdentity(String place, String server) {

  /** What the task's row says; empty for a new task, and for one that an older version made. */
  static Optional<SourceIdentity> recorded(Connection connection, ControlSchema schema, String task)
      throws SQLException {
    return Sql.query(
            connection,
            "SELECT source_place, source_server FROM " + schema.table("task") + " WHERE task = ?",
            row -> new SourceIdentity(row.getString(1), row.getString(2)),
            task)
        .stream()
        .filter(source -> !source.place().isEmpty())
        .findFirst();
  }

  @Override
  public String toString() {
    return server.isEmpty() ? place : place + " (" + server + ")";
  }
}
