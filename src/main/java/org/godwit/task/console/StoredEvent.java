package org.godwit.task.console;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that has happened to a task, as the store keeps it. */
@Entity
@Table(name = "task_event")
@SuppressWarnings("NullAway.Init") // the store fills the fields
class StoredEvent extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  Instant at;
  Long projectId;

  /** Null where the task is gone. */
  @Nullable Long taskId;

  /** As it was called then. */
  String taskName;

  @Enumerated(EnumType.STRING)
  EventKind kind;

  /** Who did it, empty for the console itself. */
  String actor;

  String message;
}
