package org.godwit.web;

import org.godwit.task.LogLevel;
import org.godwit.task.StopReason;
import org.godwit.task.TableState;
import org.godwit.task.TaskState;
import org.godwit.task.console.TaskFigures;
import org.godwit.task.console.TaskSummary;
import org.godwit.task.validate.ValidationState;

/**
 * A state as pages show it: never colour alone. Green is only for what was verified, red for what
 * needs a person now.
 *
 * @param state good, running, warning, bad or idle
 * @param icon a name from Tabler's icons
 * @param word what it says
 */
public record TaskBadge(String state, String icon, String word) {
  /** Equal but for what a policy altered or rejected, which nobody has acknowledged. */
  static final TaskBadge NOT_AS_IT_WAS =
      new TaskBadge("warning", "alert-triangle", "Validated, not as it was");

  /** Where a task stands. */
  public static TaskBadge of(TaskSummary task) {
    return switch (task.run().state()) {
      case CREATING -> new TaskBadge("running", "loader-2", "Creating");
      case READY -> new TaskBadge("idle", "circle-dashed", "Ready");
      case STARTING -> new TaskBadge("running", "loader-2", "Starting");
      case RUNNING ->
          task.isReplicating()
              ? new TaskBadge("running", "arrows-right", "Replication ongoing")
              : task.run().isWaiting()
                  ? new TaskBadge("warning", "clock", "Waiting to try again")
                  : new TaskBadge("running", "player-play", "Running");
      case STOPPING -> new TaskBadge("running", "loader-2", "Stopping");
      case MODIFYING -> new TaskBadge("running", "loader-2", "Modifying");
      case DELETING -> new TaskBadge("running", "loader-2", "Deleting");
      case FAILED -> failed(task.run());
      case STOPPED -> stopped(task);
    };
  }

  private static TaskBadge failed(TaskSummary.Run run) {
    if (run.lacksConsent()) {
      return new TaskBadge("warning", "alert-triangle", "Needs consent");
    }
    return run.isLoginRefused()
        ? new TaskBadge("bad", "key", "Login refused")
        : new TaskBadge("bad", "alert-circle", "Failed");
  }

  private static TaskBadge stopped(TaskSummary task) {
    TaskFigures figures = task.figures();
    if (figures.failed() > 0) {
      return new TaskBadge("bad", "alert-circle", "Tables failed");
    }
    if (figures.differing() > 0) {
      return new TaskBadge("bad", "arrows-diff", "Rows differ");
    }
    if (task.isUnacknowledged()) {
      return new TaskBadge("warning", "alert-triangle", unacknowledged(figures));
    }
    if (task.run().reason() == StopReason.STOPPED_AFTER_FULL_LOAD) {
      return new TaskBadge("idle", "player-stop", "Stopped after the load");
    }
    if (task.run().reason() == StopReason.STOPPED_AFTER_CACHED_EVENTS) {
      return new TaskBadge("idle", "player-stop", "Stopped after cached changes");
    }
    if (task.run().reason() == StopReason.STOPPED_AT_POSITION) {
      return new TaskBadge("idle", "player-stop", "Stopped at position");
    }
    if (task.run().reason() == StopReason.STOPPED_AT_COMMIT_TIME
        || task.run().reason() == StopReason.STOPPED_AT_SERVER_TIME) {
      return new TaskBadge("idle", "player-stop", "Stopped at its time");
    }
    if (!task.run().isFinished()) {
      return new TaskBadge("idle", "player-stop", "Stopped");
    }
    return figures.isValidated()
        ? new TaskBadge("good", "circle-check", "Validated")
        : new TaskBadge("idle", "check", "Load complete");
  }

  private static String unacknowledged(TaskFigures figures) {
    if (figures.changesRejected() > 0) {
      return "Changes rejected";
    }
    return figures.rejected() > 0 ? "Rows rejected" : "Values altered";
  }

  /** Where a table stands. */
  public static TaskBadge of(TableState state) {
    return switch (state) {
      case BEFORE_LOAD -> new TaskBadge("idle", "clock", state.words());
      case FULL_LOAD, RELOADING -> new TaskBadge("running", "player-play", state.words());
      case COMPLETED -> new TaskBadge("idle", "check", state.words());
      case CANCELLED -> new TaskBadge("idle", "player-stop", state.words());
      case ERROR -> new TaskBadge("bad", "alert-circle", state.words());
      case DOES_NOT_EXIST -> new TaskBadge("idle", "trash", state.words());
    };
  }

  /** What validation says of a table. */
  public static TaskBadge of(ValidationState state) {
    return switch (state) {
      case VALIDATED -> new TaskBadge("good", "circle-check", state.words());
      case NOT_ENABLED -> new TaskBadge("idle", "minus", state.words());
      case MISMATCHED_RECORDS, ERROR, TABLE_ERROR ->
          new TaskBadge("bad", "arrows-diff", state.words());
      case NO_PRIMARY_KEY, SUSPENDED_RECORDS ->
          new TaskBadge("warning", "alert-triangle", state.words());
      case PENDING_RECORDS, PENDING_VALIDATION, PREPARING_TABLE, PENDING_REVALIDATION ->
          new TaskBadge("running", "clock", state.words());
    };
  }

  /** How much a log line matters. */
  public static TaskBadge of(LogLevel level) {
    return switch (level) {
      case ERROR -> new TaskBadge("bad", "alert-circle", "Error");
      case WARNING -> new TaskBadge("warning", "alert-triangle", "Warning");
      case INFO -> new TaskBadge("idle", "info-circle", "Info");
      case DEBUG -> new TaskBadge("idle", "bug", "Debug");
    };
  }

  /** Whether a task in the state can be started. */
  static boolean mayStart(TaskState state) {
    return state.mayBecome(TaskState.STARTING);
  }
}
