package org.godwit.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.engine.SetupStatement;
import org.godwit.mapping.MappingNote;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.cdc.LogWatch;
import org.godwit.task.cdc.PlanAnew;
import org.godwit.task.cdc.Replication;
import org.godwit.task.cdc.StreamRemoval;
import org.godwit.task.cdc.TargetSequences;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
import org.godwit.task.control.ControlSchema;
import org.godwit.task.control.DmsTables;
import org.godwit.task.control.LoadLedger;
import org.godwit.task.control.TableRecord;
import org.godwit.task.control.TaskClaim;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.load.ServerWatch;
import org.godwit.task.load.Stopped;
import org.godwit.task.plan.MadeTables;
import org.godwit.task.plan.TaskPlan;
import org.godwit.task.plan.TaskPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task from where it stands to its end. The one place that tries again after an error that
 * may pass.
 */
public final class TaskRunner {
  /** Work that has not ended so long after a stop waits for a server that hangs. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(7);

  private RunContext context;
  private ChangeWishes wishes;

  /** Tells this run's claims from those of any other, also where their answer is lost. */
  private final String claimant;

  /** The epoch of the last attempt; empty before the task was claimed. */
  private OptionalLong held = OptionalLong.empty();

  /** The tables that the task follows, or has made. */
  private MadeTables made = MadeTables.NONE;

  /** Of the tables whose changes were followed last. */
  private Optional<TargetSequences> sequences = Optional.empty();

  private boolean isPlanned;
  private boolean hasLoaded;

  /** A runner in these surroundings, for one run. */
  public TaskRunner(RunContext context) {
    this(context, ChangeWishes.NONE);
  }

  /** A runner with wishes for the changes that the task follows. */
  public TaskRunner(RunContext context, ChangeWishes wishes) {
    this.context = context;
    this.wishes = wishes;
    this.claimant = "%s (%s)".formatted(context.owner(), UUID.randomUUID());
  }

  /**
   * Runs the task. Call it in a virtual thread: only there a stop can end a wait for a server.
   *
   * @param start from where
   * @param reload tables that begin again from zero
   * @return how it ended; errors are in it, not thrown
   */
  public TaskOutcome run(Task task, Start start, Set<TableName> reload) {
    context = context.withLog(context.log().upTo(task.settings()::logLevel));
    TaskOutcome outcome;
    try (var _ = context.stop().interruptAfter(STOP_GRACE)) {
      outcome = runAgain(task, start, reload);
    } finally {
      if (context.stop().isGiven()) {
        Thread.interrupted(); // it was for the run, and not for who called it
      }
    }
    sequences.ifPresent(it -> it.atEnd(outcome.reason(), context.stop(), context.log()));
    return outcome;
  }

  private TaskOutcome runAgain(Task task, Start start, Set<TableName> reload) {
    RunSettings settings = new RunSettings(task.settings(), context.rejects());
    Start from = start;
    Set<TableName> again = reload;
    int failed = 0;
    int replanned = 0;
    while (true) {
      try {
        hasLoaded = false;
        Start begins = from;
        Set<TableName> anew = again;
        return outcome(watched(task, watch -> attempt(task, settings, begins, anew, watch)));
      } catch (Stopped _) {
        context.log().info(LogComponent.TASK_MANAGER, "stopped by request");
        return outcome(StopReason.NORMAL);
      } catch (PlanAnew _) {
        from = Start.RESUME;
        again = Set.of();
      } catch (EngineException e) {
        if (context.stop().isGiven() && e.failure() != Failure.FENCED) {
          context.log().info(LogComponent.TASK_MANAGER, "stopped by request: " + e.sentence());
          return outcome(StopReason.NORMAL);
        }
        if (e.failure() == Failure.DEFINITION_CHANGED) {
          context.log().info(LogComponent.TASK_MANAGER, e.sentence() + "; planning anew");
          from = Start.RESUME;
          again = Set.of();
          replanned = hasLoaded ? 1 : replanned + 1;
          if (isStoppedWithin(Retries.planningWait(replanned))) {
            return outcome(StopReason.NORMAL);
          }
          continue;
        }
        replanned = 0;
        context.log().error(LogComponent.TASK_MANAGER, e.sentence());
        if (!e.failure().isTransient() || isNeverReached(task, e)) {
          return outcome(StopReason.FATAL_ERROR, e);
        }
        failed = hasLoaded ? 1 : failed + 1; // a run of many days may be disturbed many times
        if (!settings.retries().allows(failed)) {
          return outcome(StopReason.RECOVERABLE_ERROR, givenUp(e, failed));
        }
        if (waitFor(e, settings.retries().wait(failed))) {
          return outcome(StopReason.NORMAL, e);
        }
        if (held.isPresent()) { // else what was wished to begin again has not been put back yet
          from = Start.RESUME;
          again = Set.of();
        }
      }
    }
  }

  private static EngineException givenUp(EngineException e, int failed) {
    String tries = failed > 1 ? " Given up after %d tries in a row.".formatted(failed) : "";
    return new EngineException(
        e.failure(),
        e.sentence() + tries + " What is committed stays; a resume goes on from there.",
        e);
  }

  /**
   * A server that a load can't reach, or write to, from the start is more likely a wrong address
   * than one that comes back. What follows changes goes on by itself after machines were started
   * anew, in whatever order they come.
   */
  private boolean isNeverReached(Task task, EngineException e) {
    boolean isUnreachable =
        e.failure() == Failure.CONNECTION_REFUSED
            || e.failure() == Failure.UNKNOWN_HOST
            || e.failure() == Failure.NO_WRITES;
    return isUnreachable && !isPlanned && !task.type().follows();
  }

  private boolean waitFor(EngineException reason, Duration wait) {
    // "reading shop.big failed at mysql://db1:3306/shop", without the rest that the log has.
    String where = reason.sentence().split(": ", 2)[0];
    String what =
        reason.failure() == Failure.NO_WRITES ? where + ": " + Failure.TAKES_NO_WRITES : where;
    String torn = torn();
    context
        .progress()
        .awaitRetry(
            torn.isEmpty() ? what : what + ". " + torn, context.clock().instant().plus(wait));
    context
        .log()
        .info(LogComponent.TASK_MANAGER, "trying again in %d s".formatted(wait.toSeconds()));
    return isStoppedWithin(wait);
  }

  private boolean isStoppedWithin(Duration wait) {
    try {
      return context.stop().await(wait);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private TaskOutcome outcome(StopReason reason) {
    context.progress().endPhase();
    return new TaskOutcome(reason, null, torn(), context.progress().statistics());
  }

  private TaskOutcome outcome(StopReason reason, EngineException e) {
    context.progress().endPhase();
    return new TaskOutcome(
        reason,
        e.failure(),
        (e.sentence() + " " + torn()).strip(),
        context.progress().statistics());
  }

  /** Who takes the target for a place between two transactions must know. */
  private String torn() {
    String until = context.progress().changes().tornUntil();
    if (until.isEmpty()) {
      return "";
    }
    String sentence =
        "The target may show a part of the source's transactions up to %s alone; a resume completes them."
            .formatted(until);
    warn(sentence);
    return sentence;
  }

  private <T> T watched(Task task, Function<ServerWatch, T> run) {
    Engines engines = context.engines();
    TaskProgress progress = context.progress();
    return ServerWatch.over(
        List.of(
            new ServerWatch.End("source", engines.named(task.source().engine()), task.source()),
            new ServerWatch.End("target", engines.named(task.target().engine()), task.target())),
        () -> progress.rowsOfThisRun() + progress.changes().ofThisRun(),
        sentence -> context.log().warning(LogComponent.TARGET_APPLY, sentence),
        run);
  }

  private StopReason attempt(
      Task task, RunSettings settings, Start start, Set<TableName> reload, ServerWatch watch) {
    Engine source = context.engines().named(task.source().engine());
    Engine target = context.engines().named(task.target().engine());
    LoadContext.Target to = new LoadContext.Target(target, task.target());
    context.progress().enter("Plan");
    FullLoad.Source from = new FullLoad.Source(source, task.source(), task.type().follows());
    requireBuilt(task, settings, source);
    TaskPlanner ofTables = settings.planner(source, target, task.mapping(), context.clock());
    TaskPlanner planner;
    TaskClaim claim;
    TaskPlan plan;
    Optional<Replication> changes;
    LoadContext load;
    try (var _ = context.stop().interruptAfter(Duration.ZERO)) {
      WishedReloads wished = WishedReloads.of(context);
      ClaimWish wish =
          new ClaimWish(task.type(), start, wished.and(reload), from.identity(context.log()));
      TaskClaim taken = claim(task, settings, to, wish);
      wished.taken();
      held = OptionalLong.of(taken.epoch());
      claim = TwoWay.marking(taken, to, settings.apply().loopback());
      load = loadContext(settings, to, claim, watch);
      changes = replication(task, settings, load, from);
      planner = changes.flatMap(Replication::canaryTable).map(ofTables::with).orElse(ofTables);
      TaskPlan all = wished.told(plan(task, planner, source, target), task.type());
      plan = changes.map(it -> it.begin(all)).orElse(all);
      isPlanned = true;
      wishes = wishes.withoutConsent();
    }
    PlannedProgress.announce(plan, context);
    if (settings.validates()) {
      PlannedProgress.awaitValidation(plan, context.progress());
    }
    Optional<FullLoad.UnderSnapshot> validation =
        settings.validates()
            ? Optional.of(new TaskValidation(context, settings, from, to, plan.tables())::run)
            : Optional.empty();
    long loaded = context.progress().rowsOfThisRun();
    long applied = context.progress().changes().ofThisRun();
    try (LogWatch _ = changes.map(it -> it.watchLog(settings.sourceLogAlarmBytes())).orElse(null);
        DmsTablesWriter _ = dmsTables(task, to, claim)) {
      if (task.type().loads()) {
        FullLoad rows = new FullLoad(load, from, plan.tables(), plan.refused());
        changes.ifPresentOrElse(it -> it.load(rows, plan), () -> rows.run(validation));
      }
      boolean isTwoWay = settings.apply().loopback().isPresent();
      sequences = changes.map(_ -> new TargetSequences(from, to, plan.planned(), isTwoWay));
      return changes.map(it -> it.run(plan, planner)).orElse(StopReason.FULL_LOAD_ONLY_FINISHED);
    } finally {
      hasLoaded =
          context.progress().rowsOfThisRun() > loaded
              || context.progress().changes().ofThisRun() > applied;
      LargeRows.tell(load.budget(), context.log());
    }
  }

  private @Nullable DmsTablesWriter dmsTables(Task task, LoadContext.Target to, TaskClaim claim) {
    DmsTables.Wishes wished = task.settings().dmsTables();
    return wished.isAny()
        ? new DmsTablesWriter(context, to, claim, wished, task.settings().historySlot())
        : null;
  }

  private LoadContext loadContext(
      RunSettings settings, LoadContext.Target to, TaskClaim claim, ServerWatch watch) {
    return new LoadContext(
        to,
        claim,
        settings.load(),
        context.limits(),
        new ByteBudget(settings.load().memoryBytes()),
        context.progress(),
        context.log(),
        context.stop(),
        context.tables(),
        watch,
        context.clock());
  }

  private Optional<Replication> replication(
      Task task, RunSettings settings, LoadContext load, FullLoad.Source from) {
    return task.type().follows()
        ? Optional.of(
            new Replication(
                load, from, settings.apply(), wishes, task.type().loads(), settings.canary()))
        : Optional.empty();
  }

  private static void requireBuilt(Task task, RunSettings settings, Engine source) {
    if (task.type().follows() && settings.validates()) {
      throw new EngineException(
          Failure.UNSUPPORTED,
          "validation beside ongoing replication is not built yet: set EnableValidation to false");
    }
    if (settings.validates() && source.canonicalText().isEmpty()) {
      throw new EngineException(
          Failure.UNSUPPORTED,
          "what comes from %s can't be validated: set EnableValidation to false"
              .formatted(source.descriptor().displayName()));
    }
  }

  /**
   * Removes what the source of a task keeps for it, and forgets how far its changes have come.
   *
   * @return the statements that were run on the source
   * @throws EngineException where that can't be done
   */
  public List<SetupStatement> removeFromSource(Task task) {
    return watched(task, watch -> streamRemoval(task, watch).remove());
  }

  /**
   * What the source of a task keeps for it, as statements that remove it; only looks, but takes the
   * task over.
   *
   * @throws EngineException where that can't be told
   */
  public List<SetupStatement> keptOnSource(Task task) {
    return watched(task, watch -> streamRemoval(task, watch).kept());
  }

  private StreamRemoval streamRemoval(Task task, ServerWatch watch) {
    RunSettings settings = new RunSettings(task.settings(), context.rejects());
    Engine source = context.engines().named(task.source().engine());
    Engine target = context.engines().named(task.target().engine());
    LoadContext.Target to = new LoadContext.Target(target, task.target());
    FullLoad.Source from = new FullLoad.Source(source, task.source(), true);
    ClaimWish wish =
        new ClaimWish(MigrationType.CDC, Start.RESUME, Set.of(), from.identity(context.log()));
    TaskClaim claim = claim(task, settings, to, wish);
    return new StreamRemoval(loadContext(settings, to, claim, watch), from);
  }

  private TaskClaim claim(
      Task task, RunSettings settings, LoadContext.Target target, ClaimWish wish) {
    try (Connection connection = target.connect()) {
      ControlSchema schema = ControlSchema.of(target.engine(), settings.controlSchema());
      schema.create(connection);
      TaskClaim claim = take(connection, schema, task, target, wish);
      LoadLedger ledger = new LoadLedger(claim);
      claim.hold(connection);
      List<TableRecord> records = ledger.tables(connection);
      ChangeLedger changes = new ChangeLedger(claim);
      wish.requireSameKind(
          changes.checkpoint(connection).isPresent(),
          records.stream().anyMatch(record -> record.startedAt() != null));
      Set<TableName> parked = changes.parked(connection).keySet();
      boolean takesUp = held.isEmpty() && !wishes.isByItself();
      Set<TableName> gone = new HashSet<>(takesUp && wish.type().loads() ? parked : Set.of());
      for (TableRecord record : records) {
        gone.remove(record.source());
        if (wish.resets(record) || (takesUp && parked.contains(record.source()))) {
          ledger.resetTable(connection, record.source());
          changes.forget(connection, record.source());
        }
      }
      changes.forget(connection, gone);
      for (TableName table : wish.reload()) {
        if (!wish.type().loads() && parked.contains(table)) {
          warn(
              "what the source changed in %s since it was parked is neither applied nor loaded; it is followed from %s on"
                  .formatted(
                      table,
                      changes.checkpoint(connection).map(Checkpoint::position).orElse("now")));
        }
        changes.forget(connection, table);
      }
      if (wish.start() == Start.RELOAD_TARGET) {
        changes.rewind(connection);
      }
      made =
          MadeTables.of(
              records,
              changes.sourceIds(connection).keySet(),
              wish.type().follows() && settings.apply().definitions().alters());
      connection.commit();
      return claim;
    } catch (SQLException e) {
      EngineException reason =
          target.engine().explain(e, "claiming the task in its control schema", target.config());
      throw switch (reason.failure()) {
        case LOCK_TIMEOUT ->
            new EngineException(
                Failure.LOCK_TIMEOUT,
                "task %s on %s is in use: a transaction of another process that runs it does not end; stop that process, or end its session on the target"
                    .formatted(task.name(), target.config().place()),
                e);
        case PRIVILEGE_MISSING ->
            new EngineException(
                Failure.PRIVILEGE_MISSING,
                "user %s may not keep the control schema %s on %s, which holds how far a task has come; nothing was changed. Let an administrator run: %s (%s)"
                    .formatted(
                        target.config().user(),
                        settings.controlSchema(),
                        target.config().place(),
                        target.load().controlSchemaGrant(settings.controlSchema(), target.config()),
                        e.getMessage()),
                e);
        default -> reason;
      };
    }
  }

  /** Who waits there waits for the one who holds the task's row. */
  private TaskClaim take(
      Connection connection,
      ControlSchema schema,
      Task task,
      LoadContext.Target target,
      ClaimWish wish)
      throws SQLException {
    try (ClaimWatch _ = new ClaimWatch(target, connection, this::warn)) {
      return TaskClaim.take(
          connection,
          schema,
          task.name(),
          new TaskClaim.Claimant(claimant, wish.source(), wish.start() != Start.RESUME, held),
          context.clock());
    }
  }

  private void warn(String sentence) {
    context.log().warning(LogComponent.TASK_MANAGER, sentence);
  }

  private TaskPlan plan(Task task, TaskPlanner planner, Engine source, Engine target) {
    try (Connection from = source.connect(task.source());
        Connection to = target.connect(task.target())) {
      boolean isAltered = source.changeSource().isPresent() && target.changeTarget().isPresent();
      MadeTables known = isAltered ? made : made.unaltered();
      TaskPlan plan = planner.plan(from, to, known).refusingLater(known.altered());
      if (plan.hasErrors()) {
        throw new EngineException(
            Failure.CONFIGURATION,
            String.join(
                " ",
                plan.notes().stream()
                    .filter(note -> note.severity() == MappingNote.Severity.ERROR)
                    .map(MappingNote::sentence)
                    .toList()));
      }
      if (plan.tables().isEmpty() && plan.refused().isEmpty()) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "no table of %s is selected by the table mapping; names are case-sensitive, look at the preview. %s"
                .formatted(
                    task.source().place(),
                    plan.notes().stream()
                        .map(MappingNote::message)
                        .collect(Collectors.joining(" ")))
                .strip());
      }
      return plan;
    } catch (SQLException e) {
      throw source.explain(e, "reading the catalog", task.source());
    }
  }
}
