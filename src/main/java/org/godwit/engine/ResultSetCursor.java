package org.godwit.engine;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import org.godwit.codec.ValueError;

/**
 * The rows of a query as a vendor's driver gives them. Closed in the middle, it stops the query.
 */
public final class ResultSetCursor extends ReadRow implements RowCursor {
  private final Statement statement;
  private final ResultSet rows;
  private final ColumnReader[] readers;
  private final Function<Exception, EngineException> explain;
  private boolean isAtEnd;
  private long bytesRead;

  /**
   * Begins before the first row.
   *
   * @param statement that gave the rows; closed with the cursor
   * @param readers one a column, in order
   * @param explain understands the driver's errors
   */
  public ResultSetCursor(
      Statement statement,
      ResultSet rows,
      List<ColumnReader> readers,
      Function<Exception, EngineException> explain) {
    super(readers.size());
    this.statement = statement;
    this.rows = rows;
    this.readers = readers.toArray(ColumnReader[]::new);
    this.explain = explain;
  }

  /**
   * Runs a query and begins before its first row.
   *
   * @param fetchSize how many rows the driver asks for at a time
   * @param readers one a column, in order
   * @param explain understands the driver's errors
   */
  public static ResultSetCursor of(
      Connection connection,
      String query,
      int fetchSize,
      List<ColumnReader> readers,
      Function<Exception, EngineException> explain) {
    try {
      Statement statement = connection.createStatement();
      try {
        statement.setFetchSize(fetchSize);
        return new ResultSetCursor(statement, statement.executeQuery(query), readers, explain);
      } catch (SQLException | RuntimeException e) {
        try (statement) {
          throw e;
        }
      }
    } catch (SQLException e) {
      throw explain.apply(e);
    }
  }

  @Override
  public boolean next() {
    release();
    try {
      if (!rows.next()) {
        isAtEnd = true;
        return false;
      }
      for (int i = 0; i < readers.length; i++) {
        read(i);
      }
      bytesRead += size();
      return true;
    } catch (SQLException | IOException e) {
      throw explain.apply(e);
    }
  }

  /** A value over 2 GB is an error of its row. */
  private void read(int column) throws SQLException, IOException {
    try {
      readers[column].read(rows, column + 1, value(column));
    } catch (ValueError e) {
      value(column).setError(e.sentence());
    }
  }

  private void release() {
    for (ColumnReader reader : readers) {
      reader.release();
    }
  }

  /** The size of the values themselves: a driver doesn't tell what its protocol added to them. */
  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() {
    release();
    try (statement;
        rows) {
      if (!isAtEnd) {
        statement.cancel();
      }
    } catch (SQLException e) {
      throw explain.apply(e);
    }
  }
}
