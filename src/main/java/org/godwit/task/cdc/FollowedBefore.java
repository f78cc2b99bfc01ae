package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.load.LoadContext;

/**
 * What the ledger has of the tables that a task has followed so far.
 *
 * @param definitions that the target's tables are made by, as far as they are known, of those of a
 *     run and the missing
 * @param missing are followed, aren't parked, and aren't among the tables of the run: the source
 *     has them no longer
 */
record FollowedBefore(Map<TableName, String> definitions, Set<TableName> missing) {

  /** Reads it for a run of these tables. */
  static FollowedBefore read(
      LoadContext context, ChangeLedger ledger, Collection<ChangeTable> run) {
    Set<TableName> names = run.stream().map(ChangeTable::name).collect(Collectors.toSet());
    try (Connection connection = context.target().connect()) {
      return context.compute(
          connection,
          "reading definitions",
          it -> {
            Set<TableName> missing = new TreeSet<>(ledger.sourceIds(it).keySet());
            missing.removeAll(ledger.parked(it).keySet());
            missing.removeAll(names);
            Map<TableName, String> definitions = ledger.definitions(it);
            definitions
                .keySet()
                .removeIf(table -> !names.contains(table) && !missing.contains(table));
            return new FollowedBefore(definitions, missing);
          });
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "reading the ledger", context.target().config());
    }
  }
}
