package org.godwit.engine;

import org.godwit.codec.Bytes;
import org.godwit.codec.RowSink;

/**
 * Writes rows into one table within the caller's transaction, over the caller's connection. Rows
 * are encoded into a buffer of bounded size.
 */
public interface TableWriter extends RowSink, AutoCloseable {

  /** What becomes of the buffer when it is full. */
  enum Mode {
    /** It is sent at once; the fastest way, and a refused row fails everything since the start. */
    STREAM,
    /**
     * It is kept until {@link #send}, so that a refused batch can be cut in halves without reading
     * the source again.
     */
    BATCH
  }

  /**
   * Puts a whole row as {@link RowStream} gave it, in place of {@link #begin} to {@link #end}. Only
   * where the {@link TargetTable} says that its rows come so, and in {@link Mode#STREAM}.
   */
  default void putRow(Bytes row) {
    throw new UnsupportedOperationException("this target takes no unparsed rows");
  }

  /** Rows that were ended and not yet sent; in {@link Mode#STREAM} always 0. */
  int batchRows();

  /** Bytes of those rows. */
  long batchBytes();

  /**
   * Sends rows of the kept batch, which stays kept. Only in {@link Mode#BATCH}.
   *
   * @param fromRow first row, from 0
   * @param toRow the row behind the last
   * @return rows that the server says it has stored
   * @throws EngineException where the server refuses; {@link Failure#CONSTRAINT} and {@link
   *     Failure#VALUE} concern a row, anything else the target as a whole
   */
  long send(int fromRow, int toRow);

  /** Forgets the kept batch. */
  void clearBatch();

  /**
   * Ends the stream. Only in {@link Mode#STREAM}.
   *
   * @return rows that the server says it has stored since the start
   * @throws EngineException as {@link #send}
   */
  long finish();

  /** Bytes that went to the server so far. */
  long bytesWritten();

  /** Gives up what has not been finished; the transaction is the caller's to end. */
  @Override
  void close();
}
