package org.godwit.task.load;

import java.util.Collection;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.KeyRange;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TargetPlan;
import org.godwit.engine.TargetTable;
import org.godwit.mapping.MappedTable;

/**
 * One table of a load: what is read, what is written, and how the columns pair.
 *
 * @param mapped what the rules made of it
 * @param source what to read
 * @param plan how the target table is made, with what is told to the user
 * @param writes the table as it is or will be on the target, and its columns that rows give
 * @param ranges that the mapping cuts the table into, none where it leaves that to the engine
 * @param exists whether the target had the table when the task was planned
 * @param columns in the order in which they are written
 * @param fitting what makes a table of the target that stays, once it is empty, take the rows
 */
public record LoadTable(
    MappedTable mapped,
    SourceTable source,
    TargetPlan plan,
    TargetTable writes,
    List<KeyRange> ranges,
    boolean exists,
    List<LoadColumn> columns,
    List<String> fitting) {
  public LoadTable {
    ranges = List.copyOf(ranges);
    columns = List.copyOf(columns);
    fitting = List.copyOf(fitting);
  }

  /** The source table's name, by which the task knows the table. */
  public TableName name() {
    return source.table().name();
  }

  /** The table as it is or will be on the target. */
  public Table target() {
    return writes.table();
  }

  /** Bytes of the largest of these tables, as the source's catalog guesses them. */
  static long largestBytes(Collection<LoadTable> tables) {
    return tables.stream()
        .mapToLong(table -> table.source().table().size().bytes())
        .max()
        .orElse(0);
  }

  /** Higher is loaded earlier; 0 for no wish. */
  public int order() {
    return mapped.wishes().loadOrder();
  }
}
