package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.godwit.engine.Failure;
import org.godwit.task.MigrationType;
import org.godwit.task.StopReason;
import org.godwit.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Reads tasks with the sums over their tables. It asks nobody for leave: give it the projects that
 * whoever looks may see.
 */
@ApplicationScoped
public class TaskList {
  /** Tasks on one page. */
  public static final int PAGE = 50;

  private static final String FROM =
      """
      from task t
        join project p on p.id = t.project_id
        join endpoint s on s.id = t.source_endpoint_id
        join endpoint g on g.id = t.target_endpoint_id
      """;

  /** Whether the source's log runs out for the task, as {@code SourceLog} has it. */
  private static final String PRESSED =
      """
      exists (select 1 from task_source_log l where l.task_id = t.id and (0.8 <= greatest(
        l.bytes::float8 / nullif(l.bytes_max, 0), l.age_ms::float8 / nullif(l.age_max_ms, 0))
        or l.bytes_max is null and l.age_max_ms is null and l.alarm_bytes > 0
          and l.bytes >= l.alarm_bytes))
      """;

  /** Whether what is written on the source of the running task doesn't come to the target. */
  private static final String LATE =
      "(%s and exists (select 1 from task_canary c where c.task_id = t.id and c.late))"
          .formatted(TaskFilter.Standing.RUNNING.condition());

  private final DataSource store;

  TaskList(DataSource store) {
    this.store = store;
  }

  /** One page of the tasks of these projects. */
  public Page<TaskSummary> read(Collection<Long> projects, TaskFilter filter) {
    long total =
        where(new StoreQuery().add("select count(*)").add(FROM), projects, filter)
            .rows(store, row -> row.getLong(1))
            .getFirst();
    int page = Math.clamp(filter.page(), 0, Page.last(total, PAGE));
    StoreQuery query = where(select(), projects, filter);
    query.add(
        "order by " + filter.sort().column() + (filter.descending() ? " desc" : "") + ", t.id");
    query.add("limit ? offset ?", PAGE, page * PAGE);
    return new Page<>(query.rows(store, TaskList::read), total, page, PAGE);
  }

  /** The tasks of these projects that a process works on, the latest first. */
  public List<TaskSummary> running(Collection<Long> projects) {
    return select()
        .add(
            "where t.project_id = any (?) and " + TaskFilter.Standing.RUNNING.condition(), projects)
        .add("order by t.started_at desc, t.id limit ?", PAGE)
        .rows(store, TaskList::read);
  }

  /** The tasks of these projects that have run and do not now, the latest first. */
  public List<TaskSummary> ended(Collection<Long> projects, int most) {
    return select()
        .add("where t.project_id = any (?) and t.ended_at is not null", projects)
        .add("order by t.ended_at desc, t.id limit ?", most)
        .rows(store, TaskList::read);
  }

  /** The tasks of these projects that need a person, those that need one longest first. */
  public List<TaskSummary> needy(Collection<Long> projects, int most) {
    return select()
        .add("where t.project_id = any (?)", projects)
        .add("and (not " + TaskFilter.Standing.RUNNING.condition())
        .add("or t.type <> 'FULL_LOAD' and f.failed > 0 or " + PRESSED + " or " + LATE + ")")
        .add("and (t.state = 'FAILED' or f.failed > 0 or f.differing > 0 or " + PRESSED)
        .add("or " + LATE)
        .add("or (t.type <> 'FULL_LOAD' and t.state = 'STOPPED' and t.change_position <> '')")
        .add(
            "or (not t.acknowledged and (f.altered_total + f.rejected_total + f.change_rejected_total > 0)))")
        .add("order by t.state_since, t.id limit ?", most)
        .rows(store, TaskList::read);
  }

  /** One task. */
  public Optional<TaskSummary> find(long taskId) {
    return select().add("where t.id = ?", taskId).rows(store, TaskList::read).stream().findFirst();
  }

  private static StoreQuery select() {
    return new StoreQuery()
        .add(
            "select t.*, t.state as run_state, p.name as project, s.name as source, s.engine as source_engine,")
        .add("g.name as target, g.engine as target_engine, f.*")
        .add(FROM)
        .add("cross join lateral (select " + TaskFigures.COLUMNS)
        .add("from task_table where task_id = t.id) f");
  }

  private static StoreQuery where(StoreQuery query, Collection<Long> projects, TaskFilter filter) {
    query.add("where t.project_id = any (?) and " + filter.standing().condition(), projects);
    if (!filter.text().isBlank()) {
      String text = StoreQuery.containing(filter.text());
      query.add(
          "and (lower(t.name) like ? escape '!' or lower(p.name) like ? escape '!'"
              + " or lower(s.name) like ? escape '!' or lower(g.name) like ? escape '!')",
          text,
          text,
          text,
          text);
    }
    return query;
  }

  private static TaskSummary read(ResultSet row) throws SQLException {
    return new TaskSummary(
        row.getLong("id"),
        row.getString("name"),
        new TaskSummary.Owner(row.getLong("project_id"), row.getString("project")),
        end(row, "source"),
        end(row, "target"),
        MigrationType.valueOf(row.getString("type")),
        run(row),
        changes(row),
        TaskFigures.read(row));
  }

  private static TaskSummary.End end(ResultSet row, String which) throws SQLException {
    return new TaskSummary.End(
        row.getLong(which + "_endpoint_id"),
        row.getString(which),
        row.getString(which + "_engine"));
  }

  private static TaskSummary.Changes changes(ResultSet row) throws SQLException {
    return new TaskSummary.Changes(
        row.getString("change_position"),
        row.getString("start_position"),
        row.getString("stop_position"),
        row.getDouble("changes_per_second"),
        duration(row, "source_latency_ms"),
        duration(row, "latency_ms"),
        StoreQuery.instant(row, "applied_at"));
  }

  private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    Long millis = row.getObject(column, Long.class);
    return millis == null ? null : Duration.ofMillis(millis);
  }

  private static TaskSummary.Run run(ResultSet row) throws SQLException {
    String reason = row.getString("stop_reason");
    String kind = row.getString("failure_kind");
    return new TaskSummary.Run(
        TaskState.valueOf(row.getString("run_state")),
        Objects.requireNonNull(StoreQuery.instant(row, "state_since")),
        reason == null ? null : StopReason.valueOf(reason),
        row.getString("phase"),
        row.getString("failure"),
        kind == null ? null : Failure.valueOf(kind),
        new TaskSummary.Pace(
            row.getDouble("rows_per_second"),
            row.getDouble("bytes_per_second"),
            row.getObject("seconds_left", Long.class)),
        StoreQuery.instant(row, "started_at"),
        StoreQuery.instant(row, "ended_at"),
        row.getInt("points_in_time"),
        row.getBoolean("acknowledged")
            ? new TaskSummary.Acknowledged(
                row.getString("acknowledged_by"), StoreQuery.instant(row, "acknowledged_at"))
            : null);
  }
}
