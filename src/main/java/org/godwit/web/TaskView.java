package org.godwit.web;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.godwit.task.Acknowledgement;
import org.godwit.task.StopReason;
import org.godwit.task.TableState;
import org.godwit.task.TaskState;
import org.godwit.task.console.TableRow;
import org.godwit.task.console.TaskFigures;
import org.godwit.task.console.TaskSummary;
import org.godwit.task.validate.ValidationState;

/**
 * A task on a page: what to show of it, and which buttons.
 *
 * @param task the task
 * @param mayEdit whether who looks may run and change it
 * @param hasCounters whether the target has sequences that changes leave where they are
 * @param leftForTheCutover what its tables can't have before the cutover, a sentence without its
 *     full stop; empty for nothing
 * @param now the moment of the page
 */
public record TaskView(
    TaskSummary task, boolean mayEdit, boolean hasCounters, String leftForTheCutover, Instant now) {
  /** Its state as a badge. */
  public TaskBadge badge() {
    return TaskBadge.of(task);
  }

  /** How often the page asks for news. */
  public String every() {
    return task.isActive() ? "every 1s, godwit:seen" : "every 10s, godwit:seen";
  }

  /** Whether to offer start or resume. */
  public boolean mayStart() {
    return mayRun() && !isDone();
  }

  /** Whether a run could begin now, be there rows left to load or not. */
  public boolean mayRun() {
    return mayEdit && TaskBadge.mayStart(task.run().state());
  }

  /** Start for the first run, resume for those after it. */
  public String startWord() {
    return task.run().hasRun() ? "Resume" : "Start";
  }

  /** Whether to offer to go on with a source that is another one than before. */
  public boolean mayTrustSource() {
    return mayStart() && task.run().isOfAnotherSource();
  }

  /** What a stop between the load and the changes is for, and what comes next; empty for others. */
  public String stopTold() {
    StopReason reason = task.run().reason();
    if (task.run().state() != TaskState.STOPPED
        || (reason != StopReason.STOPPED_AFTER_FULL_LOAD
            && reason != StopReason.STOPPED_AFTER_CACHED_EVENTS)) {
      return "";
    }
    String where =
        reason == StopReason.STOPPED_AFTER_FULL_LOAD
            ? "The tables are loaded, and what has changed since waits in the source's log (StopTaskCachedChangesNotApplied)."
            : "The tables are loaded, and what changed meanwhile is applied (StopTaskCachedChangesApplied).";
    String add =
        leftForTheCutover.isEmpty()
            ? "Add what they shall have now: indexes, foreign keys, triggers."
            : "Add what they shall have now: indexes and foreign keys; %s."
                .formatted(leftForTheCutover);
    return "%s %s Then resume: changes go on to be applied, with foreign keys%s off for Godwit's session."
        .formatted(where, add, leftForTheCutover.isEmpty() ? " and triggers" : "");
  }

  /** Whether to offer limits of the source's load: not where nothing is left to read. */
  public boolean mayLimit() {
    return mayEdit && !isDone() && !task.isFollowing();
  }

  /** Whether to offer stop. */
  public boolean mayStop() {
    TaskState state = task.run().state();
    return mayEdit && (state == TaskState.STARTING || state == TaskState.RUNNING);
  }

  /** Whether to offer to set the target's sequences past what is used. */
  public boolean maySetSequences() {
    return mayEdit && hasCounters && task.type().follows() && task.run().hasRun();
  }

  /** Whether to offer to load all again; a task that loads nothing has nothing to begin again. */
  public boolean mayRestart() {
    return mayRun() && task.run().hasRun() && task.type().loads();
  }

  /** Whether to offer to load some tables again, or to follow those again that are parked. */
  public boolean mayReload() {
    return mayAskOfTables() || (mayRun() && task.run().hasRun());
  }

  /** Whether the task runs and takes wishes for single tables, the others going on. */
  public boolean mayAskOfTables() {
    return mayStop() && task.type().follows();
  }

  /** What begins tables again is called. */
  public String reloadWord() {
    return task.type().loads() ? "Reload" : "Follow again";
  }

  /** The page that asks for it is called. */
  public String reloadTitle() {
    return task.type().loads() ? "Reload tables" : "Follow tables again";
  }

  /** Whether to ask for consent to what the source has to be changed by. */
  public boolean mayConsent() {
    return mayStart() && task.run().lacksConsent();
  }

  /** What the source has to be changed by: SQL, a comment above each statement. */
  public String setup() {
    return task.run()
        .failure()
        .lines()
        .skip(1)
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  /** Whether it may be changed or deleted. */
  public boolean mayChange() {
    return mayEdit && task.run().state().mayBecome(TaskState.MODIFYING);
  }

  /** Whether a person who may should say that they have seen what was altered. */
  public boolean mayAcknowledge() {
    return mayEdit && !task.isActive() && task.isUnacknowledged();
  }

  /** What validation says of a table; not green while nobody has seen what was altered. */
  public TaskBadge validation(TableRow row) {
    return isUnacknowledged(row) && row.validation().state() == ValidationState.VALIDATED
        ? TaskBadge.NOT_AS_IT_WAS
        : TaskBadge.of(row.validation().state());
  }

  /** Where a table stands; a warning while nobody has seen what was altered. */
  public TaskBadge state(TableRow row) {
    TaskBadge badge = TaskBadge.of(row.state());
    return isUnacknowledged(row) && row.state() == TableState.COMPLETED
        ? new TaskBadge("warning", "alert-triangle", badge.word())
        : badge;
  }

  private boolean isUnacknowledged(TableRow row) {
    return task.acknowledgement(row) == Acknowledgement.MISSING;
  }

  private boolean isDone() {
    return task.run().isFinished() && task.figures().isLoaded();
  }

  /** The style of the progress bar. */
  public String progressStyle() {
    TaskFigures figures = task.figures();
    if (!task.isActive() && (task.run().state() == TaskState.FAILED || figures.failed() > 0)) {
      return "g-progress g-progress-bad";
    }
    return !task.isActive()
            && figures.isValidated()
            && figures.differing() == 0
            && !task.isUnacknowledged()
        ? "g-progress g-progress-good"
        : "g-progress";
  }

  /** How long the last run took, or takes up to now. */
  public Duration lasted() {
    return task.run().lasted(now);
  }

  /** What a screen reader is told when it changes: the state, and every tenth of the progress. */
  public String says() {
    if (task.isReplicating()) {
      return "%s: %s".formatted(task.name(), badge().word());
    }
    int tenths = task.figures().percent() / 10 * 10;
    return task.isActive()
        ? "%s: %s, %d %% loaded".formatted(task.name(), badge().word(), tenths)
        : "%s: %s".formatted(task.name(), badge().word());
  }

  /** The rows that an ended run loaded each second of its full load; 0 where it was too short. */
  public long rowsPerSecondOnAverage() {
    return (long) task.run().pace().rowsPerSecond();
  }
}
