package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads what has happened to tasks. It asks nobody for leave: give it the projects that whoever
 * looks may see.
 */
@ApplicationScoped
public class EventList {
  /** Events on one page. */
  public static final int PAGE = 50;

  private static final String FROM = "from task_event e join project p on p.id = e.project_id";

  private final DataSource store;

  EventList(DataSource store) {
    this.store = store;
  }

  /**
   * Something that has happened.
   *
   * @param id grows with time
   * @param at when
   * @param project of the task
   * @param taskId null where the task is gone
   * @param taskName as it was called then
   * @param kind what
   * @param actor who did it, empty for the console itself
   * @param message in a sentence
   */
  public record Event(
      long id,
      Instant at,
      TaskSummary.Owner project,
      @Nullable Long taskId,
      String taskName,
      EventKind kind,
      String actor,
      String message) {}

  /** One page of the events of these projects, the latest first. */
  public Page<Event> read(Collection<Long> projects, EventFilter filter) {
    long total =
        where(new StoreQuery().add("select count(*)").add(FROM), projects, filter)
            .rows(store, row -> row.getLong(1))
            .getFirst();
    int page = Math.clamp(filter.page(), 0, Page.last(total, PAGE));
    List<Event> events =
        where(select(), projects, filter)
            .add("order by e.id desc limit ? offset ?", PAGE, page * PAGE)
            .rows(store, EventList::read);
    return new Page<>(events, total, page, PAGE);
  }

  /** The latest events of these projects. */
  public List<Event> latest(Collection<Long> projects, int most) {
    return select()
        .add("where e.project_id = any (?)", projects)
        .add("order by e.id desc limit ?", most)
        .rows(store, EventList::read);
  }

  private static StoreQuery select() {
    return new StoreQuery().add("select e.*, p.name as project").add(FROM);
  }

  private static StoreQuery where(StoreQuery query, Collection<Long> projects, EventFilter filter) {
    String kinds =
        filter.kinds().stream().map(kind -> "'" + kind + "'").collect(Collectors.joining(", "));
    query.add("where e.project_id = any (?)", projects);
    query.add(kinds.isEmpty() ? "and false" : "and e.kind in (" + kinds + ")");
    Long taskId = filter.taskId();
    if (taskId != null) {
      query.add("and e.task_id = ?", taskId);
    }
    if (!filter.text().isBlank()) {
      String text = StoreQuery.containing(filter.text());
      query.add(
          "and (lower(e.task_name) like ? escape '!' or lower(e.message) like ? escape '!')",
          text,
          text);
    }
    return query;
  }

  private static Event read(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("id"),
        Objects.requireNonNull(StoreQuery.instant(row, "at")),
        new TaskSummary.Owner(row.getLong("project_id"), row.getString("project")),
        row.getObject("task_id", Long.class),
        row.getString("task_name"),
        EventKind.valueOf(row.getString("kind")),
        row.getString("actor"),
        row.getString("message"));
  }
}
