package org.godwit.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on only when a test says so. */
public final class MovingClock extends Clock {
  private final AtomicReference<Instant> now;

  /** Starts at that moment. */
  public MovingClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    now.updateAndGet(it -> it.plus(duration));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("tests read instants alone");
  }
}
