package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.godwit.task.TaskProgress;
import org.godwit.task.console.ChangeSeries;
import org.godwit.task.console.SourceLogs;
import org.godwit.task.console.TableGrid;
import org.godwit.task.console.TaskPhases;
import org.godwit.task.console.ThroughputSeries;

/** Reads what a task's overview shows. */
@ApplicationScoped
public class TaskOverviews {
  private static final int POINTS_MAX = 240;
  private static final int ALTERED_TABLES_MAX = 20;
  private static final Duration CHANGES_SPAN = Duration.ofHours(1);
  private static final Duration CHANGES_SPAN_MIN = Duration.ofMinutes(2);

  private final ThroughputSeries series;
  private final ChangeSeries changes;
  private final TaskPhases phases;
  private final SourceLogs logs;
  private final TableGrid tables;

  TaskOverviews(
      ThroughputSeries series,
      ChangeSeries changes,
      TaskPhases phases,
      SourceLogs logs,
      TableGrid tables) {
    this.series = series;
    this.changes = changes;
    this.phases = phases;
    this.logs = logs;
    this.tables = tables;
  }

  TaskOverview of(TaskView view) {
    long id = view.task().id();
    Instant begun = view.task().run().startedAt();
    boolean isFollowing = view.task().isFollowing();
    return new TaskOverview(
        begun == null || isFollowing ? List.of() : series.read(id, begun, POINTS_MAX),
        phases.read(id).stream().map(it -> line(it, view.now())).toList(),
        begun == null || !isFollowing ? null : chart(view, begun),
        view.task().type().follows() ? logs.find(id).orElse(null) : null,
        isFollowing ? tables.failed(id, ALTERED_TABLES_MAX) : List.of(),
        tables.lossy(id, ALTERED_TABLES_MAX));
  }

  /** The last hour of the run that lasts or of the last one; a short run in a field of its own. */
  private ChangesChart chart(TaskView view, Instant begun) {
    Instant ended = view.task().run().endedAt();
    Instant to = ended == null ? view.now() : ended;
    Instant hourBefore = to.minus(CHANGES_SPAN);
    Instant from = begun.isBefore(hourBefore) ? hourBefore : begun;
    if (Duration.between(from, to).compareTo(CHANGES_SPAN_MIN) < 0) {
      from = to.minus(CHANGES_SPAN_MIN);
    }
    long stretch = Math.max(1, Duration.between(from, to).toSeconds() / POINTS_MAX);
    Instant since = begun.isAfter(from) ? begun : from;
    return new ChangesChart(changes.read(view.task().id(), since, stretch), from, to);
  }

  private static TaskOverview.PhaseLine line(TaskProgress.Phase phase, Instant now) {
    return new TaskOverview.PhaseLine(
        phase.name(), phase.startedAt(), phase.duration(now), phase.endedAt() == null);
  }
}
