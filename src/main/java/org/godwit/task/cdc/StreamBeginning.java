package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
import org.godwit.task.control.ParkedTable;
import org.godwit.task.load.ErrorPolicy;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.TaskPlan;
import org.jspecify.annotations.Nullable;

/**
 * What has to be there before the first change is read: a source that is found fit and keeps its
 * log for the task, and the place where its changes begin. Of one start of a task.
 */
final class StreamBeginning {
  private final LoadContext context;
  private final FullLoad.Source from;
  private final ChangeSource source;
  private final ChangeWishes wishes;
  private final ApplyErrors errors;
  private final Optional<Canary> canary;
  private final SourceConsent consent;
  private final ChangeLedger ledger;
  private final Connection toSource;
  private final Connection toTarget;
  private final Checkpoint checkpoint;

  /** Where a person wishes the changes to begin; null where nobody does, or they have begun. */
  private @Nullable Position startAt;

  /**
   * Of a claimed task.
   *
   * @param errors what becomes of the others where a table can't be followed any more
   * @param canary whose table has to be there; empty for none
   * @param toTarget in no transaction
   * @param checkpoint where the task stands
   */
  StreamBeginning(
      LoadContext context,
      FullLoad.Source from,
      ApplyErrors errors,
      ChangeWishes wishes,
      Optional<Canary> canary,
      Connection toSource,
      Connection toTarget,
      Checkpoint checkpoint) {
    this.context = context;
    this.from = from;
    this.source = from.engine().changeSource().orElseThrow();
    this.wishes = wishes;
    this.errors = errors;
    this.canary = canary;
    this.consent = new SourceConsent(context, from, wishes, canary, toSource, toTarget, checkpoint);
    this.ledger = new ChangeLedger(context.claim());
    this.toSource = toSource;
    this.toTarget = toTarget;
    this.checkpoint = checkpoint;
  }

  /**
   * Sets the source up, and records where its changes begin if nothing is recorded yet.
   *
   * @param plan of tables that can be followed
   * @param of what made them so
   * @return the plan without those that can't be followed for now
   * @throws EngineException of {@link Failure#CONSENT_MISSING} where the source lacks something and
   *     nobody has consented to change it; nothing was changed then
   */
  TaskPlan begin(TaskPlan plan, Followable of) throws SQLException {
    TaskPlan fit = lookAhead(plan, of);
    if (checkpoint.isBegun()) {
      var _ = source.beginning(toSource, checkpoint.stream()); // or it is lost
      parkLost(fit, of.isLoaded());
    }
    TaskPlan followed = consent.setUp(fit, of.wholeRows(plan));
    if (checkpoint.isBegun()) {
      log("changes go on at " + checkpoint.position());
      return followed;
    }
    Position start = start();
    requireStopBehind(start);
    context.transact(
        toTarget,
        "recording where changes begin",
        connection -> ledger.advance(connection, start.text(), null, context.clock().instant()));
    context.progress().changes().recovered(Map.of(), start.text());
    log("changes begin at " + start.text());
    return followed;
  }

  private TaskPlan lookAhead(TaskPlan plan, Followable of) throws SQLException {
    Preflight preflight = new Preflight(source, toSource, checkpoint.stream());
    preflight.checkServer();
    checkRights(preflight, plan, of);
    Map<TableName, String> leaving = leaving(plan, of.isLoaded());
    preflight.checkTables(plan, isStoppedBy(leaving) ? leaving.keySet() : Set.of());
    Optional<String> wished = wishes.startAt().filter(_ -> !checkpoint.isBegun());
    if (wished.isPresent() && (preflight.isClear() || LogTime.of(wished.get()).isEmpty())) {
      Position place = place(wished.get());
      preflight.checkStart(from.config(), place);
      startAt = place;
    }
    preflight.require(from.config().place());
    if (startAt != null) {
      requireStopBehind(startAt); // before anything is set up
    }
    if (!checkpoint.isBegun()) {
      preflight.warnings().forEach(it -> context.log().warning(LogComponent.SOURCE_CAPTURE, it));
    }
    park(leaving);
    return plan.refusing(leaving);
  }

  /** What a task that goes on lacks is told by the statement that is refused. */
  private void checkRights(Preflight preflight, TaskPlan plan, Followable of) throws SQLException {
    if (checkpoint.isBegun()) {
      return;
    }
    List<Table> tables = new ArrayList<>(plan.tables().stream().map(Followable::sourceOf).toList());
    boolean lacksCanary = canary.isPresent() && !canary.get().missing(toSource).isEmpty();
    if (lacksCanary && source.setsUpAhead()) {
      tables.add(canary.get().planned());
    }
    preflight.checkRights(tables, of.wholeRows(plan));
    if (lacksCanary) {
      preflight.checkCanary(canary.get().name());
    }
  }

  /** Those that were followed so far and can't be any more, each with what is said of it then. */
  private Map<TableName, String> leaving(TaskPlan plan, boolean isLoaded) {
    Map<TableName, String> leaving = new TreeMap<>(plan.refused());
    leaving
        .keySet()
        .retainAll(
            context.compute(toTarget, "reading the followed tables", ledger::sourceIds).keySet());
    leaving.keySet().removeAll(parked().keySet());
    leaving.replaceAll(
        (name, why) -> ParkedTables.sentence(name, why.replaceFirst("\\.$", ""), isLoaded));
    return leaving;
  }

  private Map<TableName, ParkedTable> parked() {
    return context.compute(toTarget, "reading parked tables", ledger::parked);
  }

  private boolean isStoppedBy(Map<TableName, String> leaving) {
    int most = errors.tableEscalationCount();
    return errors.table() == ErrorPolicy.STOP_TASK
        || (most > 0 && !leaving.isEmpty() && parked().size() + leaving.size() >= most);
  }

  private void park(Map<TableName, String> tables) {
    if (tables.isEmpty()) {
      return;
    }
    Instant at = context.clock().instant();
    context.transact(
        toTarget,
        "parking " + tables.keySet(),
        it -> {
          for (Map.Entry<TableName, String> table : tables.entrySet()) {
            ledger.park(it, table.getKey(), new ParkedTable(table.getValue(), at));
          }
        });
    tables.forEach((name, why) -> context.log().error(LogComponent.TABLES_MANAGER, name, why));
  }

  /** Before a setup makes it look as if the stream had carried them all the time. */
  private void parkLost(TaskPlan plan, boolean isLoaded) throws SQLException {
    Map<TableName, String> before =
        context.compute(toTarget, "reading the followed tables", ledger::sourceIds);
    before.keySet().retainAll(plan.tables().stream().map(LoadTable::name).toList());
    before.keySet().removeAll(parked().keySet());
    Map<TableName, String> lost =
        new CarriedTables(source, checkpoint.stream(), before).lost(toSource);
    Map<TableName, String> again = new TreeMap<>(lost);
    again
        .entrySet()
        .removeIf(it -> !LoadAgain.take(context, toTarget, isLoaded, it.getKey(), it.getValue()));
    lost.keySet().removeAll(again.keySet());
    lost.replaceAll((name, why) -> ParkedTables.sentence(name, why, isLoaded));
    park(lost);
    if (!again.isEmpty()) {
      TableName first = again.keySet().iterator().next();
      // The plan may be of the table that was there before.
      throw SourceDefinitions.changed(first, Objects.requireNonNull(again.get(first)));
    }
  }

  private Position start() throws SQLException {
    Position wished = startAt;
    if (wished == null) {
      return source.beginning(toSource, checkpoint.stream());
    }
    Optional<String> missing =
        new Preflight(source, toSource, checkpoint.stream())
            .missing(wished, source.oldest(toSource, checkpoint.stream()));
    if (missing.isPresent()) {
      throw new EngineException(Failure.POSITION_LOST, missing.get());
    }
    return wished;
  }

  private void requireStopBehind(Position start) {
    Optional<Position> stop =
        wishes.stopAt().filter(text -> LogTime.of(text).isEmpty()).map(source::position);
    if (stop.isPresent() && Replication.isOver(source, start, stop.get())) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "the stop position %s isn't behind the place where changes begin, %s, so that none would be applied: give a later one, or none"
              .formatted(stop.get().text(), start.text()));
    }
  }

  private Position place(String text) {
    Optional<LogTime> time = LogTime.of(text);
    if (time.isEmpty()) {
      return source.position(text);
    }
    Position found =
        source
            .search()
            .orElseThrow(() -> new EngineException(Failure.CONFIGURATION, Replication.UNTIMED))
            .at(from.config(), checkpoint.stream(), time.get().at());
    log("at %s the source's log was at %s".formatted(time.get().at(), found.text()));
    return found;
  }

  private void log(String message) {
    context.log().info(LogComponent.SOURCE_CAPTURE, message);
  }
}
