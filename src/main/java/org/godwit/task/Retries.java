package org.godwit.task;

import java.time.Duration;

/**
 * How often and when a run is begun again after an error that may pass; DMS's RecoverableError
 * keys.
 *
 * @param most attempts after the first, {@link #UNTIL_STOPPED} for no end
 * @param interval before the first of them
 * @param doubling whether each wait is twice the one before
 * @param longest wait
 * @param endsAtLongest whether to give up when the longest wait is reached
 */
public record Retries(
    int most, Duration interval, boolean doubling, Duration longest, boolean endsAtLongest) {
  /** Only a person ends it. */
  public static final int UNTIL_STOPPED = Integer.MAX_VALUE;

  private static final Duration REPLAN_PAUSE = Duration.ofMillis(100);

  /** Beyond, the pause grows no longer than 50 s. */
  private static final int REPLANS_MAX = 9;

  /** None. */
  public static final Retries NONE = new Retries(0, Duration.ZERO, false, Duration.ZERO, false);

  /** Whether there is one more attempt after so many failed ones. */
  boolean allows(int failed) {
    return failed <= most && !(endsAtLongest && doubling && wait(failed).equals(longest));
  }

  /** How long to wait after so many failed attempts, at least one. */
  Duration wait(int failed) {
    Duration wait = interval;
    for (int i = 1; doubling && i < failed && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return doubling && wait.compareTo(longest) > 0 ? longest : wait;
  }

  /**
   * How long to wait before the source is planned anew for the so many-th time in a row with
   * nothing done between: a catalog that is never what it was a moment ago is asked less and less
   * often.
   */
  static Duration planningWait(int count) {
    return REPLAN_PAUSE.multipliedBy((1L << Math.min(count, REPLANS_MAX)) - 2);
  }
}
