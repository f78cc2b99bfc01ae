package org.godwit.engine.mysql;

/**
 * The end of a log file whose server was killed while it wrote a transaction, and has begun another
 * file when it was started again. What stands there of the transaction was never committed: a
 * server commits behind the log, and rolls back when it starts what the log has no end of. MySQL
 * cuts such an end off when it starts; MariaDB leaves it, and refuses to send what is behind it.
 *
 * @param file that ends so
 * @param at where the transaction begins there
 * @param next the file behind it
 */
record TornEnd(String file, long at, String next) {
  /** Whether the event is part of the transaction. */
  boolean holds(BinlogEvent event) {
    return event.file().equals(file) && event.at() >= at;
  }

  /** Where the log goes on. */
  BinlogPosition behind() {
    return new BinlogPosition(next, BinlogPosition.FIRST_EVENT, "");
  }
}
