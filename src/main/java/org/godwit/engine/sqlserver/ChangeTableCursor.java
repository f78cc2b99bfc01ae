package org.godwit.engine.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerResultSet;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.godwit.engine.Change;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.sqlserver.CapturedRow.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one table between two places of the log. The server holds the result, for several
 * are read by turns over one connection.
 */
final class ChangeTableCursor implements AutoCloseable {
  private static final int FETCHED_ROWS = 500;

  private final CapturedTable table;
  private final Statement statement;
  private final ResultSet rows;
  private final CapturedRow before;
  private final CapturedRow after;
  private @Nullable Head head;

  /**
   * What a change table says of its present row.
   *
   * @param commit where its transaction was committed
   * @param change its own place in the log
   * @param committedAt by the server's clock and zone, empty for unknown
   */
  record Head(
      LogSequenceNumber commit,
      LogSequenceNumber change,
      Operation operation,
      String committedAt) {}

  private ChangeTableCursor(CapturedTable table, Statement statement, ResultSet rows) {
    this.table = table;
    this.statement = statement;
    this.rows = rows;
    before = new CapturedRow(table.wanted().columns());
    after = new CapturedRow(table.wanted().columns());
  }

  /** Begins with the first change. */
  static ChangeTableCursor of(Connection connection, CapturedTable table, String query)
      throws SQLException {
    Statement statement =
        connection.createStatement(
            SQLServerResultSet.TYPE_SS_SERVER_CURSOR_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    try {
      statement.setFetchSize(table.hasLargeRows() ? 1 : FETCHED_ROWS);
      ChangeTableCursor cursor =
          new ChangeTableCursor(table, statement, statement.executeQuery(query));
      cursor.step();
      return cursor;
    } catch (SQLException | RuntimeException e) {
      try (statement) {
        throw e;
      }
    }
  }

  /** Of the next change, whose row hasn't been read yet; null behind the last one. */
  @Nullable Head head() {
    return head;
  }

  /** Steps to the next row; the rows of the last change don't stand any more. */
  void step() throws SQLException {
    head = null;
    if (rows.next()) {
      LogSequenceNumber commit = LogSequenceNumber.of(rows.getBytes(1));
      LogSequenceNumber change = LogSequenceNumber.of(rows.getBytes(2));
      Operation operation = Operation.values()[rows.getInt(3) - 1];
      String time = rows.getString(CapturedTable.OWN_COLUMNS);
      head = new Head(commit, change, operation, time == null ? "" : time);
    }
  }

  /** The change that the present row is of, or begins. */
  Change take() throws SQLException, IOException {
    Head of = head;
    if (of == null) {
      throw new IllegalStateException("no change is left of " + table.name());
    }
    return switch (of.operation()) {
      case INSERT -> new Change.Insert(table.name(), read(after, of));
      case DELETE -> new Change.Delete(table.name(), read(before, of));
      case UPDATE_OLD -> {
        CapturedRow old = read(before, of);
        step();
        Head next = head;
        if (next == null || next.operation() != Operation.UPDATE_NEW) {
          throw unpaired(of);
        }
        yield new Change.Update(table.name(), old, read(after, next));
      }
      case UPDATE_NEW -> throw unpaired(of);
    };
  }

  private EngineException unpaired(Head of) {
    return new EngineException(
        Failure.UNKNOWN,
        "change table %s has half of an update at %s: the old row and the new one don't follow each other"
            .formatted(table.instance(), of.change()));
  }

  private CapturedRow read(CapturedRow into, Head of) throws SQLException, IOException {
    into.read(rows, CapturedTable.OWN_COLUMNS + 1, of.operation());
    return into;
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      rows.close();
    }
  }
}
