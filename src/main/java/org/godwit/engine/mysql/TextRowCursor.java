package org.godwit.engine.mysql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.godwit.catalog.Column;
import org.godwit.codec.Bytes;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.RowCursor;

/** The rows of one query, read from the wire. Closed in the middle, it stops the query. */
final class TextRowCursor implements RowCursor {
  private final Connection connection;
  private final EndpointConfig config;
  private final String doing;
  private final TextQuery query;
  private final PacketInput input;
  private final TextRow row;

  /** Starts the query. */
  TextRowCursor(
      Connection connection, EndpointConfig config, SelectQuery select, ByteBudget budget) {
    this.connection = connection;
    this.config = config;
    this.doing = "reading " + select.source().table().name();
    List<Column> columns = select.source().columns();
    this.row = new TextRow(columns);
    try {
      query = new TextQuery(connection, select.sql(), budget);
      input = query.input();
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
