package org.godwit.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that may be held in memory by all readers and writers of a process together. What is larger
 * than the whole budget may pass alone.
 *
 * <p>A thread that already holds bytes is never made to wait: a reader holds a large row while the
 * writer of the same thread takes memory for the same row, and two such threads would wait for each
 * other for ever. So the limit binds the start of a large row, not its completion.
 */
public final class ByteBudget {
  private final long limit;
  private final Map<Thread, Long> held = new HashMap<>();
  private long taken;

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
    try {
      while (taken > 0 && taken + bytes > limit && !held.containsKey(Thread.currentThread())) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Failure.TIMEOUT, "stopped while waiting for memory", e);
    }
    taken += bytes;
    held.merge(Thread.currentThread(), bytes, Long::sum);
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

  /** All bytes that may be taken. */
  public long limit() {
    return limit;
  }
}
