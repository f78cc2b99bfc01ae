package org.godwit.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.godwit.task.CanarySight;
import org.godwit.task.SourceLog;
import org.godwit.task.console.StoredTableWish;
import org.godwit.task.console.TableRow;
import org.godwit.task.console.ThroughputSeries.Point;
import org.jspecify.annotations.Nullable;

/**
 * What a task's overview shows below the head.
 *
 * @param points the rates of the last run
 * @param phases its stretches, in order
 * @param changes how fast changes are applied, null where none are followed
 * @param sourceLog what the source keeps of its log for the task, null where that isn't known
 * @param canary where the task's canary is, null where it has none or doesn't follow its source now
 * @param asked what was asked of single tables and is not done yet
 * @param parked the first tables whose changes are no longer applied
 * @param altered the tables with altered values or rejected rows
 * @param cachedStops the settings that stop the task between its load and its changes, empty for
 *     none
 */
public record TaskOverview(
    List<Point> points,
    List<PhaseLine> phases,
    @Nullable ChangesChart changes,
    @Nullable SourceLog sourceLog,
    @Nullable CanarySight canary,
    List<StoredTableWish> asked,
    List<TableRow> parked,
    List<TableRow> altered,
    String cachedStops) {
  private static final int TOLD = 10;

  /**
   * A stretch of the run.
   *
   * @param name as the log says it
   * @param startedAt when it began
   * @param took how long, up to now while it lasts
   * @param isOpen whether it still lasts
   */
  public record PhaseLine(String name, Instant startedAt, Duration took, boolean isOpen) {}

  /** The chart's moments, milliseconds since 1970, with commas between. */
  public String times() {
    return joined(it -> it.at().toEpochMilli());
  }

  /** The chart's rows each second. */
  public String rows() {
    return joined(it -> Math.round(it.rowsPerSecond()));
  }

  /** The chart's bytes each second. */
  public String bytes() {
    return joined(it -> Math.round(it.bytesPerSecond()));
  }

  private String joined(ToLongFunction<Point> figure) {
    return points.stream()
        .map(it -> Long.toString(figure.applyAsLong(it)))
        .collect(Collectors.joining(","));
  }

  /** About ten points, for those who read the chart as a table. */
  public List<Point> told() {
    int step = Math.max(1, points.size() / TOLD);
    return IntStream.range(0, points.size())
        .filter(i -> i % step == 0 || i == points.size() - 1)
        .mapToObj(points::get)
        .toList();
  }

  /** The greatest rate of rows, 0 without points. */
  public double peak() {
    return points.stream().mapToDouble(Point::rowsPerSecond).max().orElse(0);
  }
}
