package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.godwit.task.TaskProgress;
import org.godwit.task.console.TableGrid;
import org.godwit.task.console.TaskPhases;
import org.godwit.task.console.ThroughputSeries;

/** Reads what a task's overview shows. */
@ApplicationScoped
public class TaskOverviews {
  private static final int POINTS_MAX = 240;
  private static final int ALTERED_TABLES_MAX = 20;

  private final ThroughputSeries series;
  private final TaskPhases phases;
  private final TableGrid tables;

  TaskOverviews(ThroughputSeries series, TaskPhases phases, TableGrid tables) {
    this.series = series;
    this.phases = phases;
    this.tables = tables;
  }

  TaskOverview of(TaskView view) {
    long id = view.task().id();
    Instant begun = view.task().run().startedAt();
    return new TaskOverview(
        begun == null ? List.of() : series.read(id, begun, POINTS_MAX),
        phases.read(id).stream().map(it -> line(it, view.now())).toList(),
        tables.lossy(id, ALTERED_TABLES_MAX));
  }

  private static TaskOverview.PhaseLine line(TaskProgress.Phase phase, Instant now) {
    return new TaskOverview.PhaseLine(
        phase.name(), phase.startedAt(), phase.duration(now), phase.endedAt() == null);
  }
}
