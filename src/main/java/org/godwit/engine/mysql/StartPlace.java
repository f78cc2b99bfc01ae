package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.godwit.engine.EngineException;

/**
 * Whether changes can begin at a place of the binary log that somebody has given. The first event
 * there tells in nearly all cases; what it leaves open, and where the transaction around it begins,
 * is read out of that one file from its start on.
 */
final class StartPlace {
  /** A server with nothing to send says so much more often. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BinlogSearch.Opening log;
  private final BinlogPosition place;

  /** Where the last transaction before the place begins; 0 for none. */
  private long begun;

  private boolean isOpen;
  private boolean isEvent;

  StartPlace(BinlogSearch.Opening log, BinlogPosition place) {
    this.log = log;
    this.place = place;
  }

  /** Whether it tells of rows or of an end, so that what it belongs to has begun before it. */
  static boolean isWithin(BinlogEvent event) {
    return switch (event.type()) {
      case BinlogEvent.XID, BinlogEvent.XA_PREPARE, BinlogEvent.PARTIAL_UPDATE_ROWS -> true;
      default ->
          event.isOfRows()
              || (event.type() >= BinlogEvent.MARIADB_ROWS_COMPRESSED_FIRST
                  && event.type() <= BinlogEvent.MARIADB_ROWS_COMPRESSED_LAST);
    };
  }

  /** Whether a transaction begins with it. */
  static boolean isBegin(BinlogEvent event) {
    return event.isNamed() || (event.type() == BinlogEvent.QUERY && isBegin(words(event)));
  }

  private static boolean isBegin(String words) {
    return words.equals("BEGIN") || words.startsWith("XA START") || words.startsWith("XA BEGIN");
  }

  private static String words(BinlogEvent event) {
    String sql = LoggedQuery.of(event).sql().strip();
    return sql.substring(0, Math.min(sql.length(), 64)).toUpperCase(Locale.ROOT);
  }

  /** Why they can't, what to give instead; empty where they can. */
  Optional<String> obstacle() throws SQLException {
    if (place.offset() == BinlogPosition.FIRST_EVENT || isFit()) {
      return Optional.empty();
    }
    read();
    if (!isOpen && isEvent) {
      return Optional.empty();
    }
    String from = begun == 0 ? "" : place.file() + ":" + begun;
    if (isOpen) {
      return Optional.of(
          "changes can't begin at %s: that is within the transaction that begins at %s of the binary log, and what it did before would be missing. Give %s, to begin with that transaction."
              .formatted(place.place(), from, from));
    }
    return Optional.of(
        "changes can't begin at %s on: no event begins there. %s"
            .formatted(
                place.place(),
                from.isEmpty()
                    ? "Give a place between two transactions, as SHOW MASTER STATUS or mysqldump tell it."
                    : "The last transaction before it begins at %s: give that, or another place between two transactions, as SHOW MASTER STATUS or mysqldump tell it."
                        .formatted(from)));
  }

  /** By the first event there, or where nothing stands there yet. */
  private boolean isFit() throws SQLException {
    try (BinlogEvents events = log.from(place)) {
      BinlogEvent event = events.next(PATIENCE);
      while (event != null && isHeading(event)) {
        event = events.next(PATIENCE);
      }
      return event == null || event.isHeartbeat() || isBegin(event) || isBetween(event);
    } catch (EngineException e) {
      if (BinlogConnection.isNoEvent(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Whether the server says it of the file before it sends what stands at the place. */
  private static boolean isHeading(BinlogEvent event) {
    return event.next() == event.at() && !event.isHeartbeat();
  }

  private static boolean isBetween(BinlogEvent event) {
    return switch (event.type()) {
      case BinlogEvent.ROTATE,
          BinlogEvent.STOP,
          BinlogEvent.PREVIOUS_GTIDS,
          BinlogEvent.MARIADB_CHECKPOINT,
          BinlogEvent.MARIADB_GTID_LIST ->
          true;
      default -> false;
    };
  }

  private void read() throws SQLException {
    BinlogPosition first = new BinlogPosition(place.file(), BinlogPosition.FIRST_EVENT, "");
    try (BinlogEvents events = log.from(first)) {
      BinlogEvent event = events.next(PATIENCE);
      while (event != null && !event.isHeartbeat() && event.next() <= place.offset()) {
        take(event);
        event = events.next(PATIENCE);
      }
      isEvent = event == null || event.isHeartbeat() || event.at() == place.offset();
    }
  }

  private void take(BinlogEvent event) {
    switch (event.type()) {
      case BinlogEvent.MARIADB_GTID -> {
        begun = event.at();
        isOpen = !TransactionHead.isStandalone(event);
      }
      case BinlogEvent.GTID, BinlogEvent.GTID_TAGGED, BinlogEvent.ANONYMOUS_GTID -> {
        begun = event.at();
        isOpen = false;
      }
      case BinlogEvent.XID, BinlogEvent.XA_PREPARE -> isOpen = false;
      case BinlogEvent.QUERY -> {
        String words = words(event);
        boolean isEnd =
            words.equals("COMMIT")
                || words.equals("ROLLBACK")
                || words.startsWith("XA COMMIT")
                || words.startsWith("XA ROLLBACK");
        isOpen = isBegin(words) || (isOpen && !isEnd);
      }
      default -> {}
    }
  }
}
