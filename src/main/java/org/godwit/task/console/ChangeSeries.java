package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads how fast a task's last run applied changes, and how far behind its source. */
@ApplicationScoped
public class ChangeSeries {
  private final DataSource store;

  ChangeSeries(DataSource store) {
    this.store = store;
  }

  /**
   * One stretch of time.
   *
   * @param at its end
   * @param perSecond changes applied each second
   * @param latency the greatest from the source's commit to the target's, null where nothing was to
   *     be applied
   */
  public record Point(Instant at, double perSecond, @Nullable Duration latency) {}

  private record Sample(Instant at, long changes, @Nullable Long latency) {}

  /**
   * The stretches since a moment, oldest first.
   *
   * @param stretch how long each is, seconds
   */
  public List<Point> read(long taskId, Instant since, long stretch) {
    List<Sample> samples =
        new StoreQuery()
            .add("select max(at) as at, max(change_count) as change_count,")
            .add("max(latency_ms) as latency_ms from task_sample")
            .add("where task_id = ? and at >= ?", taskId, since)
            .add("group by floor(extract(epoch from at) / ?) order by 1", stretch)
            .rows(
                store,
                row ->
                    new Sample(
                        Objects.requireNonNull(StoreQuery.instant(row, "at")),
                        row.getLong("change_count"),
                        row.getObject("latency_ms", Long.class)));
    List<Point> points = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      points.add(between(samples.get(i - 1), samples.get(i)));
    }
    return points;
  }

  private static Point between(Sample from, Sample to) {
    double seconds = Math.max(0.001, Duration.between(from.at(), to.at()).toNanos() / 1e9);
    Long latency = to.latency();
    return new Point(
        to.at(),
        Math.max(0, (to.changes() - from.changes()) / seconds),
        latency == null ? null : Duration.ofMillis(latency));
  }
}
