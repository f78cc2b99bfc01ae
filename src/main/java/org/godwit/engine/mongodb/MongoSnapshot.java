package org.godwit.engine.mongodb;

import com.mongodb.MongoException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

/**
 * Sessions whose reads have seen the log up to one place.
 *
 * @param seen that place; empty for a server without a log
 */
record MongoSnapshot(
    EndpointConfig config,
    List<Connection> connections,
    Instant takenAt,
    Optional<ChangePosition> seen)
    implements Snapshot {
  private static final int BATCH_DOCUMENTS = 1000;

  MongoSnapshot {
    connections = List.copyOf(connections);
  }

  @Override
  public Optional<Position> position() {
    return seen.map(place -> place);
  }

  @Override
  public String method() {
    return seen.isPresent()
        ? "reads with read concern majority that have seen the oplog up to one place; not of one moment"
        : "plain reads of a server without an oplog; not of one moment";
  }

  @Override
  public List<String> outside() {
    return List.of();
  }

  @Override
  public RowCursor read(
      Connection connection, SourceTable table, Segment segment, ByteBudget budget) {
    if (!table.where().isBlank()) {
      throw new EngineException(
          Failure.UNSUPPORTED, "MongoDB takes no conditions in SQL: " + table.where());
    }
    MongoSession session = MongoConnection.session(connection);
    Function<Exception, EngineException> explain =
        e -> MongoErrors.explain(e, "reading " + table.table().name(), config);
    try {
      return new DocumentCursor(
          session
              .documents(table.table().name())
              .find(IdRange.filter(segment.range()))
              .batchSize(BATCH_DOCUMENTS)
              .cursor(),
          table,
          ExtendedJson.of(config),
          budget,
          explain);
    } catch (MongoException e) {
      throw explain.apply(e);
    }
  }

  @Override
  public void close() {
    Closing.all(connections);
  }
}
