package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.TableDefinitions;
import org.godwit.task.LogComponent;
import org.godwit.task.StopReason;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Loopback;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.Stopped;
import org.godwit.task.plan.CanaryTable;
import org.jspecify.annotations.Nullable;

/**
 * Applies a source's changes until a person or a wish ends it. A transaction that a table's load
 * has already seen is left out for that table, any other is applied once.
 */
final class OngoingChanges {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** What waits for its commit shall not wait for more. */
  private static final Duration PATIENCE_UNCOMMITTED = Duration.ofMillis(2);

  private final LoadContext context;
  private final Engine engine;
  private final EndpointConfig config;
  private final ChangeSource source;
  private final ApplySettings settings;
  private final NewTables newTables;
  private final Cascades cascades;
  private final RunEnd end;
  private final LoadBeside beside;
  private static final String MAY_BE_OF_THE_OTHER =
      ", and the log doesn't tell whether by somebody or by the other task of the pair";

  private boolean isSettled;
  private Change.@Nullable Begin transaction;

  /**
   * Begins.
   *
   * @param newTables which the task is meant to have, also where it doesn't know them yet
   * @param cascades what the log lacks of rows that foreign keys change
   * @param beside loads tables that aren't followed yet
   */
  OngoingChanges(
      LoadContext context,
      Engine engine,
      EndpointConfig config,
      ApplySettings settings,
      ChangeWishes wishes,
      NewTables newTables,
      Cascades cascades,
      LoadBeside beside) {
    this.cascades = cascades;
    this.context = context;
    this.engine = engine;
    this.config = config;
    this.newTables = newTables;
    this.beside = beside;
    this.source =
        source(engine, settings.loopback())
            .keepingIn(context.settings().rejectFolder().resolve("changes"));
    this.settings = source.isExact() ? settings : settings.converging();
    this.end = new RunEnd(source, wishes, context.clock(), this::logEnd);
  }

  private static ChangeSource source(Engine engine, Optional<Loopback> loopback) {
    ChangeSource source = engine.changeSource().orElseThrow();
    return loopback.isEmpty()
        ? source
        : source
            .leavingOut(loopback.get().sourceSchema())
            .orElseThrow(
                () ->
                    new EngineException(
                        Failure.UNSUPPORTED,
                        "the log of %s doesn't tell what another task has written there: set EnableLoopbackPrevention to false"
                            .formatted(engine.descriptor().displayName())));
  }

  /**
   * Runs from a position on.
   *
   * @param current tells the tables' columns of the change that is applied
   * @param carried what the stream must carry as long as this runs; what it no longer does is
   *     parked
   * @return why it ended
   * @throws Stopped where a person stopped it; what was committed stands
   * @throws PlanAnew where it goes on with other tables
   * @throws EngineException where it can't go on
   */
  StopReason run(
      CarriedTables carried,
      Collection<ChangeTable> tables,
      CurrentChange current,
      ChangeLedger ledger,
      Position from) {
    FollowedBefore before = FollowedBefore.read(context, ledger, tables);
    ChangeTarget target = context.target().engine().changeTarget().orElseThrow();
    try (Connection connection = connect();
        ChangeStream changes =
            source.open(
                config,
                carried.stream(),
                tables.stream().map(ChangeTable::follows).toList(),
                before.definitions(),
                from,
                sentence -> context.log().warning(LogComponent.SOURCE_CAPTURE, sentence));
        SourceQuestions questions = new SourceQuestions(engine, config);
        AppliedChanges applied =
            new AppliedChanges(
                context,
                source,
                connection,
                tables,
                settings,
                from,
                current,
                questions,
                this::connect);
        var _ = context.watch().keepsAlive(changes)) {
      GoneTables gone = new GoneTables(context, source, connection, applied.parked());
      gone.expect(before, this::endOfLog);
      SourceDefinitions definitions =
          new SourceDefinitions(
              context, source, connection, settings.definitions(), applied.parked(), gone);
      CascadedChanges cascaded =
          new CascadedChanges(cascades, tables, applied, this::isLoaded, context.target().engine());
      CatalogAnswers catalog =
          new CatalogAnswers(engine, config, source, carried, before.definitions());
      TableDefinitions opened = changes.definitions();
      definitions.alter(tables, opened);
      requirePlanned();
      isSettled = opened.settled().isEmpty();
      SafePosition safe = new SafePosition(target, connection, changes);
      LostTables lost =
          new LostTables(
              source, carried, (table, why) -> applied.lose(table, why, catalog.isAbsent(table)));
      look(lost);
      lost.reach(applied.position());
      WishedTables wished = new WishedTables(context.tables(), applied, cascades, context.log());
      beside.start();
      while (true) {
        if (context.stop().isGiven()) {
          if (!applied.isInTransaction()) {
            end(applied, safe);
            settle(connection, applied, ledger, opened);
            gone.reach(applied.committed());
          } else {
            applied.leaveTransaction();
          }
          throw new Stopped();
        }
        wished.heed(beside.isRunning());
        heedBeside(applied);
        context.watch().beat();
        Change change = changes.next(applied.hasUncommitted() ? PATIENCE_UNCOMMITTED : PATIENCE);
        Optional<StopReason> reason = step(change, applied, cascaded, definitions, catalog);
        if (reason.isPresent() || lost.isDue()) {
          look(lost);
        }
        if (!applied.isInTransaction()) {
          lost.reach(applied.position());
        }
        if (reason.isPresent()) {
          end(applied, safe);
          settle(connection, applied, ledger, opened);
          gone.reach(applied.committed());
          return reason.get();
        }
        if (applied.isConnectionFree() && !applied.isInTransaction()) {
          if (!beside.keepsLog()) {
            safe.follow(applied.committed());
          }
          settle(connection, applied, ledger, opened);
          gone.reach(applied.committed());
        }
      }
    } catch (SQLException e) {
      throw context.target().engine().explain(e, "applying changes", context.target().config());
    }
  }

  private Connection connect() {
    return context.target().connectWithoutTriggers(this::refuse);
  }

  /** Once no row in an older form can come, nobody needs to know the older forms. */
  private void settle(
      Connection connection, AppliedChanges applied, ChangeLedger ledger, TableDefinitions opened) {
    if (!isSettled && !source.isBefore(applied.committed(), opened.known())) {
      context.transact(
          connection, "recording definitions", it -> ledger.define(it, opened.settled()));
      isSettled = true;
    }
  }

  /** Changes come over a connection of their own; a source at its limit is asked again later. */
  private void look(LostTables lost) throws SQLException {
    try (Connection connection = engine.connect(config)) {
      lost.look(connection);
    } catch (EngineException e) {
      if (!e.failure().isTransient()) {
        throw e;
      }
      context.log().warning(LogComponent.SOURCE_CAPTURE, e.sentence());
      lost.later();
    }
  }

  private static void park(TableName table, String why, AppliedChanges applied) {
    if (applied.table(table) != null) {
      applied.parked().parkAtOnce(table, why);
    }
  }

  private void refuse(String sentence) {
    throw new EngineException(
        Failure.PRIVILEGE_MISSING,
        sentence.split(" Those of tables", 2)[0]
            + " Changes are applied with foreign keys and triggers off, for they have done their work on"
            + " the source; let an administrator run: GRANT SET ON PARAMETER session_replication_role"
            + " TO "
            + context.target().config().user()
            + ";");
  }

  private void end(AppliedChanges applied, SafePosition safe) throws SQLException {
    applied.commit();
    if (!beside.keepsLog()) {
      safe.reach(applied.committed());
    }
  }

  /** While tables are loaded beside the changes, a source that has none doesn't rest. */
  private void heedBeside(AppliedChanges applied) {
    if (beside.isRunning()) {
      end.changed();
    } else if (beside.isDue(applied.committed()) && !applied.isInTransaction()) {
      applied.commit();
      beside.end();
    }
  }

  /** Takes one step of the log; says whether the run ends before or behind it. */
  private Optional<StopReason> step(
      @Nullable Change change,
      AppliedChanges applied,
      CascadedChanges cascaded,
      SourceDefinitions definitions,
      CatalogAnswers catalog)
      throws SQLException {
    boolean isBetween =
        change == null
            || change instanceof Change.Begin
            || change instanceof Change.Commit
            || change instanceof Change.Idle;
    if (!isBetween && !isOfCanary(change)) {
      end.changed();
    }
    switch (change) {
      case null -> applied.settle();
      case Change.Begin begin -> {
        Optional<StopReason> reason = end.before(begin);
        if (reason.isPresent()) {
          return reason;
        }
        transaction = begin;
        applied.begin(begin);
      }
      case Change.Commit(Position next) -> applied.end(next);
      case Change.Idle(Position next) -> applied.idle(next);
      case Change.Truncate(List<TableName> tables) -> truncate(tables, applied);
      case Change.Redefined redefined -> redefine(redefined, applied, definitions, catalog);
      case Change.Unreadable(TableName table, String why) -> {
        if (definitions.gone().has(table)) {
          definitions.gone().missed(table, why);
        }
        TableApply of = applied.table(table);
        if (of != null && !(applied.isInTransaction() && isLoaded(of))) {
          park(table, why, applied);
        }
        cascaded.unknown(table, why);
      }
      case Change.Insert(TableName table, var after) ->
          apply(table, applied, null, after, it -> it.insert(after));
      case Change.Update(TableName table, var before, var after) -> {
        cascaded.follow(table, before, after);
        apply(table, applied, before, after, it -> it.update(before, after));
      }
      case Change.Delete(TableName table, var before) -> {
        cascaded.follow(table, before, null);
        apply(table, applied, null, before, it -> it.delete(before));
      }
    }
    return applied.isInTransaction() ? Optional.empty() : end.at(applied.position());
  }

  /** What the task writes itself doesn't say that the source has work. */
  private static boolean isOfCanary(@Nullable Change change) {
    return switch (change) {
      case Change.Insert(TableName table, _) -> CanaryTable.isOne(table);
      case Change.Update(TableName table, _, _) -> CanaryTable.isOne(table);
      case null, default -> false;
    };
  }

  private Position endOfLog() {
    try (Connection connection = engine.connect(config)) {
      return source.end(connection);
    } catch (SQLException e) {
      throw engine.explain(e, "asking where the log ends", config);
    }
  }

  private RunEnd.LogEnd logEnd() throws SQLException {
    try (Connection connection = engine.connect(config)) {
      return new RunEnd.LogEnd(source.now(connection), source.end(connection));
    }
  }

  /** Nothing where the table isn't followed, or its load has seen the transaction. */
  private void apply(
      TableName name,
      AppliedChanges applied,
      @Nullable ChangeRow before,
      ChangeRow row,
      Consumer<TableApply> change) {
    TableApply table = applied.table(name);
    if (table == null || isLoaded(table)) {
      return;
    }
    try {
      applied.apply(table, before, row, change);
    } catch (TargetAlteration.Unfollowed e) {
      applied.parked().parkAtOnce(name, e.why());
    }
  }

  private boolean isLoaded(TableApply table) {
    Change.Begin begin = transaction;
    Optional<Position> loadedAt = table.table().loadedAt();
    return begin != null
        && loadedAt.isPresent()
        && source.isBefore(begin.position(), loadedAt.get());
  }

  private void truncate(List<TableName> tables, AppliedChanges applied) {
    List<TableName> emptied =
        tables.stream()
            .filter(
                name -> {
                  TableApply table = applied.table(name);
                  return table != null && !isLoaded(table);
                })
            .toList();
    if (!emptied.isEmpty() && settings.definitions().failsAtTruncates()) {
      throw new EngineException(
          Failure.STOPPED_BY_POLICY,
          "the task stops, for %s was emptied by TRUNCATE on the source (ApplyErrorFailOnTruncationDdl); on the target nothing was done. A resume comes to it again: set ApplyErrorFailOnTruncationDdl to false to go on behind it, HandleSourceTableTruncated too where the target shall keep its rows"
              .formatted(emptied));
    }
    if (!emptied.isEmpty() && !settings.definitions().truncates()) {
      context
          .log()
          .warning(
              LogComponent.TARGET_APPLY,
              "%s was emptied on the source and is not on the target (HandleSourceTableTruncated is false)"
                  .formatted(emptied));
    } else if (!emptied.isEmpty() && mayBeOfTheOther()) {
      emptied.forEach(
          table -> park(table, "it was emptied on the source" + MAY_BE_OF_THE_OTHER, applied));
    } else if (!emptied.isEmpty()) {
      applied.byOneWriter(one -> one.truncate(emptied));
    }
  }

  /** In a two-way pair a statement that nothing marks is not followed to where it may come from. */
  private boolean mayBeOfTheOther() {
    return settings.loopback().isPresent() && !source.leavesOutStatements();
  }

  /** What was made while the task planned and loaded is in the catalog that the stream knows. */
  private void requirePlanned() throws SQLException {
    List<TableName> made = List.of();
    try (Connection connection = engine.connect(config)) {
      if (source.tellsDefinitions(connection)) {
        made = newTables.of(connection);
      }
    }
    if (settings.loopback().isPresent()) {
      made.forEach(this::leaveOut);
    } else if (!made.isEmpty()) {
      throw SourceDefinitions.changed(
          made.getFirst(), "it was made while the task planned and loaded");
    }
  }

  private void leaveOut(TableName name) {
    context
        .log()
        .warning(
            LogComponent.SOURCE_CAPTURE,
            name,
            "the source has made it; a task of a two-way pair takes new tables when it is started anew");
  }

  private void redefine(
      Change.Redefined change,
      AppliedChanges applied,
      SourceDefinitions definitions,
      CatalogAnswers catalog) {
    TableName name = change.table();
    if (change.deed() == Change.Deed.DROPPED && definitions.gone().has(name)) {
      definitions.gone().left(name, applied.position());
    }
    TableApply table = applied.table(name);
    // What is told between two transactions is of now, and no load has seen it.
    boolean isFollowed = table != null && !(applied.isInTransaction() && isLoaded(table));
    boolean isNew =
        (change.deed() == Change.Deed.MADE
                || (change.deed() == Change.Deed.MADE_UNLESS_THERE && !newTables.isPlanned(name)))
            && !applied.knows(name)
            && !beside.has(name)
            && newTables.isSelected(name);
    if (!isFollowed && !isNew) {
      return;
    }
    if (isNew && settings.loopback().isPresent()) {
      leaveOut(name);
      return;
    }
    if (table != null && change.deed() == Change.Deed.DROPPED) {
      if (mayBeOfTheOther()) {
        park(name, "it was dropped on the source" + MAY_BE_OF_THE_OTHER, applied);
        return;
      }
      if (catalog.isStillThere(name)) {
        context
            .log()
            .warning(
                LogComponent.SOURCE_CAPTURE,
                name,
                "the source's log says that it was dropped, and it is there: nothing is done");
        return;
      }
    }
    if (change.deed() == Change.Deed.REMADE && catalog.hasSameKey(name)) {
      context
          .log()
          .warning(
              LogComponent.SOURCE_CAPTURE,
              name,
              "the source's log says that it has another primary key, and it has the one it had: nothing is done");
      return;
    }
    boolean isWhole = applied.commitBefore(); // what is planned anew goes on from here
    if (isWhole) {
      definitions.gone().reach(applied.committed());
    }
    if (table == null
        || change.deed() == Change.Deed.MADE
        || change.deed() == Change.Deed.MADE_UNLESS_THERE
        || change.deed() == Change.Deed.ALTERED) {
      throw SourceDefinitions.changed(name, change.statement());
    }
    if (!isWhole) {
      applied.undo();
    }
    if (change.deed() == Change.Deed.REMADE) {
      definitions.remake(name, change.statement());
    } else {
      definitions.drop(table.table(), change.statement());
    }
    if (!isWhole) {
      throw SourceDefinitions.changed(name, change.statement()); // its transaction is read again
    }
  }
}
