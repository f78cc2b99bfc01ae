package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.godwit.engine.KeptLog;
import org.godwit.task.CanarySight;
import org.godwit.task.SourceLog;
import org.godwit.task.TaskState;
import org.godwit.task.console.Canaries;
import org.godwit.task.console.EventList;
import org.godwit.task.console.SourceLogs;
import org.godwit.task.console.TaskFigures;
import org.godwit.task.console.TaskList;
import org.godwit.task.console.TaskSummary;
import org.godwit.task.console.ThroughputSeries;

/** Puts the boards of the dashboard and of a project together. */
@ApplicationScoped
@Named("taskBoards")
public class TaskBoards {
  private static final int NEEDS_MAX = 20;
  private static final int ENDED_MAX = 8;
  private static final int EVENTS_MAX = 8;
  private static final int SPARK_POINTS = 40;
  private static final double SPARK_WIDTH = 120;
  private static final double SPARK_HEIGHT = 22;

  /** A load is told as a whole, changes as the last of them went. */
  private static final Duration SPARK_SPAN = Duration.ofHours(1);

  private final TaskList list;
  private final TaskViews views;
  private final ThroughputSeries series;
  private final EventList events;
  private final SourceLogs logs;
  private final Canaries canaries;
  private final Clock clock;

  TaskBoards(
      TaskList list,
      TaskViews views,
      ThroughputSeries series,
      EventList events,
      SourceLogs logs,
      Canaries canaries,
      Clock clock) {
    this.list = list;
    this.views = views;
    this.series = series;
    this.events = events;
    this.logs = logs;
    this.canaries = canaries;
    this.clock = clock;
  }

  /** The board of projects that whoever looks may see. */
  TaskBoard of(Collection<Long> projects, String path) {
    List<TaskBoard.Need> needs = new ArrayList<>();
    for (TaskSummary task : list.needy(projects, NEEDS_MAX)) {
      needs.addAll(needs(views.of(task)));
    }
    List<TaskBoard.Running> running =
        list.running(projects).stream()
            .map(it -> new TaskBoard.Running(views.of(it), spark(it)))
            .toList();
    return new TaskBoard(
        needs,
        running,
        views.of(list.ended(projects, ENDED_MAX)),
        events.latest(projects, EVENTS_MAX),
        path);
  }

  /** The board of one project that whoever looks may see. */
  public TaskBoard ofProject(long projectId) {
    return of(List.of(projectId), "/projects/" + projectId + "/board");
  }

  private List<TaskBoard.Need> needs(TaskView view) {
    TaskSummary task = view.task();
    TaskFigures figures = task.figures();
    String path = "/tasks/" + task.id();
    List<TaskBoard.Need> needs = new ArrayList<>();
    if (task.run().state() == TaskState.FAILED) {
      String why = TaskFormats.brief(task.run().failure());
      needs.add(new TaskBoard.Need(view.badge(), view, why, "What to do", path));
    } else if (figures.failed() > 0) {
      String sentence =
          (task.isFollowing()
                  ? "%s parked: changes are no longer applied."
                  : "%s could not be loaded.")
              .formatted(TaskFormats.counted(figures.failed(), "table"));
      TaskBadge badge = new TaskBadge("bad", "alert-circle", "Tables failed");
      needs.add(
          new TaskBoard.Need(
              badge, view, sentence, "See the tables", path + "/tables?state=error"));
    }
    if (task.run().state() == TaskState.STOPPED && task.isFollowing()) {
      String sentence =
          "Changes are not applied since then, and %s has to keep its log for them."
              .formatted(task.source().name());
      TaskBadge badge = new TaskBadge("warning", "player-stop", "Not replicating");
      needs.add(new TaskBoard.Need(badge, view, sentence, "Resume or delete", path));
    }
    logs.find(task.id())
        .filter(SourceLog::isPressing)
        .ifPresent(log -> needs.add(logRunsOut(view, log, path)));
    if (task.isActive()) {
      canaries
          .find(task.id())
          .filter(CanarySight::isLate)
          .ifPresent(_ -> needs.add(canaryLate(view, path)));
    }
    if (figures.differing() > 0) {
      String sentence =
          "Validation found %s that differ."
              .formatted(TaskFormats.counted(figures.differing(), "row"));
      TaskBadge badge = new TaskBadge("bad", "arrows-diff", "Rows differ");
      needs.add(new TaskBoard.Need(badge, view, sentence, "See the cells", path + "/validation"));
    }
    if (task.isUnacknowledged()) {
      String sentence = figures.losses().words() + " by policy.";
      TaskBadge badge = new TaskBadge("warning", "alert-triangle", "Not acknowledged");
      needs.add(
          new TaskBoard.Need(badge, view, sentence, "Look and acknowledge", path + "#altered"));
    }
    return needs;
  }

  private static TaskBoard.Need logRunsOut(TaskView view, SourceLog log, String path) {
    KeptLog kept = log.kept();
    boolean isBounded = kept.isBounded();
    String sentence =
        isBounded
            ? "%s has used %s of what %s allows; what it gives up before it is applied is lost."
                .formatted(kept.holder(), TaskFormats.percent(kept), kept.setting())
            : "%s keeps %s of the source's log, and nothing bounds that but its server's disk."
                .formatted(kept.holder(), Formats.bytes(kept.bytes()));
    TaskBadge badge =
        new TaskBadge("warning", "alert-triangle", isBounded ? "Log runs out" : "Log is large");
    return new TaskBoard.Need(badge, view, sentence, "Look", path + "#kept-log");
  }

  private static TaskBoard.Need canaryLate(TaskView view, String path) {
    String sentence =
        "The canary does not arrive on the target: what changes on the source may be missing there.";
    TaskBadge badge = new TaskBadge("warning", "alert-triangle", "Canary late");
    return new TaskBoard.Need(badge, view, sentence, "Look", path + "#canary");
  }

  private Instant hourAgo() {
    return clock.instant().minus(SPARK_SPAN);
  }

  private String spark(TaskSummary task) {
    Instant begun = task.run().startedAt();
    if (begun == null) {
      return "";
    }
    boolean isWhole = !task.isFollowing() || begun.isAfter(hourAgo());
    Instant since = isWhole ? begun : hourAgo();
    List<ThroughputSeries.Point> points = series.read(task.id(), since, SPARK_POINTS);
    ToDoubleFunction<ThroughputSeries.Point> rate =
        task.isFollowing()
            ? ThroughputSeries.Point::changesPerSecond
            : ThroughputSeries.Point::rowsPerSecond;
    double peak = Math.max(1, points.stream().mapToDouble(rate).max().orElse(1));
    double step = SPARK_WIDTH / Math.max(1, points.size() - 1);
    return IntStream.range(0, points.size())
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "%.1f,%.1f",
                    i * step,
                    1 + SPARK_HEIGHT * (1 - rate.applyAsDouble(points.get(i)) / peak)))
        .collect(Collectors.joining(" "));
  }
}
