package org.godwit.task.cdc;

import java.sql.Connection;
import java.util.List;
import org.godwit.catalog.TableName;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.plan.TaskPlanner;

/** The tables of a source that a task is meant to have, and that came after its plan. */
record NewTables(TaskPlan plan, TaskPlanner planner) {

  /** Whether the rules select a table of that name. */
  boolean isSelected(TableName table) {
    return planner.selects(table);
  }

  /**
   * Those that the source has by now. What it has when a stream is opened is not told by the stream
   * any more; that is later than the plan by as long as the load took.
   */
  List<TableName> of(Connection toSource) {
    return planner.selected(toSource).stream().filter(it -> !isPlanned(it)).toList();
  }

  /** Whether the plan has it, be it refused. */
  boolean isPlanned(TableName table) {
    return plan.refused().containsKey(table)
        || plan.tables().stream().map(LoadTable::name).anyMatch(table::equals);
  }
}
