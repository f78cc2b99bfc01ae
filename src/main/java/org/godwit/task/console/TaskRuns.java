package org.godwit.task.console;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.godwit.catalog.TableName;
import org.godwit.engine.Failure;
import org.godwit.security.InvalidInput;
import org.godwit.store.ThisConsole;
import org.godwit.task.LogComponent;
import org.godwit.task.Start;
import org.godwit.task.StopReason;
import org.godwit.task.TableWish;
import org.godwit.task.TableWishes;
import org.godwit.task.Task;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskRunner;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.settings.TaskSettings;
import org.jboss.logging.Logger;

/** Starts and stops tasks of this process, and keeps the store's mirror of them fresh. */
@ApplicationScoped
public class TaskRuns {
  private static final Logger LOG = Logger.getLogger(TaskRuns.class);

  /** After the secrets are open, abandoned runs are taken over, and a demo has begun its own. */
  private static final int LAST = Interceptor.Priority.APPLICATION + 1100;

  private static final Duration STOP_AT_SHUTDOWN_MAX = Duration.ofSeconds(15);

  private final Tasks tasks;
  private final TaskStates states;
  private final AskedTables asked;
  private final TaskMirror mirror;
  private final RunContexts contexts;
  private final TaskMetrics metrics;
  private final Event<TaskEnded> ended;
  private final Clock clock;
  private final Map<Long, RunningTask> running = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Whether this console takes up what others left: it has started, and doesn't end yet. */
  private volatile boolean resumes;

  TaskRuns(
      Tasks tasks,
      TaskStates states,
      AskedTables asked,
      TaskMirror mirror,
      RunContexts contexts,
      TaskMetrics metrics,
      Event<TaskEnded> ended,
      Clock clock) {
    this.tasks = tasks;
    this.states = states;
    this.asked = asked;
    this.mirror = mirror;
    this.contexts = contexts;
    this.metrics = metrics;
    this.ended = ended;
    this.clock = clock;
  }

  /** Begins, or goes on where the last run ended. */
  public void start(long taskId) {
    tasks.edit(taskId);
    begin(taskId, Start.RESUME, Set.of(), RunCause.ASKED);
  }

  /**
   * As {@link #start}; whoever asks consents to what the source has to be changed by, which the
   * last run has told.
   */
  public void startWithSetUp(long taskId) {
    tasks.edit(taskId);
    begin(taskId, Start.RESUME, Set.of(), RunCause.SET_UP);
  }

  /**
   * As {@link #start}, where no person asks: the demo at its start, whose servers are its own to
   * set up, and elsewhere each time.
   */
  public void startByConsole(long taskId) {
    begin(taskId, Start.RESUME_SAME_DATA, Set.of(), RunCause.SET_UP);
  }

  /**
   * Goes on although the task was loaded from another server or address so far: whoever asks says
   * that both hold the same data.
   */
  public void startWithSameData(long taskId) {
    tasks.edit(taskId);
    begin(taskId, Start.RESUME_SAME_DATA, Set.of(), RunCause.SAME_DATA);
  }

  /** Loads every table once more from the beginning. */
  public void restart(long taskId) {
    tasks.edit(taskId);
    begin(taskId, Start.RELOAD_TARGET, Set.of(), RunCause.RESTART);
  }

  /**
   * Loads some tables once more from the beginning. Where the task runs and follows changes, its
   * run does so as soon as it follows, and goes on with all tables then.
   *
   * @throws InvalidInput on {@code state} while the task runs and takes no such wish, on {@code
   *     tables} where none is named
   */
  public void reload(long taskId, Set<TableName> tables) {
    if (!isAsked(taskId, tables, TableWish.Deed.RELOAD)) {
      begin(taskId, Start.RESUME, tables, RunCause.RELOAD);
    }
  }

  /**
   * Applies no more changes of some tables, until they are reloaded or the task is resumed; the run
   * goes on with the others.
   *
   * @throws InvalidInput on {@code state} where the task doesn't run and follow changes, on {@code
   *     tables} where none is named
   */
  public void suspend(long taskId, Set<TableName> tables) {
    if (!isAsked(taskId, tables, TableWish.Deed.SUSPEND)) {
      throw new InvalidInput(
          "state", "Tables are suspended while their changes are applied; the task does not run.");
    }
  }

  private boolean isAsked(long taskId, Set<TableName> tables, TableWish.Deed deed) {
    if (tables.isEmpty()) {
      throw new InvalidInput("tables", "Choose at least one table.");
    }
    tasks.edit(taskId);
    boolean isAsked = asked.ask(taskId, tables, deed);
    if (isAsked) {
      // Another console's sees it in the store.
      runOf(taskId).ifPresent(run -> asked.exchange(taskId, run.tables()));
    }
    return isAsked;
  }

  /** Asks a run to end; it does within ten seconds, and says so in the task's state. */
  public void stop(long taskId) {
    StoredTask task = tasks.edit(taskId);
    if (!task.state.isActive()) {
      throw new InvalidInput("state", "Task %s is not running.".formatted(task.name));
    }
    states.stopping(taskId);
    runOf(taskId).ifPresent(run -> run.stop().give()); // another console's sees it in the store
  }

  /**
   * Changes how much a task asks of its source: at once where it runs in this process, and for its
   * next runs.
   *
   * @param rowsPerSecond as typed, 0 for no limit
   * @param connections that read at once, as typed, 0 for two for each processor
   * @throws InvalidInput on {@code rowsPerSecond} and {@code connections}
   */
  public void limit(long taskId, String rowsPerSecond, String connections) {
    TaskSettings settings = tasks.limit(taskId, rowsPerSecond, connections);
    RunningTask run = running.get(taskId);
    if (run != null) {
      run.limit(settings.maxRowsPerSecond(), settings.readerConnections());
      run.log()
          .info(
              LogComponent.SOURCE_UNLOAD,
              "limits of the source's load were changed: %s, %d readers at once"
                  .formatted(
                      settings.maxRowsPerSecond() == 0
                          ? "rows each second without a limit"
                          : "%,d rows each second".formatted(settings.maxRowsPerSecond()),
                      settings.readerConnections()));
    }
  }

  /** A person has seen the altered values of the last run. */
  public void acknowledge(long taskId) {
    tasks.edit(taskId);
    states.acknowledged(taskId);
  }

  private void begin(long taskId, Start start, Set<TableName> reload, RunCause why) {
    TableWishes tables = new TableWishes();
    asked.exchange(taskId, tables); // what the run before could not do any more
    TaskStates.Asked wanted = states.starting(taskId, why, reload);
    SourceLimits limits = wanted.task().settings().sourceLimits();
    RunningTask run = new RunningTask(taskId, wanted.name(), limits, tables, mirror, clock);
    running.put(taskId, run);
    threads.execute(() -> run(run, wanted, start, reload));
  }

  private void run(RunningTask run, TaskStates.Asked wanted, Start start, Set<TableName> reload) {
    Task task = wanted.task();
    TaskOutcome outcome;
    try {
      if (start == Start.RELOAD_TARGET) {
        mirror.clear(run.taskId());
      }
      states.running(run.taskId());
      outcome = new TaskRunner(contexts.of(run), wanted.wishes()).run(task, start, reload);
    } catch (RuntimeException | Error e) {
      // A run that nobody ends would be shown as running forever.
      LOG.errorf(e, "task %s ended by an error of Godwit itself", task.name());
      run.log().error(LogComponent.TASK_MANAGER, "an error of Godwit itself: " + e);
      outcome =
          new TaskOutcome(
              StopReason.FATAL_ERROR,
              Failure.UNKNOWN,
              "An error of Godwit itself (" + e + "); the server's log has the details.",
              List.of());
    }
    end(run, outcome);
  }

  private void end(RunningTask run, TaskOutcome outcome) {
    run.progress().endPhase();
    run.end(outcome);
    keepEnd(run, outcome);
  }

  /**
   * Writes the end of a run into the store. Where that can't take it, the task counts as running
   * until it can; {@link #mirrorAll} offers it again.
   */
  private void keepEnd(RunningTask run, TaskOutcome outcome) {
    synchronized (run) {
      if (running.get(run.taskId()) != run) {
        tellLeft(run, outcome);
        return;
      }
      try {
        if (hold(run) == TaskStates.Hold.LOST) {
          leave(run);
          tellLeft(run, outcome);
          return;
        }
        asked.exchange(run.taskId(), run.tables());
        run.mirror();
        states.ended(run, outcome);
      } catch (RuntimeException e) {
        LOG.errorf(
            "the end of task %d can't be kept in the store, and is tried again every second: %s",
            run.taskId(), e.getMessage());
        return;
      }
      running.remove(run.taskId(), run);
    }
    ended.fire(new TaskEnded(run.taskId(), outcome, run.progress(), run.elapsed()));
  }

  /** However long it takes to write what runs have come to, none of them is taken for dead. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void renewAll() {
    try {
      states.renew(Set.copyOf(running.keySet())).forEach(this::heed);
    } catch (RuntimeException e) { // the store is away
      LOG.warnf("holds on tasks can't be renewed at the moment: %s", e.getMessage());
    }
  }

  private void heed(long taskId, TaskStates.Hold hold) {
    runOf(taskId).ifPresent(run -> heed(run, hold));
  }

  private void heed(RunningTask run, TaskStates.Hold hold) {
    switch (hold) {
      case LOST -> leave(run);
      case TO_STOP -> run.stop().give();
      case KEPT -> {}
    }
  }

  private TaskStates.Hold hold(RunningTask run) {
    return states.holds(Set.of(run.taskId())).getOrDefault(run.taskId(), TaskStates.Hold.LOST);
  }

  /** Once a second. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void mirrorAll() {
    for (RunningTask run : running.values()) {
      Optional<TaskOutcome> outcome = run.outcome();
      if (outcome.isPresent()) {
        keepEnd(run, outcome.get());
      } else {
        mirror(run);
      }
    }
    metrics.tell(List.copyOf(running.values()));
  }

  private void mirror(RunningTask run) {
    try {
      TaskStates.Hold hold = hold(run);
      heed(run, hold);
      if (hold != TaskStates.Hold.LOST) {
        asked.exchange(run.taskId(), run.tables());
        show(run);
      }
    } catch (RuntimeException e) { // the store is away; another task's figures are still wanted
      LOG.warnf("figures of task %d can't be kept at the moment: %s", run.taskId(), e.getMessage());
    }
  }

  private void show(RunningTask run) {
    run.mirror();
    states.figures(run);
  }

  /** What it writes is refused by the target; what it would show is no longer true. */
  private void leave(RunningTask run) {
    if (running.remove(run.taskId(), run)) {
      LOG.warnf(
          "task %s is no longer this console's: it was deleted, or taken over after %d s without a word of this one",
          run.name(), ThisConsole.HELD.toSeconds());
    }
    run.stop().give();
  }

  /** The store has the word of the console that has the task now; this one's log has its own. */
  private static void tellLeft(RunningTask run, TaskOutcome outcome) {
    LOG.warnf(
        "the run of task %s that another console has taken over ended here: %s %s",
        run.name(), outcome.reason(), outcome.message());
  }

  /** Runs that a killed process left behind in a store of its own can be resumed at once. */
  void onStart(@Observes StartupEvent event) {
    states.takeOverAbandoned(running.keySet());
  }

  /** From here on tasks go on that a console's end has ended, this one's before or another's. */
  void resume(@Observes @Priority(LAST) StartupEvent event) {
    resumes = true;
    goOn();
  }

  /** Lets tasks go on that follow changes, and whose console has ended or is taken for dead. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void goOn() {
    if (!resumes) {
      return;
    }
    states.takeOverAbandoned(running.keySet());
    for (long taskId : states.resuming()) {
      try {
        begin(taskId, Start.RESUME, Set.of(), RunCause.BY_ITSELF);
      } catch (RuntimeException e) { // the others go on
        tellNotResumed(taskId, String.valueOf(e.getMessage()));
      }
    }
  }

  /** It is tried every second; a person is told once. */
  private void tellNotResumed(long taskId, String why) {
    try {
      if (states.notResumed(taskId, why)) {
        LOG.errorf("task %d can't go on by itself: %s", taskId, why);
      }
    } catch (RuntimeException e) {
      LOG.warnf("task %d can't go on by itself, and the store is away: %s", taskId, e.getMessage());
    }
  }

  /** Ends all runs before the process ends. */
  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    resumes = false;
    running.values().forEach(RunningTask::endByConsole);
    threads.shutdown();
    if (!threads.awaitTermination(STOP_AT_SHUTDOWN_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("a task did not end in time; it resumes from its last committed segment");
    }
  }

  /** The run of this process, if the task has one. */
  Optional<RunningTask> runOf(long taskId) {
    return Optional.ofNullable(running.get(taskId));
  }
}
