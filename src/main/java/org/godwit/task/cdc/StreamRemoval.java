package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EngineException;
import org.godwit.engine.SetupStatement;
import org.godwit.task.control.ChangeLedger;
import org.godwit.task.control.Checkpoint;
import org.godwit.task.load.FullLoad;
import org.godwit.task.load.LoadContext;

/** Takes off the source what it keeps for a task that won't follow it any more. */
public final class StreamRemoval {
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
      return kept(toSource, toTarget);
    } catch (SQLException e) {
      throw from.engine().explain(e, "looking for what follows changes", from.config());
    }
  }

  private List<SetupStatement> kept(Connection toSource, Connection toTarget) throws SQLException {
    Optional<Checkpoint> checkpoint =
        context.compute(toTarget, "reading the checkpoint", ledger::checkpoint);
    return checkpoint.isEmpty() ? List.of() : source.removal(toSource, checkpoint.get().stream());
  }

  /**
   * Removes what the source keeps for the task, and forgets how far it has come.
   *
   * @return what was done
   */
  public List<SetupStatement> remove() {
    try (Connection toSource = from.engine().connect(from.config());
        Connection toTarget = context.target().connect()) {
      List<SetupStatement> statements = kept(toSource, toTarget);
      source.run(from.config(), statements, StreamBeginning.PATIENCE);
      context.transact(toTarget, "forgetting the checkpoint", ledger::forget);
      return statements;
    } catch (SQLException e) {
      throw from.engine().explain(e, "removing what followed changes", from.config());
    }
  }
}
