package org.godwit.task.console;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.godwit.security.CurrentUser;
import org.godwit.security.SignedIn;

/**
 * Writes down what happens to tasks, always in the transaction that makes it true: either both are
 * there or neither. It is a timeline for those who look after databases; who changed which field is
 * the audit's, what a run does in detail the log's.
 */
@ApplicationScoped
public class TaskEvents {
  /** How long events are kept. */
  public static final Duration KEPT = Duration.ofDays(90);

  /** How many are kept in all. */
  public static final int KEPT_MAX = 100_000;

  private final CurrentUser currentUser;
  private final Clock clock;

  TaskEvents(CurrentUser currentUser, Clock clock) {
    this.currentUser = currentUser;
    this.clock = clock;
  }

  /** The event has happened to the task, by whoever asks. */
  @Transactional(Transactional.TxType.MANDATORY)
  void add(StoredTask task, EventKind kind, String message) {
    StoredEvent event = new StoredEvent();
    event.at = clock.instant();
    event.projectId = task.projectId;
    event.taskId = kind == EventKind.DELETED ? null : task.id;
    event.taskName = task.name;
    event.kind = kind;
    event.actor = currentUser.optional().map(SignedIn::shownName).orElse("");
    event.message = message.replace('\u0000', '\uFFFD');
    event.persist();
  }

  /**
   * As {@link #add}, unless the latest of these kinds says so already: what comes and goes within
   * seconds is told once.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void turn(StoredTask task, EventKind kind, Collection<EventKind> among, String message) {
    if (!isLatest(task.id, kind, among)) {
      add(task, kind, message);
    }
  }

  /** Whether the latest event of these kinds is of that one. */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean isLatest(long taskId, EventKind kind, Collection<EventKind> among) {
    return StoredEvent.<StoredEvent>find(
            "taskId = ?1 and kind in (?2) order by id desc", taskId, among)
        .range(0, 0)
        .firstResultOptional()
        .filter(event -> event.kind == kind)
        .isPresent();
  }

  /** Keeps the store from growing for ever. */
  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void forgetOld() {
    forget(KEPT, KEPT_MAX);
  }

  @Transactional
  void forget(Duration kept, int most) {
    StoredEvent.delete("at < ?1", clock.instant().minus(kept));
    StoredEvent.<StoredEvent>find("order by id desc")
        .range(most, most)
        .firstResultOptional()
        .ifPresent(oldest -> StoredEvent.delete("id <= ?1", oldest.id));
  }
}
