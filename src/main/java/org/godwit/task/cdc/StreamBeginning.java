package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.SetupStatement.Need;
import org.godwit.task.LogComponent;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
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
  /** How long the source's open transactions are waited for. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LoadContext context;
  private final FullLoad.Source from;
  private final ChangeSource source;
  private final ChangeWishes wishes;
  private final Optional<Canary> canary;
  private final ChangeLedger ledger;
  private final Connection toSource;
  private final Connection toTarget;
  private final Checkpoint checkpoint;

  /** Where a person wishes the changes to begin; null where nobody does, or they have begun. */
  private @Nullable Position startAt;

  /**
   * Of a claimed task.
   *
   * @param canary whose table has to be there; empty for none
   * @param toTarget in no transaction
   * @param checkpoint where the task stands
   */
  StreamBeginning(
      LoadContext context,
      FullLoad.Source from,
      ChangeWishes wishes,
      Optional<Canary> canary,
      Connection toSource,
      Connection toTarget,
      Checkpoint checkpoint) {
    this.context = context;
    this.from = from;
    this.source = from.engine().changeSource().orElseThrow();
    this.wishes = wishes;
    this.canary = canary;
    this.ledger = new ChangeLedger(context.claim());
    this.toSource = toSource;
    this.toTarget = toTarget;
    this.checkpoint = checkpoint;
  }

  /**
   * Sets the source up, and records where its changes begin if nothing is recorded yet.
   *
   * @param plan of tables that can be followed
   * @param wholeRows those whose log must have whole rows, by the reason why
   * @throws EngineException of {@link Failure#CONSENT_MISSING} where the source lacks something and
   *     nobody has consented to change it; nothing was changed then
   */
  void begin(TaskPlan plan, Map<TableName, String> wholeRows) throws SQLException {
    lookAhead(plan);
    if (checkpoint.isBegun()) {
      var _ = source.beginning(toSource, checkpoint.stream()); // or it is lost
      parkLost(plan);
    }
    setUp(plan, wholeRows);
    if (checkpoint.isBegun()) {
      log("changes go on at " + checkpoint.position());
      return;
    }
    Position start = start();
    context.transact(
        toTarget,
        "recording where changes begin",
        connection -> ledger.advance(connection, start.text(), null, context.clock().instant()));
    context.progress().changes().recovered(Map.of(), start.text());
    log("changes begin at " + start.text());
  }

  private void lookAhead(TaskPlan plan) throws SQLException {
    Preflight preflight = new Preflight(source, toSource, checkpoint.stream());
    preflight.checkServer();
    preflight.checkTables(
        plan, context.compute(toTarget, "reading the followed tables", ledger::followed).keySet());
    Optional<String> wished = wishes.startAt().filter(_ -> !checkpoint.isBegun());
    if (wished.isPresent() && (preflight.isClear() || LogTime.of(wished.get()).isEmpty())) {
      Position place = place(wished.get());
      preflight.checkStart(place);
      startAt = place;
    }
    preflight.require(from.config().place());
    if (!checkpoint.isBegun()) {
      preflight.warnings().forEach(it -> context.log().warning(LogComponent.SOURCE_CAPTURE, it));
    }
  }

  /** Before a setup makes it look as if the stream had carried them all the time. */
  private void parkLost(TaskPlan plan) throws SQLException {
    Map<TableName, String> before =
        context.compute(toTarget, "reading the followed tables", ledger::sourceIds);
    before.keySet().retainAll(plan.tables().stream().map(LoadTable::name).toList());
    before
        .keySet()
        .removeAll(context.compute(toTarget, "reading parked tables", ledger::parked).keySet());
    Map<TableName, String> lost =
        new CarriedTables(source, checkpoint.stream(), before).lost(toSource);
    lost.entrySet().removeIf(it -> LoadAgain.take(context, toTarget, it.getKey(), it.getValue()));
    if (!lost.isEmpty()) {
      context.transact(
          toTarget,
          "parking " + lost.keySet(),
          it -> {
            for (Map.Entry<TableName, String> table : lost.entrySet()) {
              ledger.park(
                  it, table.getKey(), ParkedTables.sentence(table.getKey(), table.getValue()));
            }
          });
    }
  }

  private void setUp(TaskPlan plan, Map<TableName, String> wholeRows) throws SQLException {
    List<SetupStatement> missing =
        new ArrayList<>(
            canary.isEmpty() ? List.<SetupStatement>of() : canary.get().missing(toSource));
    if (!missing.isEmpty() && wishes.maySetUp()) {
      make(canary.orElseThrow(), missing);
    }
    missing.addAll(
        source.setup(
            toSource,
            checkpoint.stream(),
            plan.tables().stream().map(Followable::sourceOf).toList(),
            wholeRows));
    boolean isAsked = missing.stream().anyMatch(it -> it.need() == Need.REQUIRED);
    if (isAsked && !wishes.maySetUp()) {
      throw new EngineException(
          Failure.CONSENT_MISSING,
          "before changes can be followed the source %s has to be changed, and nothing was done yet. Consent to it (--set-up-source on the command line), or run this yourself, then start again:%n%s"
              .formatted(from.config().place(), told(missing)));
    }
    for (SetupStatement statement : missing) {
      if (wishes.maySetUp() || statement.need() == Need.AGREED) {
        run(statement);
      } else {
        warn("nobody has consented to change the source yet (--set-up-source). " + statement.why());
      }
    }
  }

  /** It is one of the task's tables, and so planned like them. */
  private void make(Canary wanted, List<SetupStatement> statements) {
    statements.forEach(it -> warn("changing the source: " + it.sql()));
    wanted.run(toSource, statements);
    throw new EngineException(
        Failure.DEFINITION_CHANGED, "the source has %s now".formatted(wanted.name()));
  }

  private void run(SetupStatement statement) {
    warn("changing the source: " + statement.sql());
    try {
      source.run(from.config(), List.of(statement), PATIENCE);
    } catch (EngineException e) {
      boolean isLeftOut =
          statement.need() == Need.WISHED
              && !e.failure().isTransient()
              && !e.failure().isOfServer();
      if (!isLeftOut) {
        throw e;
      }
      warn("the task goes on without that: " + e.sentence());
    }
  }

  private void warn(String sentence) {
    context.log().warning(LogComponent.SOURCE_CAPTURE, sentence);
  }

  private static String told(Collection<SetupStatement> statements) {
    return statements.stream()
        .map(statement -> "  -- %s%n  %s;".formatted(statement.why(), statement.sql()))
        .collect(Collectors.joining(System.lineSeparator()));
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
