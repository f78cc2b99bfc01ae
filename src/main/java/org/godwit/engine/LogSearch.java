package org.godwit.engine;

import java.time.Instant;

/** A log in which the place can be found that it was at, at a time. */
@FunctionalInterface
public interface LogSearch {
  /**
   * Where the log was then: what was committed at that time or later, by the source's clock and as
   * fine as the log has its times, is behind it.
   *
   * @param stream of the task that asks
   * @throws EngineException of {@link Failure#POSITION_LOST} where the log begins later, of {@link
   *     Failure#CONFIGURATION} where the time has not come
   */
  Position at(EndpointConfig config, String stream, Instant time);
}
