package org.godwit.task;

import java.util.List;

/**
 * How a run ended.
 *
 * @param reason by DMS's names
 * @param message what failed and what to do, empty where nothing did
 * @param tables the figures of every table at the end
 */
public record TaskOutcome(StopReason reason, String message, List<TableStatistics> tables) {
  public TaskOutcome {
    tables = List.copyOf(tables);
  }

  /** Whether the run did all its work and no table failed. */
  public boolean isComplete() {
    return reason == StopReason.FULL_LOAD_ONLY_FINISHED
        && tables.stream().allMatch(table -> table.state() == TableState.COMPLETED);
  }

  /** Whether validation found a row that differs, or could not look. */
  public boolean hasDifferences() {
    return tables.stream()
        .map(TableStatistics::validation)
        .anyMatch(validation -> validation.failed() > 0 || validation.state().contains("rror"));
  }

  /** Whether a row was rejected, or a value altered by policy. */
  public boolean hasAlterations() {
    return tables.stream().anyMatch(table -> table.alteredTotal() > 0 || table.rejected() > 0);
  }
}
