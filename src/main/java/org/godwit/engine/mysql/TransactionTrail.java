package org.godwit.engine.mysql;

import java.util.Locale;

/**
 * Whether a place of MariaDB's log lies in a transaction, and where that has begun. It needs what
 * is said between transactions, and nothing of their rows.
 */
final class TransactionTrail {
  private String file = "";
  private long begun;
  private long reached;
  private boolean isOpen;
  private boolean isStandalone;
  private boolean isEnded;

  /** Takes the next event of the file. */
  void take(BinlogEvent event) {
    if (!event.file().equals(file)) {
      file = event.file();
      isOpen = false;
      isEnded = false;
      reached = event.at();
    }
    switch (event.type()) {
      case BinlogEvent.MARIADB_GTID -> {
        isOpen = true;
        isStandalone = TransactionHead.isStandalone(event);
        begun = event.at();
      }
      case BinlogEvent.XID, BinlogEvent.XA_PREPARE -> isOpen = false;
      case BinlogEvent.QUERY -> {
        if (isStandalone || isEnd(LoggedQuery.of(event).sql())) {
          isOpen = false;
        }
      }
      case BinlogEvent.STOP -> isEnded = true;
      default -> {}
    }
    if (event.next() > 0 && !event.isHeartbeat()) {
      reached = event.next();
    }
  }

  private static boolean isEnd(String sql) {
    String words = sql.strip().toUpperCase(Locale.ROOT);
    return words.equals("COMMIT")
        || words.equals("ROLLBACK")
        || words.startsWith("XA COMMIT")
        || words.startsWith("XA ROLLBACK");
  }

  /** What is read next is another place. */
  void leave() {
    file = "";
    isOpen = false;
  }

  /** The file that it is in; empty before the first event. */
  String file() {
    return file;
  }

  /** Whether the file, were this its end, was not finished as a server finishes it. */
  boolean isOpen() {
    return isOpen && !isEnded;
  }

  /** Where the transaction that is open has begun, else where the last event ends. */
  long begun() {
    return isOpen ? begun : reached;
  }
}
