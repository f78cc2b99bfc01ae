package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.godwit.engine.ShortQuery;

/** Sessions of the same user that keep others waiting and wait for their client themselves. */
final class IdleHolders {
  /** The user needs SELECT on these tables. */
  private static final String OF_MYSQL =
      """
      SELECT DISTINCT b.PROCESSLIST_ID, b.PROCESSLIST_TIME
        FROM performance_schema.data_lock_waits w
        JOIN performance_schema.threads r ON r.THREAD_ID = w.REQUESTING_THREAD_ID
        JOIN performance_schema.threads b ON b.THREAD_ID = w.BLOCKING_THREAD_ID
       WHERE r.PROCESSLIST_ID = ? AND b.PROCESSLIST_USER = r.PROCESSLIST_USER
         AND b.PROCESSLIST_COMMAND = 'Sleep' AND b.PROCESSLIST_TIME >= ?""";

  /** The user needs PROCESS. */
  private static final String OF_MARIADB =
      """
      SELECT DISTINCT p.ID, p.TIME
        FROM information_schema.INNODB_LOCK_WAITS w
        JOIN information_schema.INNODB_TRX r ON r.trx_id = w.requesting_trx_id
        JOIN information_schema.INNODB_TRX b ON b.trx_id = w.blocking_trx_id
        JOIN information_schema.PROCESSLIST p ON p.ID = b.trx_mysql_thread_id
       WHERE r.trx_mysql_thread_id = ? AND p.USER = SUBSTRING_INDEX(USER(), '@', 1)
         AND p.COMMAND = 'Sleep' AND p.TIME >= ?""";

  private static final int UNKNOWN_THREAD = 1094;

  private IdleHolders() {}

  static List<String> end(Connection connection, long session, Duration idle) throws SQLException {
    String query = ServerVersion.of(connection).isMariaDb() ? OF_MARIADB : OF_MYSQL;
    List<String> ended = new ArrayList<>();
    for (List<String> holder :
        ShortQuery.rows(
            connection, query, 2, Long.toString(session), Long.toString(idle.toSeconds()))) {
      if (isEnded(connection, Long.parseLong(holder.getFirst()))) {
        ended.add("connection %s (idle for %s s)".formatted(holder.get(0), holder.get(1)));
      }
    }
    return ended;
  }

  /** False where it has ended by itself. */
  private static boolean isEnded(Connection connection, long session) throws SQLException {
    try {
      ShortQuery.run(connection, "KILL CONNECTION " + session);
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() != UNKNOWN_THREAD) {
        throw e;
      }
      return false;
    }
  }
}
