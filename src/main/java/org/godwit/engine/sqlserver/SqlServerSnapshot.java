package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Closing;
import org.godwit.engine.ColumnReader;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Position;
import org.godwit.engine.ResultSetCursor;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;

/**
 * Connections that each hold a transaction whose reads see one moment.
 *
 * @param method how that came about
 * @param position the log's end at that moment, where it was looked at: row versions have none
 */
record SqlServerSnapshot(
    EndpointConfig config,
    List<Connection> connections,
    Instant takenAt,
    String method,
    Optional<Position> position)
    implements Snapshot {
  private static final int FETCHED_ROWS = 1000;

  SqlServerSnapshot {
    connections = List.copyOf(connections);
  }

  @Override
  public List<String> outside() {
    return List.of();
  }

  @Override
  public RowCursor read(
      Connection connection, SourceTable table, Segment segment, ByteBudget budget) {
    String doing = "reading " + table.table().name();
    List<ColumnReader> readers =
        table.columns().stream().map(column -> SqlServerReaders.of(column, budget)).toList();
    return ResultSetCursor.of(
        connection,
        query(table, segment),
        FETCHED_ROWS,
        readers,
        e -> SqlServerErrors.explain(e, doing, config));
  }

  static String query(SourceTable table, Segment segment) {
    SqlServerDialect dialect = new SqlServerDialect();
    String list =
        table.columns().stream()
            .map(column -> SqlServerType.of(column).selected(dialect.quote(column.name()), column))
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM %s%s"
        .formatted(
            list,
            dialect.rowsOf(table.table()),
            table.whereClause(segment.range(), dialect::quote, segment.partition()));
  }

  @Override
  public void close() {
    Closing.all(connections);
  }
}
