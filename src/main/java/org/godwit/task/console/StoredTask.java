package org.godwit.task.console;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.Failure;
import org.godwit.task.MigrationType;
import org.godwit.task.StopReason;
import org.godwit.task.TaskState;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A task as the store keeps it: its description, its state, and the figures of its last run. */
@Entity
@DynamicUpdate // mapping and settings may be large, and figures change each second
@Table(name = "task")
@SuppressWarnings("NullAway.Init") // the store fills the fields
public class StoredTask extends PanacheEntityBase {
  /**
   * For transactions that lock what other consoles wait for: where their console is paused, or its
   * machine gone, the store's server ends them, earlier than the console counts as dead.
   */
  static final String WHILE_OTHERS_WAIT = "set local idle_in_transaction_session_timeout = '5s'";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  public Long projectId;

  /** Unique in its project whatever its case. */
  public String name;

  /** The name under which the target's control schema knows the task; never changes. */
  public String controlName;

  public Long sourceEndpointId;
  public Long targetEndpointId;

  @Enumerated(EnumType.STRING)
  public MigrationType type;

  /** Where changes begin, as {@link TaskKind} has it. */
  public String startPosition = "";

  /** Up to where changes are applied, as {@link TaskKind} has it. */
  public String stopPosition = "";

  /** Table mappings, DMS's JSON. */
  public String mapping;

  /** Task settings, DMS's JSON. */
  public String settings;

  /** How often name, mapping or settings were changed. */
  public long version;

  @Enumerated(EnumType.STRING)
  public TaskState state;

  /** What the run is doing, empty where none is. */
  public String phase;

  @Enumerated(EnumType.STRING)
  public @Nullable StopReason stopReason;

  /** Why the last run failed and what to do, empty where it did not. */
  public String failure;

  @Enumerated(EnumType.STRING)
  public @Nullable Failure failureKind;

  /** At how many points in time the source was read. */
  public int pointsInTime;

  /** Measured over the last 30 seconds while it runs; then the run's average while it loaded. */
  public double rowsPerSecond;

  /** Measured over the last 30 seconds of the run. */
  public double bytesPerSecond;

  /** An estimate, null where there is none. */
  public @Nullable Long secondsLeft;

  /** The position behind the last change on the target; empty before it is known. */
  public String changePosition = "";

  /** Measured over the last 30 seconds of the run. */
  public double changesPerSecond;

  /** From the source's commit of the last transaction until it came, null before the first. */
  public @Nullable Long sourceLatencyMs;

  /** From the source's commit of the last change to the target's, null before the first. */
  public @Nullable Long latencyMs;

  /** When the target committed the last change, null before the first. */
  public @Nullable Instant appliedAt;

  /** Whether the next start of the console lets it go on, for it was the console that ended it. */
  public boolean resumes;

  /** The console whose process runs it, or ran it last; empty for none. */
  public String owner = "";

  /** Until then no other console takes the run over, by the store's clock. */
  public @Nullable Instant ownedUntil;

  public Instant createdAt;
  public Instant stateSince;
  public @Nullable Instant startedAt;
  public @Nullable Instant endedAt;

  /** Whether a person has acknowledged the altered values of the last run. */
  public boolean acknowledged;

  /** Who has, empty for nobody. */
  public String acknowledgedBy = "";

  public @Nullable Instant acknowledgedAt;

  /** How long the rest will take, an estimate. */
  public Optional<Duration> timeLeft() {
    return Optional.ofNullable(secondsLeft).map(Duration::ofSeconds);
  }

  /** What it does with rows and changes. */
  public TaskKind kind() {
    return new TaskKind(type, startPosition, stopPosition);
  }

  /** The tasks of these projects, by name. */
  public static List<StoredTask> of(List<Long> projectIds) {
    return projectIds.isEmpty()
        ? List.of()
        : list("projectId in (?1) order by lower(name), id", projectIds);
  }

  /**
   * The task with its row locked for the rest of the transaction; null where it is gone. Whoever
   * else wants the row waits, other consoles too, so {@link #WHILE_OTHERS_WAIT} bounds that.
   */
  static @Nullable StoredTask locked(long id) {
    getEntityManager().createNativeQuery(WHILE_OTHERS_WAIT).executeUpdate();
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Locks the row likewise, and reads it anew. */
  void lock() {
    getEntityManager().createNativeQuery(WHILE_OTHERS_WAIT).executeUpdate();
    getEntityManager().refresh(this, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The task of that name in the project, whatever its case. */
  static Optional<StoredTask> named(long projectId, String name) {
    return find("projectId = ?1 and lower(name) = lower(?2)", projectId, name)
        .firstResultOptional();
  }

  @Override
  public String toString() {
    return "task " + name;
  }
}
