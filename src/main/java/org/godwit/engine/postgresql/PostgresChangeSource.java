package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.ChangeStream;
import org.godwit.engine.ConnectionReport.Check;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.KeptLog;
import org.godwit.engine.KeptStreams;
import org.godwit.engine.Position;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;

/** PostgreSQL's changes by logical decoding: a publication, a slot, and pgoutput. */
final class PostgresChangeSource implements ChangeSource {
  /** What a task that isn't there yet would need. */
  static final String NO_STREAM = "godwit_preview";

  /** Until then the walsender of a process that was killed has noticed it. */
  private static final Duration SLOT_BUSY_MAX = Duration.ofSeconds(20);

  /** The walsender of a process that has just ended is gone by then; one that is frozen stays. */
  private static final Duration SLOT_LEFT_WITHIN = Duration.ofSeconds(1);

  private static final String OBJECT_IN_USE = "55006";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** For how long those who come later may be held up, unless the endpoint says less. */
  private static final Duration LOCK_ATTEMPT = Duration.ofSeconds(2);

  private static final String BLOCKERS =
      """
      SELECT string_agg(format('pid %s (%s, open since %s)', pid, application_name,
                 to_char(xact_start, 'YYYY-MM-DD HH24:MI:SS')), ', ')
        FROM pg_stat_activity
       WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()""";

  private final PostgresEngine engine;
  private final PostgresSource loads;
  private final PostgresDialect dialect;
  private final PostgresTypes types;

  /** What transactions that are left out are marked by; empty for none. */
  private final String leftOut;

  PostgresChangeSource(
      PostgresEngine engine,
      PostgresSource loads,
      PostgresDialect dialect,
      PostgresTypes types,
      String leftOut) {
    this.leftOut = leftOut;
    this.engine = engine;
    this.loads = loads;
    this.dialect = dialect;
    this.types = types;
  }

  @Override
  public Position position(String text) {
    try {
      return Lsn.parse(text);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          Failure.CONFIGURATION,
          e.getMessage()
              + "; PostgreSQL's log has no other positions to begin at, and none by time",
          e);
    }
  }

  @Override
  public Optional<KeptStreams> streams() {
    return Optional.of(
        connection -> KeptWal.streams(connection, new SourceSetup(connection, dialect)));
  }

  @Override
  public Optional<ChangeSource> leavingOut(String schema) {
    return Optional.of(new PostgresChangeSource(engine, loads, dialect, types, schema));
  }

  @Override
  public boolean isBefore(Position place, Position other) {
    return ((Lsn) place).compareTo((Lsn) other) < 0;
  }

  @Override
  public String wire(Column column) {
    return types.literal(column);
  }

  @Override
  public List<Check> checks(Connection connection, String stream) throws SQLException {
    return new ReplicationChecks(connection, dialect).run(stream);
  }

  @Override
  public List<Check> tableChecks(
      Connection connection,
      String stream,
      Collection<Table> tables,
      Map<TableName, String> wholeRows)
      throws SQLException {
    return new SourceSetup(connection, dialect).ownerChecks(stream, tables, wholeRows);
  }

  @Override
  public List<Check> canaryChecks(Connection connection, TableName canary) throws SQLException {
    return new CanaryChecks(connection, dialect).of(canary);
  }

  @Override
  public Map<TableName, String> unfollowed(
      Connection connection, String stream, Collection<Table> tables) throws SQLException {
    return new SourceSetup(connection, dialect).unfollowed(stream, tables);
  }

  @Override
  public List<SetupStatement> setup(
      Connection connection,
      String stream,
      Collection<Table> tables,
      Map<TableName, String> wholeRows)
      throws SQLException {
    return new SourceSetup(connection, dialect).statements(stream, tables, wholeRows);
  }

  @Override
  public Optional<String> nullSql(Column column) {
    return Optional.of(sql(column, "NULL"));
  }

  /** The log has the literal of every type. */
  @Override
  public String valueSql(Column column, ChangeRow row, int place) {
    return sql(column, dialect.literal(row.raw(place).utf8()));
  }

  private static String sql(Column column, String value) {
    String cast = "CAST(%s AS %s)".formatted(value, column.nativeType());
    return column.collation().map(it -> cast + " COLLATE " + it.name()).orElse(cast);
  }

  @Override
  public Map<TableName, String> carried(
      Connection connection, String stream, Collection<TableName> tables) throws SQLException {
    Map<TableName, String> carried = new SourceSetup(connection, dialect).published(stream);
    carried.keySet().retainAll(Set.copyOf(tables));
    return carried;
  }

  @Override
  public boolean tellsDefinitions(Connection connection) throws SQLException {
    return new DdlTrigger(connection).isUsed();
  }

  @Override
  public boolean tellsOfAbsent() {
    return true;
  }

  @Override
  public boolean hasOtherKey(Connection connection, TableName table, String definition)
      throws SQLException {
    TableForm now = TableForm.read(connection, List.of(table)).get(table);
    return now == null || !now.key().equals(TableForm.parseAll(definition).getFirst().key());
  }

  /** Whoever may log in may write messages. */
  @Override
  public boolean isDefinitionOfServer() {
    return false;
  }

  @Override
  public List<SetupStatement> removal(Connection connection, String stream) throws SQLException {
    return new SourceSetup(connection, dialect).removal(stream);
  }

  @Override
  public void run(EndpointConfig config, List<SetupStatement> statements, Duration patience) {
    try (Connection connection = engine.connect(config);
        Statement statement = connection.createStatement()) {
      for (SetupStatement wanted : statements) {
        try {
          if (NewSlot.isMadeBy(wanted.sql())) {
            // It holds nobody up: it waits for transactions, and nobody for it.
            statement.execute("SET lock_timeout = %d".formatted(patience.toMillis()));
            statement.execute(wanted.sql());
          } else {
            runBriefly(statement, wanted.sql(), patience);
          }
        } catch (SQLException e) {
          throw refused(e, wanted.sql(), config);
        }
      }
    } catch (SQLException e) {
      throw engine.explain(e, "setting the source up", config);
    }
  }

  /**
   * Who waits for a table's lock holds up all who come after, so each attempt is short, and between
   * two of them others go on for as long.
   */
  private static void runBriefly(Statement statement, String sql, Duration patience)
      throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    statement.execute(
        """
        SELECT set_config('lock_timeout', coalesce(least(nullif(setting::bigint, 0), %1$d), %1$d)::text, false)
          FROM pg_settings WHERE name = 'lock_timeout'"""
            .formatted(LOCK_ATTEMPT.toMillis()));
    while (true) {
      try {
        statement.execute(sql);
        return;
      } catch (SQLException e) {
        boolean isOver = System.nanoTime() + LOCK_ATTEMPT.toNanos() > end;
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || isOver) {
          throw e;
        }
      }
      LockSupport.parkNanos(LOCK_ATTEMPT.toNanos());
    }
  }

  private EngineException refused(SQLException e, String sql, EndpointConfig config) {
    String doing = NewSlot.isMadeBy(sql) ? "making the replication slot" : "running " + sql;
    EngineException reason = PostgresErrors.explainSetup(e, doing, config.place());
    return reason.failure() == Failure.LOCK_TIMEOUT ? blocked(reason, config) : reason;
  }

  /** Slots wait for the transactions that are open when they are made. */
  private EngineException blocked(EngineException reason, EndpointConfig config) {
    try (Connection connection = engine.connect(config);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(BLOCKERS)) {
      if (!row.next() || row.getString(1) == null) {
        return reason;
      }
      return new EngineException(
          Failure.LOCK_TIMEOUT,
          "%s It waited for transactions that are open on the source: %s. Let them end, then try again."
              .formatted(reason.sentence(), row.getString(1)),
          reason);
    } catch (SQLException e) {
      reason.addSuppressed(e);
      return reason;
    }
  }

  @Override
  public Position beginning(Connection connection, String stream) throws SQLException {
    return slot(connection, stream).confirmed();
  }

  /** What the server tells of a slot. */
  private record Slot(Lsn confirmed, int activePid) {}

  private Slot slot(Connection connection, String stream) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT confirmed_flush_lsn, COALESCE(active_pid, 0),
                   COALESCE(wal_status, ''), database = current_database(), plugin
              FROM pg_replication_slots WHERE slot_name = ?""")) {
      query.setString(1, stream);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw lost("replication slot %s is gone from the source".formatted(stream));
        }
        if (row.getString(3).equals("lost")) {
          throw lost(
              "replication slot %s was invalidated, because the source's log grew beyond what it may keep (max_slot_wal_keep_size)"
                  .formatted(stream));
        }
        if (!row.getBoolean(4) || !"pgoutput".equals(row.getString(5))) {
          throw new EngineException(
              Failure.CONFIGURATION,
              "replication slot %s belongs to another database or plugin; drop it, or name the task otherwise"
                  .formatted(stream));
        }
        return new Slot(Lsn.parse(row.getString(1)), row.getInt(2));
      }
    }
  }

  private static EngineException lost(String what) {
    return new EngineException(
        Failure.POSITION_LOST,
        "%s, and with it changes that were not applied yet. %s The source is set up anew for that (--set-up-source). To give the task up remove what the source keeps for it: --remove-from-source, or delete the task in the console."
            .formatted(what, Failure.POSITION_LOST_REMEDY));
  }

  @Override
  public Optional<KeptLog> kept(
      Connection connection, EndpointConfig config, String stream, Position from)
      throws SQLException {
    return KeptWal.of(connection, stream);
  }

  /**
   * What commits asynchronously is written and not flushed yet; it is within a second, and what a
   * transaction has written that is open within 15 s, when the server's own writer comes round.
   */
  @Override
  public Position end(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT pg_current_wal_insert_lsn(), current_setting('wal_block_size')::bigint,
                       (SELECT setting::bigint FROM pg_settings WHERE name = 'wal_segment_size')""")) {
      row.next();
      return Lsn.parse(row.getString(1)).withoutHeader(row.getLong(2), row.getLong(3));
    }
  }

  @Override
  public Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  @Override
  public Snapshot snapshot(
      EndpointConfig config,
      int readers,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce) {
    String name = "godwit_load_" + Long.toHexString(System.nanoTime());
    try (Connection replication = engine.connectForReplication(config);
        Statement statement = replication.createStatement()) {
      statement.execute("SET lock_timeout = %d".formatted(patience.toMillis()));
      try (ResultSet slot =
          statement.executeQuery(
              "CREATE_REPLICATION_SLOT %s TEMPORARY LOGICAL pgoutput EXPORT_SNAPSHOT"
                  .formatted(name))) {
        slot.next();
        // Exported until this connection says something else; it ends with the slot.
        return loads.join(
            config,
            readers,
            tables,
            Lsn.parse(slot.getString("consistent_point")),
            slot.getString("snapshot_name"));
      }
    } catch (SQLException e) {
      throw refused(e, "CREATE_REPLICATION_SLOT for the load's snapshot", config);
    }
  }

  @Override
  public boolean opensAtSnapshots() {
    return true;
  }

  @Override
  public Map<TableName, String> definitions(Connection connection, Collection<TableName> tables)
      throws SQLException {
    Map<TableName, String> definitions = new TreeMap<>();
    TableForm.read(connection, tables).forEach((name, form) -> definitions.put(name, form.text()));
    return definitions;
  }

  @Override
  public ChangeStream open(
      EndpointConfig config,
      String stream,
      Collection<SourceTable> tables,
      Map<TableName, String> before,
      Position from,
      Consumer<String> announce) {
    Lsn start = (Lsn) from;
    try (Connection connection = engine.connect(config)) {
      Lsn confirmed = slot(connection, stream).confirmed();
      if (confirmed.compareTo(start) > 0) {
        throw lost(
            "replication slot %s stands at %s, behind the task's position %s"
                .formatted(stream, confirmed, start));
      }
      boolean hasMessages = DdlTrigger.hasMessages(connection);
      if (!hasMessages && !leftOut.isEmpty()) {
        throw new EngineException(
            Failure.UNSUPPORTED,
            "the source is older than PostgreSQL 14, whose stream doesn't tell what the other task of a pair has written: set EnableLoopbackPrevention to false, and let changes go one way alone");
      }
      boolean isTold = tellsDefinitions(connection);
      FollowedTables followed =
          FollowedTables.read(connection, engine.catalogReader(), tables, before, isTold);
      PgoutputReader reader = new PgoutputReader(followed, isTold, leftOut, start, announce);
      String sql =
          "START_REPLICATION SLOT %s LOGICAL %s (proto_version '1', publication_names '%s'%s)"
              .formatted(
                  stream, start, dialect.quote(stream), hasMessages ? ", messages 'true'" : "");
      return started(
          config,
          connection,
          stream,
          replication ->
              new WalStream(
                  replication,
                  sql,
                  confirmed,
                  reader,
                  followed.definitions(),
                  config.place(),
                  () -> isServed(config, stream)));
    } catch (SQLException e) {
      throw engine.explain(e, "reading changes", config);
    }
  }

  /** Whether the server reads its log for this stream. */
  private boolean isServed(EndpointConfig config, String stream) {
    try (Connection connection = engine.connect(config)) {
      return slot(connection, stream).activePid() != 0;
    } catch (SQLException e) {
      throw engine.explain(e, "asking who reads the replication slot", config);
    }
  }

  /** Asks a server for its log. */
  @FunctionalInterface
  private interface Asking {
    WalStream of(Connection replication) throws SQLException;
  }

  private WalStream started(EndpointConfig config, Connection asking, String stream, Asking log)
      throws SQLException {
    long since = System.nanoTime();
    boolean isEnded = false;
    while (true) {
      Connection replication = engine.connectForReplication(config);
      try {
        return log.of(replication);
      } catch (SQLException e) {
        closeAfter(replication, e);
        long waited = System.nanoTime() - since;
        if (!OBJECT_IN_USE.equals(e.getSQLState()) || waited > SLOT_BUSY_MAX.toNanos()) {
          throw e;
        }
        // The claim on the target has been taken over: who still reads may write nothing any more.
        if (!isEnded && waited > SLOT_LEFT_WITHIN.toNanos()) {
          endReader(asking, stream);
          isEnded = true;
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static void closeAfter(Connection connection, SQLException reason) {
    try {
      connection.close();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private void endReader(Connection connection, String stream) throws SQLException {
    int pid = slot(connection, stream).activePid();
    if (pid != 0) {
      try (PreparedStatement end = connection.prepareStatement("SELECT pg_terminate_backend(?)")) {
        end.setInt(1, pid);
        end.execute();
      }
    }
  }
}
