package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
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

  private final SqlServerEngine engine;

  SqlServerSnapshotSource(SqlServerEngine engine) {
    this.engine = engine;
  }

  @Override
  public Snapshot take(
      EndpointConfig config, int readers, Collection<Table> tables, Consumer<String> announce) {
    if (readers < 1) {
      throw new IllegalArgumentException("a snapshot needs at least one reader, not " + readers);
    }
    Readers connections = new Readers(config, new ArrayList<>());
    try {
      return take(connections, readers, tables, announce);
    } catch (SQLException | RuntimeException e) {
      EngineException error = engine.explain(e, "taking a snapshot", config);
      for (Connection connection : connections.all()) {
        try {
          connection.close();
        } catch (SQLException closing) {
          error.addSuppressed(closing);
        }
      }
      throw error;
    }
  }

  /** Connections as they come to be. */
  private record Readers(EndpointConfig config, List<Connection> all) {}

  private Snapshot take(
      Readers readers, int wanted, Collection<Table> tables, Consumer<String> announce)
      throws SQLException {
    Connection first = opened(readers);
    List<String> state = SqlServerSession.rows(first, STATE, 2).getFirst();
    if (state.get(1).equals("1")) {
      while (readers.all().size() < wanted) {
        opened(readers);
      }
      return snapshot(
          readers, "The database is read-only, so all readers see one state; nothing is locked.");
    }
    if (!state.get(0).equals("1")) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "database %s doesn't let readers see one moment: ALTER DATABASE %s SET ALLOW_SNAPSHOT_ISOLATION ON; or make the endpoint name a database snapshot of it"
              .formatted(
                  readers.config().place(),
                  new SqlServerDialect().quote(readers.config().database())));
    }
    long seconds = Long.parseLong(SqlServerSettings.SNAPSHOT_LOCK_SECONDS.in(readers.config()));
    if (wanted > 1 && seconds > 0) {
      announce.accept(
          "%d tables are locked against writers (shared table locks) while %d readers take their snapshots; the lock is waited for and held at most %d s."
              .formatted(tables.size(), wanted, seconds));
      if (locked(readers, wanted, tables, seconds)) {
        return snapshot(
            readers,
            "%d transactions under SNAPSHOT isolation at one moment, taken under shared locks of the tables, which are released."
                .formatted(wanted));
      }
      announce.accept(
          "The lock wasn't had within %d s: one reader reads all tables.".formatted(seconds));
    }
    begin(first, tables);
    return snapshot(
        readers, "One transaction under SNAPSHOT isolation on one connection; nothing is locked.");
  }

  private Connection opened(Readers readers) {
    Connection connection = engine.connect(readers.config());
    readers.all().add(connection);
    return connection;
  }

  private static Snapshot snapshot(Readers readers, String method) throws SQLException {
    Connection first = readers.all().getFirst();
    Instant now = Instant.parse(SqlServerSession.value(first, NOW) + "Z");
    return new SqlServerSnapshot(readers.config(), readers.all(), now, method);
  }

  /** From its first read on a transaction sees that moment. */
  private static void begin(Connection connection, Collection<Table> tables) throws SQLException {
    connection.setAutoCommit(false);
    SqlServerSession.run(connection, ISOLATION);
    for (Table table : tables) {
      SqlServerSession.column(connection, "SELECT TOP (1) 1 FROM " + rowsOf(table));
      return;
    }
  }

  private static String rowsOf(Table table) {
    return new SqlServerDialect().rowsOf(table);
  }

  /**
   * All readers begin while a connection of its own holds off writers. It is closed in any case,
   * which releases its locks; views have none of their own.
   *
   * @return whether the locks were had in time; otherwise only the first reader is left
   */
  private boolean locked(Readers readers, int wanted, Collection<Table> tables, long seconds)
      throws SQLException {
    while (readers.all().size() < wanted) {
      opened(readers);
    }
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (Connection holder = engine.connect(readers.config())) {
      holder.setAutoCommit(false);
      for (Table table : tables) {
        if (table.kind() != TableKind.VIEW) {
          long left = Math.max((end - System.nanoTime()) / 1_000_000, 1);
          SqlServerSession.run(holder, "SET LOCK_TIMEOUT " + left);
          SqlServerSession.column(holder, lock(table));
        }
      }
      for (Connection reader : readers.all()) {
        begin(reader, tables);
      }
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
    for (Connection reader : readers.all()) {
      reader.rollback();
      reader.setAutoCommit(true);
    }
    while (readers.all().size() > 1) {
      readers.all().removeLast().close();
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
