package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads how fast a task applied changes, by whichever of its runs, and how far behind its source.
 */
@ApplicationScoped
public class ChangeSeries {
  /**
   * What happened between two samples. A run begins to count anew, and where nothing was measured
   * for a while no run was there.
   */
  private static final String BETWEEN_SAMPLES =
      """
      (select * from (select task_id, at, latency_ms, source_latency_ms,
           greatest(0, change_count - lag(change_count) over w) as change_count,
           (extract(epoch from at - lag(at) over w) * 1000)::bigint as span_ms
         from task_sample where task_id = ? and at >= %s window w as (order by at)) sample
       where span_ms <= 10000) piece
      """;

  private static final String SUMS =
      "sum(change_count) as change_count, sum(span_ms) as span_ms,"
          + " max(latency_ms) as latency_ms, max(source_latency_ms) as source_latency_ms";

  private static final String LAST_MINUTE =
      "coalesce((select max(at) from task_minute where task_id = ?) - interval '%d s', '-infinity')";

  /**
   * Bound to the task thrice. The last known minute is told anew, for it may not have been over; a
   * sample before it tells where its first stretch began.
   */
  static final String TELL_MINUTES =
      """
      insert into task_minute (task_id, change_count, span_ms, latency_ms, source_latency_ms, at)
      select task_id, %s, date_trunc('minute', at) + interval '1 minute' as minute
      from %s where at >= %s group by task_id, minute
      on conflict (task_id, at) do update set change_count = excluded.change_count,
        span_ms = excluded.span_ms, latency_ms = excluded.latency_ms,
        source_latency_ms = excluded.source_latency_ms
      """
          .formatted(
              SUMS,
              BETWEEN_SAMPLES.formatted(LAST_MINUTE.formatted(70)),
              LAST_MINUTE.formatted(60));

  private final DataSource store;

  ChangeSeries(DataSource store) {
    this.store = store;
  }

  /**
   * One stretch of time; where the task did not run there is none.
   *
   * @param at its end
   * @param perSecond changes applied each second
   * @param latency the greatest from the source's commit to the target's, null where nothing was to
   *     be applied
   * @param sourceLatency the greatest from the source's commit until a transaction came, likewise
   */
  public record Point(
      Instant at, double perSecond, @Nullable Duration latency, @Nullable Duration sourceLatency) {}

  /** When the first that is known of a span was measured; empty where nothing is. */
  public Optional<Instant> begins(long taskId, ChangeSpan span, Instant since) {
    return new StoreQuery()
            .add("select at from " + span.table() + " where task_id = ? and at >= ?", taskId, since)
            .add("order by at limit 1")
            .rows(store, row -> Objects.requireNonNull(StoreQuery.instant(row, "at")))
            .stream()
            .findFirst();
  }

  /**
   * The stretches since a moment, oldest first.
   *
   * @param stretch how long each is, in whole seconds
   */
  public List<Point> read(long taskId, ChangeSpan span, Instant since, Duration stretch) {
    String pieces =
        switch (span) {
          case HOUR -> BETWEEN_SAMPLES.formatted("?");
          case DAY -> "task_minute where task_id = ? and at >= ?";
        };
    return new StoreQuery()
        .add("select max(at) as at, " + SUMS + " from " + pieces, taskId, since)
        .add("group by floor(extract(epoch from at) / ?) order by 1", stretch.toSeconds())
        .rows(store, ChangeSeries::point);
  }

  private static Point point(ResultSet row) throws SQLException {
    double seconds = Math.max(0.001, row.getLong("span_ms") / 1000.0);
    return new Point(
        Objects.requireNonNull(StoreQuery.instant(row, "at")),
        row.getLong("change_count") / seconds,
        duration(row, "latency_ms"),
        duration(row, "source_latency_ms"));
  }

  private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    Long millis = row.getObject(column, Long.class);
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
