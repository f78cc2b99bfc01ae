package org.godwit.task.console.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.task.plan.PlannedTable;
import org.godwit.task.plan.TaskPlan;

/**
 * What a change of a task means for its tables.
 *
 * @param added tables that the task did not move before
 * @param removed tables that it moves no longer
 * @param changed tables whose rows, columns or target are other ones
 * @param refused tables that it moved before and can't any more, with a sentence that says why
 */
public record TaskChange(
    List<TableName> added,
    List<TableName> removed,
    List<TableName> changed,
    Map<TableName, String> refused) {
  /** Nothing changes. */
  public static final TaskChange NONE = new TaskChange(List.of(), List.of(), List.of(), Map.of());

  public TaskChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    refused = Map.copyOf(refused);
  }

  /** Compares what became of each table when the task last ran with a new plan. */
  static TaskChange between(Map<TableName, PlannedTable> before, TaskPlan plan) {
    List<TableName> added = new ArrayList<>();
    List<TableName> changed = new ArrayList<>();
    Map<TableName, PlannedTable> left = new TreeMap<>(before);
    Map<TableName, String> refused = new TreeMap<>(plan.refused());
    refused.keySet().retainAll(before.keySet());
    refused.keySet().forEach(left::remove);
    plan.tables()
        .forEach(
            table -> {
              PlannedTable was = left.remove(table.name());
              if (was == null) {
                added.add(table.name());
              } else if (!was.isLike(PlannedTable.of(table))) {
                changed.add(table.name());
              }
            });
    return new TaskChange(added, List.copyOf(left.keySet()), changed, refused);
  }

  /** Whether every table stays as it was. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && refused.isEmpty();
  }
}
