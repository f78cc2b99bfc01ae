package org.godwit.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A snapshot's connections as they come to be; where it can't be taken none stays open. */
public final class SnapshotConnections {
  private final Engine engine;
  private final EndpointConfig config;
  private final List<Connection> all = new ArrayList<>();

  private SnapshotConnections(Engine engine, EndpointConfig config) {
    this.engine = engine;
    this.config = config;
  }

  /** How an engine takes its snapshot. */
  @FunctionalInterface
  public interface Taking {
    /** Opens what it needs; what it gives closes them. */
    Snapshot over(SnapshotConnections connections) throws SQLException;
  }

  /**
   * Takes a snapshot.
   *
   * @param readers how many connections are wanted, from 1 on
   * @throws EngineException where it can't be taken
   */
  public static Snapshot take(Engine engine, EndpointConfig config, int readers, Taking taking) {
    if (readers < 1) {
      throw new IllegalArgumentException("a snapshot needs at least one reader, not " + readers);
    }
    SnapshotConnections connections = new SnapshotConnections(engine, config);
    try {
      return taking.over(connections);
    } catch (SQLException | RuntimeException e) {
      Closing.all(connections.all);
      throw engine.explain(e, "taking a snapshot", config);
    }
  }

  /** Those that are open. */
  public List<Connection> all() {
    return List.copyOf(all);
  }

  /** The first, opened where it isn't yet. */
  public Connection first() {
    openUpTo(1);
    return all.getFirst();
  }

  /** Opens more until there are that many. */
  public void openUpTo(int count) {
    while (all.size() < count) {
      all.add(engine.connect(config));
    }
  }

  /** Closes all but the first. */
  public void keepOne() throws SQLException {
    while (all.size() > 1) {
      all.removeLast().close();
    }
  }
}
