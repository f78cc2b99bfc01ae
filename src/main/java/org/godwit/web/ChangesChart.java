package org.godwit.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.godwit.task.console.ChangeSeries.Point;
import org.jspecify.annotations.Nullable;

/**
 * How fast changes were applied, and how far behind their source, as two curves over one stretch of
 * time.
 *
 * @param points oldest first
 * @param from where the curves begin
 * @param to where they end
 */
public record ChangesChart(List<Point> points, Instant from, Instant to) {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 72;
  private static final int TOLD = 10;

  public ChangesChart {
    points = List.copyOf(points);
  }

  /** How long they are. */
  public Duration span() {
    return Duration.between(from, to);
  }

  /** The greatest rate, at least 1, so that there is a scale. */
  public double ratePeak() {
    return Math.max(1, points.stream().mapToDouble(Point::perSecond).max().orElse(1));
  }

  /** The greatest latency, at least a millisecond. */
  public Duration latencyPeak() {
    return points.stream()
        .map(Point::latency)
        .filter(Objects::nonNull)
        .reduce(Duration.ofMillis(1), (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /** The curve of changes each second in a field of 600 by 72. */
  public String rate() {
    double peak = ratePeak();
    return curve(it -> it.perSecond() / peak);
  }

  /** The curve of the latency in the same field, with gaps where nothing was to be applied. */
  public String latency() {
    double peak = latencyPeak().toMillis();
    return curve(it -> share(it.latency(), peak));
  }

  private static double share(@Nullable Duration latency, double peak) {
    return latency == null ? Double.NaN : latency.toMillis() / peak;
  }

  /** A path; what is no number is a gap, and a point between two gaps a dot. */
  private String curve(ToDoubleFunction<Point> share) {
    double span = Math.max(1, Duration.between(from, to).toMillis());
    StringBuilder path = new StringBuilder();
    boolean isDrawing = false;
    for (Point point : points) {
      double part = share.applyAsDouble(point);
      if (Double.isNaN(part)) {
        isDrawing = false;
        continue;
      }
      double x = WIDTH * Duration.between(from, point.at()).toMillis() / span;
      double y = 1 + (HEIGHT - 2) * (1 - part);
      path.append(String.format(Locale.ROOT, isDrawing ? "L%.1f %.1f" : "M%.1f %.1fh1", x, y));
      isDrawing = true;
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
