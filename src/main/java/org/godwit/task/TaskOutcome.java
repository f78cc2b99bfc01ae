package org.godwit.task;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.godwit.engine.Failure;
import org.godwit.task.validate.ValidationState;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param reason by DMS's names
 * @param failure the kind of what failed, null where nothing did
 * @param message what failed and what to do, empty where nothing did
 * @param tables the figures of every table at the end
 */
public record TaskOutcome(
    StopReason reason, @Nullable Failure failure, String message, List<TableStatistics> tables) {
  private static final Set<StopReason> WORK_DONE =
      EnumSet.of(
          StopReason.FULL_LOAD_ONLY_FINISHED,
          StopReason.STOPPED_AFTER_FULL_LOAD,
          StopReason.STOPPED_AFTER_CACHED_EVENTS,
          StopReason.STOPPED_AT_POSITION,
          StopReason.STOPPED_AT_COMMIT_TIME,
          StopReason.STOPPED_AT_SERVER_TIME,
          StopReason.STOPPED_WHEN_IDLE);

  /** What the source has no longer is nobody's failure. */
  private static final Set<TableState> WELL =
      EnumSet.of(TableState.COMPLETED, TableState.DOES_NOT_EXIST);

  private static final Set<ValidationState> FAILURES =
      EnumSet.of(
          ValidationState.MISMATCHED_RECORDS,
          ValidationState.SUSPENDED_RECORDS,
          ValidationState.TABLE_ERROR,
          ValidationState.ERROR);

  public TaskOutcome {
    tables = List.copyOf(tables);
  }

  /** Whether the run did all its work and no table failed. */
  public boolean isComplete() {
    return WORK_DONE.contains(reason)
        && tables.stream().allMatch(table -> WELL.contains(table.state()));
  }

  /** Whether validation found a row that differs, or could not look. */
  public boolean hasDifferences() {
    return tables.stream()
        .map(TableStatistics::validation)
        .anyMatch(validation -> validation.failed() > 0 || FAILURES.contains(validation.state()));
  }

  /** Whether the target lacks a key, an index or the like because it refused the statement. */
  public boolean hasRefusedStatements() {
    return tables.stream().anyMatch(table -> table.refused() > 0);
  }

  /** What was altered and rejected by policy, of all tables. */
  public Losses losses() {
    return tables.stream().map(TableStatistics::losses).reduce(Losses.NONE, Losses::plus);
  }
}
