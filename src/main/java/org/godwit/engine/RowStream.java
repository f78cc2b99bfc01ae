package org.godwit.engine;

import org.godwit.codec.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a segment as the source sent them, for a target of the same form. Memory is bounded
 * as a {@link RowCursor}'s.
 */
public interface RowStream extends AutoCloseable {

  /**
   * The next row, which stands until the next call; null at the end.
   *
   * @throws EngineException where the source or the way to it fails
   */
  @Nullable Bytes next();

  /** Bytes that came from the source so far, as its protocol carried them. */
  long bytesRead();

  /** Ends the reading, also in the middle. */
  @Override
  void close();
}
