package org.godwit.task.cdc;

import java.time.Duration;
import java.util.Optional;
import org.godwit.task.control.Loopback;

/**
 * How changes are applied.
 *
 * @param isBatch whether they are collected for {@code openMax} also where the source rests
 * @param bulkMin so many changes of a table are applied by what they come to, fewer one by one
 * @param heldBytesMax how many of them may wait in memory for what they come to, about
 * @param changesMin changes that a target transaction has at least where the source doesn't rest
 *     and {@code openMax} isn't over
 * @param openMin how long such a transaction takes in more, where they come faster than that
 * @param changesEnough changes after which it is committed at the next end of one of the source
 * @param openMax how long it is open before that
 * @param errors what changes lead to that can't be applied
 * @param definitions what of the source's tables themselves is followed
 * @param stops between the load and the changes
 * @param loopback how transactions of another task, that goes the other way, are told; empty where
 *     there is none
 * @param lanes that apply changes beside each other
 */
public record ApplySettings(
    boolean isBatch,
    int bulkMin,
    long heldBytesMax,
    long changesMin,
    Duration openMin,
    long changesEnough,
    Duration openMax,
    ApplyErrors errors,
    Definitions definitions,
    CachedStops stops,
    Optional<Loopback> loopback,
    Lanes lanes) {

  /** The same for a source whose loads may have seen changes that come. */
  ApplySettings converging() {
    return new ApplySettings(
        isBatch,
        bulkMin,
        heldBytesMax,
        changesMin,
        openMin,
        changesEnough,
        openMax,
        errors.converging(),
        definitions,
        stops,
        loopback,
        lanes);
  }

  /**
   * Connections that apply changes beside each other.
   *
   * @param count how many; 0 for one writer that keeps the source's order
   * @param changesMax how many changes of a round wait for each of them, about
   * @param bytesMax how much of a round may wait in memory, about; one that is collected and one
   *     that is applied do
   */
  public record Lanes(int count, long changesMax, long bytesMax) {
    /** Below so many changes a lane a round isn't worth being divided. */
    private static final int CHANGES_MIN = 16;

    /** How many changes of a round are worth being divided. */
    long dividedMin() {
      return count * Math.min(changesMax, CHANGES_MIN);
    }
  }

  /**
   * Where a task stops between its first load and its ongoing changes.
   *
   * @param isBeforeCached before the changes that came while its tables were loaded are applied
   * @param isBehindCached when they are applied
   */
  public record CachedStops(boolean isBeforeCached, boolean isBehindCached) {}

  /**
   * What of the source's tables themselves is followed.
   *
   * @param drops whether a table goes with its source
   * @param truncates whether it is emptied with its source
   * @param failsAtTruncates whether the task stops where its source is emptied, whatever {@code
   *     truncates} says
   * @param alters whether it is altered with its source
   */
  public record Definitions(
      boolean drops, boolean truncates, boolean failsAtTruncates, boolean alters) {}
}
