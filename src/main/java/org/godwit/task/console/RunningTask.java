package org.godwit.task.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.godwit.catalog.TableName;
import org.godwit.task.CanarySight;
import org.godwit.task.LogLine;
import org.godwit.task.RateMeter;
import org.godwit.task.SourceLog;
import org.godwit.task.TableNews;
import org.godwit.task.TableProgress;
import org.godwit.task.TableStatistics;
import org.godwit.task.TableWishes;
import org.godwit.task.TaskLog;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.load.StopSignal;
import org.godwit.task.plan.PlannedTable;
import org.jspecify.annotations.Nullable;

/** A run of this process, and what of it is not in the store yet. */
final class RunningTask {
  private static final int LINES_AT_ONCE = 1000;

  private static final Duration SAMPLES_FORGOTTEN_EVERY = Duration.ofMinutes(10);
  private static final Duration MINUTES_TOLD_EVERY = Duration.ofSeconds(10);

  private final long taskId;
  private final String name;
  private final TaskMirror mirror;
  private final Clock clock;
  private final SourceLimits limits;
  private final TaskProgress progress;
  private final RateMeter meter;
  private final StopSignal stop = new StopSignal();
  private final TableWishes tables;
  private final Instant startedAt;
  private final ConcurrentLinkedQueue<LogLine> lines = new ConcurrentLinkedQueue<>();
  private final Map<TableName, TableStatistics> mirrored = new HashMap<>();
  private final Map<TableName, PlannedTable> planned = new HashMap<>();
  private @Nullable SourceLog sourceLog;
  private @Nullable CanarySight canary;
  private boolean isSelectionMirrored;
  private boolean isRunBeforeForgotten;
  private Instant samplesForgottenAt;
  private Instant minutesToldAt;
  private volatile @Nullable TaskOutcome outcome;
  private volatile boolean isEndedByConsole;

  /**
   * A run that begins.
   *
   * @param name as people know the task
   * @param tables what people wish of single tables
   */
  RunningTask(
      long taskId,
      String name,
      SourceLimits limits,
      TableWishes tables,
      TaskMirror mirror,
      Clock clock) {
    this.taskId = taskId;
    this.name = name;
    this.limits = limits;
    this.tables = tables;
    this.mirror = mirror;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.samplesForgottenAt = startedAt;
    this.minutesToldAt = startedAt;
    this.progress = new TaskProgress(clock);
    this.meter = new RateMeter(clock, progress);
  }

  long taskId() {
    return taskId;
  }

  /** As people know the task. */
  String name() {
    return name;
  }

  /** The console ends, and with it the run. */
  void endByConsole() {
    isEndedByConsole = true;
    stop.give();
  }

  boolean isEndedByConsole() {
    return isEndedByConsole;
  }

  /** The run has ended, and the store may not know it yet. */
  void end(TaskOutcome how) {
    outcome = how;
  }

  /** How the run ended, empty while it lasts. */
  Optional<TaskOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** How long the run has lasted. */
  Duration elapsed() {
    return Duration.between(startedAt, clock.instant());
  }

  /** Sets the limits of the source's load anew; rates and the time left are measured from now. */
  void limit(int rowsPerSecond, int readers) {
    limits.change(rowsPerSecond, readers);
    meter.restart();
  }

  SourceLimits limits() {
    return limits;
  }

  TaskProgress progress() {
    return progress;
  }

  RateMeter meter() {
    return meter;
  }

  StopSignal stop() {
    return stop;
  }

  TableWishes tables() {
    return tables;
  }

  TaskLog log() {
    return new TaskLog(clock, lines::add);
  }

  /**
   * Brings the store up to date. What fails is offered again the next time; nothing is lost but
   * samples.
   */
  synchronized void mirror() {
    Instant now = clock.instant();
    meter.sample();
    List<TableStatistics> changed = new ArrayList<>();
    for (TableStatistics table : progress.statistics()) {
      if (!table.equals(mirrored.get(table.source()))) {
        changed.add(table);
      }
    }
    mirror.tables(taskId, changed, now);
    changed.forEach(table -> mirrored.put(table.source(), table));
    mirrorNews();
    mirror.samples(taskId, List.of(meter.samples().getLast()));
    tellMinutes(now);
    forgetOldSamples(now);
    mirrorPhases();
    mirrorPlans();
    mirrorSourceLog();
    mirrorCanary();
    forgetUnselected();
    mirrorLog();
  }

  private void mirrorNews() {
    List<TableNews> news = List.copyOf(progress.news());
    if (!news.isEmpty()) {
      mirror.news(taskId, news);
      news.forEach(_ -> progress.news().poll());
    }
  }

  private void mirrorPhases() {
    if (!isRunBeforeForgotten) {
      mirror.forgetPhases(taskId);
      mirror.forgetCanary(taskId);
      isRunBeforeForgotten = true;
    }
    mirror.phases(taskId, progress.phases());
  }

  /** Told once more when the run has ended, so that none of it is missing. */
  private void tellMinutes(Instant now) {
    boolean isDue = now.isAfter(minutesToldAt.plus(MINUTES_TOLD_EVERY)) || outcome != null;
    if (isDue && !progress.changes().position().isEmpty()) {
      mirror.minutes(taskId);
      minutesToldAt = now;
    }
  }

  /** A load is told as a whole; changes may be followed for months. */
  private void forgetOldSamples(Instant now) {
    boolean isDue = now.isAfter(samplesForgottenAt.plus(SAMPLES_FORGOTTEN_EVERY));
    if (isDue && progress.phase().equals(TaskProgress.ONGOING_CHANGES)) {
      mirror.forgetOldSamples(taskId, now);
      samplesForgottenAt = now;
    }
  }

  private void mirrorSourceLog() {
    SourceLog found = progress.changes().sourceLog();
    if (found != null && !found.equals(sourceLog)) {
      mirror.sourceLog(taskId, found);
      sourceLog = found;
    }
  }

  private void mirrorCanary() {
    CanarySight found = progress.changes().canary();
    if (found != null && !found.equals(canary)) {
      mirror.canary(taskId, found);
      canary = found;
    }
  }

  private void mirrorPlans() {
    Map<TableName, PlannedTable> changed = new HashMap<>();
    for (TableProgress table : progress.tables()) {
      table
          .planned()
          .filter(plan -> !plan.equals(planned.get(table.source())))
          .ifPresent(plan -> changed.put(table.source(), plan));
    }
    mirror.plans(taskId, changed);
    planned.putAll(changed);
  }

  private void forgetUnselected() {
    if (!isSelectionMirrored && progress.isPlanned()) {
      mirror.keepOnly(taskId, progress.tables().stream().map(TableProgress::source).toList());
      isSelectionMirrored = true;
    }
  }

  private void mirrorLog() {
    List<LogLine> batch = new ArrayList<>();
    for (LogLine line : lines) {
      if (batch.size() == LINES_AT_ONCE) {
        break;
      }
      batch.add(line);
    }
    mirror.log(taskId, batch);
    batch.forEach(_ -> lines.poll());
    if (batch.size() == LINES_AT_ONCE) {
      mirrorLog();
    }
  }
}
