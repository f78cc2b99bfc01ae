package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.godwit.engine.KeptLog;
import org.godwit.task.SourceLog;
import org.jspecify.annotations.Nullable;

/** Reads what the source of a task was last seen to keep of its log. */
@ApplicationScoped
public class SourceLogs {
  private final DataSource store;

  SourceLogs(DataSource store) {
    this.store = store;
  }

  /** Empty where no run has looked yet. */
  public Optional<SourceLog> find(long taskId) {
    return new StoreQuery()
            .add("select * from task_source_log where task_id = ?", taskId)
            .rows(store, SourceLogs::read)
            .stream()
            .findFirst();
  }

  private static SourceLog read(ResultSet row) throws SQLException {
    KeptLog kept =
        new KeptLog(
            row.getString("holder"),
            row.getString("state"),
            row.getString("setting"),
            row.getLong("bytes"),
            row.getObject("bytes_max", Long.class),
            Duration.ofMillis(row.getLong("age_ms")),
            duration(row, "age_max_ms"));
    return new SourceLog(
        row.getString("stream"),
        kept,
        row.getLong("alarm_bytes"),
        duration(row, "left_ms"),
        Objects.requireNonNull(StoreQuery.instant(row, "at")));
  }

  private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    Long millis = row.getObject(column, Long.class);
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
