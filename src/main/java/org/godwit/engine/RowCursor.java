package org.godwit.engine;

import org.godwit.codec.Row;

/**
 * The rows of a segment, one at a time. Memory is bounded by one row and a fixed buffer; a row over
 * the buffer waits for the {@link ByteBudget}.
 */
public interface RowCursor extends Row, AutoCloseable {

  /**
   * Steps to the next row.
   *
   * @return false at the end
   * @throws EngineException where the source or the way to it fails
   */
  boolean next();

  /** Bytes that came from the source so far, as its protocol carried them. */
  long bytesRead();

  /** Ends the reading, also in the middle. */
  @Override
  void close();
}
