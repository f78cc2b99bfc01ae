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

/** A task that somebody is describing. Nobody else sees it. */
@Entity
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class TaskDraft extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public long projectId;
  public long userId;
  public Instant changedAt;

  @JdbcTypeCode(SqlTypes.JSON)
  public TaskDraftContent content;

  static List<TaskDraft> ofUser(long userId) {
    return list("userId = ?1 order by changedAt desc", userId);
  }

  static Optional<TaskDraft> ofUser(long userId, long id) {
    return find("userId = ?1 and id = ?2", userId, id).firstResultOptional();
  }

  @Override
  public String toString() {
    return "draft of task " + content.name();
  }
}
