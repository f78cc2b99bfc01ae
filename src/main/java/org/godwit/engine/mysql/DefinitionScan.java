package org.godwit.engine.mysql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.TableAlteration;

/**
 * Where in a part of the log tables were altered. The log doesn't name columns, and the catalog
 * knows only how tables are now: rows before such a place are in a form that nobody knows any more.
 */
final class DefinitionScan {
  /** A server with nothing to send says so much more often. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private DefinitionScan() {}

  /**
   * Reads the log.
   *
   * @param end where to stop
   * @return of each table that was altered, what was done in order
   */
  static Map<TableName, List<TableAlteration>> run(
      BinlogEvents events, BinlogPosition end, Collection<TableName> tables, NameCase letters) {
    Map<TableName, List<TableAlteration>> altered = new HashMap<>();
    while (true) {
      BinlogEvent event = events.next(PATIENCE);
      if (event == null) {
        throw new EngineException(
            Failure.TIMEOUT,
            "the source sent nothing of its binary log for %d seconds; resume once it does"
                .formatted(PATIENCE.toSeconds()));
      }
      if (event.type() == BinlogEvent.QUERY) {
        LoggedQuery query = LoggedQuery.of(event);
        LoggedStatement statement = LoggedStatement.of(query.sql(), query.database());
        if (statement.kind() == LoggedStatement.Kind.DEFINITION) {
          BinlogPosition place = new BinlogPosition(event.file(), event.at(), "");
          for (TableName table : tables) {
            for (LoggedStatement.Effect effect : statement.on(table, letters)) {
              altered
                  .computeIfAbsent(table, _ -> new ArrayList<>())
                  .add(
                      new TableAlteration(
                          place, query.shown(), effect.rows(), effect.steps(), Map.of()));
            }
          }
        }
      }
      boolean isPlaced = !event.file().isEmpty() && event.next() > 0;
      if (isPlaced && new BinlogPosition(event.file(), event.next(), "").compareTo(end) >= 0) {
        return altered;
      }
    }
  }
}
