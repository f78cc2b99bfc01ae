package org.godwit.task;

import java.time.Instant;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ChangeCounts;
import org.jspecify.annotations.Nullable;

/**
 * What a table's migration has come to, at one moment.
 *
 * @param source the table that is read
 * @param target the table that is written
 * @param state by DMS's names
 * @param rowsEstimate what the source's statistics guess; an estimate, {@link #UNKNOWN} where a
 *     filter chooses among the rows that they count
 * @param rows loaded rows, those of unfinished segments included
 * @param rejected rows that are in the exceptions table instead
 * @param bytes that came from the source
 * @param segments into how many the table is cut, 0 while undecided
 * @param segmentsDone how many of them are committed
 * @param altered values that differ from the source's by policy
 * @param changes applied or rejected since, by all runs of the task
 * @param startedAt when its load began, null before
 * @param endedAt when all of it was done, null before
 * @param failedAt since when it is not loaded, or followed, any more; null where it is
 * @param refused statements of it that the target has refused, such as a key that doesn't hold
 * @param message its error or warnings, a line each, empty for none
 * @param validation what validation found
 */
public record TableStatistics(
    TableName source,
    TableName target,
    TableState state,
    long rowsEstimate,
    long rows,
    long rejected,
    long bytes,
    int segments,
    int segmentsDone,
    List<AlteredValues> altered,
    ChangeCounts changes,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant failedAt,
    int refused,
    String message,
    ValidationFigures validation) {
  /** No estimate. */
  public static final long UNKNOWN = -1;

  public TableStatistics {
    altered = List.copyOf(altered);
  }

  /** Whether there is an estimate of the rows. */
  public boolean isEstimated() {
    return rowsEstimate != UNKNOWN;
  }

  /** Values that were altered in all. */
  public long alteredTotal() {
    return altered.stream().mapToLong(AlteredValues::count).sum();
  }

  /** What was altered and rejected. */
  public Losses losses() {
    return new Losses(alteredTotal(), rejected, changes.rejected());
  }
}
