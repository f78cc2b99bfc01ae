package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.godwit.catalog.TableName;
import org.godwit.endpoint.DatabaseCalls;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.security.InvalidInput;
import org.godwit.task.LogLine;
import org.godwit.task.Task;
import org.godwit.task.TaskLog;
import org.godwit.task.cdc.TargetSequences;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.plan.PlannedTable;

/**
 * Sets the sequences of a task's target when a person asks for it, whether the task runs or not.
 */
@ApplicationScoped
public class TaskSequences {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LIMIT_OF_SOURCE = Duration.ofSeconds(15);

  private final Tasks tasks;
  private final TaskStates states;
  private final TablePlans plans;
  private final TaskMirror mirror;
  private final Engines engines;
  private final DatabaseCalls calls;
  private final Clock clock;

  TaskSequences(
      Tasks tasks,
      TaskStates states,
      TablePlans plans,
      TaskMirror mirror,
      Engines engines,
      DatabaseCalls calls,
      Clock clock) {
    this.tasks = tasks;
    this.states = states;
    this.plans = plans;
    this.mirror = mirror;
    this.engines = engines;
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * Sets them past what is used, by the tables of the task's last run.
   *
   * @return what was done, which is in the task's log as well
   * @throws InvalidInput on {@code state} where there is nothing to set
   * @throws EngineException where the target does not answer
   */
  public String set(long taskId) {
    StoredTask stored = tasks.edit(taskId);
    if (!stored.type.follows() || stored.startedAt == null) {
      throw new InvalidInput(
          "state", "Task %s has not followed its source yet.".formatted(stored.name));
    }
    Task task = states.described(stored);
    Map<TableName, PlannedTable> tables = plans.all(taskId);
    List<LogLine> lines = new CopyOnWriteArrayList<>();
    TaskLog log = new TaskLog(clock, lines::add).upTo(task.settings()::logLevel);
    TargetSequences sequences = of(task, tables);
    try {
      Optional<String> done =
          calls.ask(
              task.target(),
              "Setting the sequences",
              LIMIT,
              () -> sequences.set(log, LIMIT_OF_SOURCE));
      String sentence =
          done.orElse(
              "no column of the task's tables takes its values from a sequence of the target");
      states.sequencesSet(taskId, sentence);
      return sentence;
    } finally {
      mirror.log(taskId, List.copyOf(lines));
    }
  }

  private TargetSequences of(Task task, Map<TableName, PlannedTable> tables) {
    Engine source = engines.named(task.source().engine());
    Engine target = engines.named(task.target().engine());
    return new TargetSequences(
        new FullLoad.Source(source, task.source()),
        new LoadContext.Target(target, task.target()),
        tables,
        task.settings().apply(Runtime.getRuntime().maxMemory()).loopback().isPresent());
  }
}
