package org.godwit.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bytes that may be held in memory by all readers and writers of a process together. What is larger
 * than the whole budget may pass alone.
 *
 * <p>A row grows while it is read, and what is written of it takes memory beside it, so a thread
 * that holds bytes may ask for more. If all such threads waited, they would wait for each other for
 * ever: the one that has held bytes longest never waits. So no more is taken than the limit and
 * what that one row needs beyond it.
 */
public final class ByteBudget {
  /**
   * A thread that holds bytes holds locks on the target too, and the one that it waits for may wait
   * for those: after so long it goes on, whatever the limit.
   */
  private static final Duration HOLDER_WAITS_MAX = Duration.ofSeconds(30);

  private final long limit;
  private final Map<Thread, Long> held = new LinkedHashMap<>(); // the oldest first
  private long taken;
  private long most;

  /** A budget of that many bytes. */
  public ByteBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("a budget needs at least one byte, not " + limit);
    }
    this.limit = limit;
  }

  /**
   * Waits until the bytes are free and takes them. The same thread gives them back.
   *
   * @throws EngineException where the waiting thread is interrupted
   */
  public synchronized void take(long bytes) {
    Thread thread = Thread.currentThread();
    try {
      if (held.containsKey(thread)) {
        awaitMore(thread, bytes);
      } else {
        while (taken > 0 && taken + bytes > limit) {
          wait();
        }
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      throw new EngineException(Failure.TIMEOUT, "stopped while waiting for memory", e);
    }
    taken += bytes;
    most = Math.max(most, taken);
    held.merge(thread, bytes, Long::sum);
  }

  private void awaitMore(Thread holder, long bytes) throws InterruptedException {
    long end = System.nanoTime() + HOLDER_WAITS_MAX.toNanos();
    long left = HOLDER_WAITS_MAX.toMillis();
    while (taken + bytes > limit && !held.keySet().iterator().next().equals(holder) && left > 0) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
  }

  /** Gives bytes back that this thread took. */
  public synchronized void give(long bytes) {
    taken -= bytes;
    held.computeIfPresent(
        Thread.currentThread(), (thread, sum) -> sum > bytes ? sum - bytes : null);
    notifyAll();
  }

  /** Bytes that are taken now. */
  public synchronized long taken() {
    return taken;
  }

  /** The most bytes that were taken at once. */
  public synchronized long most() {
    return most;
  }

  /** All bytes that may be taken. */
  public long limit() {
    return limit;
  }
}
