package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.godwit.task.TaskProgress;
import org.godwit.task.cdc.ApplySettings;
import org.godwit.task.console.AskedTables;
import org.godwit.task.console.Canaries;
import org.godwit.task.console.ChangeSeries;
import org.godwit.task.console.ChangeSpan;
import org.godwit.task.console.SourceLogs;
import org.godwit.task.console.TableGrid;
import org.godwit.task.console.TaskPhases;
import org.godwit.task.console.ThroughputSeries;
import org.godwit.task.settings.TaskSettings;

/** Reads what a task's overview shows. */
@ApplicationScoped
public class TaskOverviews {
  private static final int POINTS_MAX = 240;
  private static final int ALTERED_TABLES_MAX = 20;
  private static final int STRETCHES_MIN = 120;

  private final ThroughputSeries series;
  private final ChangeSeries changes;
  private final TaskPhases phases;
  private final SourceLogs logs;
  private final Canaries canaries;
  private final TableGrid tables;
  private final AskedTables asked;

  TaskOverviews(
      ThroughputSeries series,
      ChangeSeries changes,
      TaskPhases phases,
      SourceLogs logs,
      Canaries canaries,
      TableGrid tables,
      AskedTables asked) {
    this.series = series;
    this.changes = changes;
    this.phases = phases;
    this.logs = logs;
    this.canaries = canaries;
    this.tables = tables;
    this.asked = asked;
  }

  TaskOverview of(TaskView view, TaskSettings settings, ChangeSpan span) {
    long id = view.task().id();
    Instant begun = view.task().run().startedAt();
    boolean isFollowing = view.task().isFollowing();
    return new TaskOverview(
        begun == null || isFollowing ? List.of() : series.read(id, begun, POINTS_MAX),
        phases.read(id).stream().map(it -> line(it, view.now())).toList(),
        begun == null || !isFollowing ? null : chart(view, span),
        view.task().type().follows() ? logs.find(id).orElse(null) : null,
        view.task().isReplicating() ? canaries.find(id).orElse(null) : null,
        view.task().type().follows() ? asked.of(id) : List.of(),
        isFollowing ? tables.failed(id, ALTERED_TABLES_MAX) : List.of(),
        tables.lossy(id, ALTERED_TABLES_MAX),
        stops(view, settings.cachedStops()));
  }

  private static String stops(TaskView view, ApplySettings.CachedStops stops) {
    if (!view.task().type().loads()) {
      return "";
    }
    return Stream.of(
            stops.isBeforeCached() ? "StopTaskCachedChangesNotApplied" : "",
            stops.isBehindCached() ? "StopTaskCachedChangesApplied" : "")
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining(" and "));
  }

  /** Up to now, or to the end of the last run; what began a while ago has a field of its own. */
  private ChangesChart chart(TaskView view, ChangeSpan span) {
    long id = view.task().id();
    Instant ended = view.task().run().endedAt();
    Instant to = ended == null ? view.now() : ended;
    Instant from = to.minus(span.length());
    Instant begun = changes.begins(id, span, from).orElse(to);
    Instant latest = to.minus(span.grain().multipliedBy(STRETCHES_MIN));
    from = begun.isBefore(latest) ? begun : latest;
    long grains = Duration.between(from, to).dividedBy(span.grain());
    Duration stretch = span.grain().multipliedBy(Math.ceilDiv(grains, POINTS_MAX));
    return new ChangesChart(span, changes.read(id, span, from, stretch), from, to, stretch);
  }

  private static TaskOverview.PhaseLine line(TaskProgress.Phase phase, Instant now) {
    return new TaskOverview.PhaseLine(
        phase.name(), phase.startedAt(), phase.duration(now), phase.endedAt() == null);
  }
}
