package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeKind;
import org.godwit.engine.EngineException;
import org.godwit.engine.RefusedChange;
import org.godwit.engine.RefusedChanges;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.ExceptedChange;
import org.godwit.task.load.ErrorPolicy;
import org.godwit.task.load.LoadContext;

/**
 * The changes of one table that can't be applied: each is kept in the exceptions table, in the
 * transaction that the others are in, and leads to what the policies say.
 */
final class TableErrors implements RefusedChanges {
  private final LoadContext context;
  private final Connection connection;
  private final TableName table;
  private final ApplyErrors errors;
  private final ParkedTables parked;
  private final AtomicLong refused;
  private final AtomicLong ofData;
  private final boolean isOfLane;
  private ChangeCounts correction = ChangeCounts.NONE;

  TableErrors(
      LoadContext context,
      Connection connection,
      TableName table,
      ApplyErrors errors,
      ParkedTables parked) {
    this(context, connection, table, errors, parked, new AtomicLong(), new AtomicLong(), false);
  }

  private TableErrors(
      LoadContext context,
      Connection connection,
      TableName table,
      ApplyErrors errors,
      ParkedTables parked,
      AtomicLong refused,
      AtomicLong ofData,
      boolean isOfLane) {
    this.context = context;
    this.connection = connection;
    this.table = table;
    this.errors = errors;
    this.parked = parked;
    this.refused = refused;
    this.ofData = ofData;
    this.isOfLane = isOfLane;
  }

  /**
   * Those of the same table in a lane, whose transaction may be undone while others commit: what it
   * parks is parked at once.
   */
  TableErrors ofLane(Connection lane) {
    return new TableErrors(context, lane, table, errors, parked, refused, ofData, true);
  }

  boolean isParked() {
    return parked.contains(table);
  }

  @Override
  public Verdict judge(RefusedChange change) {
    leftOut(change.kind());
    if (isParked()) {
      return Verdict.LEAVE_TABLE_OUT;
    }
    if (errors.isSeen(change)) {
      return Verdict.LEAVE_OUT;
    }
    AtomicLong alike = ApplyErrors.isOfData(change) ? ofData : refused;
    ErrorPolicy policy = errors.of(change, alike.incrementAndGet());
    if (policy == ErrorPolicy.STOP_TASK) {
      throw change.reason();
    }
    try {
      except(change, change.reason().sentence());
      correction = correction.plus(ChangeCounts.ofRejected(1));
      if (policy == ErrorPolicy.SUSPEND_TABLE) {
        String why = withoutDot(change.reason().sentence());
        if (isOfLane) {
          parked.parkOfLane(table, why);
        } else {
          parked.park(table, why);
        }
        return Verdict.LEAVE_TABLE_OUT;
      }
    } catch (SQLException e) {
      throw notKept(e);
    }
    if (policy == ErrorPolicy.LOG_ERROR) {
      context
          .log()
          .warning(
              LogComponent.TARGET_APPLY,
              table,
              "a change was left out (%s): %s".formatted(change.key(), change.reason().sentence()));
    }
    return Verdict.LEAVE_OUT;
  }

  @Override
  public boolean replacesRows() {
    return errors.replacesRows();
  }

  @Override
  public boolean insertsMissing() {
    return errors.insertsMissing();
  }

  @Override
  public void putRight(RefusedChange change) {
    if (errors.converges()) {
      return; // it is how such a source's changes are meant
    }
    String what =
        change.kind() == ChangeKind.INSERT
            ? "the row that was there was replaced (INSERT_RECORD): "
            : "the row was inserted (UPDATE_RECORD): ";
    try {
      except(change, what + change.reason().sentence());
    } catch (SQLException e) {
      throw notKept(e);
    }
  }

  private EngineException notKept(SQLException e) {
    return context
        .target()
        .engine()
        .explain(e, "keeping a change that can't be applied", context.target().config());
  }

  private void except(RefusedChange change, String sentence) throws SQLException {
    new ChangeLedger(context.claim())
        .except(
            connection,
            table,
            new ExceptedChange(
                context.clock().instant(),
                change.kind().name(),
                change.key(),
                change.statement(),
                change.before(),
                change.values(),
                sentence));
  }

  private static String withoutDot(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  @Override
  public void leftOut(ChangeKind kind) {
    correction =
        correction.minus(
            switch (kind) {
              case INSERT -> ChangeCounts.of(1, 0, 0, 0);
              case UPDATE -> ChangeCounts.of(0, 1, 0, 0);
              case DELETE -> ChangeCounts.of(0, 0, 1, 0);
            });
  }

  /**
   * What to add to the changes that were given since the last call for those that were applied:
   * what was left out is taken off, what is in the exceptions table instead is counted.
   */
  ChangeCounts takeCorrection() {
    ChangeCounts counts = correction;
    correction = ChangeCounts.NONE;
    return counts;
  }
}
