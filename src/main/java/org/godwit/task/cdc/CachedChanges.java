package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeTarget;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.task.LogComponent;
import org.godwit.task.StopReason;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;

/**
 * Stops between the first load of a task and its ongoing changes, so that a person may add what the
 * tables shall have by then. What is due is kept in the control schema: a run that was killed stops
 * where it would have. Only a run that somebody asks for goes on behind a stop: where the process
 * dies before it could tell of the stop, the run after it does.
 */
final class CachedChanges {
  /** The task has stopped behind its load, and nobody has resumed it. */
  private static final String STOPPED_AFTER_LOAD = "STOPPED LOAD";

  /** The task goes on behind its load, and is to stop once more. */
  private static final String AFTER_LOAD = "LOAD";

  /** The task has stopped behind the cached changes, and nobody has resumed it. */
  private static final String STOPPED_AFTER_CACHED = "STOPPED";

  /** The task has stopped wherever it should. */
  private static final String PASSED = "PASSED";

  private final LoadContext context;
  private final FullLoad.Source from;
  private final ChangeSource source;
  private final ChangeLedger ledger;
  private final ApplySettings.CachedStops stops;

  /** Applies changes. */
  interface Run {
    /** Until they end by these wishes. */
    StopReason until(ChangeWishes wishes);
  }

  /** Of a claimed task whose tables are loaded. */
  CachedChanges(
      LoadContext context,
      FullLoad.Source from,
      ChangeLedger ledger,
      ApplySettings.CachedStops stops) {
    this.context = context;
    this.from = from;
    this.source = from.engine().changeSource().orElseThrow();
    this.ledger = ledger;
    this.stops = stops;
  }

  /** Runs as wished, but for a stop that is due before. */
  StopReason run(ChangeWishes wishes, Run run) {
    String kept = kept();
    if ((kept.equals(STOPPED_AFTER_LOAD) && wishes.isByItself())
        || (kept.isEmpty() && stops.isBeforeCached())) {
      return stop(STOPPED_AFTER_LOAD);
    }
    if (kept.equals(STOPPED_AFTER_CACHED) && wishes.isByItself()) {
      return stop(STOPPED_AFTER_CACHED);
    }
    kept = resumed(kept);
    if (!stops.isBehindCached() || kept.equals(PASSED)) {
      return run.until(wishes);
    }
    if (wishes.stopAt().flatMap(LogTime::of).isPresent()) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "a stop time doesn't go together with StopTaskCachedChangesApplied, which ends the run at a position: take one of them away");
    }
    Position end = end(kept);
    Optional<Position> wished = wishes.stopAt().map(source::position);
    if (wished.isPresent() && source.isBefore(wished.get(), end)) {
      return run.until(wishes);
    }
    StopReason reason = run.until(wishes.until(end));
    if (reason != StopReason.STOPPED_AT_POSITION) {
      return reason;
    }
    return stop(STOPPED_AFTER_CACHED);
  }

  /** Holds until somebody asks for a run. */
  private StopReason stop(String where) {
    keep(where);
    if (where.equals(STOPPED_AFTER_LOAD)) {
      tell(
          "the tables are loaded, and the changes since then wait in the source's log (StopTaskCachedChangesNotApplied); a resume applies them"
              + leftForTheCutover());
      return StopReason.STOPPED_AFTER_FULL_LOAD;
    }
    tell(
        "the changes that came while tables were loaded are applied (StopTaskCachedChangesApplied); add to the tables what they shall have, as foreign keys, and resume: that applies the changes behind them"
            + leftForTheCutover());
    return StopReason.STOPPED_AFTER_CACHED_EVENTS;
  }

  /** Who stops here adds what the tables shall have, and must know what they can't have yet. */
  private String leftForTheCutover() {
    return context
        .target()
        .engine()
        .changeTarget()
        .flatMap(ChangeTarget::leftForTheCutover)
        .map(it -> "; " + it)
        .orElse("");
  }

  /** What is due where a stop is left behind. */
  private String resumed(String kept) {
    String due =
        switch (kept) {
          case STOPPED_AFTER_LOAD -> stops.isBehindCached() ? AFTER_LOAD : PASSED;
          case STOPPED_AFTER_CACHED -> PASSED;
          default -> kept;
        };
    if (!due.equals(kept)) {
      keep(due);
    }
    return due;
  }

  /** Where the cached changes end: where the log did when all was loaded. */
  private Position end(String kept) {
    if (!kept.isEmpty() && !kept.equals(AFTER_LOAD)) {
      return source.position(kept);
    }
    try (Connection toSource = from.engine().connect(from.config())) {
      Position end = source.end(toSource);
      keep(end.text());
      return end;
    } catch (SQLException e) {
      throw from.engine().explain(e, "asking where the source's log ends", from.config());
    }
  }

  private String kept() {
    try (Connection toTarget = context.target().connect()) {
      return context.compute(toTarget, "reading where the task stops", ledger::cachedStop);
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private void keep(String what) {
    try (Connection toTarget = context.target().connect()) {
      context.transact(toTarget, "keeping where the task stops", it -> ledger.cachedStop(it, what));
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private RuntimeException explained(SQLException e) {
    return context.target().engine().explain(e, "reading the ledger", context.target().config());
  }

  private void tell(String sentence) {
    context.log().info(LogComponent.TASK_MANAGER, sentence);
  }
}
