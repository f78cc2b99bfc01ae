package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.godwit.codec.Bytes;
import org.godwit.codec.Row;
import org.godwit.codec.ValueError;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.TableWriter;

/**
 * Writes rows as text into a buffer and sends them by one statement each time that it is full, all
 * in the caller's transaction. How a value is quoted, and what the statement is, is said below this
 * class.
 */
abstract class RowWriter implements TableWriter {
  /** How much is collected before it is sent. */
  static final int FLUSH_BYTES = 2 << 20;

  private static final int FIRST_SIZE = FLUSH_BYTES + 64 * 1024;
  private static final int ROWS_AT_FIRST = 1024;
  private static final long DAY = 86_400_000_000L;
  private static final int YEAR_MAX = 9999;
  private static final byte[] NO_SRID = new byte[4];

  final List<WrittenColumn> columns;
  final RowBytes buffer;
  private final Connection connection;
  private final String doing;
  private final Mode mode;
  private int[] rowEnds = new int[ROWS_AT_FIRST];
  private int rows;
  private int rowStart;
  private int column;
  private long bytesWritten;
  private long stored;

  RowWriter(
      Connection connection,
      List<WrittenColumn> columns,
      String doing,
      Mode mode,
      ByteBudget budget) {
    this(connection, columns, doing, mode, new RowBytes(FIRST_SIZE, budget));
  }

  RowWriter(
      Connection connection,
      List<WrittenColumn> columns,
      String doing,
      Mode mode,
      RowBytes buffer) {
    this.connection = connection;
    this.columns = columns;
    this.doing = doing;
    this.mode = mode;
    this.buffer = buffer;
  }

  /** Puts what a row starts with. */
  abstract void beginRow();

  /** Puts what stands between two values. */
  abstract void separate();

  /** Puts what a row ends with. */
  abstract void endRow();

  /** Puts what stands for NULL. */
  abstract void putNothing();

  /** Puts what stands on both sides of ASCII that is no number. */
  abstract void putQuote();

  /** Puts characters. */
  abstract void putCharacters(byte[] utf8, int offset, int length);

  /** Puts two runs of bytes as one value. */
  abstract void putBinary(byte[] first, byte[] second, int offset, int length);

  /**
   * Sends whole rows of the buffer.
   *
   * @return rows that the server says it has stored
   * @throws EngineException also where the server stored a value otherwise than it was given
   */
  abstract long send(Connection to, byte[] array, int from, int end) throws SQLException;

  @Override
  public final void begin() {
    rowStart = buffer.position();
    column = -1;
    beginRow();
  }

  @Override
  public final void end() {
    endRow();
    if (rows == rowEnds.length) {
      rowEnds = Arrays.copyOf(rowEnds, rows * 2);
    }
    rowEnds[rows++] = buffer.position();
    if (mode == Mode.STREAM && buffer.position() >= FLUSH_BYTES) {
      flush();
    }
  }

  @Override
  public final void drop() {
    buffer.moveTo(rowStart);
  }

  private void flush() {
    stored += sendAll(0, rows);
    clearBatch();
  }

  private long sendAll(int fromRow, int toRow) {
    if (fromRow == toRow) {
      return 0;
    }
    int from = fromRow == 0 ? 0 : rowEnds[fromRow - 1];
    int end = rowEnds[toRow - 1];
    try {
      long sent = send(connection, buffer.array(), from, end);
      bytesWritten += end - from;
      return sent;
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, doing, connection);
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
    return sendAll(fromRow, toRow);
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
    flush();
    return stored;
  }

  @Override
  public final long bytesWritten() {
    return bytesWritten;
  }

  @Override
  public final void close() {
    clearBatch();
  }

  final EngineException refused(Failure failure, String sentence) {
    return new EngineException(failure, doing + ": " + sentence);
  }

  private void next() {
    if (++column > 0) {
      separate();
    }
  }

  private WrittenColumn written() {
    return columns.get(column);
  }

  @Override
  public final void putNull() {
    next();
    putNothing();
  }

  @Override
  public final void putBoolean(boolean value) {
    next();
    buffer.putByte(value ? '1' : '0');
  }

  @Override
  public final void putShort(short value) {
    putLong(value);
  }

  @Override
  public final void putInt(int value) {
    putLong(value);
  }

  @Override
  public final void putLong(long value) {
    next();
    buffer.putNumber(value);
  }

  /** With the digits of a double: the greatest FLOAT in its own digits reads as one beyond. */
  @Override
  public final void putFloat(float value) {
    putDouble(value);
  }

  @Override
  public final void putDouble(double value) {
    if (!Double.isFinite(value)) {
      throw new ValueError("MySQL and MariaDB store no " + value);
    }
    next();
    // In a statement -0.0 is a decimal, which has no sign of zero.
    boolean isMinusZero = value == 0 && 1 / value < 0;
    buffer.putAscii(isMinusZero ? "-0e0" : Double.toString(value));
  }

  @Override
  public final void putDecimal(Bytes text) {
    byte last = text.at(text.length() - 1);
    if (last < '0' || last > '9') {
      throw new ValueError("MySQL and MariaDB store no " + text.utf8());
    }
    next();
    buffer.put(text.array(), text.offset(), text.length());
  }

  @Override
  public final void putText(Bytes utf8) {
    next();
    putCharacters(utf8.array(), utf8.offset(), utf8.length());
  }

  @Override
  public final void putBytes(Bytes bytes) {
    next();
    byte[] first = written().kind() == WrittenColumn.Kind.GEOMETRY ? NO_SRID : new byte[0];
    putBinary(first, bytes.array(), bytes.offset(), bytes.length());
  }

  @Override
  public final void putBits(Bytes bytes, int length) {
    next();
    int count = Math.min((length + 7) / 8, bytes.length());
    putBinary(new byte[0], bytes.array(), bytes.offset() + bytes.length() - count, count);
  }

  @Override
  public final void putDate(long days) {
    requireCalendar(days);
    next();
    putQuote();
    putDay(days);
    putQuote();
  }

  @Override
  public final void putTimestamp(long micros) {
    requireCalendar(micros);
    next();
    putQuote();
    putDay(Math.floorDiv(micros, DAY));
    buffer.putByte(' ');
    buffer.putTime(Math.floorMod(micros, DAY));
    putQuote();
  }

  private static void requireCalendar(long value) {
    if (value == Row.INFINITY || value == Row.MINUS_INFINITY) {
      throw new ValueError(
          "MySQL and MariaDB store no %sinfinity as a date"
              .formatted(value == Row.INFINITY ? "" : "-"));
    }
  }

  private void putDay(long days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    if (date.getYear() < 0 || date.getYear() > YEAR_MAX) {
      throw new ValueError(
          "the date %s is outside of MySQL's and MariaDB's years 0000 to 9999".formatted(date));
    }
    buffer.putDigits(date.getYear(), 4);
    buffer.putByte('-');
    buffer.putDigits(date.getMonthValue(), 2);
    buffer.putByte('-');
    buffer.putDigits(date.getDayOfMonth(), 2);
  }

  @Override
  public final void putTimeOfDay(long micros) {
    putTimeSpan(micros);
  }

  @Override
  public final void putTimeSpan(long micros) {
    next();
    putQuote();
    if (micros < 0) {
      buffer.putByte('-');
    }
    buffer.putTime(Math.abs(micros));
    putQuote();
  }

  @Override
  public final void putJson(Bytes utf8, boolean normalised) {
    if (written(column + 1).kind() == WrittenColumn.Kind.JSON) {
      JsonNumbers.check(utf8);
    }
    putText(utf8);
  }

  private WrittenColumn written(int index) {
    return columns.get(index);
  }

  @Override
  public final void putUuid(long mostSignificant, long leastSignificant) {
    next();
    putQuote();
    buffer.putHex(mostSignificant >>> 32, 8);
    buffer.putByte('-');
    buffer.putHex(mostSignificant >>> 16, 4);
    buffer.putByte('-');
    buffer.putHex(mostSignificant, 4);
    buffer.putByte('-');
    buffer.putHex(leastSignificant >>> 48, 4);
    buffer.putByte('-');
    buffer.putHex(leastSignificant, 12);
    putQuote();
  }

  /** As another server of the family sent it: text, or the bytes of what is binary. */
  @Override
  public final void putRaw(Bytes wire) {
    next();
    switch (written().kind()) {
      case BINARY, GEOMETRY -> putBinary(new byte[0], wire.array(), wire.offset(), wire.length());
      case JSON -> {
        JsonNumbers.check(wire);
        putCharacters(wire.array(), wire.offset(), wire.length());
      }
      case PLAIN, UTF8, OTHER_CHARACTERS ->
          putCharacters(wire.array(), wire.offset(), wire.length());
    }
  }
}
