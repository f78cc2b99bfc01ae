package org.godwit.engine.mysql;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * An event of the binary log, with the numbers that MySQL and MariaDB give to its kinds (MySQL
 * internals, "Binary Log Event"; MariaDB Knowledge Base, "Replication Protocol").
 */
final class BinlogEvent {
  static final int HEADER_BYTES = 19;
  static final int CHECKSUM_BYTES = 4;

  static final int QUERY = 2;
  static final int STOP = 3;
  static final int ROTATE = 4;
  static final int INT_VARIABLE = 5;
  static final int RANDOM = 13;
  static final int USER_VARIABLE = 14;
  static final int FORMAT_DESCRIPTION = 15;
  static final int XID = 16;
  static final int BEGIN_LOAD_QUERY = 17;
  static final int EXECUTE_LOAD_QUERY = 18;
  static final int TABLE_MAP = 19;
  static final int WRITE_ROWS_V1 = 23;
  static final int UPDATE_ROWS_V1 = 24;
  static final int DELETE_ROWS_V1 = 25;
  static final int INCIDENT = 26;
  static final int HEARTBEAT = 27;
  static final int IGNORABLE = 28;
  static final int ROWS_QUERY = 29;
  static final int WRITE_ROWS = 30;
  static final int UPDATE_ROWS = 31;
  static final int DELETE_ROWS = 32;
  static final int GTID = 33;
  static final int ANONYMOUS_GTID = 34;
  static final int PREVIOUS_GTIDS = 35;
  static final int TRANSACTION_CONTEXT = 36;
  static final int VIEW_CHANGE = 37;
  static final int XA_PREPARE = 38;
  static final int PARTIAL_UPDATE_ROWS = 39;
  static final int TRANSACTION_PAYLOAD = 40;
  static final int HEARTBEAT_V2 = 41;
  static final int GTID_TAGGED = 42;
  static final int MARIADB_ANNOTATE_ROWS = 160;
  static final int MARIADB_CHECKPOINT = 161;
  static final int MARIADB_GTID = 162;
  static final int MARIADB_GTID_LIST = 163;
  static final int MARIADB_START_ENCRYPTION = 164;
  static final int MARIADB_QUERY_COMPRESSED = 165;
  static final int MARIADB_ROWS_COMPRESSED_FIRST = 166;
  static final int MARIADB_ROWS_COMPRESSED_LAST = 171;

  /** Behind the log's version and the server's, which has 50 bytes. */
  private static final int FORMAT_CREATED_AT = 2 + 50;

  private static final int TYPE_AT = 4;
  private static final int NEXT_AT = 13;
  private static final int FLAGS_AT = 17;
  private static final int IS_ARTIFICIAL = 0x20;
  private static final int IS_IGNORABLE = 0x80;

  private final byte[] bytes;
  private final int end;
  private final String file;
  private final long at;
  private final long next;

  /**
   * An event.
   *
   * @param bytes the event and nothing else
   * @param end of its body, before its checksum
   * @param file that it stands in
   * @param at where it begins there
   * @param next where the event behind it begins
   */
  BinlogEvent(byte[] bytes, int end, String file, long at, long next) {
    this.bytes = bytes;
    this.end = end;
    this.file = file;
    this.at = at;
    this.next = next;
  }

  /** The event and nothing else; its own. */
  byte[] bytes() {
    return bytes;
  }

  /** Where its body ends, before its checksum. */
  int end() {
    return end;
  }

  /** The file that it stands in. */
  String file() {
    return file;
  }

  /** Where it begins there. */
  long at() {
    return at;
  }

  /** Where the event behind it begins. */
  long next() {
    return next;
  }

  static int type(byte[] bytes) {
    return bytes[TYPE_AT] & 0xFF;
  }

  /** The lower 32 bits of where the next event begins, 0 where it stands in no file. */
  static long next(byte[] bytes) {
    return isArtificial(bytes) ? 0 : LengthEncoded.littleEndian(bytes, NEXT_AT, 4);
  }

  private static boolean isArtificial(byte[] bytes) {
    return (bytes[FLAGS_AT] & IS_ARTIFICIAL) != 0;
  }

  /** Whether its last four bytes are a checksum of those before. */
  static boolean hasChecksum(byte[] bytes) {
    int end = bytes.length - CHECKSUM_BYTES;
    if (end < HEADER_BYTES) {
      return false;
    }
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, end);
    return sum.getValue() == LengthEncoded.littleEndian(bytes, end, CHECKSUM_BYTES);
  }

  int type() {
    return type(bytes);
  }

  /** When it was written by the server's clock, in seconds since 1970. */
  long seconds() {
    return LengthEncoded.littleEndian(bytes, 0, 4);
  }

  /** Whether a reader that doesn't know the kind may step over it. */
  boolean isIgnorable() {
    return (bytes[FLAGS_AT] & IS_IGNORABLE) != 0;
  }

  /** Whether it is what describes a file that a server has begun when it was started. */
  boolean isOfStart() {
    return type() == FORMAT_DESCRIPTION && number(FORMAT_CREATED_AT, 4) != 0;
  }

  /** Whether it is the last of a file that a server has finished while it ran. */
  boolean isRotation() {
    return type() == ROTATE && !isArtificial(bytes);
  }

  /** Whether a transaction begins with it: every one of the servers that are followed does. */
  boolean isNamed() {
    return switch (type()) {
      case GTID, GTID_TAGGED, ANONYMOUS_GTID, MARIADB_GTID -> true;
      default -> false;
    };
  }

  /** Whether it has rows, or says of which table rows are. */
  boolean isOfRows() {
    return switch (type()) {
      case TABLE_MAP,
          WRITE_ROWS,
          UPDATE_ROWS,
          DELETE_ROWS,
          WRITE_ROWS_V1,
          UPDATE_ROWS_V1,
          DELETE_ROWS_V1 ->
          true;
      default -> false;
    };
  }

  boolean isHeartbeat() {
    return type() == HEARTBEAT || type() == HEARTBEAT_V2;
  }

  /** A number of the body. */
  long number(int offset, int count) {
    return LengthEncoded.littleEndian(bytes, HEADER_BYTES + offset, count);
  }

  /** A byte of the body. */
  int unsigned(int offset) {
    return bytes[HEADER_BYTES + offset] & 0xFF;
  }

  /** How long the body is. */
  int length() {
    return end - HEADER_BYTES;
  }

  /** Names of the body, which are UTF-8. */
  String text(int offset, int count) {
    return new String(bytes, HEADER_BYTES + offset, count, StandardCharsets.UTF_8);
  }

  /** Where it begins, for messages. */
  String place() {
    return file + ":" + at;
  }
}
