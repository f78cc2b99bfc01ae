package org.godwit.task.load;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A person's wish that a run shall end; seen by all of its workers. */
public final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);
  private final Set<Runnable> cancellations = ConcurrentHashMap.newKeySet();

  /** Takes a cancellation back. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Gives the signal; more than once is the same as once. */
  public void give() {
    given.countDown();
    cancellations.forEach(Runnable::run);
  }

  /** Whether it was given. */
  public boolean isGiven() {
    return given.getCount() == 0;
  }

  /**
   * Runs the cancellation when the signal is given, at once where it was already; for calls that
   * don't look at the signal by themselves.
   */
  public Registration onGiven(Runnable cancellation) {
    cancellations.add(cancellation);
    if (isGiven()) {
      cancellation.run();
    }
    return () -> cancellations.remove(cancellation);
  }

  /**
   * Waits for the signal.
   *
   * @return whether it was given within the time
   */
  public boolean await(Duration time) throws InterruptedException {
    return given.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
