package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.godwit.endpoint.DatabaseCalls;
import org.godwit.engine.EngineException;
import org.godwit.engine.SetupStatement;
import org.godwit.task.TableWishes;
import org.godwit.task.Task;
import org.godwit.task.TaskRunner;

/**
 * What the source of a task that follows changes keeps for it, such as a replication slot: asked of
 * both databases, for no mirror is to be trusted with it.
 */
@ApplicationScoped
public class KeptOnSource {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Tasks tasks;
  private final TaskStates states;
  private final TaskMirror mirror;
  private final RunContexts contexts;
  private final DatabaseCalls calls;
  private final Clock clock;

  KeptOnSource(
      Tasks tasks,
      TaskStates states,
      TaskMirror mirror,
      RunContexts contexts,
      DatabaseCalls calls,
      Clock clock) {
    this.tasks = tasks;
    this.states = states;
    this.mirror = mirror;
    this.contexts = contexts;
    this.calls = calls;
    this.clock = clock;
  }

  /** Whether the source may keep something for the task. */
  public boolean isPossible(long taskId) {
    StoredTask task = tasks.see(taskId);
    return task.type.follows() && task.startedAt != null;
  }

  /**
   * What the source keeps for a task that isn't running, as statements that remove it.
   *
   * @throws EngineException where a database does not answer
   */
  public List<SetupStatement> of(long taskId) {
    return ask(taskId, "Asking what the source keeps for the task", TaskRunner::keptOnSource);
  }

  /**
   * Removes it, and lets the task forget how far it has come.
   *
   * @return the statements that were run
   * @throws EngineException where that can't be done
   */
  public List<SetupStatement> remove(long taskId) {
    return ask(taskId, "Removing what the source keeps", TaskRunner::removeFromSource);
  }

  private List<SetupStatement> ask(
      long taskId, String doing, BiFunction<TaskRunner, Task, List<SetupStatement>> question) {
    StoredTask stored = tasks.editIdle(taskId);
    if (!isPossible(taskId)) {
      return List.of();
    }
    Task task = states.described(stored);
    RunningTask run =
        new RunningTask(
            taskId, stored.name, task.settings().sourceLimits(), new TableWishes(), mirror, clock);
    TaskRunner runner = new TaskRunner(contexts.of(run));
    return calls.ask(task.source(), doing, LIMIT, () -> question.apply(runner, task));
  }
}
