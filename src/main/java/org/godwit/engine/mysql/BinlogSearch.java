package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.ShortQuery;

/**
 * Finds where the binary log was at a time: the last file that was begun before it, by a few of the
 * files' first events, and in that file the first transaction that is not older. One file is read
 * at most.
 */
final class BinlogSearch {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Connection connection;
  private final EndpointConfig config;
  private final Opening log;

  /** Opens the log. */
  @FunctionalInterface
  interface Opening {
    BinlogEvents from(Position place) throws SQLException;
  }

  BinlogSearch(Connection connection, EndpointConfig config, Opening log) {
    this.connection = connection;
    this.config = config;
    this.log = log;
  }

  BinlogPosition at(Instant time, BinlogPosition end) throws SQLException {
    Instant now = now(connection);
    if (time.isAfter(now)) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "changes can't begin at %s: by the clock of %s it is %s"
              .formatted(time, config.place(), now));
    }
    List<String> files = BinaryLog.files(connection);
    return first(lastBefore(files, time), time, end);
  }

  /** By the server's clock, as fine as its log has times. */
  static Instant now(Connection connection) throws SQLException {
    return Instant.ofEpochSecond(
        Long.parseLong(ShortQuery.value(connection, "SELECT UNIX_TIMESTAMP() DIV 1")));
  }

  /** When a file was begun. */
  Instant begun(String file) throws SQLException {
    return begun(start(file));
  }

  private BinlogPosition lastBefore(List<String> files, Instant time) throws SQLException {
    // A file that was begun in that second may follow on transactions of it.
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    int from = 0;
    int to = files.size();
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      if (begun(start(files.get(middle))).isBefore(second)) {
        from = middle;
      } else {
        to = middle;
      }
    }
    BinlogPosition found = start(files.get(from));
    Instant begun = begun(found);
    if (begun.isAfter(time)) {
      throw new EngineException(
          Failure.POSITION_LOST,
          "changes can't begin at %s: the binary log of %s begins at %s, with %s"
              .formatted(time, config.place(), begun, found.file()));
    }
    return found;
  }

  private static BinlogPosition start(String file) {
    return new BinlogPosition(file, BinlogPosition.FIRST_EVENT, "");
  }

  private Instant begun(BinlogPosition file) throws SQLException {
    try (BinlogEvents events = log.from(file)) {
      while (true) {
        BinlogEvent event = next(events);
        if (event.type() == BinlogEvent.FORMAT_DESCRIPTION) {
          return Instant.ofEpochSecond(event.seconds());
        }
      }
    }
  }

  private BinlogPosition first(BinlogPosition file, Instant time, BinlogPosition end)
      throws SQLException {
    if (file.compareTo(end) >= 0) {
      return end;
    }
    try (BinlogEvents events = log.from(file)) {
      while (true) {
        BinlogEvent event = next(events);
        if (event.isNamed() && !TransactionHead.committedAt(event).isBefore(time)) {
          return new BinlogPosition(event.file(), event.at(), "");
        }
        boolean isPlaced = !event.file().isEmpty() && event.next() > 0;
        if (isPlaced && new BinlogPosition(event.file(), event.next(), "").compareTo(end) >= 0) {
          return end;
        }
      }
    }
  }

  private BinlogEvent next(BinlogEvents events) {
    BinlogEvent event = events.next(PATIENCE);
    if (event == null) {
      throw new EngineException(
          Failure.TIMEOUT,
          "%s sent nothing of its binary log for %d seconds"
              .formatted(config.place(), PATIENCE.toSeconds()));
    }
    return event;
  }
}
