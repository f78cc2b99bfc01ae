package org.godwit.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A source's changes from a position on. It is read by one thread; memory is bounded by one row,
 * for a transaction is handed on while it comes.
 */
public interface ChangeStream extends AutoCloseable {

  /**
   * The next step of the log.
   *
   * @param patience how long to wait for it; zero for not at all
   * @return null where nothing came in that time
   * @throws EngineException where the source or the way to it fails, or a position is no longer
   *     there
   */
  @Nullable Change next(Duration patience);

  /**
   * Says that somebody is still there who will ask for the next step, where a server wants that.
   * Another thread may call it while the reading one waits for something else, also once the stream
   * is closed.
   *
   * @throws EngineException where the way to the source is gone, which {@link #next} tells as well
   */
  default void alive() {}

  /** What the stream found of its tables when it was opened. */
  TableDefinitions definitions();

  /**
   * Tells the source that changes before the position are never asked for again, so that it may
   * forget them. Only for what is durable on the target.
   */
  void release(Position durable);

  /** Ends the reading; what was released is told to the source. */
  @Override
  void close();
}
