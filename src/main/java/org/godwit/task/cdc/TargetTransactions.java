package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.EngineException;
import org.godwit.engine.Position;
import org.godwit.engine.TransactionWriter;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.ChangeSums;
import org.godwit.task.control.ExceptionLedger;
import org.godwit.task.control.LaneLedger;
import org.godwit.task.load.LoadContext;
import org.jspecify.annotations.Nullable;

/**
 * Whole source transactions in target transactions of one writer: several may share one, none is
 * ever cut. The position behind them commits with them, under the claim.
 */
final class TargetTransactions implements AutoCloseable {
  private static final Duration SILENT_ADVANCE = Duration.ofSeconds(1);

  private final LoadContext context;
  private final ChangeTarget target;
  private final Connection connection;
  private final ApplySettings settings;
  private final ChangeLedger ledger;
  private final TransactionWriter writer;
  private final ParkedTables parked;
  private final Map<TableName, TableApply> tables = new HashMap<>();
  private ChangeSums kept = new ChangeSums();
  private Position position;
  private Position committed;
  private @Nullable Instant committedAt;
  private boolean isOpen;
  private boolean isInTransaction;
  private long changes;
  private long changesBefore;
  private long openedAt;
  private long advancedAt = System.nanoTime();

  /**
   * Begins.
   *
   * @param connection in no transaction, without triggers and foreign keys
   * @param settings how changes are applied
   * @param from the task's position
   * @param current tells the tables' columns of each change
   * @param questions to the source
   * @param recorder stands before the writer
   */
  TargetTransactions(
      LoadContext context,
      ChangeTarget target,
      Connection connection,
      Collection<ChangeTable> tables,
      ApplySettings settings,
      Position from,
      CurrentChange current,
      SourceQuestions questions,
      Recorder recorder) {
    this.context = context;
    this.target = target;
    this.connection = connection;
    this.ledger = new ChangeLedger(context.claim());
    this.position = from;
    this.committed = from;
    this.settings = settings;
    ApplyErrors errors = settings.errors();
    this.parked = new ParkedTables(context, connection, errors, tables);
    this.writer = target.writer(connection, settings.bulkMin(), settings.heldBytesMax());
    for (ChangeTable table : tables) {
      TableErrors refused = new TableErrors(context, connection, table.name(), errors, parked);
      this.tables.put(
          table.name(),
          new TableApply(
              table,
              new KeptTable(table, writer.table(table.writes(), refused), refused, recorder),
              refused,
              current,
              questions,
              recorder::beforeRefusal));
    }
  }

  /** The tables that are taken out of the run. */
  ParkedTables parked() {
    return parked;
  }

  /** Whether the run began with the table, which is still there. */
  boolean knows(TableName name) {
    return tables.containsKey(name) && !parked.isGone(name);
  }

  /** The table, null where its changes aren't applied. */
  @Nullable TableApply table(TableName name) {
    TableApply table = tables.get(name);
    return table == null || table.isParked() ? null : table;
  }

  /** Behind the last whole transaction that was given. */
  Position position() {
    return position;
  }

  /** Behind the last transaction that the target has committed. */
  Position committed() {
    return committed;
  }

  /** Whether a source transaction has begun and not ended. */
  boolean isInTransaction() {
    return isInTransaction;
  }

  /** Whether changes wait for the target's commit; else the connection is in no transaction. */
  boolean hasUncommitted() {
    return changes > 0;
  }

  void begin(Change.Begin begin) {
    isInTransaction = true;
    changesBefore = changes;
    committedAt = begin.committedAt();
  }

  /** Call before each change. */
  void beforeChange() {
    open();
    Instant committed = committedAt;
    if (changes == 0 && committed != null) {
      context.progress().changes().waits(committed);
    }
    changes++;
  }

  private void open() {
    if (!isOpen) {
      run("claiming the task", context.claim()::hold);
      isOpen = true;
      openedAt = System.nanoTime();
    }
  }

  void truncate(List<TableName> names) {
    List<TableName> emptied = new ArrayList<>();
    writer.flush();
    for (TableName name : names) {
      TableApply table = tables.get(name);
      if (table != null) {
        emptied.add(table.table().writes().table().name());
        table.truncated();
      }
    }
    run("emptying " + emptied, connected -> target.truncate(connected, emptied));
  }

  /** Does what foreign keys did on the source, behind all changes that were given. */
  void cascade(CascadedRows rows) {
    writer.flush();
    run("doing what foreign keys did on the source", rows::run);
    rows.counts().forEach(kept::add);
  }

  /** The source transaction is whole. */
  void end(Position next) {
    isInTransaction = false;
    position = next;
    if (isFull() || isOlder(openedAt, settings.openMax())) {
      commitChanges();
    }
  }

  private boolean isFull() {
    return changes >= settings.changesEnough()
        || (changes >= settings.changesMin() && isOlder(openedAt, settings.openMin()));
  }

  /**
   * Nothing was committed between the last transaction and there. A server may say so behind each
   * of many that wait to be read, so that it is no rest.
   */
  void idle(Position next) {
    if (!isInTransaction) {
      position = next;
    }
    if (changes == 0 || isOlder(openedAt, settings.openMax())) {
      settle();
    }
  }

  private static boolean isOlder(long since, Duration age) {
    return System.nanoTime() - since > age.toNanos();
  }

  /** Commits what is whole; the position alone now and then. */
  void settle() {
    if (isInTransaction) {
      return;
    }
    boolean isAhead = !position.text().equals(committed.text());
    if (changes > 0 && settings.isBatch() && !isOlder(openedAt, settings.openMax())) {
      return;
    }
    if (changes > 0 || (isAhead && isOlder(advancedAt, SILENT_ADVANCE))) {
      commit();
    }
  }

  private void commitChanges() {
    if (changes > 0) {
      commit();
    }
  }

  /** Commits all that was given, which must be whole. */
  void commit() {
    if (isInTransaction) {
      throw new IllegalStateException("a source transaction is never cut");
    }
    if (changes > 0 || !position.text().equals(committed.text())) {
      commit(_ -> {});
    }
  }

  private void commit(LoadContext.Deed more) {
    open();
    if (changes > 0) {
      writer.flush();
      tables.forEach(
          (name, table) -> {
            kept.add(name, table.takeCounts());
            kept.add(name, table.takeAltered());
          });
    }
    Map<TableName, ChangeCounts> counts = kept.counts();
    Map<TableName, List<AlteredValues>> altered = kept.altered();
    Instant now = context.clock().instant();
    Instant lastCommit = counts.isEmpty() ? null : committedAt;
    run(
        "committing changes",
        connected -> {
          more.run(connected);
          ExceptionLedger exceptions = new ExceptionLedger(context.claim());
          for (Map.Entry<TableName, List<AlteredValues>> entry : altered.entrySet()) {
            exceptions.alterMore(connected, entry.getKey(), entry.getValue());
          }
          if (!counts.isEmpty()) {
            ledger.count(connected, counts);
          }
          ledger.advance(connected, position.text(), lastCommit, now);
          connected.commit();
        });
    committed = position;
    isOpen = false;
    changes = 0;
    kept = new ChangeSums();
    advancedAt = System.nanoTime();
    altered.forEach((name, values) -> context.progress().of(name).altered(values));
    context
        .progress()
        .changes()
        .applied(counts, position.text(), lastCommit, context.clock().instant());
  }

  /**
   * Commits the whole transactions before the one that has begun, if that has changed nothing yet.
   *
   * @return whether it has not
   */
  boolean commitBefore() {
    if (isInTransaction && changes != changesBefore) {
      return false;
    }
    boolean isWithin = isInTransaction;
    isInTransaction = false;
    commit();
    isInTransaction = isWithin;
    changesBefore = changes;
    return true;
  }

  /** Undoes all that waits for its commit; only fit to be given up then. */
  void undo() {
    run("undoing a transaction that is read again", Connection::rollback);
  }

  /** Changes that were kept so far are of the transaction that has begun, or of whole ones. */
  void give(Round round) {
    for (KeptChange change : round.changes()) {
      beforeChange();
      change.giveTo(change.table().writer(), change.table().errors());
    }
    if (!round.isEmpty()) {
      kept.add(round.sums());
      changes = Math.max(changes, 1); // what is counted is committed, also where no row is changed
    }
  }

  /** Applies and commits a round alone. */
  void commit(Round round) {
    reach(round);
    give(round);
    commit();
  }

  /**
   * The position is behind a round that others have committed.
   *
   * @param sums what it came to, which they have kept
   */
  void fold(Round round, ChangeSums sums) {
    reach(round);
    fold(sums);
  }

  /** As {@link #fold(Round, ChangeSums)} where the position is there already. */
  void fold(ChangeSums sums) {
    kept.add(sums);
    commit(new LaneLedger(context.claim())::forget);
  }

  private void reach(Round round) {
    position = round.position();
    committedAt = round.lastCommit();
  }

  private void run(String doing, LoadContext.Deed deed) {
    try {
      deed.run(connection);
    } catch (SQLException e) {
      throw explained(e, doing);
    }
  }

  private EngineException explained(SQLException e, String doing) {
    return context.target().engine().explain(e, doing, context.target().config());
  }

  /** What was not committed is undone with the connection. */
  @Override
  public void close() {
    writer.close();
  }
}
