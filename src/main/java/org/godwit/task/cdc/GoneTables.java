package org.godwit.task.cdc;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Position;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.load.LoadContext;

/**
 * Tables that the task followed and that the source no longer had when it planned. Rows that its
 * log still has of them can't be applied, for nobody knows their columns any more, nor loaded: the
 * target's table then lacks them, and is parked with that. Where the log has none, the target has
 * all that the source had, and the table is left as it is.
 */
final class GoneTables {
  private final LoadContext context;
  private final ChangeSource source;
  private final ChangeLedger ledger;
  private final Connection connection;
  private final ParkedTables parked;

  /** Behind which the log has nothing of them any more. */
  private final Map<TableName, Position> until = new TreeMap<>();

  /**
   * Of a run.
   *
   * @param connection to the target, in no transaction whenever something is forgotten
   * @param parked takes those out that the target lacks rows of
   */
  GoneTables(LoadContext context, ChangeSource source, Connection connection, ParkedTables parked) {
    this.context = context;
    this.source = source;
    this.ledger = new ChangeLedger(context.claim());
    this.connection = connection;
    this.parked = parked;
  }

  /**
   * Looks for rows of the missing from now on; parks those at once of which the log can't tell
   * them.
   *
   * @param end tells where the source's log ends
   */
  void expect(FollowedBefore before, Supplier<Position> end) {
    List<TableName> told = new ArrayList<>();
    for (TableName name : before.missing()) {
      context.progress().meet(name).miss(context.clock().instant());
      if (source.tellsOfAbsent() && before.definitions().containsKey(name)) {
        told.add(name);
      } else {
        park(name, "nobody can tell whether it was changed before");
      }
    }
    if (!told.isEmpty()) {
      Position here = end.get();
      told.forEach(name -> until.put(name, here));
    }
  }

  /** Whether it is one of which the log may still tell. */
  boolean has(TableName table) {
    return until.containsKey(table);
  }

  /** The log has changes of the table, which is parked. */
  void missed(TableName table, String why) {
    until.remove(table);
    park(table, why);
  }

  private void park(TableName table, String why) {
    parked.parkGone(
        table,
        "the source has it no longer, and the target keeps it without what was changed shortly before: "
            + why);
  }

  /** The log tells that it went behind that place: what comes later is of another. */
  void left(TableName table, Position at) {
    until.put(table, at);
  }

  /** All before the place is on the target, and durably so. */
  void reach(Position committed) {
    List<TableName> whole =
        until.entrySet().stream()
            .filter(table -> !source.isBefore(committed, table.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (whole.isEmpty()) {
      return;
    }
    context.transact(connection, "forgetting tables that are gone", it -> ledger.forget(it, whole));
    for (TableName table : whole) {
      until.remove(table);
      String sentence =
          "its changes are no longer followed: the source has it no longer. The target's table stays, with all that the source's log had of it";
      context.log().warning(LogComponent.SOURCE_CAPTURE, table, sentence);
      context.progress().leave(table, sentence);
    }
  }
}
