package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.godwit.engine.ConnectionChecks;
import org.godwit.engine.ConnectionReport.Check;

/**
 * Whether a server's log can be decoded for a stream, and the user may do that. Checks are named as
 * DMS's premigration assessments where it has them.
 */
final class ReplicationChecks {
  private static final int SENDER_TIMEOUT_MIN_MILLIS = 10_000;
  private static final String RELOAD = "\nSELECT pg_reload_conf();";
  private static final String RESTART = "\n-- then restart the server";

  private final Connection connection;
  private final PostgresDialect dialect;
  private final ConnectionChecks checks = new ConnectionChecks();

  ReplicationChecks(Connection connection, PostgresDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** All of them, in order, for a stream that may have its slot and publication already. */
  List<Check> run(String stream) throws SQLException {
    boolean hasSlot = isThere("SELECT FROM pg_replication_slots WHERE slot_name = ?", stream);
    boolean isPublished = isThere("SELECT FROM pg_publication WHERE pubname = ?", stream);
    role();
    walLevel();
    slots(hasSlot);
    senders(hasSlot);
    keptLog();
    senderTimeout();
    privileges();
    mayPublish(isPublished);
    definitions();
    if (!hasSlot) {
      preparedTransactions();
      longTransactions();
    }
    return checks.found();
  }

  private void role() throws SQLException {
    String name = "postgres-check-source-replica-role-cdc";
    if (is("SELECT pg_is_in_recovery()")) {
      checks.fail(
          name,
          "The server is a standby, whose changes can't be followed yet: use its primary.",
          "");
    } else {
      checks.pass(name, "The server is a primary.");
    }
  }

  private void walLevel() throws SQLException {
    String level = setting("wal_level");
    if (level.equals("logical")) {
      checks.pass("postgres-check-wallevel", "wal_level is logical.");
    } else {
      checks.fail(
          "postgres-check-wallevel",
          "wal_level is %s and has to be logical, which takes a restart.".formatted(level),
          "ALTER SYSTEM SET wal_level = 'logical';" + RESTART,
          "ALTER SYSTEM SET wal_level = '%s';%s".formatted(level, RESTART));
    }
  }

  private void slots(boolean hasSlot) throws SQLException {
    String name = "postgres-check-replication-slots-count";
    int most = number("SELECT current_setting('max_replication_slots')");
    int used = number("SELECT count(*) FROM pg_replication_slots");
    int needed = hasSlot ? 0 : 2;
    if (most - used >= needed) {
      checks.pass(name, "%d of %d replication slots are free.".formatted(most - used, most));
      return;
    }
    String sentence =
        "%d of %d replication slots are free; a task keeps one, and needs another while that is made and while a load begins. Raise max_replication_slots, which takes a restart, or drop a slot that nobody reads (SELECT slot_name, active FROM pg_replication_slots;)."
            .formatted(most - used, most);
    String fix = "ALTER SYSTEM SET max_replication_slots = %d;%s".formatted(used + needed, RESTART);
    String undo = "ALTER SYSTEM SET max_replication_slots = %d;%s".formatted(most, RESTART);
    checks.fail(name, sentence, fix, undo);
  }

  /** One that served the task before it was killed may still be there for a moment. */
  private void senders(boolean hasSlot) throws SQLException {
    String name = "postgres-check-maxwalsenders";
    int most = number("SELECT current_setting('max_wal_senders')");
    int used = number("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender'");
    if (most > used) {
      checks.pass(name, "%d of %d WAL senders are free.".formatted(most - used, most));
    } else {
      String sentence =
          "All of the %d WAL senders are in use; a task needs one. Raise max_wal_senders, which takes a restart."
              .formatted(most);
      String fix = "ALTER SYSTEM SET max_wal_senders = %d;%s".formatted(used + 2, RESTART);
      String undo = "ALTER SYSTEM SET max_wal_senders = %d;%s".formatted(most, RESTART);
      if (hasSlot) {
        checks.warn(name, sentence, fix, undo);
      } else {
        checks.fail(name, sentence, fix, undo);
      }
    }
  }

  private void keptLog() throws SQLException {
    String name = "postgres-check-maxslot-wal-keep-size";
    String kept = setting("max_slot_wal_keep_size");
    if (kept.equals("-1")) {
      checks.pass(
          name,
          "The log is kept for a slot without a limit: a task that stands still lets the disk fill up.");
    } else {
      checks.warn(
          name,
          "The server keeps at most %s of its log for a slot. A task that falls behind by more loses its slot, and every table has to be loaded again."
              .formatted(kept),
          "ALTER SYSTEM SET max_slot_wal_keep_size = -1;" + RELOAD,
          "ALTER SYSTEM SET max_slot_wal_keep_size = '%s';%s".formatted(kept, RELOAD));
    }
  }

  private void senderTimeout() throws SQLException {
    String name = "postgres-check-walsenderstimeout";
    String shown = setting("wal_sender_timeout");
    int millis = number("SELECT setting FROM pg_settings WHERE name = 'wal_sender_timeout'");
    if (millis == 0 || millis >= SENDER_TIMEOUT_MIN_MILLIS) {
      checks.pass(name, "wal_sender_timeout is %s.".formatted(shown));
    } else {
      checks.warn(
          name,
          "wal_sender_timeout is %s: a target that takes longer for one statement makes the server hang up, and the task begin again from its checkpoint."
              .formatted(shown),
          "ALTER SYSTEM SET wal_sender_timeout = '60s';" + RELOAD,
          "ALTER SYSTEM SET wal_sender_timeout = '%s';%s".formatted(shown, RELOAD));
    }
  }

  private void privileges() throws SQLException {
    String name = "postgres-check-replication-privileges";
    String user = dialect.quote(text("SELECT current_user"));
    if (is(
        """
        SELECT bool_or(rolsuper OR rolreplication OR rolname = 'rds_replication')
          FROM pg_roles WHERE rolname = current_user
            OR (rolname = 'rds_replication' AND pg_has_role(oid, 'MEMBER'))""")) {
      checks.pass(name, "User %s may replicate.".formatted(user));
    } else {
      checks.fail(
          name,
          "User %s may not replicate.".formatted(user),
          "ALTER ROLE %s REPLICATION;".formatted(user),
          "ALTER ROLE %s NOREPLICATION;".formatted(user));
    }
  }

  private void mayPublish(boolean isPublished) throws SQLException {
    String name = "postgres-check-publication-privileges";
    if (isPublished) {
      checks.pass(name, "The publication is there.");
    } else if (is("SELECT has_database_privilege(current_database(), 'CREATE')")) {
      new PublisherChecks(connection, dialect).ofAll(checks);
    } else {
      String database = dialect.quote(text("SELECT current_database()"));
      String user = dialect.quote(text("SELECT current_user"));
      checks.fail(
          name,
          "User %s may not create in the database %s, which a publication needs."
              .formatted(user, database),
          "GRANT CREATE ON DATABASE %s TO %s;".formatted(database, user),
          "REVOKE CREATE ON DATABASE %s FROM %s;".formatted(database, user));
    }
  }

  private void definitions() throws SQLException {
    String name = "postgres-check-ddl-event-trigger";
    DdlTrigger trigger = new DdlTrigger(connection);
    if (!DdlTrigger.hasMessages(connection)) {
      checks.warn(
          name,
          "The server's stream has no messages before PostgreSQL 14: a new table is seen at the next start alone, and a dropped or renamed one is parked.",
          "");
    } else if (!trigger.isWished()) {
      checks.pass(name, "CaptureDdls is false: the log doesn't tell what becomes of tables.");
    } else if (trigger.isThere()) {
      checks.pass(name, "Event triggers write into the log what becomes of tables.");
    } else if (trigger.mayMake()) {
      checks.pass(
          name,
          "Event triggers that write into the log what becomes of tables can be made, with your consent.");
    } else {
      checks.warn(
          name,
          "Nothing writes into the log what becomes of tables, and user %s may not make event triggers: a new table is seen at the next start alone, and a dropped or renamed one is parked. Let an administrator run this in the database %s, or set CaptureDdls to false at the endpoint."
              .formatted(text("SELECT current_user"), text("SELECT current_database()")),
          DdlTrigger.script() + ";",
          DdlTrigger.REMOVE + ";");
    }
  }

  private void preparedTransactions() throws SQLException {
    String name = "postgres-check-preparedtxn";
    String prepared =
        text("SELECT coalesce(string_agg(gid, ', ' ORDER BY prepared), '') FROM pg_prepared_xacts");
    if (prepared.isEmpty()) {
      checks.pass(name, "No transaction is prepared.");
    } else {
      checks.warn(
          name,
          "A slot waits until transactions have ended that are prepared now: %s. Commit them or roll them back."
              .formatted(prepared),
          "");
    }
  }

  private void longTransactions() throws SQLException {
    String name = "postgres-check-longrunningtxn";
    String open =
        text(
            """
            SELECT coalesce(string_agg(format('pid %s (%s, since %s)', pid, application_name,
                       to_char(xact_start, 'YYYY-MM-DD HH24:MI:SS')), ', ' ORDER BY xact_start), '')
              FROM pg_stat_activity
             WHERE backend_xid IS NOT NULL AND xact_start < now() - interval '10 minutes'""");
    if (open.isEmpty()) {
      checks.pass(name, "No transaction has written and been open for more than ten minutes.");
    } else {
      checks.warn(
          name,
          "A slot waits, for ten minutes at most, until transactions have ended that are open for long already: %s."
              .formatted(open),
          "");
    }
  }

  private String setting(String name) throws SQLException {
    return text("SELECT current_setting(%s)".formatted(dialect.literal(name)));
  }

  private boolean is(String query) throws SQLException {
    return text(query).equals("t");
  }

  private int number(String query) throws SQLException {
    return Integer.parseInt(text(query));
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private boolean isThere(String query, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
