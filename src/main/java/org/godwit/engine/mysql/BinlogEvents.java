package org.godwit.engine.mysql;

import java.time.Duration;
import java.time.Instant;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.jspecify.annotations.Nullable;

/** The events of a log with their places, from file to file. */
final class BinlogEvents implements AutoCloseable {
  private static final long WRAP = 1L << 32;

  private final BinlogConnection connection;
  private String file;
  private long next;
  private long made;
  private boolean hasChecksums;

  /** Whether an event has come that isn't the server's own word on its file. */
  private boolean hasBegun;

  /** Of a log that was asked for from there on. */
  BinlogEvents(BinlogConnection connection, BinlogPosition from) {
    this.connection = connection;
    this.file = from.file();
    this.next = from.offset();
    this.made = from.made();
  }

  /** Of a log whose file and offset the server will tell. */
  BinlogEvents(BinlogConnection connection) {
    this.connection = connection;
    this.file = "";
  }

  /**
   * The next event.
   *
   * @return null where none came in that time
   * @throws EngineException of {@link Failure#POSITION_LOST} where the file is another one of that
   *     name
   */
  @Nullable BinlogEvent next(Duration patience) {
    byte[] bytes = read(patience);
    if (bytes == null) {
      return null;
    }
    long at = next;
    int type = BinlogEvent.type(bytes);
    hasBegun |=
        type != BinlogEvent.ROTATE
            && type != BinlogEvent.FORMAT_DESCRIPTION
            && type != BinlogEvent.HEARTBEAT
            && type != BinlogEvent.HEARTBEAT_V2;
    int end = bytes.length - (endsInChecksum(type, bytes) ? BinlogEvent.CHECKSUM_BYTES : 0);
    if (type == BinlogEvent.ROTATE) {
      BinlogEvent rotation = new BinlogEvent(bytes, end, file, at, at);
      file = rotation.text(8, rotation.length() - 8);
      next = rotation.number(0, 8);
      return new BinlogEvent(bytes, end, file, next, next);
    }
    if (type == BinlogEvent.FORMAT_DESCRIPTION) {
      hasChecksums = bytes[bytes.length - BinlogEvent.CHECKSUM_BYTES - 1] == 1;
      requireMade(new BinlogEvent(bytes, end, file, at, at).seconds());
    }
    if (type == BinlogEvent.HEARTBEAT) {
      // It stands nowhere, and tells how far the server has looked.
      return new BinlogEvent(bytes, end, file, at, Math.max(next, BinlogEvent.next(bytes)));
    }
    if (type != BinlogEvent.HEARTBEAT_V2) {
      next = advanced(next, BinlogEvent.next(bytes));
    }
    return new BinlogEvent(bytes, end, file, at, next);
  }

  /** What a server says of a place at which no event begins tells nobody what is wrong. */
  private byte @Nullable [] read(Duration patience) {
    try {
      return connection.next(patience);
    } catch (EngineException e) {
      if (hasBegun || next <= BinlogPosition.FIRST_EVENT || !BinlogConnection.isNoEvent(e)) {
        throw e;
      }
      throw new EngineException(
          e.failure(),
          "the source's binary log can't be read from %s:%d on: no event begins there. Where somebody gave that position, give one between two transactions, as SHOW MASTER STATUS or mysqldump tell it; where the task came so far, the log is another one. %s The server says: %s"
              .formatted(
                  file,
                  next,
                  Failure.POSITION_LOST_REMEDY,
                  e.getCause() == null ? e.sentence() : e.getCause().getMessage()),
          e.getCause());
    }
  }

  /** The one kind that comes before its file tells whether it has them is a rotation. */
  private boolean endsInChecksum(int type, byte[] bytes) {
    return switch (type) {
      case BinlogEvent.FORMAT_DESCRIPTION -> true;
      case BinlogEvent.ROTATE -> BinlogEvent.hasChecksum(bytes);
      default -> hasChecksums;
    };
  }

  /** The first file alone is known. */
  private void requireMade(long seconds) {
    if (made != 0 && made != seconds) {
      throw new EngineException(
          Failure.POSITION_LOST,
          "the source's binary log was begun anew (RESET MASTER) or is another server's: its file %s was made at %s and not at %s. Restart the task, so that every table is loaded again."
              .formatted(file, Instant.ofEpochSecond(seconds), Instant.ofEpochSecond(made)));
    }
    made = 0;
  }

  /**
   * Where the next event begins: an event tells the lower 32 bits of it, and one transaction may
   * make its file longer.
   *
   * @param next where this event begins, or is held to
   * @param told by it, 0 for nothing
   */
  static long advanced(long next, long told) {
    if (told == 0) {
      return next;
    }
    long place = next - next % WRAP + told;
    boolean isWrapped = next - place > WRAP / 2;
    return isWrapped ? place + WRAP : Math.max(next, place);
  }

  @Override
  public void close() {
    connection.close();
  }
}
