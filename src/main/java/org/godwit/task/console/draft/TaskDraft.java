package org.godwit.task.console.draft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A task that somebody is describing. Nobody else sees it. */
@Entity
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class TaskDraft extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public long projectId;
  public long userId;

  /** The task that is changed; null for a new one. */
  public @Nullable Long taskId;

  /** The version of the task that the change began with; 0 for a new one. */
  public long taskVersion;

  public Instant changedAt;

  @JdbcTypeCode(SqlTypes.JSON)
  public TaskDraftContent content;

  static List<TaskDraft> ofUser(long userId) {
    return list("userId = ?1 order by changedAt desc", userId);
  }

  static Optional<TaskDraft> changing(long userId, long taskId) {
    return find("userId = ?1 and taskId = ?2", userId, taskId).firstResultOptional();
  }

  static Optional<TaskDraft> ofUser(long userId, long id) {
    return find("userId = ?1 and id = ?2", userId, id).firstResultOptional();
  }

  /** Whether it changes a task that is there. */
  public boolean isChange() {
    return taskId != null;
  }

  @Override
  public String toString() {
    return "draft of task " + content.name();
  }
}
