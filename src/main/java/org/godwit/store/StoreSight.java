package org.godwit.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this console has seen the store for long enough to judge others by it. When the store was
 * away, nobody could renew a hold, and all have lapsed: those of consoles that are well, too. What
 * is lapsed still after the store was there without a gap for as long as a hold lasts is nobody's.
 */
public final class StoreSight {
  /** Who looks each second and misses a few looks has seen no gap yet. */
  private static final Duration GAP = Duration.ofSeconds(5);

  private final LongSupplier nanos;
  private final Duration longEnough;
  private boolean isBegun;
  private long since;
  private long last;

  /**
   * For who looks at least every two seconds.
   *
   * @param nanos a clock that only goes forward
   */
  StoreSight(LongSupplier nanos, Duration longEnough) {
    this.nanos = nanos;
    this.longEnough = longEnough;
  }

  /**
   * The store has answered just now.
   *
   * @return whether it has for long enough, without a gap
   */
  public synchronized boolean seen() {
    long now = nanos.getAsLong();
    if (!isBegun || now - last > GAP.toNanos()) {
      isBegun = true;
      since = now;
    }
    last = now;
    return now - since >= longEnough.toNanos();
  }
}
