package org.godwit.task.cdc;

import java.util.Optional;

/** How the rounds of a run were applied, for its log. Of one thread. */
final class RoundTally {
  private final long least;
  private long divided;
  private long small;
  private long ofOneLane;

  /**
   * None so far.
   *
   * @param least how many changes of a round are worth being divided
   */
  RoundTally(long least) {
    this.least = least;
  }

  /** Counts a round. Whether it is to be divided. */
  boolean divides(int parts, int changes) {
    if (parts <= 1) {
      ofOneLane++;
    } else if (changes < least) {
      small++;
    } else {
      divided++;
      return true;
    }
    return false;
  }

  /** What a person reads of them; empty where there were none. */
  Optional<String> told() {
    return divided + small + ofOneLane == 0
        ? Optional.empty()
        : Optional.of(
            "%,d rounds of changes were divided among the lanes; through one connection went %,d of less than %,d changes, and %,d whose rows all belong to one lane"
                .formatted(divided, small, least, ofOneLane));
  }
}
