package org.godwit.task.load;

import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.LogComponent;
import org.godwit.task.control.LoadLedger;

/**
 * The tables of a run that an error has taken out; the others go on, as far as the policy allows.
 */
final class SuspendedTables {
  private final LoadContext context;
  private final LoadLedger ledger;
  private final Set<TableName> names = ConcurrentHashMap.newKeySet();

  SuspendedTables(LoadContext context, LoadLedger ledger) {
    this.context = context;
    this.ledger = ledger;
  }

  boolean contains(TableName table) {
    return names.contains(table);
  }

  /**
   * Takes a table out, durably.
   *
   * @throws EngineException where the policy stops the task
   */
  void suspend(Connection target, TableName table, String sentence) {
    if (!names.add(table)) {
      return;
    }
    context.transact(
        target, "suspending " + table, connection -> ledger.failed(connection, table, sentence));
    context.progress().of(table).fail(sentence, context.clock().instant());
    context.log().error(LogComponent.TABLES_MANAGER, table, sentence);
    LoadSettings.Errors errors = context.settings().errors();
    boolean tooMany =
        errors.tableEscalationCount() > 0 && names.size() >= errors.tableEscalationCount();
    if (errors.table() == ErrorPolicy.STOP_TASK || tooMany) {
      throw new EngineException(
          Failure.STOPPED_BY_POLICY,
          "the task stops because table %s failed (%s): %s"
              .formatted(
                  table, tooMany ? "TableErrorEscalationCount" : "TableErrorPolicy", sentence));
    }
  }
}
