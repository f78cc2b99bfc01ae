package org.godwit.engine;

import java.util.Optional;

/**
 * A part of a table that is loaded, committed and resumed on its own.
 *
 * @param number from 1 within its table
 * @param partition the only partition that is read, as the engine names it; empty for all
 * @param range empty for all rows
 * @param rowsEstimate a guess, 0 where unknown
 */
public record Segment(int number, String partition, Optional<KeyRange> range, long rowsEstimate) {
  /** The whole table as one segment. */
  public static Segment whole(long rowsEstimate) {
    return new Segment(1, "", Optional.empty(), rowsEstimate);
  }

  /** A range of the table's rows. */
  public static Segment of(int number, KeyRange range, long rowsEstimate) {
    return new Segment(
        number, "", range.isAll() ? Optional.empty() : Optional.of(range), rowsEstimate);
  }

  /** The same rows under another number. */
  public Segment withNumber(int newNumber) {
    return new Segment(newNumber, partition, range, rowsEstimate);
  }
}
