package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.godwit.engine.Closing;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/** The connections of a snapshot, all doing the same at the same time. */
final class Readers implements AutoCloseable {
  private final List<Connection> connections;

  private Readers(List<Connection> connections) {
    this.connections = connections;
  }

  /** Opens them, each set for one long reading transaction. */
  static Readers open(EndpointConfig config, int count) throws SQLException {
    Readers readers = new Readers(new ArrayList<>());
    try {
      for (int i = 0; i < count; i++) {
        Connection connection = Connector.open(config);
        readers.connections.add(connection);
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
          statement.execute(
              ServerVersion.of(connection).isMariaDb()
                  ? "SET SESSION max_statement_time = 0"
                  : "SET SESSION max_execution_time = 0");
        }
      }
      return readers;
    } catch (SQLException | RuntimeException e) {
      readers.close();
      throw e;
    }
  }

  List<Connection> connections() {
    return List.copyOf(connections);
  }

  Connection first() {
    return connections.getFirst();
  }

  /** Closes all but the first. */
  void keepOne() throws SQLException {
    while (connections.size() > 1) {
      connections.removeLast().close();
    }
  }

  /** Starts a snapshot on every connection, as near to one moment as threads can. */
  void startSnapshots() throws SQLException {
    startSnapshots(connections);
  }

  /** Starts a snapshot on some of the connections anew. */
  static void startSnapshots(Collection<Connection> some) throws SQLException {
    if (some.size() == 1) {
      start(some.iterator().next());
      return;
    }
    List<Callable<Void>> starts = new ArrayList<>();
    for (Connection connection : some) {
      starts.add(
          () -> {
            start(connection);
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> start : threads.invokeAll(starts)) {
        start.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Failure.TIMEOUT, "stopped while taking the snapshot", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw new IllegalStateException("starting a snapshot", e.getCause());
    }
  }

  private static void start(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    }
  }

  @Override
  public void close() {
    Closing.all(connections);
  }
}
