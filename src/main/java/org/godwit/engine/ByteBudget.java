package org.godwit.engine;

/**
 * Bytes that may be held in memory by all readers and writers of a process together. What is larger
 * than the whole budget may pass alone.
 */
public final class ByteBudget {
  private final long limit;
  private long taken;

  /** A budget of that many bytes. */
  public ByteBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("a budget needs at least one byte, not " + limit);
    }
    this.limit = limit;
  }

  /**
   * Waits until the bytes are free and takes them.
   *
   * @throws EngineException where the waiting thread is interrupted
   */
  public synchronized void take(long bytes) {
    try {
      while (taken > 0 && taken + bytes > limit) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Failure.TIMEOUT, "stopped while waiting for memory", e);
    }
    taken += bytes;
  }

  /** Gives bytes back. */
  public synchronized void give(long bytes) {
    taken -= bytes;
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
