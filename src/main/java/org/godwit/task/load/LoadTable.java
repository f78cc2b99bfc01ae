package org.godwit.task.load;

import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TargetPlan;

/**
 * One table of a load: what is read, what is written, and how the columns pair.
 *
 * @param source what to read
 * @param plan how the target table is made, with what is told to the user
 * @param target the table as it is or will be; the existing one where that is kept
 * @param exists whether the target had the table when the task was planned
 * @param columns in the order in which they are written
 * @param order higher is loaded earlier (load-order of the mapping)
 */
public record LoadTable(
    SourceTable source,
    TargetPlan plan,
    Table target,
    boolean exists,
    List<LoadColumn> columns,
    int order) {
  public LoadTable {
    columns = List.copyOf(columns);
  }

  /** The source table's name, by which the task knows the table. */
  public TableName name() {
    return source.table().name();
  }
}
