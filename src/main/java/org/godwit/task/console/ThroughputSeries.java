package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** Reads how fast a task moved over its last run. */
@ApplicationScoped
public class ThroughputSeries {
  private final DataSource store;

  ThroughputSeries(DataSource store) {
    this.store = store;
  }

  /**
   * The rate over one stretch of time.
   *
   * @param at its end
   * @param rowsPerSecond measured
   * @param bytesPerSecond measured
   * @param changesPerSecond measured
   */
  public record Point(
      Instant at, double rowsPerSecond, double bytesPerSecond, double changesPerSecond) {}

  private record Sample(Instant at, long rows, long bytes, long changes) {}

  /**
   * The rates since a moment, oldest first.
   *
   * @param most points; a longer run is told in longer stretches
   */
  public List<Point> read(long taskId, Instant since, int most) {
    List<Sample> samples =
        new StoreQuery()
            .add(
                "with s as (select at, row_count, byte_count, change_count, row_number() over (order by at) as n,")
            .add("count(*) over () as total from task_sample where task_id = ?", taskId)
            .add("and at >= ?)", since)
            .add("select at, row_count, byte_count, change_count from s")
            .add("where n = total or (n - 1) % greatest(1, total / ?) = 0 order by at", most)
            .rows(
                store,
                row ->
                    new Sample(
                        Objects.requireNonNull(StoreQuery.instant(row, "at")),
                        row.getLong("row_count"),
                        row.getLong("byte_count"),
                        row.getLong("change_count")));
    List<Point> points = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      points.add(between(samples.get(i - 1), samples.get(i)));
    }
    return points;
  }

  // A rollback takes rows back; a rate below nothing says nothing to a person.
  private static Point between(Sample from, Sample to) {
    double seconds = Math.max(0.001, Duration.between(from.at(), to.at()).toNanos() / 1e9);
    return new Point(
        to.at(),
        Math.max(0, (to.rows() - from.rows()) / seconds),
        Math.max(0, (to.bytes() - from.bytes()) / seconds),
        Math.max(0, (to.changes() - from.changes()) / seconds));
  }
}
