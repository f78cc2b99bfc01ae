package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.engine.KeptLog;
import org.godwit.engine.KeptStream;

/** The write-ahead log that a replication slot keeps. */
final class KeptWal {
  private static final String QUESTION =
      """
      SELECT COALESCE(wal_status, ''),
             COALESCE(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint,
             safe_wal_size
        FROM pg_replication_slots WHERE slot_name = ?""";

  /**
   * The load's own slots end with its connection, and event triggers serve all of the database's.
   * PostgreSQL 17 brought inactive_since.
   */
  private static final String STREAMS =
      """
      SELECT named.name, COALESCE(slot.active, false),
             (to_jsonb(slot) ->> 'inactive_since')::timestamptz,
             pg_wal_lsn_diff(pg_current_wal_lsn(), slot.restart_lsn)::bigint,
             COALESCE(slot.wal_status, '')
        FROM (SELECT slot_name AS name FROM pg_replication_slots
               WHERE database = current_database() AND NOT temporary
              UNION SELECT pubname FROM pg_publication
              UNION SELECT nspname FROM pg_namespace
                     WHERE nspname = 'godwit_ddl' AND NOT EXISTS (
                           SELECT FROM pg_replication_slots
                            WHERE database = current_database() AND NOT temporary
                              AND slot_name LIKE 'godwit\\_%')) AS named
        LEFT JOIN pg_replication_slots AS slot ON slot.slot_name = named.name
       WHERE named.name LIKE 'godwit\\_%'
       ORDER BY 1""";

  private KeptWal() {}

  /** What is there under the names of streams. */
  static List<KeptStream> streams(Connection connection, SourceSetup setup) throws SQLException {
    List<KeptStream> streams = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STREAMS)) {
      while (row.next()) {
        OffsetDateTime since = row.getObject(3, OffsetDateTime.class);
        streams.add(
            new KeptStream(
                row.getString(1),
                row.getBoolean(2),
                since == null ? null : since.toInstant(),
                row.getObject(4, Long.class),
                row.getString(5),
                setup.removal(row.getString(1))));
      }
    }
    return streams;
  }

  /** Empty where there is no such slot. */
  static Optional<KeptLog> of(Connection connection, String slot) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(QUESTION)) {
      query.setString(1, slot);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        long bytes = row.getLong(2);
        Long safe = row.getObject(3, Long.class); // what may still come; null where all may
        return Optional.of(
            new KeptLog(
                "replication slot " + slot,
                row.getString(1),
                "max_slot_wal_keep_size",
                bytes,
                safe == null ? null : bytes + safe,
                Duration.ZERO,
                null));
      }
    }
  }
}
