package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.engine.postgresql.PostgresSnapshot.Moment;

/** PostgreSQL as a source of a full load: an exported snapshot, and segments by place on disk. */
final class PostgresSource implements SnapshotSource {
  private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

  private static final String NOW = "SELECT (extract(epoch FROM now()) * 1000000)::bigint";

  /** A share of the room that all sessions of the server have for their locks together. */
  private static final String LOCKS_TO_SPARE =
      """
      SELECT current_setting('max_locks_per_transaction')::bigint
             * (current_setting('max_connections')::bigint
                + current_setting('max_prepared_transactions')::bigint) / 4""";

  /** {@code invalid snapshot identifier}, and {@code does not exist} since version 17. */
  private static final Set<String> SNAPSHOT_UNKNOWN = Set.of("22023", "42704");

  private final PostgresEngine engine;
  private final PostgresDialect dialect;
  private final PostgresTypes types;

  PostgresSource(PostgresEngine engine, PostgresDialect dialect, PostgresTypes types) {
    this.engine = engine;
    this.dialect = dialect;
    this.types = types;
  }

  @Override
  public String wire(Column column) {
    return types.wire(column);
  }

  @Override
  public String literal(Column column) {
    return types.literal(column);
  }

  @Override
  public Snapshot take(
      EndpointConfig config, int readers, Collection<Table> tables, Consumer<String> announce) {
    List<Connection> connections = new ArrayList<>();
    try {
      Connection first = begun(config, connections);
      boolean isStandby = text(first, "SELECT pg_is_in_recovery()").equals("t");
      // Asked before anybody imports it: a change behind it may be read twice, but none is missed.
      String position =
          text(
              first,
              isStandby ? "SELECT pg_last_wal_replay_lsn()" : "SELECT pg_current_wal_insert_lsn()");
      long micros = Long.parseLong(text(first, NOW));
      String id = text(first, "SELECT pg_export_snapshot()");
      return joined(
          config,
          readers,
          tables,
          connections,
          new Moment(Lsn.parse(position), instant(micros)),
          id);
    } catch (SQLException | RuntimeException e) {
      EngineException error = engine.explain(e, "taking a snapshot", config);
      close(connections, error);
      throw error;
    }
  }

  /**
   * The snapshot that another session has exported and still holds.
   *
   * @param position that divides the log into what the snapshot has and what it hasn't
   */
  PostgresSnapshot join(
      EndpointConfig config, int readers, Collection<Table> tables, Lsn position, String id) {
    List<Connection> connections = new ArrayList<>();
    try {
      Connection first = begun(config, connections);
      share(first, id, config);
      long micros = Long.parseLong(text(first, NOW));
      return joined(
          config, readers, tables, connections, new Moment(position, instant(micros)), id);
    } catch (SQLException | RuntimeException e) {
      EngineException error = engine.explain(e, "taking a snapshot", config);
      close(connections, error);
      throw error;
    }
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
  }

  /** Lets as many readers as are wanted join the first connection's snapshot. */
  private PostgresSnapshot joined(
      EndpointConfig config,
      int readers,
      Collection<Table> tables,
      List<Connection> connections,
      Moment moment,
      String id)
      throws SQLException {
    boolean keepsLocks =
        locks(tables) <= Long.parseLong(text(connections.getFirst(), LOCKS_TO_SPARE));
    while (connections.size() < readers) {
      Connection next = begun(config, connections);
      share(next, id, config);
    }
    for (Connection connection : connections) {
      run(connection, "SAVEPOINT " + PostgresSnapshot.UNLOCKED);
    }
    return new PostgresSnapshot(config, dialect, types, moment, connections, keepsLocks);
  }

  /** To read a table locks it and its indexes until the transaction ends. */
  private static long locks(Collection<Table> tables) {
    return tables.stream().mapToLong(table -> 2L + table.indexes().size()).sum();
  }

  private void share(Connection next, String id, EndpointConfig config) throws SQLException {
    try {
      run(next, "SET TRANSACTION SNAPSHOT " + dialect.literal(id));
    } catch (SQLException e) {
      if (SNAPSHOT_UNKNOWN.contains(e.getSQLState())) {
        throw new EngineException(
            Failure.SNAPSHOT_LOST,
            "taking a snapshot failed on %s: the session that had exported it ended before the others had it (%s); try again"
                .formatted(config.place(), e.getMessage()),
            e);
      }
      throw e;
    }
  }

  private Connection begun(EndpointConfig config, List<Connection> connections)
      throws SQLException {
    Connection connection = engine.connect(config);
    connections.add(connection);
    run(connection, BEGIN);
    return connection;
  }

  private static void close(List<Connection> connections, EngineException error) {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        error.addSuppressed(e);
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public String layout(Connection connection, SourceTable table) {
    try {
      return new PostgresSegments(connection, dialect, table.table()).layout();
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "locating " + table.table().name(), PostgresEngine.ID);
    }
  }

  @Override
  public List<Segment> segments(Connection connection, SourceTable table, Cut cut) {
    try {
      return new PostgresSegments(connection, dialect, table.table()).cut(cut);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "cutting " + table.table().name(), PostgresEngine.ID);
    }
  }
}
