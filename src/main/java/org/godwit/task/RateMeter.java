package org.godwit.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast rows and bytes move, from samples of the progress; for pages and the terminal.
 */
public final class RateMeter {
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int SAMPLES_MAX = 3600;

  private final Clock clock;
  private final TaskProgress progress;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private Instant changedAt = Instant.MIN;

  /**
   * How far a run was at a moment.
   *
   * @param at the moment
   * @param rows loaded by this run
   * @param bytes read by this run
   * @param changes applied by this run
   * @param latency of the changes since the sample before, null where there were none
   * @param sourceLatency of the last transaction that came, null likewise
   */
  public record Sample(
      Instant at,
      long rows,
      long bytes,
      long changes,
      @Nullable Duration latency,
      @Nullable Duration sourceLatency) {}

  /** A meter without samples. */
  public RateMeter(Clock clock, TaskProgress progress) {
    this.clock = clock;
    this.progress = progress;
  }

  /** Takes a sample; call it once a second. */
  public synchronized void sample() {
    Instant now = clock.instant();
    ChangeProgress changes = progress.changes();
    long applied = changes.ofThisRun();
    boolean isStill =
        !changes.isWaiting() && applied == (samples.isEmpty() ? 0 : samples.getLast().changes());
    samples.addLast(
        new Sample(
            now,
            progress.rowsOfThisRun(),
            progress.bytesOfThisRun(),
            applied,
            isStill ? null : changes.latency(now),
            isStill ? null : changes.sourceLatency(now)));
    if (samples.size() > SAMPLES_MAX) {
      samples.removeFirst();
    }
  }

  /** What bounds the rates has changed: those from before say nothing of what is to come. */
  public synchronized void restart() {
    sample();
    changedAt = samples.getLast().at();
  }

  /** The samples of the last hour, the oldest first. */
  public synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  /**
   * Rows per second over the last 30 seconds or since {@link #restart}, 0 with fewer than two
   * samples.
   */
  public synchronized double rowsPerSecond() {
    return perSecond(Sample::rows);
  }

  /**
   * Bytes per second over the last 30 seconds or since {@link #restart}, 0 with fewer than two
   * samples.
   */
  public synchronized double bytesPerSecond() {
    return perSecond(Sample::bytes);
  }

  /** Changes per second, likewise. */
  public synchronized double changesPerSecond() {
    return perSecond(Sample::changes);
  }

  private double perSecond(ToLongFunction<Sample> figure) {
    if (samples.size() < 2) {
      return 0;
    }
    Sample last = samples.getLast();
    Sample first = last;
    for (Sample sample : samples.reversed()) {
      boolean isOld = Duration.between(sample.at(), last.at()).compareTo(WINDOW) > 0;
      if (isOld || sample.at().isBefore(changedAt)) {
        break;
      }
      first = sample;
    }
    double seconds = Duration.between(first.at(), last.at()).toNanos() / 1e9;
    long moved = figure.applyAsLong(last) - figure.applyAsLong(first);
    return seconds <= 0 ? 0 : Math.max(0, moved / seconds);
  }

  /**
   * How long the rows that are left will take at the rate of {@link #rowsPerSecond}; an estimate,
   * empty while there is no rate, nothing is left, or how many rows are left can't be guessed. Rows
   * left are guessed from the source's statistics.
   */
  public Optional<Duration> timeLeft() {
    List<TableStatistics> unloaded =
        progress.statistics().stream()
            .filter(
                table ->
                    table.state() == TableState.BEFORE_LOAD
                        || table.state() == TableState.FULL_LOAD
                        || table.state() == TableState.RELOADING)
            .toList();
    if (!unloaded.stream().allMatch(TableStatistics::isEstimated)) {
      return Optional.empty();
    }
    long left =
        unloaded.stream()
            .mapToLong(table -> Math.max(0, table.rowsEstimate() - table.rows()))
            .sum();
    double rate = rowsPerSecond();
    if (left == 0 || rate <= 0) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis((long) (left / rate * 1000)));
  }
}
