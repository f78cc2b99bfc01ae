package org.godwit.task.validate;

import java.sql.Connection;
import java.util.concurrent.Semaphore;

/**
 * Lends a connection to each side, always in the same order, to as many as there are permits.
 *
 * @param permits of one table; the connections are shared with other tables
 * @param queries that the connections are for
 */
record ConnectionPairs(
    Connections sources, Connections targets, Semaphore permits, Queries queries) {

  /** Work that needs both. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection source, Connection target) throws InterruptedException;
  }

  <T> T with(Work<T> work) throws InterruptedException {
    permits.acquire();
    try {
      Connection source = sources.borrow(queries);
      try {
        Connection target = targets.borrow(queries);
        try {
          return work.run(source, target);
        } finally {
          targets.giveBack(target);
        }
      } finally {
        sources.giveBack(source);
      }
    } finally {
      permits.release();
    }
  }
}
