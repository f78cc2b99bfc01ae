package org.godwit.task.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.Failure;
import org.godwit.store.ThisConsole;
import org.godwit.task.StopReason;
import org.godwit.task.TableState;
import org.godwit.task.TableStatistics;
import org.godwit.task.TableWish;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;

/** Tells of the turns that a task's state takes, in sentences. */
@ApplicationScoped
public class TaskTurns {
  private static final int NAMED_MAX = 5;

  /** Between which a run that tries again goes back and forth. */
  private static final Set<EventKind> STANDING =
      Set.of(EventKind.WAITING, EventKind.FOLLOWING, EventKind.STARTED, EventKind.RELOAD_ASKED);

  private final TaskEvents events;
  private final Clock clock;

  TaskTurns(TaskEvents events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * A run is about to begin.
   *
   * @param reload the tables that are to be loaded again
   */
  void starting(StoredTask task, RunCause why, Set<TableName> reload) {
    EventKind kind = why == RunCause.RELOAD ? EventKind.RELOAD_ASKED : EventKind.STARTED;
    keepAsked(task, reload);
    events.add(
        task,
        kind,
        switch (why) {
          case ASKED -> task.startedAt == null ? "Started." : "Resumed, from what is committed.";
          case SET_UP -> "Started, with consent to what the source has to be changed by.";
          case SAME_DATA -> "Resumed with another source, which is said to hold the same data.";
          case RESTART -> "Started anew: every table is loaded from the beginning.";
          case RELOAD -> "Loaded again from the beginning: %s.".formatted(named(reload));
          case BY_ITSELF -> "Goes on by itself, from what is committed.";
        });
  }

  /** So that its end is told; a task that loads alone tells of its own. */
  private void keepAsked(StoredTask task, Set<TableName> reload) {
    if (!task.type.follows()) {
      return;
    }
    for (TableName table : reload) {
      StoredTask.getEntityManager()
          .createNativeQuery(
              """
              update task_table set reload_asked_at = :at
              where task_id = :task and source_schema = :schema and source_table = :table""")
          .setParameter("at", clock.instant())
          .setParameter("task", task.id)
          .setParameter("schema", table.schema())
          .setParameter("table", table.table())
          .executeUpdate();
    }
  }

  /** A person asks something of tables while the task runs. */
  void tablesAsked(StoredTask task, TableWish.Deed deed, Set<TableName> tables) {
    switch (deed) {
      case RELOAD -> {
        keepAsked(task, tables);
        events.add(
            task,
            EventKind.RELOAD_ASKED,
            "To be loaded again while the task runs: %s.".formatted(named(tables)));
      }
      case SUSPEND ->
          events.add(
              task, EventKind.SUSPENSION_ASKED, "To be suspended: %s.".formatted(named(tables)));
    }
  }

  /** What the run does now, before the store knows of it. */
  void doing(StoredTask task, String now) {
    String before = task.phase;
    if (now.startsWith(TaskProgress.WAITING) && !before.startsWith(TaskProgress.WAITING)) {
      events.turn(task, EventKind.WAITING, STANDING, now + (now.endsWith(".") ? "" : "."));
    } else if (now.equals(TaskProgress.ONGOING_CHANGES) && !now.equals(before)) {
      events.turn(
          task,
          EventKind.FOLLOWING,
          STANDING,
          "The source's changes are applied from now on, as they come.");
    }
  }

  /** A person wants the run to end. */
  void stopAsked(StoredTask task) {
    events.add(task, EventKind.STOP_ASKED, "Asked to stop.");
  }

  /** The run has ended. */
  void ended(StoredTask task, TaskOutcome outcome, boolean isByConsole) {
    if (outcome.failure() == Failure.CONSENT_MISSING) {
      events.add(
          task,
          EventKind.CONSENT_MISSING,
          "The source has to be changed before it can be followed; somebody has to consent to that.");
    } else if (outcome.reason() == StopReason.FATAL_ERROR
        || outcome.reason() == StopReason.RECOVERABLE_ERROR) {
      events.add(task, EventKind.FAILED, outcome.message());
    } else {
      String losses = losses(outcome);
      events.add(
          task,
          losses.isEmpty() ? EventKind.STOPPED : EventKind.STOPPED_WITH_LOSSES,
          how(outcome.reason(), isByConsole) + losses);
    }
  }

  private static String how(StopReason reason, boolean isByConsole) {
    return switch (reason) {
      case NORMAL ->
          isByConsole
              ? "Stopped, for the console that ran it ends."
              : "Stopped; a resume goes on from what is committed.";
      case FULL_LOAD_ONLY_FINISHED -> "The load is complete.";
      case STOPPED_AFTER_FULL_LOAD ->
          "Stopped behind the load, as the settings ask for; a resume applies what changed since.";
      case STOPPED_AFTER_CACHED_EVENTS ->
          "Stopped: what changed while tables were loaded is applied, as the settings ask for.";
      case STOPPED_AT_POSITION -> "Stopped at its stop position.";
      case STOPPED_AT_COMMIT_TIME, STOPPED_AT_SERVER_TIME -> "Stopped at its stop time.";
      case STOPPED_WHEN_IDLE -> "Stopped, for the source had no more changes.";
      case RECOVERABLE_ERROR, FATAL_ERROR -> "Failed.";
    };
  }

  /** What a person would not wish, as sentences behind another; empty for nothing. */
  private static String losses(TaskOutcome outcome) {
    List<TableStatistics> tables = outcome.tables();
    long failed = tables.stream().filter(it -> it.state() == TableState.ERROR).count();
    long rejected = tables.stream().mapToLong(TableStatistics::rejected).sum();
    long altered = tables.stream().mapToLong(TableStatistics::alteredTotal).sum();
    long differing = tables.stream().mapToLong(it -> it.validation().failed()).sum();
    return counted(failed, "table", "failed or parked")
        + counted(rejected, "row", "rejected")
        + counted(altered, "value", "altered")
        + counted(differing, "row", "found different");
  }

  private static String counted(long count, String noun, String what) {
    return count == 0
        ? ""
        : String.format(Locale.ROOT, " %,d %s%s %s.", count, noun, count == 1 ? "" : "s", what);
  }

  /** The console that ran it is taken for dead. */
  void takenOver(StoredTask task) {
    events.add(
        task,
        EventKind.TAKEN_OVER,
        "The console that ran it has ended, or was not heard of for %d s: this one has taken the task over%s."
            .formatted(
                ThisConsole.HELD.toSeconds(),
                task.resumes ? "" : ", and it waits until somebody resumes it"));
  }

  /** It was to go on by itself, and can't. */
  void notResumed(StoredTask task, String why) {
    events.add(task, EventKind.NOT_RESUMED, why);
  }

  /** The first of some tables by name, and how many more there are. */
  static String named(Collection<TableName> tables) {
    String names =
        tables.stream()
            .sorted()
            .limit(NAMED_MAX)
            .map(TableName::toString)
            .collect(Collectors.joining(", "));
    return tables.size() <= NAMED_MAX
        ? names
        : "%s and %,d more".formatted(names, tables.size() - NAMED_MAX);
  }
}
