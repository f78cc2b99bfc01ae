package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.ShortQuery;

/**
 * The redo that a server still has, archived and online ({@code V$ARCHIVED_LOG}, {@code V$LOG}).
 */
final class RedoLogs {
  /** The archived logs are those of this incarnation that lie on the server's own disks. */
  static final String LOGS =
      "SELECT 'ARCHIVED', MIN(a.NAME), a.THREAD#, a.SEQUENCE#, a.FIRST_CHANGE#, a.NEXT_CHANGE#"
          + " FROM V$ARCHIVED_LOG a JOIN V$DATABASE d"
          + " ON d.RESETLOGS_CHANGE# = a.RESETLOGS_CHANGE# AND d.RESETLOGS_TIME = a.RESETLOGS_TIME"
          + " WHERE a.NAME IS NOT NULL AND a.ARCHIVED = 'YES' AND a.DELETED = 'NO'"
          + " AND a.STATUS = 'A' AND a.STANDBY_DEST = 'NO'"
          + " GROUP BY a.THREAD#, a.SEQUENCE#, a.FIRST_CHANGE#, a.NEXT_CHANGE#"
          + " UNION ALL SELECT l.STATUS, MIN(f.MEMBER), l.THREAD#, l.SEQUENCE#, l.FIRST_CHANGE#,"
          + " l.NEXT_CHANGE# FROM V$LOG l JOIN V$LOGFILE f ON f.GROUP# = l.GROUP#"
          + " WHERE l.STATUS IN ('CURRENT', 'ACTIVE', 'INACTIVE') AND f.STATUS IS NULL"
          + " GROUP BY l.STATUS, l.THREAD#, l.SEQUENCE#, l.FIRST_CHANGE#, l.NEXT_CHANGE#";

  static final String IS_STILL = "SELECT COUNT(*) FROM V$LOG WHERE THREAD# = %d AND SEQUENCE# = %d";

  static final String BYTES =
      "SELECT NVL(SUM(b), 0) FROM (SELECT MAX(a.BLOCKS * a.BLOCK_SIZE) AS b FROM V$ARCHIVED_LOG a"
          + " WHERE a.NEXT_CHANGE# > %1$d GROUP BY a.THREAD#, a.SEQUENCE#, a.FIRST_CHANGE#)";

  /** Since when there is redo behind the number. */
  static final String AGE =
      "SELECT NVL(ROUND((SYSDATE - MAX(t)) * 86400), 0) FROM (SELECT FIRST_TIME AS t"
          + " FROM V$ARCHIVED_LOG WHERE FIRST_CHANGE# <= %1$d UNION ALL SELECT FIRST_TIME"
          + " FROM V$LOG WHERE FIRST_CHANGE# <= %1$d)";

  private final List<RedoLog> logs;

  RedoLogs(List<RedoLog> logs) {
    this.logs = List.copyOf(logs);
  }

  /**
   * Asks for all of them.
   *
   * @param connection to the root container, where there are containers
   * @throws EngineException of {@link Failure#UNSUPPORTED} where several instances write redo
   */
  static RedoLogs of(Connection connection) throws SQLException {
    Map<List<Long>, RedoLog> bySequence = new HashMap<>();
    Set<Integer> written = new TreeSet<>();
    for (List<String> row : ShortQuery.rows(connection, LOGS, 6)) {
      String state = row.getFirst();
      RedoLog log =
          new RedoLog(
              row.get(1),
              Integer.parseInt(row.get(2)),
              Long.parseLong(row.get(3)),
              Long.parseLong(row.get(4)),
              state.equals("CURRENT") ? Long.MAX_VALUE : Long.parseLong(row.get(5)),
              !state.equals("ARCHIVED"),
              state.equals("CURRENT"));
      if (log.isCurrent()) {
        written.add(log.thread());
      }
      // An archived log is never written over.
      bySequence.merge(
          List.of((long) log.thread(), log.sequence()),
          log,
          (one, other) -> one.isOnline() ? other : one);
    }
    if (written.size() > 1) {
      throw new EngineException(
          Failure.UNSUPPORTED,
          "the source has redo of %d threads (Real Application Clusters), which aren't read together yet: its changes can't be followed"
              .formatted(written.size()));
    }
    int thread = written.isEmpty() ? 1 : written.iterator().next();
    return new RedoLogs(
        bySequence.values().stream()
            .filter(log -> log.thread() == thread)
            .sorted(Comparator.comparingLong(RedoLog::sequence))
            .toList());
  }

  /**
   * The log that has redo of the number, with all behind it there.
   *
   * @throws EngineException of {@link Failure#POSITION_LOST} where there is none
   */
  RedoLog at(long scn) {
    RedoLog found =
        logs.stream()
            .filter(log -> log.has(scn))
            .max(Comparator.comparingLong(RedoLog::sequence))
            .orElseThrow(() -> lost(scn));
    if (oldest() > found.first()) {
      throw lost(scn);
    }
    return found;
  }

  private EngineException lost(long scn) {
    return new EngineException(
        Failure.POSITION_LOST,
        "the source no longer has its redo from SCN %d on: what is archived, and wasn't removed, begins without a gap at SCN %d. A transaction that is open for long holds the task's place back as well. Restart the task, so that every table is loaded again, and keep archived logs for longer."
            .formatted(scn, oldest()));
  }

  /** The first number from which on no log is missing. */
  long oldest() {
    long oldest = Long.MAX_VALUE;
    long sequence = -1;
    for (RedoLog log : logs.reversed()) {
      boolean isNext = sequence < 0 ? log.isCurrent() : log.sequence() == sequence - 1;
      if (!isNext) {
        break;
      }
      sequence = log.sequence();
      oldest = log.first();
    }
    return oldest;
  }

  /** Whether the file still has what it had. */
  static boolean isStill(Connection connection, RedoLog log) throws SQLException {
    return !log.isOnline()
        || ShortQuery.value(connection, IS_STILL.formatted(log.thread(), log.sequence()))
            .equals("1");
  }
}
