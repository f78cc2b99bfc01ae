package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.godwit.codec.Bytes;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.TableWriter;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows by {@code COPY … FROM STDIN}. What a row looks like is said below this class; here
 * are the buffer, the batch and the conversation with the server.
 */
abstract class CopyWriter implements TableWriter {
  /** How much is collected before it is sent. */
  private static final int FLUSH_BYTES = 256 * 1024;

  /** From here on a value goes straight to the server: a copy of it would double the memory. */
  private static final int DIRECT_BYTES = 128 * 1024;

  private static final int FIRST_SIZE = FLUSH_BYTES + 64 * 1024;
  private static final int ROWS_AT_FIRST = 1024;

  private final Connection connection;
  private final CopyTarget target;
  private final Mode mode;
  final CopyBuffer buffer;
  private @Nullable CopyIn copy;
  private int rowStart;
  private boolean rowIsPartlySent;
  private int[] rowEnds = new int[0];
  private int rows;
  private long bytesWritten;

  CopyWriter(Connection connection, CopyTarget target, Mode mode, ByteBudget budget) {
    this.connection = connection;
    this.target = target;
    this.mode = mode;
    this.buffer = new CopyBuffer(FIRST_SIZE, budget);
  }

  /** What comes before the first row of a COPY. */
  abstract byte[] header();

  /** What comes behind the last row of a COPY. */
  abstract byte[] trailer();

  /** Puts what a row starts with. */
  abstract void beginRow();

  /** Puts what a row ends with. */
  abstract void endRow();

  @Override
  public final void begin() {
    rowStart = buffer.position();
    beginRow();
  }

  @Override
  public final void end() {
    endRow();
    rowIsPartlySent = false;
    if (mode == Mode.BATCH) {
      keepRow();
    } else if (buffer.position() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void keepRow() {
    if (rows == rowEnds.length) {
      rowEnds = Arrays.copyOf(rowEnds, Math.max(ROWS_AT_FIRST, rows * 2));
    }
    rowEnds[rows++] = buffer.position();
  }

  @Override
  public final void drop() {
    if (rowIsPartlySent) {
      throw new EngineException(
          Failure.VALUE,
          "%s: a row was refused after a large value of it had gone to %s; the segment is loaded again in batches"
              .formatted(target.doing(), target.place()));
    }
    buffer.moveTo(rowStart);
  }

  /** Puts the content of a field, in the buffer or, if it is large, past it. */
  final void putContent(byte[] bytes, int offset, int length) {
    if (length < DIRECT_BYTES || mode == Mode.BATCH) {
      buffer.put(bytes, offset, length);
      return;
    }
    flush();
    rowIsPartlySent = true;
    rowStart = 0;
    write(bytes, offset, length);
  }

  @Override
  public final void putRow(Bytes row) {
    if (mode != Mode.STREAM) {
      throw new IllegalStateException("whole rows belong to streams");
    }
    putContent(row.array(), row.offset(), row.length());
    rowIsPartlySent = false;
    if (buffer.position() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void flush() {
    write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private void write(byte[] bytes, int offset, int length) {
    try {
      CopyIn started = copy;
      if (started == null) {
        started = start();
      }
      started.writeToCopy(bytes, offset, length);
      bytesWritten += length;
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, target.doing(), target.place());
    }
  }

  private CopyIn start() throws SQLException {
    CopyIn started = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(target.sql());
    copy = started;
    byte[] header = header();
    started.writeToCopy(header, 0, header.length);
    return started;
  }

  private long endCopy() {
    try {
      CopyIn started = copy;
      if (started == null) {
        started = start();
      }
      byte[] trailer = trailer();
      started.writeToCopy(trailer, 0, trailer.length);
      long stored = started.endCopy();
      copy = null;
      return stored;
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, target.doing(), target.place());
    }
  }

  @Override
  public final int batchRows() {
    return mode == Mode.BATCH ? rows : 0;
  }

  @Override
  public final long batchBytes() {
    return mode == Mode.BATCH ? buffer.position() : 0;
  }

  @Override
  public final long send(int fromRow, int toRow) {
    if (mode != Mode.BATCH) {
      throw new IllegalStateException("send() belongs to batches");
    }
    if (fromRow == toRow) {
      return 0;
    }
    int from = fromRow == 0 ? 0 : rowEnds[fromRow - 1];
    abort();
    write(buffer.array(), from, rowEnds[toRow - 1] - from);
    return endCopy();
  }

  @Override
  public final void clearBatch() {
    rows = 0;
    buffer.clear();
  }

  @Override
  public final long finish() {
    if (mode != Mode.STREAM) {
      throw new IllegalStateException("finish() belongs to streams");
    }
    if (buffer.position() > 0) {
      flush();
    }
    return endCopy();
  }

  @Override
  public final long bytesWritten() {
    return bytesWritten;
  }

  @Override
  public final void close() {
    buffer.clear();
    abort();
  }

  private void abort() {
    CopyIn started = copy;
    copy = null;
    if (started == null || !started.isActive()) {
      return;
    }
    try {
      started.cancelCopy();
    } catch (SQLException e) {
      // The COPY was given up already; whoever ends the transaction learns of a lost connection.
      LOG.log(System.Logger.Level.DEBUG, "COPY was aborted", e);
    }
  }

  private static final System.Logger LOG = System.getLogger(CopyWriter.class.getName());
}
