package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.LogComponent;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;

/**
 * What was taken off other tables so that a task's table could be dropped, where the load that
 * would have put it back doesn't happen.
 */
final class TakenOff {
  private static final Set<DdlStatement.Phase> OWN_KEYS =
      EnumSet.of(DdlStatement.Phase.PRIMARY_KEY, DdlStatement.Phase.INDEX);

  private final LoadContext context;
  private final StatementLedger ledger;

  TakenOff(LoadContext context) {
    this.context = context;
    this.ledger = new StatementLedger(context.claim());
  }

  /**
   * Puts everything back before the task forgets the table, behind the table's own keys, at which
   * others' foreign keys point; what the target refuses is said with the statement that a person
   * can run.
   *
   * @param source the table that the task will forget
   */
  void putBack(Connection target, TableName source) {
    List<StatementRecord> statements =
        context.compute(
            target, "reading the ledger", connection -> ledger.ofTable(connection, source));
    if (statements.stream().noneMatch(StatementRecord::isUnrestored)) {
      return;
    }
    statements.stream()
        .filter(record -> record.isUnrestored() || isOwnKeyToMake(record))
        .sorted(Comparator.comparing(record -> record.statement().phase()))
        .forEach(
            record -> {
              context.checkStop();
              putBack(target, record);
            });
  }

  private static boolean isOwnKeyToMake(StatementRecord record) {
    return !record.done() && OWN_KEYS.contains(record.statement().phase());
  }

  private void putBack(Connection target, StatementRecord record) {
    DdlStatement statement = record.statement();
    try (Definitions definitions = new Definitions(context, target)) {
      context.transact(
          target,
          "putting back " + statement.object(),
          connection -> {
            definitions.run(statement.sql());
            ledger.done(connection, record, "");
          });
      context
          .log()
          .info(
              LogComponent.TABLES_MANAGER,
              record.source(),
              "no longer goes to %s; put back: %s"
                  .formatted(statement.table(), statement.object()));
    } catch (SQLException e) {
      throw context
          .target()
          .engine()
          .explain(e, "putting back " + statement.object(), context.target().config());
    } catch (EngineException e) {
      if (e.failure().isOfServer()) {
        throw e;
      }
      if (e.failure() != Failure.OBJECT_EXISTS) {
        context
            .log()
            .error(
                LogComponent.TABLES_MANAGER,
                record.source(),
                "no longer goes to %s, and the %s could not be put back: %s When that is mended, run: %s;"
                    .formatted(
                        statement.table(), statement.object(), e.sentence(), statement.sql()));
      }
    }
  }

  /** Says what stays off because the table's load failed. */
  void announce(TableName source, List<StatementRecord> statements) {
    for (StatementRecord record : statements) {
      DdlStatement.Phase phase = record.statement().phase();
      boolean isTold =
          phase == DdlStatement.Phase.FOREIGN_KEY || phase == DdlStatement.Phase.TRIGGER;
      if (record.isUnrestored() && isTold) {
        context
            .log()
            .warning(
                LogComponent.TABLES_MANAGER,
                source,
                record.statement().object()
                    + ", stays off until this table is loaded: mend its error and resume the task");
      }
    }
  }
}
