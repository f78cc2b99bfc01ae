package org.godwit.engine.mysql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the event says that a transaction begins with.
 *
 * @param id the transaction's GTID, else its place
 * @param committedAt MySQL has microseconds since 8.0.1, MariaDB seconds
 * @param behind the GTIDs that lie before what comes next; null where they aren't known
 * @param hasEnd whether an event of its own surely ends it
 * @param isPrepared whether XA prepares it here, and another transaction ends it
 */
record TransactionHead(
    String id, Instant committedAt, @Nullable Gtids behind, boolean hasEnd, boolean isPrepared) {
  /** MariaDB's mark of a transaction that has no end of its own. */
  private static final int MARIADB_STANDALONE = 1;

  private static final int MARIADB_PREPARED = 64;
  private static final int MARIADB_FLAGS_AT = 12;
  private static final long TIMESTAMP_MASK = (1L << 55) - 1;

  /** Reads it; the GTIDs are those that lie before it, null where they aren't known. */
  static TransactionHead of(BinlogEvent event, @Nullable Gtids before) {
    return switch (event.type()) {
      case BinlogEvent.MARIADB_GTID -> {
        long domain = event.number(8, 4);
        long server = LengthEncoded.littleEndian(event.bytes(), 5, 4);
        long sequence = event.number(0, 8);
        yield new TransactionHead(
            domain + "-" + server + "-" + Long.toUnsignedString(sequence),
            committedAt(event),
            before instanceof MariaDbGtids known ? known.with(domain, server, sequence) : before,
            !isStandalone(event),
            (event.unsigned(MARIADB_FLAGS_AT) & MARIADB_PREPARED) != 0);
      }
      case BinlogEvent.GTID -> {
        UUID server =
            new UUID(
                PackedDecimal.bigEndian(event.bytes(), BinlogEvent.HEADER_BYTES + 1, 8),
                PackedDecimal.bigEndian(event.bytes(), BinlogEvent.HEADER_BYTES + 9, 8));
        long number = event.number(17, 8);
        yield new TransactionHead(
            server + ":" + number,
            committedAt(event),
            before instanceof MySqlGtids known ? known.with(server, number) : before,
            false,
            false);
      }
      case BinlogEvent.ANONYMOUS_GTID ->
          new TransactionHead(event.place(), committedAt(event), before, false, false);
      // Tags have a form of their own; file and offset are known.
      default -> new TransactionHead(event.place(), committedAt(event), null, false, false);
    };
  }

  /** Whether MariaDB's event names a transaction of one statement that has no end of its own. */
  static boolean isStandalone(BinlogEvent event) {
    return (event.unsigned(MARIADB_FLAGS_AT) & MARIADB_STANDALONE) != 0;
  }

  /** When a transaction was committed, by the event that begins it. */
  static Instant committedAt(BinlogEvent event) {
    int at = 1 + 16 + 8 + 1 + 8 + 8;
    boolean isOfMySql =
        event.type() == BinlogEvent.GTID || event.type() == BinlogEvent.ANONYMOUS_GTID;
    if (!isOfMySql || event.length() < at + 7) {
      return Instant.ofEpochSecond(event.seconds());
    }
    return Instant.EPOCH.plus(event.number(at, 7) & TIMESTAMP_MASK, ChronoUnit.MICROS);
  }
}
