package org.godwit.task.validate;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.godwit.engine.Cancelling;
import org.godwit.engine.EngineException;

/** Runs the queries of one validation and can stop those that are running. */
final class Queries {
  private static final System.Logger LOG = System.getLogger(Queries.class.getName());

  /** A query may have begun just after it was cancelled. */
  static final long CANCEL_AGAIN_MILLIS = 200;

  private static final int FETCHED_ROWS = 1_000;
  private final Connections sources;
  private final Connections targets;
  private final Set<Statement> running = ConcurrentHashMap.newKeySet();
  private volatile boolean isCancelled;

  /** Queries over connections of these two sides. */
  Queries(Connections sources, Connections targets) {
    this.sources = sources;
    this.targets = targets;
  }

  /** Takes one row of a result. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * Runs a query.
   *
   * @throws EngineException where the server refuses, or is gone
   */
  void run(Connection connection, String sql, List<String> parameters, RowReader reader) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      running.add(statement);
      try {
        statement.setFetchSize(FETCHED_ROWS);
        for (int i = 0; i < parameters.size(); i++) {
          statement.setString(i + 1, parameters.get(i));
        }
        checkCancelled();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            reader.read(rows);
          }
        }
      } finally {
        running.remove(statement);
      }
    } catch (SQLException e) {
      throw (sources.has(connection) ? sources : targets).explain(e);
    }
  }

  /** Ends a query that runs in another thread, where it hasn't ended by itself. */
  void awaitEnd(Future<?> query) throws InterruptedException {
    while (!query.isDone()) {
      cancel();
      try {
        query.get(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        // Whether it succeeded doesn't matter any more, only that it has ended.
        LOG.log(Level.DEBUG, "a query was stopped", e);
      }
    }
  }

  /** Refuses to go on after {@link #cancel}. */
  void checkCancelled() {
    if (isCancelled) {
      throw new CancellationException("validation was stopped");
    }
  }

  /** Asks the servers to end what they do; later queries are refused. May be called again. */
  void cancel() {
    isCancelled = true;
    for (Statement statement : running) {
      try {
        Cancelling.cancel(statement);
      } catch (SQLException e) {
        // The query ended by itself meanwhile, or its connection is gone: either way it is over,
        // and the one who runs it hears so.
        LOG.log(Level.DEBUG, "a query could not be stopped", e);
      }
    }
  }
}
