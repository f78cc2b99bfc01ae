package org.godwit.conversion;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/** One of the scratch databases that this process has at a time: each takes memory of tasks. */
final class ScratchPlace implements AutoCloseable {
  private static final Semaphore PLACES = new Semaphore(4);
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  private ScratchPlace() {}

  /**
   * Waits for a place.
   *
   * @throws EngineException where none becomes free within a minute
   */
  static ScratchPlace take() {
    try {
      if (!PLACES.tryAcquire(WAIT_MAX.toSeconds(), TimeUnit.SECONDS)) {
        throw new EngineException(
            Failure.TIMEOUT,
            "Others are trying objects on all scratch databases that the console allows; try again in a while.");
      }
      return new ScratchPlace();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Failure.TIMEOUT, "The console ends.", e);
    }
  }

  @Override
  public void close() {
    PLACES.release();
  }
}
