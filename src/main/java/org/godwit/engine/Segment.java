package org.godwit.engine;

import java.util.Optional;

/**
 * A part of a table that is loaded, committed and resumed on its own.
 *
 * @param number from 1 within its table
 * @param range empty for the whole table
 * @param rowsEstimate a guess, 0 where unknown
 */
public record Segment(int number, Optional<KeyRange> range, long rowsEstimate) {
  /** The whole table as one segment. */
  public static Segment whole(long rowsEstimate) {
    return new Segment(1, Optional.empty(), rowsEstimate);
  }
}
