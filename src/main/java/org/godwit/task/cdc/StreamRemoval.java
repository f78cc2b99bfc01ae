package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.SetupStatement;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;
import org.godwit.task.plan.CanaryTable;

/** Takes off the source what it keeps for a task that won't follow it any more. */
public final class StreamRemoval {
  /** How long locks are waited for that others hold. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LoadContext context;
  private final FullLoad.Source from;
  private final ChangeSource source;
  private final ChangeLedger ledger;

  /**
   * Of a claimed task.
   *
   * @throws EngineException where the source can't be followed
   */
  public StreamRemoval(LoadContext context, FullLoad.Source from) {
    this.context = context;
    this.from = from;
    this.source = Replication.sourceOf(from);
    this.ledger = new ChangeLedger(context.claim());
  }

  /** What the source keeps for the task, as statements that remove it; only looks. */
  public List<SetupStatement> kept() {
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      return kept(toSource, toTarget).all();
    } catch (SQLException e) {
      throw from.engine().explain(e, "looking for what follows changes", from.config());
    }
  }

  /**
   * What is kept for a task.
   *
   * @param ofStream statements that remove what its stream has
   * @param canaries tables of its own, one at most unless its settings had another schema before
   */
  private record Kept(List<SetupStatement> ofStream, Map<Canary, List<SetupStatement>> canaries) {
    List<SetupStatement> all() {
      List<SetupStatement> statements = new ArrayList<>(ofStream);
      canaries.values().forEach(statements::addAll);
      return statements;
    }
  }

  private Kept kept(Connection toSource, Connection toTarget) throws SQLException {
    Optional<Checkpoint> checkpoint =
        context.compute(toTarget, "reading the checkpoint", ledger::checkpoint);
    if (checkpoint.isEmpty()) {
      return new Kept(List.of(), Map.of());
    }
    String stream = checkpoint.get().stream();
    Map<Canary, List<SetupStatement>> canaries = new LinkedHashMap<>();
    for (TableName table : from.engine().catalogReader().kinds(toSource).keySet()) {
      CanaryTable own = CanaryTable.of(table.schema(), stream);
      if (own.name().equals(table)) {
        Canary canary = new Canary(from, own);
        canaries.put(canary, canary.removal(toSource));
      }
    }
    return new Kept(source.removal(toSource, stream), canaries);
  }

  /**
   * Removes what the source keeps for the task, and forgets how far it has come.
   *
   * @return what was done
   */
  public List<SetupStatement> remove() {
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      Kept kept = kept(toSource, toTarget);
      source.run(from.config(), kept.ofStream(), PATIENCE);
      kept.canaries().forEach((canary, statements) -> canary.run(toSource, statements));
      context.transact(toTarget, "forgetting the checkpoint", ledger::forget);
      return kept.all();
    } catch (SQLException e) {
      throw from.engine().explain(e, "removing what followed changes", from.config());
    }
  }
}
