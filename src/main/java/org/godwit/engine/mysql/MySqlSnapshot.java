package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Closing;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;

/** Connections that each hold a transaction at one point in time. */
record MySqlSnapshot(
    MySqlEngine engine,
    EndpointConfig config,
    List<Connection> connections,
    ConsistentPoint point,
    Instant takenAt,
    List<String> outside)
    implements Snapshot {
  @Override
  public Optional<Position> position() {
    return point.position().map(Position.class::cast);
  }

  @Override
  public String method() {
    return point.method();
  }

  @Override
  public RowCursor read(
      Connection connection, SourceTable table, Segment segment, ByteBudget budget) {
    if (isClosed(connection)) {
      throw new EngineException(
          Failure.SNAPSHOT_LOST,
          "the connection that held the snapshot of %s is gone; resume to take a new one"
              .formatted(config.place()));
    }
    return new QueryCursor(connection, config, new SelectQuery(table, segment), budget);
  }

  private boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      throw engine.explain(e, "reading under the snapshot", config);
    }
  }

  @Override
  public void close() {
    Closing.all(connections);
  }
}
