package org.godwit.engine.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.ShortQuery;

/**
 * The event triggers of a source that write into its log what statements do to tables. One database
 * has them once, for all tasks that follow it; all they are made of is in a schema of their own.
 */
final class DdlTrigger {
  static final String SCHEMA = "godwit_ddl";
  private static final String FILE = "godwit_ddl.sql";
  private static final String BODY = "$godwit$";
  private static final int TRIGGERS = 4;

  /** The first version whose pgoutput sends messages. */
  private static final int VERSION_MIN = 14;

  static final String REMOVE = "DROP SCHEMA %s CASCADE".formatted(SCHEMA);

  /** What a task does by itself where they are there. */
  static final String ADDS =
      "Event triggers of the database tell what becomes of tables: one that comes to match the rules"
          + " is added to the publication without a question, with REPLICA IDENTITY FULL where it has"
          + " no key or the rules need whole rows. CaptureDdls = false at the source's endpoint leaves that out.";

  private static final String WHY =
      "Event triggers write into the log what statements do to tables, so that tables that are made,"
          + " dropped, renamed or altered are followed at their place. "
          + ADDS;

  /** Whose members hosting services let make event triggers. */
  private static final String MAY_MAKE =
      """
      SELECT bool_or(rolsuper OR rolname <> current_user) FROM pg_roles
       WHERE rolname = current_user
          OR (rolname IN ('rds_superuser', 'cloudsqlsuperuser', 'alloydbsuperuser', 'azure_pg_admin')
              AND pg_has_role(oid, 'MEMBER'))""";

  private final Connection connection;

  DdlTrigger(Connection connection) {
    this.connection = connection;
  }

  /** All that is made, as one text of several statements. */
  static String script() {
    try (InputStream file =
        Objects.requireNonNull(DdlTrigger.class.getResourceAsStream(FILE), FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server's stream can have messages. */
  static boolean hasMessages(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion() >= VERSION_MIN;
  }

  /** Whether the session's endpoint wishes to have it. */
  boolean isWished() throws SQLException {
    return hasMessages(connection)
        && !ShortQuery.value(connection, PostgresSettings.CAPTURES_DDLS).equals("false");
  }

  /** Whether it is there, and the session's endpoint wishes to have it. */
  boolean isUsed() throws SQLException {
    return isWished() && isThere();
  }

  /**
   * Whether it is there, switched on, what this build makes, and nobody's but theirs who made the
   * triggers: its owner decides what runs as whoever alters a table.
   */
  boolean isThere() throws SQLException {
    String script = script();
    int from = script.indexOf(BODY) + BODY.length();
    String body = script.substring(from, script.indexOf(BODY, from));
    return hasMessages(connection)
        && ShortQuery.column(
                    connection,
                    """
                    SELECT e.evtname
                      FROM pg_event_trigger e
                      JOIN pg_proc p ON p.oid = e.evtfoid
                      JOIN pg_namespace n ON n.oid = p.pronamespace
                     WHERE n.nspname = ? AND p.prosrc = ? AND e.evtenabled IN ('O', 'A')
                       AND NOT EXISTS (
                             SELECT FROM (VALUES (p.proowner), (n.nspowner)) AS owner (oid)
                              WHERE owner.oid <> e.evtowner
                                AND NOT (SELECT rolsuper FROM pg_roles WHERE oid = owner.oid))
                       AND NOT EXISTS (
                             SELECT FROM aclexplode(n.nspacl) AS acl
                              WHERE acl.privilege_type = 'CREATE'
                                AND acl.grantee NOT IN (n.nspowner, e.evtowner))""",
                    SCHEMA,
                    body)
                .size()
            == TRIGGERS;
  }

  boolean mayMake() throws SQLException {
    return ShortQuery.value(connection, MAY_MAKE).equals("t");
  }

  /** What makes it; empty where it is there, isn't wished, or the user may not. */
  Optional<SetupStatement> setup() throws SQLException {
    return isWished() && !isThere() && mayMake()
        ? Optional.of(new SetupStatement(script(), WHY, SetupStatement.Need.WISHED))
        : Optional.empty();
  }

  /** What removes it with a stream; empty where another stream needs it, or the user may not. */
  Optional<SetupStatement> removal(String stream) throws SQLException {
    List<String> owned =
        ShortQuery.column(
            connection,
            """
            SELECT n.nspname FROM pg_namespace n
             WHERE n.nspname = ? AND pg_has_role(n.nspowner, 'USAGE')
               AND NOT EXISTS (SELECT FROM pg_replication_slots s
                                WHERE s.database = current_database() AND NOT s.temporary
                                  AND s.slot_name LIKE 'godwit\\_%' AND s.slot_name <> ?)""",
            SCHEMA,
            stream);
    return owned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SetupStatement(REMOVE, "No other task needs to know what becomes of tables here."));
  }
}
