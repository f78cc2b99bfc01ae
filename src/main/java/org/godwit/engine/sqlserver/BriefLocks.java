package org.godwit.engine.sqlserver;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/**
 * Locks on tables that others write to. Who waits for one holds up all who come after, so each
 * attempt is as short as the endpoint allows, and between two of them others go on for as long.
 *
 * @param attempt how long one may wait
 * @param end of all attempts, in {@link System#nanoTime}
 */
record BriefLocks(EndpointConfig config, Duration attempt, long end) {
  /** The server's number stands in the message where a procedure of its own hit upon it. */
  private static final String WITHIN_A_PROCEDURE = "returned was 1222";

  /** An attempt. */
  @FunctionalInterface
  interface Attempt {
    /** Does what needs locks, waiting for them at most so long. */
    void run(Duration wait) throws SQLException;
  }

  /**
   * Locks of an endpoint.
   *
   * @throws EngineException where it allows none
   */
  static BriefLocks of(EndpointConfig config, Duration patience) {
    long seconds = Long.parseLong(SqlServerSettings.SNAPSHOT_LOCK_SECONDS.in(config));
    if (seconds == 0) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "the setting SnapshotLockSeconds of %s is 0, so that no table may be locked; following its changes takes locks of a moment, to set tables up and for load and changes to meet. Set it to 5, or choose full-load."
              .formatted(config.place()));
    }
    return new BriefLocks(
        config, Duration.ofSeconds(seconds), System.nanoTime() + patience.toNanos());
  }

  /**
   * Tries until it works or the time is over.
   *
   * @return whether it worked
   */
  boolean tried(Attempt wanted) throws SQLException {
    while (true) {
      try {
        wanted.run(attempt);
        return true;
      } catch (SQLException e) {
        if (!isLockTimeout(e)) {
          throw e;
        }
      }
      if (System.nanoTime() + attempt.toNanos() > end) {
        return false;
      }
      LockSupport.parkNanos(attempt.toNanos());
    }
  }

  private static boolean isLockTimeout(SQLException e) {
    return SqlServerErrors.numberOf(e) == SqlServerErrors.LOCK_TIMEOUT
        || String.valueOf(e.getMessage()).contains(WITHIN_A_PROCEDURE);
  }

  /** That the time was over. */
  EngineException notHad(String doing) {
    return new EngineException(
        Failure.LOCK_TIMEOUT,
        "%s on %s: transactions that are open on the source held the lock that it needs, at each of many attempts of %d s. Let long ones end, then try again."
            .formatted(doing, config.place(), attempt.toSeconds()));
  }
}
