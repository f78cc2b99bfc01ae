package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.endpoint.Endpoint;
import org.godwit.endpoint.Endpoints;
import org.godwit.mapping.TableMapping;
import org.godwit.security.Audit;
import org.godwit.security.CurrentUser;
import org.godwit.security.InvalidInput;
import org.godwit.store.StoreSight;
import org.godwit.store.ThisConsole;
import org.godwit.task.ChangeProgress;
import org.godwit.task.StopReason;
import org.godwit.task.Task;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskState;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.settings.TaskSettings;
import org.jspecify.annotations.Nullable;

/** The one place where a stored task changes its state. */
@ApplicationScoped
public class TaskStates {
  private static final String ABANDONED =
      "The console ended while the task ran. Resume it: it goes on from what is committed.";

  private static final List<TaskState> ACTIVE =
      List.of(TaskState.STARTING, TaskState.RUNNING, TaskState.STOPPING);

  private final Endpoints endpoints;
  private final CurrentUser currentUser;
  private final Audit audit;
  private final Clock clock;
  private final ThisConsole console;
  private final StoreSight sight;
  private final TaskTurns turns;

  TaskStates(
      Endpoints endpoints,
      CurrentUser currentUser,
      Audit audit,
      Clock clock,
      ThisConsole console,
      TaskTurns turns) {
    this.endpoints = endpoints;
    this.currentUser = currentUser;
    this.audit = audit;
    this.clock = clock;
    this.console = console;
    this.sight = console.sight();
    this.turns = turns;
  }

  /**
   * The task is about to run.
   *
   * @param why it begins
   * @param reload the tables that are to be loaded again
   * @return what is to be run
   * @throws InvalidInput on {@code state} where the task runs already
   */
  @Transactional
  Asked starting(long taskId, RunCause why, Set<TableName> reload) {
    StoredTask task = locked(taskId);
    boolean isSetUp = why == RunCause.SET_UP;
    Map<String, String> consented = isSetUp ? Map.of("source", task.failure) : Map.of();
    change(task, TaskState.STARTING);
    turns.starting(task, why, reload);
    hold(task);
    task.resumes = false;
    task.failure = "";
    task.failureKind = null;
    task.stopReason = null;
    task.startedAt = clock.instant();
    task.endedAt = null;
    task.acknowledged = false;
    task.acknowledgedBy = "";
    task.acknowledgedAt = null;
    audit.record(Tasks.audited(why.action(), task), Map.of(), consented);
    ChangeWishes wishes =
        new ChangeWishes(
            given(task.startPosition), given(task.stopPosition), Optional.empty(), isSetUp);
    return new Asked(
        task.name,
        described(task),
        why == RunCause.BY_ITSELF ? wishes.byItself() : wishes.asking());
  }

  private void hold(StoredTask task) {
    task.owner = console.name();
    task.ownedUntil = console.heldUntil();
  }

  private boolean isOwned(StoredTask task) {
    return task.owner.equals(console.name());
  }

  private static Optional<String> given(String position) {
    return Optional.of(position).filter(it -> !it.isEmpty());
  }

  /**
   * What a run is asked to do.
   *
   * @param name of the task as people know it
   * @param task to be run
   * @param wishes for the changes that it follows
   */
  record Asked(String name, Task task, ChangeWishes wishes) {}

  /** The task as runs know it. */
  Task described(StoredTask task) {
    return new Task(
        task.controlName,
        task.type,
        endpoints.config(Endpoint.findById(task.sourceEndpointId)),
        endpoints.config(Endpoint.findById(task.targetEndpointId)),
        TableMapping.parse(task.mapping),
        TaskSettings.parse(task.settings));
  }

  /** The run has begun. */
  @Transactional
  void running(long taskId) {
    StoredTask task = locked(taskId);
    if (isOwned(task) && task.state == TaskState.STARTING) {
      change(task, TaskState.RUNNING);
    }
  }

  /** A person wants the run to end. */
  @Transactional
  void stopping(long taskId) {
    StoredTask task = locked(taskId);
    if (task.state != TaskState.STOPPING) {
      change(task, TaskState.STOPPING);
      turns.stopAsked(task);
      audit.record(Tasks.audited("task.stop", task), Map.of(), Map.of());
    }
  }

  /** The run has ended; one that another console has taken over is that one's to tell of. */
  @Transactional
  void ended(RunningTask run, TaskOutcome outcome) {
    StoredTask task = locked(run.taskId());
    if (!isOwned(task)) {
      return;
    }
    boolean failed =
        outcome.reason() == StopReason.FATAL_ERROR
            || outcome.reason() == StopReason.RECOVERABLE_ERROR;
    if (task.state == TaskState.STARTING && !failed) {
      change(task, TaskState.RUNNING);
    }
    boolean isByConsole = outcome.reason() == StopReason.NORMAL && run.isEndedByConsole();
    task.resumes = isByConsole && mayResume(task);
    change(task, failed ? TaskState.FAILED : TaskState.STOPPED);
    turns.ended(task, outcome, isByConsole);
    show(task, run);
    task.phase = "";
    task.rowsPerSecond = run.progress().rowsPerSecondOnAverage();
    task.bytesPerSecond = 0;
    task.changesPerSecond = 0;
    task.secondsLeft = null;
    task.stopReason = outcome.reason();
    task.failure = outcome.message();
    task.failureKind = outcome.failure();
    task.endedAt = clock.instant();
  }

  /** How a run of this console stands to the store. */
  enum Hold {
    KEPT,
    /** A person has asked another console to stop it. */
    TO_STOP,
    /** Another console has taken it over, or the task is gone. */
    LOST
  }

  /**
   * Renews this console's holds; to be called more often than {@link ThisConsole#HELD}.
   *
   * @return how each of these tasks stands to it
   */
  @Transactional
  Map<Long, Hold> renew(Set<Long> tasks) {
    if (tasks.isEmpty()) {
      return Map.of();
    }
    StoredTask.getEntityManager().createNativeQuery(StoredTask.WHILE_OTHERS_WAIT).executeUpdate();
    // A row that is locked is renewed the next time; nobody takes it over meanwhile, either.
    StoredTask.getEntityManager()
        .createNativeQuery(
            """
            update task set owned_until = ?1 where id in (
              select id from task where id = any(?2) and owner = ?3 for no key update skip locked)
            """)
        .setParameter(1, console.heldUntil())
        .setParameter(2, tasks.toArray(Long[]::new))
        .setParameter(3, console.name())
        .executeUpdate();
    return holds(tasks);
  }

  /** The same without renewing anything. */
  @Transactional
  Map<Long, Hold> holds(Set<Long> tasks) {
    Map<Long, Hold> holds = new HashMap<>();
    tasks.forEach(id -> holds.put(id, Hold.LOST));
    StoredTask.getEntityManager()
        .createQuery(
            "select id, state from StoredTask where id in (?1) and owner = ?2", Object[].class)
        .setParameter(1, tasks)
        .setParameter(2, console.name())
        .getResultList()
        .forEach(
            row ->
                holds.put((Long) row[0], row[1] == TaskState.STOPPING ? Hold.TO_STOP : Hold.KEPT));
    return holds;
  }

  /** The figures of the run at this moment. */
  @Transactional
  void figures(RunningTask run) {
    StoredTask task = locked(run.taskId());
    if (isOwned(task) && task.state.isActive()) {
      show(task, run);
    }
  }

  private void show(StoredTask task, RunningTask run) {
    turns.doing(task, run.progress().doing());
    task.phase = run.progress().doing();
    task.pointsInTime = run.progress().pointsInTime();
    task.rowsPerSecond = run.meter().rowsPerSecond();
    task.bytesPerSecond = run.meter().bytesPerSecond();
    task.secondsLeft = run.meter().timeLeft().map(Duration::toSeconds).orElse(null);
    ChangeProgress changes = run.progress().changes();
    task.changesPerSecond = run.meter().changesPerSecond();
    if (!changes.position().isEmpty()) {
      task.changePosition = changes.position();
      task.sourceLatencyMs = millis(changes.sourceLatency(clock.instant()));
      task.latencyMs = millis(changes.latency(clock.instant()));
      Instant appliedAt = changes.appliedAt();
      task.appliedAt = appliedAt == null ? task.appliedAt : appliedAt;
    }
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  /** The altered values of the last run were seen. */
  @Transactional
  void acknowledged(long taskId) {
    StoredTask task = locked(taskId);
    if (task.state.isActive()) {
      throw new InvalidInput(
          "state",
          "Task %s is running; acknowledge what it altered when it has ended."
              .formatted(task.name));
    }
    task.acknowledged = true;
    task.acknowledgedBy = currentUser.get().shownName();
    task.acknowledgedAt = clock.instant();
    audit.record(Tasks.audited("task.acknowledge", task), Map.of(), Map.of());
  }

  /** A person has set the sequences of the task's target; its state stays. */
  @Transactional
  void sequencesSet(long taskId, String done) {
    StoredTask task = StoredTask.findById(taskId);
    if (task != null) {
      audit.record(Tasks.audited("task.set-sequences", task), Map.of(), Map.of("sequences", done));
    }
  }

  /**
   * Takes over tasks that say that they run, while no console renews its hold on them.
   *
   * @param here what runs in this process
   */
  @Transactional
  void takeOverAbandoned(Set<Long> here) {
    Instant now = console.now();
    if (!sight.seen()) {
      return;
    }
    for (StoredTask seen : StoredTask.<StoredTask>list("state in (?1)", ACTIVE)) {
      if (!here.contains(seen.id) && isAbandoned(seen, now)) {
        StoredTask task = locked(seen.id);
        StoredTask.getEntityManager().refresh(task); // another console may have been first
        if (ACTIVE.contains(task.state) && isAbandoned(task, now)) {
          takeOver(task);
        }
      }
    }
  }

  private static boolean isAbandoned(StoredTask task, Instant now) {
    Instant until = task.ownedUntil;
    return until == null || until.isBefore(now);
  }

  private void takeOver(StoredTask task) {
    task.owner = console.name(); // who held it comes too late from now on
    task.resumes = mayResume(task);
    change(task, TaskState.FAILED);
    turns.takenOver(task);
    task.stopReason = StopReason.RECOVERABLE_ERROR;
    task.failure = ABANDONED;
    task.phase = "";
    task.rowsPerSecond = 0;
    task.changesPerSecond = 0;
    task.endedAt = clock.instant();
  }

  /** A source goes on changing, and keeps its log for that; a load waits until somebody looks. */
  private static boolean mayResume(StoredTask task) {
    return task.type.follows() && task.state != TaskState.STOPPING;
  }

  /**
   * A task that is to go on by itself can't; it is tried again, and told once.
   *
   * @return whether that is news
   */
  @Transactional
  boolean notResumed(long taskId, String why) {
    StoredTask task = StoredTask.locked(taskId);
    if (task == null || !task.resumes || task.state.isActive()) {
      return false; // another console runs it
    }
    String failure =
        "The task was to go on by itself, and can't: " + why + " It is tried again all the time.";
    if (task.failure.equals(failure)) {
      return false;
    }
    task.failure = failure;
    turns.notResumed(task, failure);
    return true;
  }

  /** The tasks that go on by themselves. */
  List<Long> resuming() {
    return StoredTask.<StoredTask>list("resumes").stream().map(task -> task.id).toList();
  }

  private StoredTask locked(long taskId) {
    StoredTask task = StoredTask.locked(taskId);
    if (task == null) {
      throw new InvalidInput("state", "The task is gone.");
    }
    return task;
  }

  private void change(StoredTask task, TaskState next) {
    if (!task.state.mayBecome(next)) {
      throw new InvalidInput(
          "state",
          "Task %s is %s and can't become %s."
              .formatted(
                  task.name,
                  task.state.name().toLowerCase(Locale.ROOT),
                  next.name().toLowerCase(Locale.ROOT)));
    }
    task.state = next;
    task.stateSince = clock.instant();
  }
}
