package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When files of binary logs were begun, of each stream that of the file last asked for. It never
 * changes, and to ask for it the log has to be opened, of which the server hears.
 */
final class FileTimes {
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(String file, Instant begun) {}

  /** Asks the server. */
  @FunctionalInterface
  interface Question {
    Instant ask() throws SQLException;
  }

  /**
   * When the file was begun.
   *
   * @param file with its server's place
   */
  Instant of(String stream, String file, Question question) throws SQLException {
    Known before = known.get(stream);
    if (before != null && before.file().equals(file)) {
      return before.begun();
    }
    Instant begun = question.ask();
    known.put(stream, new Known(file, begun));
    return begun;
  }
}
