package org.godwit.engine.mysql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The events of a log with their places, from file to file. */
final class BinlogEvents implements AutoCloseable {
  private static final long WRAP = 1L << 32;

  private final BinlogConnection connection;
  private String file;
  private long next;
  private boolean hasChecksums;

  /**
   * Of a log that was asked for.
   *
   * @param file it begins in, empty where the server will tell
   * @param offset of the first event
   */
  BinlogEvents(BinlogConnection connection, String file, long offset) {
    this.connection = connection;
    this.file = file;
    this.next = offset;
  }

  /**
   * The next event.
   *
   * @return null where none came in that time
   */
  @Nullable BinlogEvent next(Duration patience) {
    byte[] bytes = connection.next(patience);
    if (bytes == null) {
      return null;
    }
    long at = next;
    int type = BinlogEvent.type(bytes);
    int end = bytes.length - (endsInChecksum(type, bytes) ? BinlogEvent.CHECKSUM_BYTES : 0);
    if (type == BinlogEvent.ROTATE) {
      BinlogEvent rotation = new BinlogEvent(bytes, end, file, at, at);
      file = rotation.text(8, rotation.length() - 8);
      next = rotation.number(0, 8);
      return new BinlogEvent(bytes, end, file, next, next);
    }
    if (type == BinlogEvent.FORMAT_DESCRIPTION) {
      hasChecksums = bytes[bytes.length - BinlogEvent.CHECKSUM_BYTES - 1] == 1;
    }
    if (type == BinlogEvent.HEARTBEAT) {
      // It stands nowhere, and tells how far the server has looked.
      return new BinlogEvent(bytes, end, file, at, Math.max(next, BinlogEvent.next(bytes)));
    }
    if (type != BinlogEvent.HEARTBEAT_V2) {
      advance(BinlogEvent.next(bytes));
    }
    return new BinlogEvent(bytes, end, file, at, next);
  }

  /** The one kind that comes before its file tells whether it has them is a rotation. */
  private boolean endsInChecksum(int type, byte[] bytes) {
    return switch (type) {
      case BinlogEvent.FORMAT_DESCRIPTION -> true;
      case BinlogEvent.ROTATE -> BinlogEvent.hasChecksum(bytes);
      default -> hasChecksums;
    };
  }

  /** An event tells the lower 32 bits; one transaction may make its file longer. */
  private void advance(long told) {
    if (told > 0) {
      long place = next - next % WRAP + told;
      boolean isWrapped = next - place > WRAP / 2;
      next = isWrapped ? place + WRAP : Math.max(next, place);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
