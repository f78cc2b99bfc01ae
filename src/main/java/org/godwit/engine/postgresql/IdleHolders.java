package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Godwit's own sessions that keep others waiting and wait for their client themselves. */
final class IdleHolders {
  /** In the list of columns, so that no other session is ended by the way. */
  private static final String END =
      """
      SELECT pg_terminate_backend(a.pid),
             format('process %s (%s since %s UTC)', a.pid, a.state,
                    to_char(a.state_change, 'HH24:MI:SS'))
        FROM pg_stat_activity a
       WHERE a.pid = ANY (pg_blocking_pids(?))
         AND a.usename = session_user AND a.application_name = ?
         AND (a.state LIKE 'idle in transaction%' OR a.wait_event_type = 'Client')
         AND a.state_change < clock_timestamp() - ? * interval '1 millisecond'""";

  private IdleHolders() {}

  static List<String> end(Connection connection, long session, Duration idle) throws SQLException {
    List<String> ended = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setInt(1, (int) session);
      statement.setString(2, PostgresSettings.APPLICATION);
      statement.setLong(3, idle.toMillis());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (rows.getBoolean(1)) { // else it has ended by itself
            ended.add(rows.getString(2));
          }
        }
      }
    }
    return ended;
  }
}
