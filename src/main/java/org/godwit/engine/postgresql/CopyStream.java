package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.godwit.codec.Bytes;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.RowForm;
import org.godwit.engine.RowStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The rows of {@code COPY … TO STDOUT}, of which the server sends one a message. */
final class CopyStream implements RowStream {
  private static final int HEADER_BYTES = 19;

  private static final String SAVEPOINT = "godwit_read";
  private static final String QUERY_CANCELED = "57014";

  private final Connection connection;
  private final CopyOut copy;
  private final boolean isBinary;
  private final CopyTarget origin;
  private final ByteBudget budget;
  private final LargeRows.Expected expected;
  private final Bytes row = new Bytes();
  private boolean isFirst = true;
  private long budgeted;
  private long bytesRead;

  /**
   * Starts a COPY.
   *
   * @param connection in a transaction
   * @param form BINARY or TEXT, as the statement says
   * @param expected how large rows may be
   */
  CopyStream(
      Connection connection,
      CopyTarget origin,
      RowForm form,
      ByteBudget budget,
      LargeRows.Expected expected)
      throws SQLException {
    this.connection = connection;
    this.isBinary = form == RowForm.BINARY;
    this.origin = origin;
    this.budget = budget;
    this.expected = expected;
    try (Statement statement = connection.createStatement()) {
      // What is given up in the middle must not take the snapshot's transaction with it.
      statement.execute("SAVEPOINT " + SAVEPOINT);
    }
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(origin.sql());
  }

  @Override
  public @Nullable Bytes next() {
    giveBack();
    take(expected.bytes());
    byte @Nullable [] message = read();
    if (message == null) {
      giveBack();
      return null;
    }
    bytesRead += message.length;
    expected.met(message.length);
    settle(message.length);
    return isBinary ? binary(message) : row.set(message, 0, message.length);
  }

  private byte @Nullable [] read() {
    try {
      return copy.readFromCopy();
    } catch (SQLException e) {
      throw PostgresErrors.explainReading(e, origin.doing(), origin.place());
    }
  }

  /**
   * Without the header, which may stand before the first row; null at the end mark, a count of −1.
   */
  private @Nullable Bytes binary(byte[] message) {
    int start = isFirst ? HEADER_BYTES : 0;
    isFirst = false;
    if (start >= message.length) {
      return next();
    }
    if (Wire.shortAt(message, start) < 0) {
      read(); // the end of the copy, so that the connection is free
      return null;
    }
    return row.set(message, start, message.length - start);
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  private void take(long bytes) {
    if (bytes > 0) {
      budget.take(bytes);
      budgeted += bytes;
    }
  }

  /** The driver reads a row whole, so that what it takes is known only behind it. */
  private void settle(int length) {
    long needed = LargeRows.isLarge(length) ? length : 0;
    if (needed < budgeted) {
      budget.give(budgeted - needed);
      budgeted = needed;
    } else {
      take(needed - budgeted);
    }
  }

  private void giveBack() {
    if (budgeted > 0) {
      budget.give(budgeted);
      budgeted = 0;
    }
  }

  @Override
  public void close() {
    giveBack();
    row.set(new byte[0], 0, 0);
    if (copy.isActive()) {
      giveUp();
    }
  }

  /** The driver's own cancelling leaves on the line what the server had sent before it heard. */
  private void giveUp() {
    try (Statement statement = connection.createStatement()) {
      connection.unwrap(PGConnection.class).cancelQuery();
      drain();
      statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, origin.doing(), origin.place());
    }
  }

  private void drain() throws SQLException {
    try {
      while (copy.isActive() && copy.readFromCopy() != null) {
        // Nobody wants it any more.
      }
    } catch (SQLException e) {
      if (!QUERY_CANCELED.equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}
