package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.Position;
import org.jspecify.annotations.Nullable;

/**
 * Tells the source what it may forget: what outlives a crash of the target, which a commit alone
 * doesn't say where the target commits asynchronously.
 */
final class SafePosition {
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration LAST_WAIT = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(20);

  private final ChangeTarget target;
  private final Connection connection;
  private final ChangeStream stream;
  private @Nullable Position released;
  private @Nullable Mark mark;
  private long lookedAt = System.nanoTime();

  /**
   * A place to be reached.
   *
   * @param position of the source
   * @param place of the target's log, behind the commit of all before the position
   */
  private record Mark(Position position, String place) {}

  /**
   * Begins.
   *
   * @param connection to the target, in no transaction whenever this is used
   */
  SafePosition(ChangeTarget target, Connection connection, ChangeStream stream) {
    this.target = target;
    this.connection = connection;
    this.stream = stream;
  }

  /** Where a run begins may not be durable either: its predecessor may have died a moment ago. */
  private boolean isReleased(Position committed) {
    return released != null && released.text().equals(committed.text());
  }

  /** Looks now and then. */
  void follow(Position committed) throws SQLException {
    if (System.nanoTime() - lookedAt > EVERY.toNanos()) {
      look(committed);
    }
  }

  private void look(Position committed) throws SQLException {
    lookedAt = System.nanoTime();
    Mark sought = mark;
    if (sought == null && !isReleased(committed)) {
      sought = new Mark(committed, target.committed(connection));
      mark = sought;
    }
    if (sought != null && target.isDurable(connection, sought.place())) {
      stream.release(sought.position());
      released = sought.position();
      mark = null;
    }
    connection.commit();
  }

  /** At the end of a run; a target that takes long to be durable isn't waited for. */
  void reach(Position committed) throws SQLException {
    long since = System.nanoTime();
    while (!isReleased(committed) && System.nanoTime() - since < LAST_WAIT.toNanos()) {
      look(committed);
      if (mark != null) {
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }
}
