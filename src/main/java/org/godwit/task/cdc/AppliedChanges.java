package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.Position;
import org.godwit.task.LogComponent;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.LaneLedger;
import org.godwit.task.load.LoadContext;
import org.jspecify.annotations.Nullable;

/**
 * Applies a source's transactions: by one writer in their order, or in rounds that are divided
 * among lanes ({@code docs/adr/0014}).
 *
 * <p>A transaction is kept until it is whole, and goes with others into a round; while one round is
 * applied the next is kept. What the lanes can't do (a table that is emptied, a transaction that
 * fills the memory, a value that no target has) goes through the one writer alone, behind all that
 * came before. Between two rounds the target and its checkpoint are what one writer would have
 * left.
 */
final class AppliedChanges implements AutoCloseable {
  private final LoadContext context;
  private final ChangeSource source;
  private final ChangeTarget target;
  private final Connection connection;
  private final Collection<ChangeTable> tables;
  private final ApplySettings settings;

  /** How old a round grows: it waits for the round before it, too, while that is applied. */
  private final Duration roundMax;

  private final CurrentChange current;
  private final Supplier<Connection> connect;
  private final LaneLedger ledger;
  private final Recorder recorder;
  private final TargetTransactions one;

  /** What an earlier run has left; null where that is nothing, or has been read again. */
  private @Nullable HalfRound half;

  /** Null where there are none, or none yet. */
  private @Nullable Lanes lanes;

  private LaneRoutes routes;

  /** The transaction whose changes are kept; null between two, or where they aren't kept. */
  private Change.@Nullable Begin begun;

  private Round transaction;
  private Round round;
  private Position position;
  private final RoundTally tally;

  /**
   * Begins.
   *
   * @param connection to the target, in no transaction, without triggers and foreign keys
   * @param from the task's position
   * @param current tells the tables' columns of the change that is applied
   * @param questions to the source
   * @param connect gives other connections like that one
   */
  AppliedChanges(
      LoadContext context,
      ChangeSource source,
      Connection connection,
      Collection<ChangeTable> tables,
      ApplySettings settings,
      Position from,
      CurrentChange current,
      SourceQuestions questions,
      Supplier<Connection> connect) {
    this.context = context;
    this.source = source;
    this.target = context.target().engine().changeTarget().orElseThrow();
    this.connection = connection;
    this.tables = tables;
    this.settings = settings;
    this.tally = new RoundTally(settings.lanes().dividedMin());
    this.roundMax = settings.isBatch() ? settings.openMax() : settings.openMax().dividedBy(2);
    this.current = current;
    this.connect = connect;
    this.ledger = new LaneLedger(context.claim());
    this.position = from;
    this.recorder = new Recorder(this::beforeRefusal);
    this.one =
        new TargetTransactions(
            context, target, connection, tables, settings, from, current, questions, recorder);
    this.routes = new LaneRoutes(settings.lanes().count());
    this.transaction = emptyRound();
    this.round = emptyRound();
    Optional<HalfRound> left =
        context.compute(
            connection,
            "reading what lanes have committed",
            it -> HalfRound.of(ledger.committed(it), ledger.columns(it), tables, source));
    left.ifPresentOrElse(this::takeUp, this::openLanes);
  }

  private void takeUp(HalfRound left) {
    half = left;
    context.progress().changes().torn(left.until().text());
    context
        .log()
        .info(
            LogComponent.TARGET_APPLY,
            "%d lanes had committed a round of changes up to %s, and others had not: theirs are applied first"
                .formatted(left.committed().size(), left.until().text()));
    for (TableName table : left.untold()) {
      parked()
          .parkAtOnce(
              table,
              "its key was renamed on the source while a part of a round of its changes was on the target");
    }
  }

  private Round emptyRound() {
    return new Round(settings.lanes().count());
  }

  private void openLanes() {
    context.progress().changes().torn("");
    if (settings.lanes().count() == 0) {
      return;
    }
    Map<TableName, List<String>> columns =
        context.compute(
            connection,
            "dividing tables among lanes",
            it -> {
              Map<TableName, List<String>> by = LaneRoutes.columns(target, it, tables);
              ledger.divide(it, by);
              return by;
            });
    routes = LaneRoutes.of(settings.lanes().count(), tables, columns);
    lanes = new Lanes(context, target, settings, connect);
    context
        .log()
        .info(
            LogComponent.TARGET_APPLY,
            "changes are applied by %d lanes; the rows of %d of %d tables are divided among them"
                .formatted(
                    settings.lanes().count(),
                    columns.values().stream().filter(by -> !by.isEmpty()).count(),
                    columns.size()));
  }

  /** The tables that are taken out of the run. */
  ParkedTables parked() {
    return one.parked();
  }

  /** Whether the run began with the table, which is still there. */
  boolean knows(TableName name) {
    return one.knows(name);
  }

  /** The table, null where its changes aren't applied. */
  @Nullable TableApply table(TableName name) {
    return one.table(name);
  }

  /**
   * Takes a table out that the stream carries no longer.
   *
   * @param isAbsent whether the source has none of that name
   */
  void lose(TableName name, String why, boolean isAbsent) {
    if (isAbsent) {
      parked().parkDropped(name);
    } else if (table(name) != null) {
      parked().parkAtOnce(name, why);
    }
  }

  /** Behind the last whole transaction that was given. */
  Position position() {
    return position;
  }

  /** Behind the last transaction that the target has committed, with all before it. */
  Position committed() {
    return one.committed();
  }

  /** Whether a source transaction has begun and not ended. */
  boolean isInTransaction() {
    return begun != null || one.isInTransaction();
  }

  /** Whether changes wait for the target's commit. */
  boolean hasUncommitted() {
    return one.hasUncommitted() || !round.isEmpty() || (lanes != null && lanes.isBusy());
  }

  /** Whether the connection that this was opened with is in no transaction. */
  boolean isConnectionFree() {
    return !one.hasUncommitted();
  }

  /** A source transaction begins. */
  void begin(Change.Begin begin) {
    passHalf(begin.position());
    current.in(begin);
    context
        .progress()
        .changes()
        .captured(begin.position(), begin.committedAt(), context.clock().instant());
    if (lanes == null) {
      one.begin(begin);
    } else {
      begun = begin;
    }
  }

  /**
   * One of its changes.
   *
   * @param before what the row was, where the log has it
   * @param row what it is, or was
   * @param change gives it to its table
   */
  void apply(
      TableApply table, @Nullable ChangeRow before, ChangeRow row, Consumer<TableApply> change) {
    HalfRound left = half;
    if (left != null && left.has(table.table().name(), row)) {
      return;
    }
    Change.Begin begin = begun;
    if (begin == null) {
      one.beforeChange();
      change.accept(table);
      return;
    }
    context.progress().changes().waits(begin.committedAt());
    TableName name = table.table().name();
    int lane = routes.lane(name, row);
    recorder.keep(transaction, lane);
    transaction.cross(lane, routes.laneBefore(name, before, lane));
    change.accept(table);
    if (begun == null) {
      return; // a value could not be moved
    }
    List<AlteredValues> altered = table.takeAltered();
    transaction.count(lane, name, table.takeCounts(), altered);
    if (transaction.bytes() > settings.lanes().bytesMax() || isKeyOf(table.table(), altered)) {
      toOneWriter();
    }
  }

  /** Keys that are altered on their way may become equal. */
  private static boolean isKeyOf(ChangeTable table, List<AlteredValues> altered) {
    return altered.stream()
        .anyMatch(
            values ->
                table.writes().identity().stream()
                    .anyMatch(
                        at -> table.writes().columns().get(at).name().equals(values.column())));
  }

  private void beforeRefusal() {
    if (begun != null) {
      toOneWriter();
      one.beforeChange();
    }
  }

  /** The transaction goes through the one writer, behind all that came before it. */
  private void toOneWriter() {
    Change.Begin begin = begun;
    if (begin == null) {
      return;
    }
    begun = null;
    recorder.pass();
    Round own = transaction;
    transaction = emptyRound();
    finishRounds();
    one.begin(begin);
    one.give(own);
  }

  /** Changes what no lane can: tables that are emptied, rows that foreign keys change. */
  void byOneWriter(Consumer<TargetTransactions> change) {
    toOneWriter();
    one.beforeChange();
    change.accept(one);
  }

  /** The source transaction is whole. */
  void end(Position next) {
    position = next;
    Change.Begin begin = begun;
    if (begin == null) {
      one.end(next);
      if (lanes != null) {
        one.commit();
      }
      return;
    }
    begun = null;
    recorder.pass();
    if (!transaction.isEmpty()) {
      keep(next, begin);
    } else {
      if (!round.isEmpty()) {
        round.reach(next);
      }
      advance();
    }
  }

  /** A source that is busy with other tables doesn't rest: what waits isn't left waiting. */
  private void advance() {
    if (lanesAreDone()) {
      land();
      if (round.isOlderThan(roundMax)) {
        apply();
      }
    }
  }

  private void keep(Position next, Change.Begin begin) {
    ApplySettings.Lanes limits = settings.lanes();
    if (!round.isEmpty() && round.bytes() + transaction.bytes() > limits.bytesMax()) {
      land();
      apply();
    }
    round.add(transaction, next, begin.committedAt());
    transaction = emptyRound();
    boolean isFull = round.changeCount() / limits.count() >= limits.changesMax();
    if (isFull || lanesAreDone()) {
      land();
      if (isFull || round.isOlderThan(roundMax)) {
        apply();
      }
    }
  }

  private boolean lanesAreDone() {
    return lanes == null || lanes.isDone();
  }

  /** Waits for the round that is being applied, and moves the checkpoint behind it. */
  private void land() {
    Lanes.Landed landed = lanes == null ? null : lanes.await();
    if (landed != null) {
      one.fold(landed.round(), landed.sums());
      var next = round.firstCommit();
      if (next != null) {
        context.progress().changes().waits(next);
      }
    }
  }

  /** Begins with the round that was kept, or does it at once where dividing it isn't worth it. */
  private void apply() {
    Lanes to = lanes;
    if (to == null || round.isEmpty()) {
      return;
    }
    Round next = round;
    round = emptyRound();
    Collection<Round.Part> parts = next.parts();
    if (tally.divides(parts.size(), next.changeCount())) {
      to.start(next, parts);
    } else {
      one.commit(next);
    }
  }

  private void finishRounds() {
    land();
    apply();
    land();
  }

  /**
   * Nothing was committed between the last transaction and there. A server may say so behind each
   * of many that wait to be read, so that it is no rest.
   */
  void idle(Position next) {
    if (isInTransaction()) {
      return;
    }
    position = next;
    passHalf(next);
    if (lanes == null) {
      one.idle(next);
      return;
    }
    if (!round.isEmpty()) {
      round.reach(next);
    } else if (!lanes.isBusy()) {
      one.idle(next);
    }
    advance();
  }

  /** Commits what is whole; the position alone now and then. */
  void settle() {
    if (isInTransaction()) {
      return;
    }
    if (lanes == null) {
      one.settle();
      passHalf(position);
      return;
    }
    if (!lanes.isDone()) {
      return;
    }
    land();
    if (!settings.isBatch() || round.isOlderThan(roundMax)) {
      apply();
    }
    if (!hasUncommitted()) {
      one.idle(position);
    }
  }

  /** What an earlier run has left was read again: from here on nothing is left out. */
  private void passHalf(Position at) {
    HalfRound left = half;
    if (left != null && !source.isBefore(at, left.until())) {
      one.commit();
      one.fold(left.sums());
      half = null;
      openLanes();
    }
  }

  /** Commits all that was given, which must be whole. */
  void commit() {
    if (begun != null) {
      throw new IllegalStateException("a source transaction is never cut");
    }
    finishRounds();
    one.idle(position);
    one.commit();
    passHalf(position);
  }

  /**
   * Commits the whole transactions before the one that has begun, if that has changed nothing yet;
   * it goes on through the one writer.
   *
   * @return whether it has not
   */
  boolean commitBefore() {
    if (!isInTransaction()) {
      finishRounds();
    }
    toOneWriter();
    return one.commitBefore();
  }

  /** Undoes all that waits for its commit; only fit to be given up then. */
  void undo() {
    one.undo();
  }

  /** Before a run ends in a transaction: commits the rounds before it. */
  void leaveTransaction() {
    if (begun != null) {
      begun = null;
      recorder.pass();
      transaction = emptyRound();
      finishRounds();
    }
  }

  /** What was not committed is undone with the connections. */
  @Override
  public void close() throws SQLException {
    tally.told().ifPresent(told -> context.log().info(LogComponent.TARGET_APPLY, told));
    try (Lanes to = lanes) {
      if (to != null) {
        context
            .progress()
            .changes()
            .torn(to.landLast(landed -> one.fold(landed.round(), landed.sums())));
      }
      one.close();
    }
  }
}
