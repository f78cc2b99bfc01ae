package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeSums;
import org.godwit.task.load.LoadContext;
import org.jspecify.annotations.Nullable;

/**
 * Applies rounds of changes, one after the other: its parts beside each other, each in a target
 * transaction of its own. A round is whole when all of them are committed.
 */
final class Lanes implements AutoCloseable {
  private static final Duration END_MAX = Duration.ofSeconds(30);

  /** What works ends within that time; what hangs is given up behind it. */
  private static final Duration LAST_MAX = Duration.ofSeconds(20);

  private final LoadContext context;
  private final List<Lane> lanes = new ArrayList<>();
  private @Nullable Flight flight;

  /** A round that is being applied. */
  private record Flight(
      Round round, List<Thread> workers, Queue<ChangeSums> sums, Queue<Throwable> failures) {
    boolean isDone() {
      return workers.stream().noneMatch(Thread::isAlive);
    }
  }

  /**
   * A round of which every part is committed.
   *
   * @param sums what it came to
   */
  record Landed(Round round, ChangeSums sums) {}

  /**
   * Opens them.
   *
   * @param connect gives a connection without triggers and foreign keys
   */
  Lanes(
      LoadContext context,
      ChangeTarget target,
      ApplySettings settings,
      Supplier<Connection> connect) {
    this.context = context;
    try {
      for (int i = 0; i < settings.lanes().count(); i++) {
        lanes.add(new Lane(context, target, connect.get(), settings));
      }
    } catch (RuntimeException e) {
      try {
        close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /** Begins with a round; no other is being applied. */
  void start(Round round, Collection<Round.Part> parts) {
    if (flight != null) {
      throw new IllegalStateException("a round is being applied");
    }
    List<Thread> workers = new ArrayList<>();
    Queue<ChangeSums> sums = new ConcurrentLinkedQueue<>();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    String position = round.position().text();
    flight = new Flight(round, workers, sums, failures);
    for (Round.Part part : parts) {
      Lane lane = lanes.get(part.lanes().first());
      workers.add(
          Thread.ofVirtual()
              .name("lane " + part.lanes().first())
              .start(
                  () -> {
                    try {
                      sums.add(lane.apply(part, lanes.size(), position));
                    } catch (RuntimeException | Error e) { // any part that isn't whole is told
                      failures.add(e);
                    }
                  }));
    }
  }

  /** Whether a round is being applied, or is applied and was not asked for. */
  boolean isBusy() {
    return flight != null;
  }

  /** Whether {@link #await} wouldn't wait. */
  boolean isDone() {
    Flight now = flight;
    return now == null || now.isDone();
  }

  /**
   * Waits for the round that is being applied.
   *
   * @return null where there is none
   * @throws EngineException of the first part that can't be applied; others may be committed
   */
  @Nullable Landed await() {
    Flight now = flight;
    if (now == null) {
      return null;
    }
    try {
      for (Thread worker : now.workers()) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          Failure.CONNECTION_LOST, "waiting for the target to apply changes was ended", e);
    }
    Throwable failure = now.failures().poll();
    if (failure != null) {
      now.failures().forEach(failure::addSuppressed);
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
    if (now.sums().size() != now.workers().size()) {
      throw new IllegalStateException("a part of a round has neither been applied nor failed");
    }
    flight = null;
    ChangeSums sums = new ChangeSums();
    now.sums().forEach(sums::add);
    return new Landed(now.round(), sums);
  }

  /**
   * Lets the round that is being applied come to its end before this is closed: a run may end for
   * what has nothing to do with it. Waits whatever interrupts it, and no longer than for a while.
   *
   * @param fold records what has landed
   * @return up to where the target may have a part of transactions alone; empty where it hasn't
   */
  String landLast(Consumer<Landed> fold) {
    Flight now = flight;
    if (now == null) {
      return "";
    }
    boolean isInterrupted = Thread.interrupted(); // it would end the connection, too
    try {
      isInterrupted |= isEndInterrupted(now);
      if (now.isDone() && now.sums().size() == now.workers().size()) {
        flight = null;
        ChangeSums sums = new ChangeSums();
        now.sums().forEach(sums::add);
        fold.accept(new Landed(now.round(), sums));
        return "";
      }
    } catch (EngineException e) {
      context.log().warning(LogComponent.TARGET_APPLY, e.sentence());
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return now.round().position().text();
  }

  private static boolean isEndInterrupted(Flight of) {
    boolean isInterrupted = false;
    long end = System.nanoTime() + LAST_MAX.toNanos();
    for (Thread worker : of.workers()) {
      while (worker.isAlive() && System.nanoTime() < end) {
        try {
          boolean _ = worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } catch (InterruptedException _) {
          isInterrupted = true;
        }
      }
    }
    return isInterrupted;
  }

  /** Gives up what is being applied: who goes on finds which parts were committed. */
  @Override
  public void close() throws SQLException {
    Flight now = flight;
    if (now != null) {
      now.workers().forEach(Thread::interrupt);
      boolean isInterrupted = Thread.interrupted();
      try {
        for (Thread worker : now.workers()) {
          boolean _ = worker.join(END_MAX);
        }
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    SQLException first = null;
    for (Lane lane : lanes) {
      try {
        lane.close();
      } catch (SQLException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
