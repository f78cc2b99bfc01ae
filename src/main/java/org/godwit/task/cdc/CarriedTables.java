package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;

/**
 * The tables that a stream has to carry. One that was dropped and made anew, swapped for another,
 * or taken off the stream has changes that never come, and a log that says nothing of it.
 *
 * @param stream of the task
 * @param ids that the tables had when following them began
 */
record CarriedTables(ChangeSource source, String stream, Map<TableName, String> ids) {
  CarriedTables {
    ids = Map.copyOf(ids);
  }

  /** Those that the stream carries no longer, each with a sentence without its full stop. */
  Map<TableName, String> lost(Connection toSource) throws SQLException {
    Map<TableName, String> now = source.carried(toSource, stream, ids.keySet());
    Map<TableName, String> lost = new TreeMap<>();
    ids.forEach(
        (table, id) -> {
          if (!id.equals(now.get(table))) {
            lost.put(
                table,
                "it was dropped, renamed or replaced on the source, or is no longer carried whole under the name %s (a publication, or a capture instance), so that changes of it may be missing"
                    .formatted(stream));
          }
        });
    return lost;
  }
}
