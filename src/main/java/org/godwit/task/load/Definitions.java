package org.godwit.task.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.godwit.engine.Cancelling;
import org.godwit.task.LogComponent;
import org.jspecify.annotations.Nullable;

/**
 * Runs what makes, alters and drops objects on the target.
 *
 * <p>Where an engine's definitions belong to a transaction, they are part of the ledger's. Where
 * each commits by itself, it would also end the ledger's transaction, and with it the lock that
 * keeps a replaced owner from writing: so they go over a connection of their own while the ledger's
 * transaction stays open. Between the two commits a process may die; every definition is therefore
 * written so that it may be run again.
 */
final class Definitions implements AutoCloseable {
  private final LoadContext context;
  private final Connection ledger;
  private final boolean isOwn;
  private @Nullable Connection own;

  /** Beside the ledger's connection, opened at the first need, or over it; for one thread. */
  Definitions(LoadContext context, Connection ledger) {
    this.context = context;
    this.ledger = ledger;
    this.isOwn = context.target().load().definitionsCommit();
  }

  /** The connection that marks what is done. */
  Connection ledger() {
    return ledger;
  }

  /** Whether each statement commits by itself. */
  boolean commit() {
    return isOwn;
  }

  /** For looking at the catalog. */
  Connection connection() {
    if (!isOwn) {
      return ledger;
    }
    if (own == null) {
      own =
          context
              .target()
              .connectWithoutTriggers(
                  sentence -> context.log().warning(LogComponent.TARGET_LOAD, sentence));
    }
    return own;
  }

  /** Runs a statement of a plan or of ties; a person's wish to stop cancels it. */
  void run(String sql) throws SQLException {
    with(statement -> context.target().load().run(statement, sql));
  }

  /** Runs many of them, together where the target can; which one it refused is not told then. */
  void runAll(List<String> all) throws SQLException {
    with(statement -> context.target().load().runAll(statement, all));
  }

  private interface Use {
    void of(Statement statement) throws SQLException;
  }

  private void with(Use use) throws SQLException {
    try (Statement statement = connection().createStatement();
        StopSignal.Registration _ = context.stop().onGiven(() -> cancel(statement))) {
      use.of(statement);
    }
  }

  private void cancel(Statement statement) {
    try {
      Cancelling.cancel(statement);
    } catch (SQLException e) {
      context
          .log()
          .warning(
              LogComponent.TARGET_LOAD, "a statement could not be cancelled: " + e.getMessage());
    }
  }

  @Override
  public void close() throws SQLException {
    if (own != null) {
      own.close();
    }
  }
}
