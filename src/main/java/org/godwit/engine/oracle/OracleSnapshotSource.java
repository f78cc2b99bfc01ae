package org.godwit.engine.oracle;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.godwit.catalog.Table;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Segment;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotConnections;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;

/**
 * Takes snapshots of Oracle: one system change number for all readers. Without the privilege to
 * read the past, one connection alone reads in a read-only transaction.
 */
final class OracleSnapshotSource implements SnapshotSource {
  /** Where the present number is found; the last needs no privilege and is up to 3 s old. */
  static final List<String> CURRENT_SCN =
      List.of(
          "SELECT TO_CHAR(CURRENT_SCN) FROM V$DATABASE",
          "SELECT TO_CHAR(DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER) FROM DUAL",
          "SELECT TO_CHAR(TIMESTAMP_TO_SCN(SYSTIMESTAMP)) FROM DUAL");

  static final String NOW =
      "SELECT TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD\"T\"HH24:MI:SS.FF6\"Z\"')"
          + " FROM DUAL";
  static final String READ_ONLY = "SET TRANSACTION READ ONLY";
  private final Engine engine;

  OracleSnapshotSource(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Snapshot take(
      EndpointConfig config, int readers, Collection<Table> tables, Consumer<String> announce) {
    return SnapshotConnections.take(
        engine, config, readers, connections -> take(connections, config, readers, tables));
  }

  private static Snapshot take(
      SnapshotConnections connections, EndpointConfig config, int readers, Collection<Table> tables)
      throws SQLException {
    Connection first = connections.first();
    Scn scn = currentScn(first);
    Instant now = Instant.parse(ShortQuery.value(first, NOW));
    if (!mayReadPast(first, tables, scn)) {
      first.setAutoCommit(false);
      ShortQuery.run(first, READ_ONLY);
      return new OracleSnapshot(config, connections.all(), Optional.empty(), now);
    }
    connections.openUpTo(readers);
    return new OracleSnapshot(config, connections.all(), Optional.of(scn), now);
  }

  /**
   * A moment by which changes are divided: all that was committed at its number or before is in it.
   */
  Snapshot takeExact(EndpointConfig config, int readers, Collection<Table> tables) {
    return SnapshotConnections.take(
        engine,
        config,
        readers,
        connections -> {
          Connection first = connections.first();
          long scn = OracleChangeSource.currentScn(first);
          Instant now = Instant.parse(ShortQuery.value(first, NOW));
          Scn moment = new Scn(BigInteger.valueOf(scn));
          if (!mayReadPast(first, tables, moment)) {
            throw new EngineException(
                Failure.PRIVILEGE_MISSING,
                "a load whose changes are followed reads AS OF SCN, which user %1$s may not do with every table: GRANT FLASHBACK ANY TABLE TO %1$s;"
                    .formatted(OracleSession.user(first)));
          }
          connections.openUpTo(readers);
          return new FollowedSnapshot(
              new OracleSnapshot(config, connections.all(), Optional.of(moment), now),
              new RedoPlace(scn + 1, RedoPlace.UNKNOWN, RedoPlace.UNKNOWN, List.of()));
        });
  }

  private static Scn currentScn(Connection connection) throws SQLException {
    for (String query : CURRENT_SCN) {
      Optional<String> number = OracleSession.allowed(connection, query);
      if (number.isPresent()) {
        return new Scn(new BigInteger(number.get()));
      }
    }
    throw new IllegalStateException("every user may ask TIMESTAMP_TO_SCN");
  }

  /** Tables of others need FLASHBACK; only trying tells what roles and grants come to. */
  static boolean mayReadPast(Connection connection, Collection<Table> tables, Scn scn)
      throws SQLException {
    Set<String> privileges = OracleSession.privileges(connection);
    boolean isFree =
        privileges.contains("FLASHBACK ANY TABLE")
            && (privileges.contains("SELECT ANY TABLE") || privileges.contains("READ ANY TABLE"));
    if (isFree) {
      return true;
    }
    String user = OracleSession.user(connection);
    OracleDialect dialect = OracleDialect.asOf(scn);
    try (Statement statement = connection.createStatement()) {
      for (Table table : tables) {
        boolean isOwn = table.name().schema().equals(user);
        if (!isOwn && !isReadable(statement, dialect.rowsOf(table))) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean isReadable(Statement statement, String rows) throws SQLException {
    try (ResultSet none = statement.executeQuery("SELECT NULL FROM " + rows + " WHERE 1 = 0")) {
      return !none.next();
    } catch (SQLException e) {
      return switch (OracleErrors.numberOf(e).orElse(0)) {
        case OracleErrors.NO_SUCH_TABLE, 1031 -> false;
        default -> throw e;
      };
    }
  }

  @Override
  public String layout(Connection connection, SourceTable table) {
    try {
      return new OracleSegments(connection, table.table()).layout();
    } catch (SQLException e) {
      throw explain(e, "locating " + table.table().name());
    }
  }

  @Override
  public List<Segment> segments(Connection connection, SourceTable table, Cut cut) {
    try {
      return new OracleSegments(connection, table.table()).cut(cut);
    } catch (SQLException e) {
      throw explain(e, "cutting " + table.table().name());
    }
  }

  private static EngineException explain(SQLException cause, String doing) {
    return OracleErrors.explain(cause, doing, OracleEngine.ID, "of this endpoint");
  }
}
