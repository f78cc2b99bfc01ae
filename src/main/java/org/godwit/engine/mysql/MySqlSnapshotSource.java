package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.catalog.Table;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;

/** Takes snapshots of MySQL and MariaDB, and cuts tables for reading in parallel. */
final class MySqlSnapshotSource implements SnapshotSource {
  private final MySqlEngine engine;

  MySqlSnapshotSource(MySqlEngine engine) {
    this.engine = engine;
  }

  @Override
  public Snapshot take(
      EndpointConfig config, int readers, Collection<Table> tables, Consumer<String> announce) {
    if (readers < 1) {
      throw new IllegalArgumentException("a snapshot needs at least one reader, not " + readers);
    }
    try {
      Readers connections = Readers.open(config, readers);
      try {
        ConsistentPoint point = ConsistentPoint.over(connections, config, tables, announce);
        return new MySqlSnapshot(
            engine,
            config,
            connections.connections(),
            point,
            now(connections.first()),
            StorageEngines.notTransactional(connections.first(), tables));
      } catch (SQLException | RuntimeException e) {
        connections.close();
        throw e;
      }
    } catch (SQLException e) {
      throw engine.explain(e, "taking a snapshot", config);
    }
  }

  private static Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CAST(UTC_TIMESTAMP(6) AS CHAR)")) {
      row.next();
      return LocalDateTime.parse(row.getString(1).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
  }

  @Override
  public List<Segment> segments(Connection connection, SourceTable table, long bytesWanted) {
    long rows = table.table().size().rows();
    Optional<KeyScale> scale = KeyScale.of(table.table());
    if (scale.isEmpty() || table.table().size().bytes() <= bytesWanted) {
      return List.of(Segment.whole(rows));
    }
    try {
      return new SegmentPlanner(connection, table.table(), scale.get()).plan(bytesWanted);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "cutting " + table.table().name(), connection);
    }
  }
}
