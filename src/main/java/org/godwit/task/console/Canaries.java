package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.godwit.catalog.TableName;
import org.godwit.task.CanarySight;

/** What the store knows of tasks' canaries, each of its task's last run. */
@ApplicationScoped
public class Canaries {
  private static final List<EventKind> TOLD = List.of(EventKind.CANARY_LATE, EventKind.CANARY_SEEN);

  private final DataSource store;
  private final TaskEvents events;

  Canaries(DataSource store, TaskEvents events) {
    this.store = store;
    this.events = events;
  }

  /** Empty where the last run has none, or has not come to it. */
  public Optional<CanarySight> find(long taskId) {
    return new StoreQuery()
            .add("select * from task_canary where task_id = ?", taskId)
            .rows(store, Canaries::read)
            .stream()
            .findFirst();
  }

  private static CanarySight read(ResultSet row) throws SQLException {
    Long took = row.getObject("took_ms", Long.class);
    return new CanarySight(
        new TableName(row.getString("source_schema"), row.getString("source_table")),
        StoreQuery.instant(row, "written_at"),
        row.getBoolean("on_its_way"),
        row.getBoolean("late"),
        took == null ? null : Duration.ofMillis(took),
        StoreQuery.instant(row, "seen_at"),
        row.getString("trouble"));
  }

  /** Tells of one that has become late, and of its coming after that. */
  @Transactional(Transactional.TxType.MANDATORY)
  void turn(long taskId, CanarySight sight) {
    boolean isTold = events.isLatest(taskId, EventKind.CANARY_LATE, TOLD);
    if (sight.isLate() && !isTold) {
      events.add(
          StoredTask.findById(taskId),
          EventKind.CANARY_LATE,
          "The canary that was written on the source at %s has not arrived on the target: what has changed on the source since then may be missing there."
              .formatted(sight.writtenAt()));
    } else if (isTold && !sight.isOnItsWay() && sight.seenAt() != null) {
      events.add(
          StoredTask.findById(taskId),
          EventKind.CANARY_SEEN,
          "The canary arrives on the target again.");
    }
  }
}
