package org.godwit.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.Engines;
import org.godwit.project.Access;
import org.godwit.project.Project;
import org.godwit.project.ProjectRole;
import org.godwit.security.NotVisible;
import org.godwit.task.console.TaskList;
import org.godwit.task.console.TaskSummary;

/** Looks tasks up for pages, after asking whether they may be seen. */
@ApplicationScoped
public class TaskViews {
  private final Access access;
  private final TaskList list;
  private final Engines engines;
  private final Clock clock;

  TaskViews(Access access, TaskList list, Engines engines, Clock clock) {
    this.access = access;
    this.list = list;
    this.engines = engines;
    this.clock = clock;
  }

  /**
   * The task.
   *
   * @throws NotVisible (404) where it does not exist or they are no member of its project
   */
  TaskView see(long taskId) {
    TaskSummary task =
        list.find(taskId)
            .filter(it -> access.may(it.project().id(), ProjectRole.VIEWER))
            .orElseThrow(
                () ->
                    new NotVisible(
                        "There is no task %d, or you are not a member of its project."
                            .formatted(taskId)));
    return of(task);
  }

  /** A task that is known to be visible. */
  TaskView of(TaskSummary task) {
    Optional<ChangeTarget> target = engines.named(task.target().engine()).changeTarget();
    return new TaskView(
        task,
        access.may(task.project().id(), ProjectRole.ENGINEER),
        target.filter(ChangeTarget::hasCounters).isPresent(),
        target.flatMap(ChangeTarget::leftForTheCutover).orElse(""),
        clock.instant());
  }

  /** Tasks that are known to be visible. */
  List<TaskView> of(List<TaskSummary> tasks) {
    return tasks.stream().map(this::of).toList();
  }

  /** The ids of the projects that may be seen. */
  List<Long> projects() {
    return access.projects().stream().map((Project it) -> it.id).toList();
  }
}
