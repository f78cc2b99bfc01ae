package org.godwit.engine.sqlserver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.engine.ByteBudget;
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
 */
record SqlServerSnapshot(
    EndpointConfig config, List<Connection> connections, Instant takenAt, String method)
    implements Snapshot {
  private static final Logger LOG = System.getLogger(SqlServerSnapshot.class.getName());
  private static final int FETCHED_ROWS = 1000;

  SqlServerSnapshot {
    connections = List.copyOf(connections);
  }

  /** Row versions have no place in the log. */
  @Override
  public Optional<Position> position() {
    return Optional.empty();
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
    try {
      Statement statement = connection.createStatement();
      try {
        statement.setFetchSize(FETCHED_ROWS);
        ResultSet rows = statement.executeQuery(query(table, segment));
        return new ResultSetCursor(
            statement, rows, readers, e -> SqlServerErrors.explain(e, doing, config));
      } catch (SQLException | RuntimeException e) {
        try (statement) {
          throw e;
        }
      }
    } catch (SQLException e) {
      throw SqlServerErrors.explain(e, doing, config);
    }
  }

  static String query(SourceTable table, Segment segment) {
    SqlServerDialect dialect = new SqlServerDialect();
    String list =
        table.columns().stream()
            .map(column -> SqlServerType.of(column).selected(dialect.quote(column.name()), column))
            .collect(Collectors.joining(", "));
    List<String> conditions = new ArrayList<>();
    if (!segment.partition().isEmpty()) {
      conditions.add(segment.partition());
    }
    segment
        .range()
        .ifPresent(range -> conditions.add(range.condition(dialect::quote, table::isNullable)));
    if (!table.where().isBlank()) {
      conditions.add("(" + table.where() + ")");
    }
    return "SELECT %s FROM %s%s"
        .formatted(
            list,
            dialect.rowsOf(table.table()),
            conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  /** Its work is over: that a connection is broken already harms nobody. */
  @Override
  public void close() {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "closing a connection", e);
      }
    }
  }
}
