package org.godwit.engine.mongodb;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonTimestamp;
import org.godwit.catalog.Table;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotConnections;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;

/**
 * Reads that have all seen one place of the log. Each finds a document as it is when it comes to
 * it, so that what is written meanwhile may be in it or not: see {@code docs/adr/0018}.
 */
final class MongoSnapshotSource implements SnapshotSource {
  private final Engine engine;

  MongoSnapshotSource(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Snapshot take(
      EndpointConfig config, int readers, Collection<Table> tables, Consumer<String> announce) {
    return SnapshotConnections.take(
        engine,
        config,
        readers,
        connections -> {
          MongoSession first = MongoConnection.session(connections.first());
          Optional<BsonTimestamp> seen =
              first.isReplicated() ? Optional.of(first.operationTime()) : Optional.empty();
          connections.openUpTo(readers);
          for (Connection connection : connections.all()) {
            MongoSession session = MongoConnection.session(connection);
            seen.ifPresent(session::seesAllUpTo);
          }
          announce.accept(
              "MongoDB's documents are read as they are when the reader comes to them, not as of one moment: what is written meanwhile may be among them or not");
          return new MongoSnapshot(
              config, connections.all(), first.now(), seen.map(time -> ChangePosition.at(time)));
        });
  }

  @Override
  public List<Segment> segments(Connection connection, SourceTable table, Cut cut) {
    return new MongoSegments(MongoConnection.session(connection), table).of(cut);
  }
}
