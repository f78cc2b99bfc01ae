package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Position;
import org.godwit.engine.Segment;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SnapshotConnections;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;

/**
 * Takes snapshots of SQL Server. A transaction under SNAPSHOT isolation sees the moment of its
 * first read, and no other can join it: so the chosen tables are locked against writers for as long
 * as all readers take to read for the first time ({@code docs/adr/0005}). Where that lock isn't had
 * in time, or isn't wanted, there is one reader.
 */
final class SqlServerSnapshotSource implements SnapshotSource {
  static final String STATE =
      "SELECT snapshot_isolation_state, CASE WHEN is_read_only = 1"
          + " OR source_database_id IS NOT NULL THEN 1 ELSE 0 END"
          + " FROM sys.databases WHERE name = DB_NAME()";
  static final String NOW = "SELECT CONVERT(nvarchar(27), SYSUTCDATETIME(), 126)";
  static final String ISOLATION = "SET TRANSACTION ISOLATION LEVEL SNAPSHOT";

  private static final String UNDER_LOCKS =
      "%d transactions under SNAPSHOT isolation at one moment, taken under shared locks of the tables, which are released.";

  private final Engine engine;

  SqlServerSnapshotSource(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Snapshot take(
      EndpointConfig config, int readers, Collection<Table> tables, Consumer<String> announce) {
    return SnapshotConnections.take(
        engine, config, readers, them -> take(them, config, readers, tables, announce));
  }

  /** As {@link #take}, with a place in the log that is exact while others write. */
  Snapshot takeExact(
      EndpointConfig config,
      int readers,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce) {
    return SnapshotConnections.take(
        engine,
        config,
        readers,
        them -> takeExact(them, config, readers, tables, patience, announce));
  }

  private Snapshot take(
      SnapshotConnections readers,
      EndpointConfig config,
      int wanted,
      Collection<Table> tables,
      Consumer<String> announce)
      throws SQLException {
    Connection first = readers.first();
    if (isReadOnly(first, config)) {
      readers.openUpTo(wanted);
      return snapshot(
          readers,
          config,
          "The database is read-only, so all readers see one state; nothing is locked.",
          Optional.empty());
    }
    long seconds = Long.parseLong(SqlServerSettings.SNAPSHOT_LOCK_SECONDS.in(config));
    if (wanted > 1 && seconds > 0) {
      announce.accept(
          "%d tables are locked against writers (shared table locks) while %d readers take their snapshots; the lock is waited for and held at most %d s."
              .formatted(tables.size(), wanted, seconds));
      if (locked(readers, config, wanted, tables, seconds, _ -> {})) {
        return snapshot(readers, config, UNDER_LOCKS.formatted(wanted), Optional.empty());
      }
      announce.accept(
          "The lock wasn't had within %d s: one reader reads all tables.".formatted(seconds));
    }
    begin(first, tables);
    return snapshot(
        readers,
        config,
        "One transaction under SNAPSHOT isolation on one connection; nothing is locked.",
        Optional.empty());
  }

  /**
   * Whoever has written to one of the tables has committed when the locks are had, and who will
   * write commits behind the log's end of then.
   */
  private Snapshot takeExact(
      SnapshotConnections readers,
      EndpointConfig config,
      int wanted,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce)
      throws SQLException {
    if (isReadOnly(readers.first(), config)) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "database %s is read-only here: follow its changes on the primary"
              .formatted(config.place()));
    }
    BriefLocks locks = BriefLocks.of(config, patience);
    long seconds = locks.attempt().toSeconds();
    announce.accept(
        "%d tables are locked against writers (shared table locks) while %d readers take their snapshots and the end of the log is looked at; the lock is waited for and held at most %d s, again and again for %d s."
            .formatted(tables.size(), wanted, seconds, patience.toSeconds()));
    AtomicReference<LogSequenceNumber> end = new AtomicReference<>();
    boolean isHad =
        locks.tried(
            wait -> {
              if (!locked(
                  readers, config, wanted, tables, seconds, it -> end.set(durableEnd(it)))) {
                throw new SQLException("not had in time", "", SqlServerErrors.LOCK_TIMEOUT);
              }
            });
    if (!isHad) {
      throw locks.notHad("locking tables for the load's snapshot");
    }
    return snapshot(readers, config, UNDER_LOCKS.formatted(wanted), Optional.of(end.get().next()));
  }

  /** Where commits may return before they are in the log, they are brought there first. */
  private static LogSequenceNumber durableEnd(Connection connection) throws SQLException {
    if (!ShortQuery.value(connection, CaptureChecks.DURABILITY).equals("DISABLED")) {
      ShortQuery.run(connection, "EXEC sys.sp_flush_log");
    }
    return SqlServerChangeSource.logEnd(connection);
  }

  private static boolean isReadOnly(Connection connection, EndpointConfig config)
      throws SQLException {
    List<String> state = ShortQuery.rows(connection, STATE, 2).getFirst();
    if (state.get(1).equals("1")) {
      return true;
    }
    if (!state.get(0).equals("1")) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "database %s doesn't let readers see one moment: ALTER DATABASE %s SET ALLOW_SNAPSHOT_ISOLATION ON; or make the endpoint name a database snapshot of it"
              .formatted(config.place(), new SqlServerDialect().quote(config.database())));
    }
    return false;
  }

  private static Snapshot snapshot(
      SnapshotConnections readers,
      EndpointConfig config,
      String method,
      Optional<Position> position)
      throws SQLException {
    Connection first = readers.first();
    Instant now = Instant.parse(ShortQuery.value(first, NOW) + "Z");
    return new SqlServerSnapshot(config, readers.all(), now, method, position);
  }

  /** From its first read on a transaction sees that moment. */
  private static void begin(Connection connection, Collection<Table> tables) throws SQLException {
    connection.setAutoCommit(false);
    ShortQuery.run(connection, ISOLATION);
    for (Table table : tables) {
      ShortQuery.column(connection, "SELECT TOP (1) 1 FROM " + rowsOf(table));
      return;
    }
  }

  private static String rowsOf(Table table) {
    return new SqlServerDialect().rowsOf(table);
  }

  /** What is done while writers are held off. */
  @FunctionalInterface
  private interface UnderLocks {
    void run(Connection holder) throws SQLException;
  }

  /**
   * All readers begin while a connection of its own holds off writers. It is closed in any case,
   * which releases its locks; views have none of their own.
   *
   * @param last is done when all have begun
   * @return whether the locks were had in time; otherwise only the first reader is left
   */
  private boolean locked(
      SnapshotConnections readers,
      EndpointConfig config,
      int wanted,
      Collection<Table> tables,
      long seconds,
      UnderLocks last)
      throws SQLException {
    readers.openUpTo(wanted);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (Connection holder = engine.connect(config)) {
      holder.setAutoCommit(false);
      for (Table table : tables) {
        if (table.kind() != TableKind.VIEW) {
          long left = Math.max((end - System.nanoTime()) / 1_000_000, 1);
          ShortQuery.run(holder, "SET LOCK_TIMEOUT " + left);
          ShortQuery.column(holder, lock(table));
        }
      }
      for (Connection reader : readers.all()) {
        begin(reader, tables);
      }
      last.run(holder);
      boolean isInTime = System.nanoTime() < end;
      holder.rollback();
      if (isInTime) {
        return true;
      }
    } catch (SQLException e) {
      if (SqlServerErrors.numberOf(e) != SqlServerErrors.LOCK_TIMEOUT) {
        throw e;
      }
    }
    readers.keepOne();
    // The driver refuses to roll back where no transaction was begun.
    if (!readers.first().getAutoCommit()) {
      readers.first().rollback();
    }
    return false;
  }

  /** A shared lock of the whole table until the transaction ends, for one row read at most. */
  static String lock(Table table) {
    return "SELECT TOP (1) 1 FROM " + rowsOf(table) + " WITH (TABLOCK, HOLDLOCK)";
  }

  @Override
  public String layout(Connection connection, SourceTable table) {
    try {
      return new SqlServerSegments(connection, table.table()).layout();
    } catch (SQLException e) {
      throw explain(e, "locating " + table.table().name());
    }
  }

  @Override
  public List<Segment> segments(Connection connection, SourceTable table, Cut cut) {
    try {
      return new SqlServerSegments(connection, table.table()).cut(cut);
    } catch (SQLException e) {
      throw explain(e, "cutting " + table.table().name());
    }
  }

  private static EngineException explain(SQLException cause, String doing) {
    return SqlServerErrors.explain(cause, doing, SqlServerEngine.ID, "of this endpoint", "");
  }
}
