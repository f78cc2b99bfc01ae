package org.godwit.engine.mysql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * As whom a task asks a server for its log. The server ends the older of two readers with one id:
 * so a task that is taken over loses its reader, and no other replica may have the same.
 *
 * @param number as {@code server_id}; in the upper half of what is allowed, which people don't use
 * @param uuid likewise for MySQL
 */
record ReplicaId(long number, UUID uuid) {
  private static final int BINLOG_DUMP = 0x12;
  private static final int BINLOG_DUMP_GTID = 0x1E;
  private static final long UPPER_HALF = 0x8000_0000L;

  /** The same for the same task at any time and place. */
  static ReplicaId of(String stream) {
    UUID uuid = UUID.nameUUIDFromBytes(stream.getBytes(StandardCharsets.UTF_8));
    return new ReplicaId(UPPER_HALF | (uuid.getLeastSignificantBits() & 0x7FFF_FFFFL), uuid);
  }

  /** What a replica tells of itself: old and new words, of which a server reads those it knows. */
  List<String> variables(Duration heartbeat) {
    return List.of(
        "@master_binlog_checksum = @@GLOBAL.binlog_checksum",
        "@source_binlog_checksum = @@GLOBAL.binlog_checksum",
        "@master_heartbeat_period = " + heartbeat.toNanos(),
        "@source_heartbeat_period = " + heartbeat.toNanos(),
        "@slave_uuid = '" + uuid + "'",
        "@replica_uuid = '" + uuid + "'",
        "@mariadb_slave_capability = 4"); // it knows MariaDB's own events
  }

  /** Asks for the log from a place of a file. */
  byte[] dump(String file, long offset) {
    byte[] name = file.getBytes(StandardCharsets.UTF_8);
    return buffer(11 + name.length)
        .put((byte) BINLOG_DUMP)
        .putInt((int) offset)
        .putShort((short) 0)
        .putInt((int) number)
        .put(name)
        .array();
  }

  /** Asks MySQL for all transactions but these. */
  byte[] dump(MySqlGtids known) {
    byte[] set = known.encoded();
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    command.writeBytes(
        buffer(23)
            .put((byte) BINLOG_DUMP_GTID)
            .putShort((short) 0)
            .putInt((int) number)
            .putInt(0)
            .putLong(4)
            .putInt(set.length)
            .array());
    command.writeBytes(set);
    return command.toByteArray();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
