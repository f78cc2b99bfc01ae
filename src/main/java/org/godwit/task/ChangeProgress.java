package org.godwit.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.engine.Position;
import org.godwit.task.control.ChangeCounts;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has followed its source; one thread writes, pages read. Latencies are by both
 * machines' clocks, and as fine as the source's log has its times.
 */
public final class ChangeProgress {
  /** A latency that is older says nothing of how far the target is behind. */
  private static final Duration LATELY = Duration.ofSeconds(30);

  private final Map<TableName, ChangeCounts> applied = new TreeMap<>();
  private String position = "";
  private String tornUntil = "";
  private long ofThisRun;
  private @Nullable Duration sourceLatency;
  private @Nullable Instant capturedAt;
  private @Nullable Duration latency;
  private @Nullable Instant waitingSince;
  private @Nullable Instant appliedAt;
  private @Nullable Position readPosition;
  private @Nullable Instant readAt;
  private @Nullable Instant appliedOf;
  private @Nullable SourceLog sourceLog;
  private @Nullable CanarySight canary;

  /** What earlier runs have applied; whatever waited for its commit comes again. */
  public synchronized void recovered(Map<TableName, ChangeCounts> counts, String at) {
    applied.clear();
    applied.putAll(counts);
    position = at;
    waitingSince = null;
  }

  /**
   * A transaction has come from the source.
   *
   * @param position where it begins in the log
   * @param committed when the source had committed it
   * @param now when it came
   */
  public synchronized void captured(Position position, Instant committed, Instant now) {
    sourceLatency = between(committed, now);
    capturedAt = now;
    readPosition = position;
    readAt = committed;
  }

  /** Where the last transaction begins that came; empty before the first of this run. */
  public synchronized String readPosition() {
    return readPosition == null ? "" : readPosition.text();
  }

  /** When the source had committed that; null before the first of this run. */
  public synchronized @Nullable Instant readAt() {
    return readAt;
  }

  /** A change that the source had committed then waits for the target's commit. */
  public synchronized void waits(Instant committed) {
    if (waitingSince == null) {
      waitingSince = committed;
    }
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
    waitingSince = null;
    if (committed != null) {
      appliedOf = committed;
    }
    if (committed != null && !counts.isEmpty()) {
      latency = between(committed, now);
      appliedAt = now;
    }
  }

  /** Clocks may differ; nothing is applied before it was committed. */
  private static Duration between(Instant committed, Instant now) {
    Duration between = Duration.between(committed, now);
    return between.isNegative() ? Duration.ZERO : between;
  }

  /**
   * Lanes have, or may have, committed a part of the transactions up to that position alone; empty
   * once they are whole.
   */
  public synchronized void torn(String until) {
    tornUntil = until;
  }

  /** Up to which position the target may show a part of transactions; empty where it doesn't. */
  public synchronized String tornUntil() {
    return tornUntil;
  }

  /** What was applied, or rejected, of a table, by all runs. */
  public synchronized ChangeCounts of(TableName table) {
    return applied.getOrDefault(table, ChangeCounts.NONE);
  }

  /** What was applied of all tables, by all runs. */
  public synchronized long total() {
    return applied.values().stream().mapToLong(ChangeCounts::total).sum();
  }

  /** What was rejected of all tables, by all runs. */
  public synchronized long rejected() {
    return applied.values().stream().mapToLong(ChangeCounts::rejected).sum();
  }

  /** Changes that this run has applied. */
  public synchronized long ofThisRun() {
    return ofThisRun;
  }

  /** The position behind the last change on the target; empty before the first is known. */
  public synchronized String position() {
    return position;
  }

  /** Whether changes have come that the target has not committed. */
  public synchronized boolean isWaiting() {
    return waitingSince != null;
  }

  /**
   * From the source's commit of the last transaction until it came; null where none has come for 30
   * seconds.
   */
  public synchronized @Nullable Duration sourceLatency(Instant now) {
    return isLately(capturedAt, now) ? sourceLatency : null;
  }

  /**
   * From the source's commit of the last change to the target's, or to now where changes have
   * waited for longer; null where none waits and none was applied for 30 seconds.
   */
  public synchronized @Nullable Duration latency(Instant now) {
    return waitingSince != null || isLately(appliedAt, now) ? lastLatency(now) : null;
  }

  /** The same however long ago; null before the first of this run. */
  public synchronized @Nullable Duration lastLatency(Instant now) {
    Instant since = waitingSince;
    Duration known = latency;
    if (since == null) {
      return known;
    }
    Duration waited = between(since, now);
    return known == null || waited.compareTo(known) > 0 ? waited : known;
  }

  private static boolean isLately(@Nullable Instant at, Instant now) {
    return at != null && between(at, now).compareTo(LATELY) <= 0;
  }

  /** What the source keeps of its log for the task was looked at. */
  public synchronized void looked(SourceLog found) {
    sourceLog = found;
  }

  /** What the source keeps of its log for the task; null before the first look of this run. */
  public synchronized @Nullable SourceLog sourceLog() {
    return sourceLog;
  }

  /** The canary was written, or looked for. */
  public synchronized void looked(CanarySight found) {
    canary = found;
  }

  /** What is known of the canary; null where this run has none, or has not come to it. */
  public synchronized @Nullable CanarySight canary() {
    return canary;
  }

  /** When the source had committed what was applied last; null before the first of this run. */
  public synchronized @Nullable Instant appliedOf() {
    return appliedOf;
  }

  /** When the target committed the last change; null before the first of this run. */
  public synchronized @Nullable Instant appliedAt() {
    return appliedAt;
  }
}
