package org.godwit.engine.mysql;

import java.sql.SQLException;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;

/** What a binary log has that isn't followed, in words. */
final class UnfollowedLog {
  private UnfollowedLog() {}

  /**
   * A form that the server can be told not to write.
   *
   * @param what it is
   * @param setting by which it isn't written
   */
  static EngineException refused(BinlogEvent event, String what, String setting) {
    return new EngineException(
        Failure.UNSUPPORTED,
        "the source's binary log has %s at %s, which isn't followed: SET GLOBAL %s, let sessions connect anew, then restart the task, so that every table is loaded again"
            .formatted(what, event.place(), setting));
  }

  /** The server says that its log has a hole. */
  static EngineException missing(BinlogEvent event) {
    return new EngineException(
        Failure.POSITION_LOST,
        "the source says at %s of its binary log that events are missing there: restart the task, so that every table is loaded again"
            .formatted(event.place()));
  }

  /** The next file comes in the middle of a transaction. */
  static EngineException withoutEnd(BinlogEvent event, String transaction) {
    return new EngineException(
        Failure.CONNECTION_LOST,
        "the source's binary log goes on in %s without the end of transaction %s: the server was killed while it wrote that"
            .formatted(event.file(), transaction));
  }

  /** A kind of event that a later server may have, and that a reader mustn't step over. */
  static EngineException unknown(BinlogEvent event) {
    return new EngineException(
        Failure.UNSUPPORTED,
        "the source's binary log has at %s an event of kind %d, which Godwit doesn't know"
            .formatted(event.place(), event.type()));
  }

  /** A rollback of a transaction whose changes are partly of tables without transactions. */
  static EngineException halfRolledBack(BinlogEvent event, String transaction) {
    return new EngineException(
        Failure.UNSUPPORTED,
        "transaction %s at %s of the binary log changed tables with and without transactions and was rolled back, so that a part of it stands on the source: restart the task, so that every table is loaded again"
            .formatted(transaction, event.place()));
  }

  /** A start position that somebody gave. */
  static EngineException begunWithin(BinlogEvent event) {
    return new EngineException(
        Failure.CONFIGURATION,
        "the start position lies within a transaction: the binary log goes on at %s with a part of one that has begun before, and what it did there would be missing. Give the place where it begins (its Gtid event, by SHOW BINLOG EVENTS IN '%s'), or another between two transactions, as SHOW MASTER STATUS and mysqldump tell it."
            .formatted(event.place(), event.file()));
  }

  /** Rows that stand elsewhere than their commit can't be read now. */
  static EngineException unread(BinlogEvent end, SQLException e) {
    return new EngineException(
        Failure.CONNECTION_LOST,
        "reading what the transaction did that is committed at %s of the binary log failed: %s"
            .formatted(end.place(), e.getMessage()),
        e);
  }
}
