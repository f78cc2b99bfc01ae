package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableSize;
import org.godwit.engine.Cut;
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
    return meet(
        config,
        readers,
        tables,
        connections -> ConsistentPoint.over(connections, config, tables, announce));
  }

  /** As {@link #take}, with a place in the log that is exact while others write. */
  Snapshot takeExact(
      EndpointConfig config,
      int readers,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce) {
    return meet(
        config,
        readers,
        tables,
        connections -> ConsistentPoint.exact(connections, config, tables, patience, announce));
  }

  /** Brings connections to one moment. */
  @FunctionalInterface
  private interface Meeting {
    ConsistentPoint of(Readers connections) throws SQLException;
  }

  private Snapshot meet(
      EndpointConfig config, int readers, Collection<Table> tables, Meeting meeting) {
    if (readers < 1) {
      throw new IllegalArgumentException("a snapshot needs at least one reader, not " + readers);
    }
    try {
      Readers connections = Readers.open(config, readers);
      try {
        ConsistentPoint point = meeting.of(connections);
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

  @Override
  public String wire(Column column) {
    return Wire.of(column.type());
  }

  private static Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CAST(UTC_TIMESTAMP(6) AS CHAR)")) {
      row.next();
      return LocalDateTime.parse(row.getString(1).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
  }

  @Override
  public String layout(Connection connection, SourceTable table) {
    try {
      return Partitions.layout(connection, table.table());
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "looking at " + table.table().name(), connection);
    }
  }

  @Override
  public List<Segment> segments(Connection connection, SourceTable table, Cut cut) {
    try {
      return switch (cut) {
        case Cut.BySize(long bytesWanted) -> bySize(connection, table.table(), bytesWanted);
        case Cut.ByPartition(boolean finest, List<String> named) ->
            Partitions.of(connection, table.table(), finest).segments(named);
        case Cut.Again(Segment segment, int parts) ->
            again(connection, table.table(), segment, parts);
      };
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "cutting " + table.table().name(), connection);
    }
  }

  private static List<Segment> bySize(Connection connection, Table table, long bytesWanted)
      throws SQLException {
    TableSize size = table.size();
    if (size.bytes() <= bytesWanted || table.kind() == TableKind.VIEW) {
      return List.of(Segment.whole(size.rows()));
    }
    Optional<SegmentPlanner> planner = SegmentPlanner.of(connection, table);
    return planner.isPresent()
        ? planner.get().plan(Optional.empty(), size.rows(), size.bytes() / Math.max(1, bytesWanted))
        : Partitions.of(connection, table, true).segments(List.of());
  }

  private static List<Segment> again(Connection connection, Table table, Segment segment, int parts)
      throws SQLException {
    Optional<SegmentPlanner> planner =
        SegmentPlanner.of(connection, table)
            .filter(it -> segment.partition().isEmpty())
            .filter(it -> segment.range().map(it::cuts).orElse(true));
    return planner.isPresent()
        ? planner.get().plan(segment.range(), segment.rowsEstimate(), parts)
        : List.of(segment.withNumber(1));
  }
}
