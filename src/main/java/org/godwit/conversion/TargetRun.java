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
import org.godwit.convert.Conversion;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;

/** Runs a plan on a target in one transaction: all of it is there at the end, or nothing. */
final class TargetRun {
  private static final int TOLD_EVERY = 50;

  private final Engine engine;
  private final EndpointConfig config;
  private final IntConsumer progress;

  TargetRun(Engine engine, EndpointConfig config, IntConsumer progress) {
    this.engine = engine;
    this.config = config;
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param applied ids of objects of which all was taken and stays
   */
  record Result(String sentence, List<Refusal> refusals, Set<Long> applied) {}

  /**
   * Runs it.
   *
   * @param isDry whether all of it is taken back at the end
   * @param keepsRest whether what is taken stays although something else is refused
   * @throws org.godwit.engine.EngineException where the target can't be asked
   */
  Result of(ScriptPlan plan, boolean isDry, boolean keepsRest) {
    try (Connection connection = engine.connect(config)) {
      connection.setAutoCommit(false);
      try {
        List<Refusal> refusals = run(connection, plan);
        boolean stays = !isDry && (refusals.isEmpty() || keepsRest);
        if (stays) {
          connection.commit();
        } else {
          connection.rollback();
        }
        return result(plan, refusals, isDry, stays);
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw engine.explain(e, "applying the schema", config);
    }
  }

  private List<Refusal> run(Connection connection, ScriptPlan plan) throws SQLException {
    List<Refusal> refusals = new ArrayList<>();
    Set<Long> refused = new HashSet<>();
    Set<Long> begun = new HashSet<>();
    try (Statement statement = connection.createStatement()) {
      // Who waits for a lock of the application holds up all others that come after.
      statement.execute("SET LOCAL lock_timeout = '30s'");
      for (String schema : plan.schemas()) {
        statement.execute(Conversion.createSchema(schema));
      }
      for (ScriptPlan.Step step : plan.steps()) {
        if (refused.contains(step.objectId())) {
          continue; // what describes it would be refused for that alone
        }
        Savepoint before = connection.setSavepoint();
        try {
          statement.execute(step.sql());
          connection.releaseSavepoint(before);
        } catch (SQLException e) {
          if (connection.isClosed()) {
            throw e;
          }
          connection.rollback(before);
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
    return List.copyOf(refusals);
  }

  private static Result result(
      ScriptPlan plan, List<Refusal> refusals, boolean isDry, boolean stays) {
    Set<Long> taken = new HashSet<>();
    plan.steps().forEach(step -> taken.add(step.objectId()));
    refusals.forEach(refusal -> taken.remove(refusal.objectId()));
    String sentence;
    if (isDry) {
      sentence =
          "Dry run: the target takes %d of %d objects. Nothing stays on it."
              .formatted(taken.size(), plan.objects());
    } else if (stays) {
      sentence = "%d of %d objects are applied.".formatted(taken.size(), plan.objects());
    } else {
      sentence =
          "Nothing is applied: the target refuses %d of %d objects, and all was taken back."
              .formatted(refusals.size(), plan.objects());
    }
    return new Result(sentence, refusals, stays ? taken : Set.of());
  }
}
