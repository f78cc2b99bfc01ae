package org.godwit.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.godwit.engine.EngineException;
import org.godwit.task.load.LoadContext;

/**
 * Looks after a claim that waits. An owner that is dead or stands still keeps its transaction open
 * on the target, and with it the lock on the task's row, for as long as nobody notices: hours where
 * its machine or network is gone. Its transaction must not be committed any more once somebody else
 * claims the task, so its session is ended.
 */
final class ClaimWatch implements AutoCloseable {
  /** An owner that works ends its transactions, or does something in them, within that time. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  /** An owner that was taken for dead has done nothing for longer than that already. */
  private static final Duration FIRST = Duration.ofMillis(500);

  /** The next of the same owner's sessions comes out when one is gone. */
  private static final Duration NEXT = Duration.ofMillis(100);

  /** A session that is gone lets the claim go on before who has ended it has said so. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

  private final LoadContext.Target target;
  private final long session;
  private final Consumer<String> warn;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean isTold;

  /**
   * Begins to look.
   *
   * @param claiming the connection that may wait
   * @param warn is told of sessions that are ended
   */
  ClaimWatch(LoadContext.Target target, Connection claiming, Consumer<String> warn)
      throws SQLException {
    this.target = target;
    this.session = target.load().session(claiming);
    this.warn = warn;
    this.thread = Thread.ofVirtual().name("watching the claim").start(this::watch);
  }

  private void watch() {
    Duration wait = FIRST;
    try {
      while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        wait = hasEnded() ? NEXT : IDLE;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it is closed
    }
  }

  private boolean hasEnded() {
    try (Connection connection = target.engine().connect(target.config())) {
      List<String> ended = target.load().endIdleHolders(connection, session, IDLE);
      ended.forEach(
          who ->
              warn.accept(
                  "ended a session of this user that held the task's row, kept its transaction open and did nothing: %s on %s"
                      .formatted(who, target.config().place())));
      return !ended.isEmpty();
    } catch (SQLException e) {
      unanswered(target.engine().explain(e, "asking who holds the task", target.config()));
    } catch (EngineException e) {
      unanswered(e);
    }
    return false;
  }

  /** The claim goes on to wait, as long as it may. */
  private void unanswered(EngineException e) {
    if (!isTold && closed.getCount() > 0) {
      isTold = true;
      warn.accept(
          "claiming the task takes long, and whether another session holds it can't be seen: "
              + e.sentence());
    }
  }

  /** Ends it; what was just ended is told first. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(TOLD_WITHIN)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
