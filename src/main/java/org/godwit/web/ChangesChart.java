package org.godwit.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.godwit.task.console.ChangeSeries.Point;
import org.godwit.task.console.ChangeSpan;
import org.jspecify.annotations.Nullable;

/**
 * How fast changes were applied, and how far behind their source, as two curves over one stretch of
 * time.
 *
 * @param span how far back a person asked to look
 * @param points oldest first
 * @param from where the curves begin
 * @param to where they end
 * @param stretch how long a point is
 */
public record ChangesChart(
    ChangeSpan span, List<Point> points, Instant from, Instant to, Duration stretch) {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 72;
  private static final int TOLD = 10;

  /** By how much a sample may be late without a stretch that is missing. */
  private static final Duration JITTER = Duration.ofSeconds(3);

  public ChangesChart {
    points = List.copyOf(points);
  }

  /** How long they are. */
  public Duration length() {
    return Duration.between(from, to);
  }

  /** What a person may look at. */
  public List<ChangeSpan> spans() {
    return List.of(ChangeSpan.values());
  }

  /** The greatest rate, at least 1, so that there is a scale. */
  public double ratePeak() {
    return Math.max(1, points.stream().mapToDouble(Point::perSecond).max().orElse(1));
  }

  /** Whether anything was applied. */
  public boolean hasRate() {
    return points.stream().anyMatch(it -> it.perSecond() > 0);
  }

  /** Whether any latency was measured. */
  public boolean hasLatency() {
    return points.stream().anyMatch(it -> it.latency() != null || it.sourceLatency() != null);
  }

  /** The greatest latency of the source or the target, at least a millisecond. */
  public Duration latencyPeak() {
    return points.stream()
        .flatMap(it -> Stream.of(it.latency(), it.sourceLatency()))
        .filter(Objects::nonNull)
        .reduce(Duration.ofMillis(1), (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /** The curve of changes each second in a field of 600 by 72. */
  public String rate() {
    double peak = ratePeak();
    return curve(it -> it.perSecond() / peak);
  }

  /** The target's latency in the same field, with gaps where nothing was to be applied. */
  public String latency() {
    double peak = latencyPeak().toMillis();
    return curve(it -> share(it.latency(), peak));
  }

  /** The source's latency, likewise. */
  public String sourceLatency() {
    double peak = latencyPeak().toMillis();
    return curve(it -> share(it.sourceLatency(), peak));
  }

  private static double share(@Nullable Duration latency, double peak) {
    return latency == null ? Double.NaN : latency.toMillis() / peak;
  }

  /**
   * A path; what is no number is a gap, and so is time without points, in which the task did not
   * run; a point between two gaps is a dot.
   */
  private String curve(ToDoubleFunction<Point> share) {
    double whole = Math.max(1, length().toMillis());
    Duration apart = stretch.multipliedBy(3).dividedBy(2).plus(JITTER);
    StringBuilder path = new StringBuilder();
    Instant drawn = Instant.MIN;
    for (Point point : points) {
      double part = share.applyAsDouble(point);
      if (Double.isNaN(part)) {
        drawn = Instant.MIN;
        continue;
      }
      boolean isDrawing = point.at().minus(apart).isBefore(drawn);
      double x = Math.min(WIDTH, WIDTH * Duration.between(from, point.at()).toMillis() / whole);
      double y = 1 + (HEIGHT - 2) * (1 - part);
      path.append(String.format(Locale.ROOT, isDrawing ? "L%.1f %.1f" : "M%.1f %.1fh1", x, y));
      drawn = point.at();
    }
    return path.toString();
  }

  /** About ten points, for those who read the chart as a table. */
  public List<Point> told() {
    int step = Math.max(1, points.size() / TOLD);
    return IntStream.range(0, points.size())
        .filter(i -> i % step == 0 || i == points.size() - 1)
        .mapToObj(points::get)
        .toList();
  }
}
