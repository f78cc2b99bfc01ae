package org.godwit.task.load;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A person's wish that a run shall end; seen by all of its workers. */
public final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);
  private final Set<Runnable> cancellations = new HashSet<>();

  /** Takes a cancellation back. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Gives the signal; more than once is the same as once. Returns at once. */
  public synchronized void give() {
    if (!isGiven()) {
      given.countDown();
      cancellations.forEach(StopSignal::begin);
    }
  }

  /** Whether it was given. */
  public boolean isGiven() {
    return given.getCount() == 0;
  }

  /**
   * Runs the cancellation when the signal is given, at once where it was already; for calls that
   * don't look at the signal by themselves. It runs in a thread of its own, because a server that
   * hangs answers no cancellation either.
   */
  public synchronized Registration onGiven(Runnable cancellation) {
    cancellations.add(cancellation);
    if (isGiven()) {
      begin(cancellation);
    }
    return () -> forget(cancellation);
  }

  /**
   * Interrupts the calling thread when so much time has passed since the signal, and never after
   * the registration is closed. In a virtual thread that closes the connection it waits for.
   */
  public Registration interruptAfter(Duration grace) {
    Thread waiting = Thread.currentThread();
    CountDownLatch closed = new CountDownLatch(1);
    Registration registration = onGiven(() -> interrupt(waiting, closed, grace));
    return () -> {
      registration.close();
      synchronized (closed) {
        closed.countDown();
      }
    };
  }

  private static void interrupt(Thread waiting, CountDownLatch closed, Duration grace) {
    try {
      if (closed.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      return; // nobody interrupts this thread
    }
    synchronized (closed) {
      if (closed.getCount() > 0) {
        waiting.interrupt();
      }
    }
  }

  private synchronized void forget(Runnable cancellation) {
    cancellations.remove(cancellation);
  }

  private static void begin(Runnable cancellation) {
    Thread.ofVirtual().name("cancel").start(cancellation);
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
