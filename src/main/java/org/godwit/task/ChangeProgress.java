package org.godwit.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.task.control.ChangeCounts;
import org.jspecify.annotations.Nullable;

/** How far a run has followed its source; one thread writes, pages read. */
public final class ChangeProgress {
  private final Map<TableName, ChangeCounts> applied = new TreeMap<>();
  private String position = "";
  private long ofThisRun;
  private @Nullable Duration latency;

  /** What earlier runs have applied. */
  public synchronized void recovered(Map<TableName, ChangeCounts> counts, String at) {
    applied.clear();
    applied.putAll(counts);
    position = at;
  }

  /**
   * A target transaction was committed.
   *
   * @param counts its changes
   * @param at the position behind them
   * @param committed when the source had committed the last of them, null where there are none
   * @param now when the target did
   */
  public synchronized void applied(
      Map<TableName, ChangeCounts> counts, String at, @Nullable Instant committed, Instant now) {
    counts.forEach((table, more) -> applied.merge(table, more, ChangeCounts::plus));
    ofThisRun += counts.values().stream().mapToLong(ChangeCounts::total).sum();
    position = at;
    if (committed != null && !counts.isEmpty()) {
      latency = Duration.between(committed, now);
    }
  }

  /** What was applied of a table, by all runs. */
  public synchronized ChangeCounts of(TableName table) {
    return applied.getOrDefault(table, ChangeCounts.NONE);
  }

  /** Changes that this run has applied. */
  public synchronized long ofThisRun() {
    return ofThisRun;
  }

  /** The position behind the last change on the target; empty before the first is known. */
  public synchronized String position() {
    return position;
  }

  /**
   * From the source's commit of the last change to the target's, by both machines' clocks; null
   * before the first.
   */
  public synchronized @Nullable Duration latency() {
    return latency;
  }
}
