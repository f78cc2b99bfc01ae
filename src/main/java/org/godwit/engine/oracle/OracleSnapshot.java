package org.godwit.engine.oracle;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.Closing;
import org.godwit.engine.ColumnReader;
import org.godwit.engine.Dialect;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Position;
import org.godwit.engine.ResultSetCursor;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;

/**
 * One moment of an Oracle database: a system change number that every query names, or, where the
 * user may not, one read-only transaction.
 *
 * @param scn empty for the transaction of the only connection
 */
record OracleSnapshot(
    EndpointConfig config, List<Connection> connections, Optional<Scn> scn, Instant takenAt)
    implements Snapshot {
  private static final int ROWS_MAX = 5_000;

  /** What a value of unbounded length takes in an array of rows: its locator and first bytes. */
  private static final int LOB_BYTES = 4_200;

  OracleSnapshot {
    connections = List.copyOf(connections);
  }

  @Override
  public Optional<Position> position() {
    return scn.map(Position.class::cast);
  }

  @Override
  public String method() {
    return scn.map(
            it ->
                "Every query reads AS OF %s, over %d connections; nothing is locked. Undo must reach back to it until the load is over."
                    .formatted(it.text(), connections.size()))
        .orElse(
            "One read-only transaction on one connection, because the user may not read AS OF SCN"
                + " (FLASHBACK); nothing is locked.");
  }

  @Override
  public List<String> outside() {
    return List.of();
  }

  private OracleDialect words() {
    return scn.map(OracleDialect::asOf).orElseGet(OracleDialect::new);
  }

  @Override
  public Optional<Dialect> dialect() {
    return Optional.of(words());
  }

  @Override
  public RowCursor read(
      Connection connection, SourceTable table, Segment segment, ByteBudget budget) {
    String doing = "reading " + table.table().name();
    List<ColumnReader> readers =
        table.columns().stream().map(column -> OracleReaders.of(column, budget)).toList();
    return ResultSetCursor.of(
        connection,
        query(table, segment),
        fetchSize(table.columns()),
        readers,
        e -> OracleErrors.explain(e, doing, config));
  }

  /** As many rows at a time as the endpoint's read-ahead holds if all are as long as can be. */
  int fetchSize(List<Column> columns) {
    long bytes = columns.stream().mapToLong(OracleSnapshot::bytesMax).sum();
    long ahead = Long.parseLong(OracleSettings.ARRAY_BYTES.in(config)) * 1024;
    return Math.toIntExact(Math.clamp(ahead / Math.max(bytes, 1), 1, ROWS_MAX));
  }

  private static long bytesMax(Column column) {
    return switch (column.type()) {
      case DataType.Text(int length, _) ->
          length == DataType.UNBOUNDED ? LOB_BYTES : 2L * length + 2;
      case DataType.Binary(int length, _) -> length == DataType.UNBOUNDED ? LOB_BYTES : length;
      case DataType.Json _, DataType.Geometry _ -> LOB_BYTES;
      default -> 24;
    };
  }

  String query(SourceTable table, Segment segment) {
    OracleDialect dialect = words();
    String list =
        table.columns().stream()
            .map(column -> OracleType.of(column).selected(dialect.quote(column.name())))
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM %s%s"
        .formatted(
            list,
            dialect.rowsOf(table.table(), segment.partition()),
            table.whereClause(segment.range(), OracleSegments::quote, ""));
  }

  @Override
  public void close() {
    Closing.all(connections);
  }
}
