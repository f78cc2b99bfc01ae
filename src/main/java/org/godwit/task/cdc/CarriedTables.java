package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

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

  /**
   * Looks whether the stream still carries all of them.
   *
   * @throws EngineException of {@link Failure#POSITION_LOST} where it doesn't
   */
  void require(Connection toSource) throws SQLException {
    Map<TableName, String> now = source.carried(toSource, stream, ids.keySet());
    for (Map.Entry<TableName, String> table : ids.entrySet()) {
      if (!table.getValue().equals(now.get(table.getKey()))) {
        throw new EngineException(
            Failure.POSITION_LOST,
            "%s was dropped, renamed or replaced on the source, or taken off its publication %s, so that changes of it may be missing: restart the task to load it again, or leave the table out by a rule."
                .formatted(table.getKey(), stream));
      }
    }
  }
}
