package org.godwit.conversion;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.godwit.conversion.StoredApplication.Refusal;
import org.godwit.conversion.StoredApplication.State;
import org.godwit.convert.Conversion;
import org.godwit.engine.Closing;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs a plan on a target in one transaction: all of it is there at the end, or nothing. */
final class TargetRun {
  private static final Logger LOG = Logger.getLogger(TargetRun.class);
  private static final int TOLD_EVERY = 50;

  /** PostgreSQL has one for all memory that is full; within a transaction that is its locks'. */
  private static final String NO_ROOM_FOR_LOCKS = "53200";

  private final Engine engine;
  private final EndpointConfig config;
  private final IntConsumer progress;
  private volatile String stopped = "";
  private volatile @Nullable Statement current;

  TargetRun(Engine engine, EndpointConfig config, IntConsumer progress) {
    this.engine = engine;
    this.config = config;
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param state done where the target did what was asked, whatever it refused
   * @param applied what was taken and stays for certain
   */
  record Result(
      State state, String sentence, List<Refusal> refusals, List<ScriptPlan.Step> applied) {}

  /**
   * What the target said.
   *
   * @param endedBy the object that ended the transaction; empty where none did
   */
  private record Said(List<Refusal> refusals, List<ScriptPlan.Step> taken, String endedBy) {}

  /** Ends it soon, wherever it is; what is committed already stays. */
  void stop(String who) {
    stopped = who;
    Statement statement = current;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) { // the next statement isn't begun
        LOG.debug("a statement on a target can't be cancelled", e);
      }
    }
  }

  private void requireNotStopped(@Nullable SQLException cause) {
    if (!stopped.isEmpty()) {
      throw new EngineException(Failure.UNKNOWN, "Stopped by " + stopped + ".", cause);
    }
  }

  /**
   * Runs it.
   *
   * @param isDry whether all of it is taken back at the end
   * @param keepsRest whether what is taken stays although something else is refused
   * @throws EngineException where the target can't be asked; nothing of it stays then
   */
  Result of(ScriptPlan plan, boolean isDry, boolean keepsRest) {
    Connection connection = engine.connect(config);
    try {
      connection.setAutoCommit(false);
      Said said = run(connection, plan);
      if (!said.endedBy().isEmpty()) {
        return torn(said);
      }
      if (!isDry && (said.refusals().isEmpty() || keepsRest)) {
        return committed(connection, plan, said);
      }
      connection.rollback();
      return takenBack(plan, said, isDry);
    } catch (SQLException e) {
      throw explained(e);
    } finally {
      Closing.all(List.of(connection)); // what isn't committed is taken back
    }
  }

  private EngineException explained(SQLException e) {
    return engine.explain(e, "applying the schema", config);
  }

  private Result committed(Connection connection, ScriptPlan plan, Said said) {
    try {
      connection.commit();
    } catch (SQLException e) {
      String why = explained(e).sentence();
      return isRefusal(e)
          ? failed(said, "Nothing is applied: the target refused to keep it. " + why)
          : failed(
              said,
              "The target was lost while it was to keep all of it. Look there: either all of it is there, or nothing. "
                  + why);
    }
    Set<Long> objects = new HashSet<>();
    plan.steps().forEach(step -> objects.add(step.objectId()));
    said.refusals().forEach(refusal -> objects.remove(refusal.objectId()));
    return new Result(
        State.DONE,
        "%d of %d objects are applied.".formatted(objects.size(), plan.objects()),
        said.refusals(),
        said.taken());
  }

  /** Whether the server itself has said no; where it is gone nobody knows what it did. */
  private static boolean isRefusal(SQLException e) {
    String state = e.getSQLState();
    return state != null && !state.startsWith("08") && !state.startsWith("57");
  }

  private static Result failed(Said said, String sentence) {
    return new Result(State.FAILED, sentence, said.refusals(), List.of());
  }

  private static Result torn(Said said) {
    return failed(
        said,
        "The text of %s ended the transaction, so that nothing can be taken back: what was run before it, and it itself, may be on the target. Look there. Nothing that comes after it was run."
            .formatted(said.endedBy()));
  }

  private static Result takenBack(ScriptPlan plan, Said said, boolean isDry) {
    int refused = said.refusals().size(); // one an object
    String sentence =
        isDry
            ? "Dry run: the target takes %d of %d objects. Nothing stays on it."
                .formatted(plan.objects() - refused, plan.objects())
            : "Nothing is applied: the target refuses %d of %d objects, and all was taken back."
                .formatted(refused, plan.objects());
    return new Result(State.DONE, sentence, said.refusals(), List.of());
  }

  private Said run(Connection connection, ScriptPlan plan) throws SQLException {
    List<Refusal> refusals = new ArrayList<>();
    List<ScriptPlan.Step> taken = new ArrayList<>();
    Set<Long> refused = new HashSet<>();
    Set<Long> begun = new HashSet<>();
    try (Statement statement = connection.createStatement()) {
      current = statement;
      // Who waits for a lock of the application holds up all others that come after.
      statement.execute("SET LOCAL lock_timeout = '30s'");
      for (String schema : plan.schemas()) {
        statement.execute(Conversion.createSchema(schema));
      }
      for (ScriptPlan.Step step : plan.steps()) {
        if (refused.contains(step.objectId())) {
          continue; // what describes it would be refused for that alone
        }
        requireNotStopped(null);
        Savepoint before = connection.setSavepoint();
        try {
          statement.execute(step.sql());
          connection.releaseSavepoint(before);
          taken.add(step);
        } catch (SQLException e) {
          requireNotStopped(e);
          requireRoom(e);
          if (connection.isClosed()) {
            throw e;
          }
          if (!isBackAt(connection, before)) {
            return new Said(List.copyOf(refusals), List.of(), step.title());
          }
          refused.add(step.objectId());
          refusals.add(
              new Refusal(
                  step.objectId(),
                  step.title(),
                  step.stage().folder(),
                  String.valueOf(e.getMessage())));
        }
        if (begun.add(step.objectId()) && begun.size() % TOLD_EVERY == 0) {
          progress.accept(begun.size());
        }
      }
    }
    requireNotStopped(null);
    return new Said(List.copyOf(refusals), List.copyOf(taken), "");
  }

  /** Goes back to where a step began; where that place is gone, so is the transaction. */
  private static boolean isBackAt(Connection connection, Savepoint before) throws SQLException {
    try {
      connection.rollback(before);
      return true;
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      LOG.debug("a step has ended its transaction", e);
      return false;
    }
  }

  /** All that comes after would be refused for the same. */
  private static void requireRoom(SQLException e) {
    if (NO_ROOM_FOR_LOCKS.equals(e.getSQLState())) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "The target has no room for the locks of so many objects in one transaction (%s). Raise max_locks_per_transaction there, or apply fewer objects at once."
              .formatted(e.getMessage()),
          e);
    }
  }
}
