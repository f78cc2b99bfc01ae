package org.godwit.task.plan;

import java.util.List;
import java.util.Set;
import org.godwit.task.load.LoadColumn;

/**
 * How the changes of a table travel.
 *
 * @param columns of the target that changes give
 * @param rawColumns names of those that are written undecoded
 */
public record ChangePlan(List<LoadColumn> columns, Set<String> rawColumns) {
  public ChangePlan {
    columns = List.copyOf(columns);
    rawColumns = Set.copyOf(rawColumns);
  }
}
