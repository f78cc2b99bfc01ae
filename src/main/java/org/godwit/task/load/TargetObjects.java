package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.LogComponent;
import org.godwit.task.control.StatementLedger;
import org.godwit.task.control.StatementRecord;

/** Builds what comes after the rows: keys, indexes, checks, foreign keys, identity, statistics. */
final class TargetObjects {
  private final LoadContext context;
  private final StatementLedger ledger;

  TargetObjects(LoadContext context) {
    this.context = context;
    this.ledger = new StatementLedger(context.claim());
  }

  /**
   * Runs the statements of these phases, one transaction each.
   *
   * @throws TableError where the target refuses one that the table can't do without
   */
  void build(Connection target, Iterable<StatementRecord> statements, Set<Phase> phases) {
    for (Phase phase : Phase.values()) {
      if (!phases.contains(phase)) {
        continue;
      }
      for (StatementRecord statement : statements) {
        if (!statement.done() && statement.statement().phase() == phase) {
          context.checkStop();
          build(target, statement);
        }
      }
    }
  }

  private void build(Connection target, StatementRecord record) {
    String object = record.statement().object();
    try (Definitions definitions = new Definitions(context, target)) {
      context.transact(
          target,
          "making " + object + " of " + record.statement().table(),
          connection -> {
            definitions.run(record.statement().sql());
            ledger.done(connection, record, "");
          });
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "making " + object, context.target().config());
    } catch (EngineException e) {
      context.checkStop();
      if (e.failure().isOfServer()) {
        throw e;
      }
      giveUp(target, record, e);
    }
  }

  private void giveUp(Connection target, StatementRecord record, EngineException reason) {
    if (reason.failure() == Failure.OBJECT_EXISTS) {
      // A key of a table that was not dropped, on one that was loaded again: it is still there.
      context.transact(
          target, "recording what is there", connection -> ledger.done(connection, record, ""));
      return;
    }
    String sentence = record.statement().object() + " was not made: " + reason.sentence();
    if (!record.statement().optional()) {
      throw new TableError(sentence);
    }
    context.transact(
        target,
        "recording a refused statement",
        connection -> ledger.done(connection, record, reason.sentence()));
    boolean isOfARefusedKey =
        record.statement().phase() == Phase.FOREIGN_KEY_VALIDATION
            && reason.failure() == Failure.OBJECT_MISSING;
    if (isOfARefusedKey) {
      return; // that the key was not made is said already
    }
    context.log().warning(LogComponent.TABLES_MANAGER, record.source(), sentence);
    context.progress().of(record.source()).message(sentence);
  }
}
