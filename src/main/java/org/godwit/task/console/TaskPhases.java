package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.godwit.task.TaskProgress;

/** Reads the stretches of a task's last run. */
@ApplicationScoped
public class TaskPhases {
  private final DataSource store;

  TaskPhases(DataSource store) {
    this.store = store;
  }

  /** The phases so far, in order. */
  public List<TaskProgress.Phase> read(long taskId) {
    return new StoreQuery()
        .add("select * from task_phase where task_id = ? order by number", taskId)
        .rows(
            store,
            row ->
                new TaskProgress.Phase(
                    row.getString("name"),
                    Objects.requireNonNull(StoreQuery.instant(row, "started_at")),
                    StoreQuery.instant(row, "ended_at")));
  }
}
