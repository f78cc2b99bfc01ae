package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.godwit.task.LogComponent;
import org.godwit.task.LogLevel;
import org.godwit.task.LogLine;

/** Reads a task's log from its end, and on from a line that is known. */
@ApplicationScoped
public class LogTail {
  /** Lines that a page shows at once. */
  public static final int LINES = 300;

  private static final int DOWNLOAD_STEP = 10_000;

  private final DataSource store;

  LogTail(DataSource store) {
    this.store = store;
  }

  /**
   * A line and its place.
   *
   * @param id grows with time
   * @param line what it says
   */
  public record Numbered(long id, LogLine line) {}

  /**
   * Which lines.
   *
   * @param level that grave or graver
   * @param text part of the message or of the table's name; empty for all
   */
  public record Filter(LogLevel level, String text) {}

  /** The last lines before one, oldest first. */
  public List<Numbered> before(long taskId, Filter filter, long id) {
    return lines(taskId, filter)
        .add("and id < ?", id)
        .add("order by id desc limit ?", LINES)
        .rows(store, LogTail::read)
        .reversed();
  }

  /** The next lines after one, oldest first. */
  public List<Numbered> after(long taskId, Filter filter, long id) {
    return lines(taskId, filter)
        .add("and id > ?", id)
        .add("order by id limit ?", LINES)
        .rows(store, LogTail::read);
  }

  /** Every line, oldest first; never more than a part of them is in memory. */
  public void all(long taskId, Filter filter, Consumer<LogLine> to) {
    long last = 0;
    List<Numbered> step;
    do {
      step =
          lines(taskId, filter)
              .add("and id > ?", last)
              .add("order by id limit ?", DOWNLOAD_STEP)
              .rows(store, LogTail::read);
      step.forEach(it -> to.accept(it.line()));
      last = step.isEmpty() ? last : step.getLast().id();
    } while (step.size() == DOWNLOAD_STEP);
  }

  /** The latest warnings and errors about one table, oldest first. */
  public List<Numbered> about(long taskId, String table, int most) {
    return new StoreQuery()
        .add("select * from task_log where task_id = ? and table_name = ?", taskId, table)
        .add("and level in ('ERROR', 'WARNING') order by id desc limit ?", most)
        .rows(store, LogTail::read)
        .reversed();
  }

  private static StoreQuery lines(long taskId, Filter filter) {
    StoreQuery query = new StoreQuery().add("select * from task_log where task_id = ?", taskId);
    switch (filter.level()) {
      case ERROR -> query.add("and level = 'ERROR'");
      case WARNING -> query.add("and level in ('ERROR', 'WARNING')");
      case INFO -> query.add("and level <> 'DEBUG'");
      case DEBUG -> query.add("");
    }
    if (!filter.text().isBlank()) {
      String text = StoreQuery.containing(filter.text());
      query.add(
          "and (lower(message) like ? escape '!' or lower(table_name) like ? escape '!')",
          text,
          text);
    }
    return query;
  }

  private static Numbered read(ResultSet row) throws SQLException {
    Instant at = Objects.requireNonNull(StoreQuery.instant(row, "at"));
    return new Numbered(
        row.getLong("id"),
        new LogLine(
            at,
            LogLevel.valueOf(row.getString("level")),
            LogComponent.valueOf(row.getString("component")),
            row.getString("table_name"),
            row.getString("message")));
  }
}
