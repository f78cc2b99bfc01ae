package org.godwit.engine.mysql;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.codec.Bytes;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.RowCursor;

/** The rows of one query, read from the wire. Closed in the middle, it stops the query. */
final class QueryCursor implements RowCursor {
  private static final Logger LOG = System.getLogger(QueryCursor.class.getName());

  private final Connection connection;
  private final EndpointConfig config;
  private final String doing;
  private final RowQuery query;
  private final PacketInput input;
  private final QueryRow row;

  /** Starts the query. */
  QueryCursor(Connection connection, EndpointConfig config, SelectQuery select, ByteBudget budget) {
    this.connection = connection;
    this.config = config;
    this.doing = "reading " + select.source().table().name();
    List<Column> columns = select.source().columns();
    try {
      // Who takes values as the text protocol has them writes them as text himself.
      Optional<RowQuery> prepared =
          select.source().rawColumns().isEmpty()
              ? RowQuery.prepared(connection, select.sql(), budget)
              : Optional.empty();
      query =
          prepared.isPresent() ? prepared.get() : RowQuery.text(connection, select.sql(), budget);
      row = prepared.isPresent() ? new BinaryRow(columns, query.columns()) : new TextRow(columns);
      input = query.input();
      input.measureBy(row::leastBytes);
    } catch (SQLException | IOException e) {
      throw MySqlErrors.explain(e, doing, config);
    }
  }

  @Override
  public boolean next() {
    try {
      if (!query.nextRow()) {
        input.giveBack();
        return false;
      }
      if (!row.moveTo(input.buffer(), input.start(), input.length())) {
        throw new IOException("a row doesn't end with its last value; the stream is lost");
      }
      return true;
    } catch (SQLException | IOException e) {
      throw MySqlErrors.explain(e, doing, config);
    }
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public void close() {
    input.giveBack();
    if (!query.isEnded()) {
      new RunningQuery(connection, config).stop(query);
    }
    try {
      query.close();
    } catch (IOException e) {
      // Whoever uses the connection next hears it, too.
      LOG.log(Level.DEBUG, "the connection broke while a query was closed", e);
    }
  }

  @Override
  public boolean isNull(int column) {
    return row.isNull(column);
  }

  @Override
  public long getLong(int column) {
    return row.getLong(column);
  }

  @Override
  public double getDouble(int column) {
    return row.getDouble(column);
  }

  @Override
  public Bytes text(int column) {
    return row.text(column);
  }

  @Override
  public Bytes bytes(int column) {
    return row.bytes(column);
  }

  @Override
  public long getDate(int column) {
    return row.getDate(column);
  }

  @Override
  public long getTimestamp(int column) {
    return row.getTimestamp(column);
  }

  @Override
  public long getTime(int column) {
    return row.getTime(column);
  }

  @Override
  public Bytes raw(int column) {
    return row.raw(column);
  }
}
