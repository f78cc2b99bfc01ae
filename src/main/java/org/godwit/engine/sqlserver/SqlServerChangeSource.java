package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.KeptLog;
import org.godwit.engine.KeptStreams;
import org.godwit.engine.Position;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TableDefinitions;

/** SQL Server's changes by change data capture, one capture instance a table and task. */
final class SqlServerChangeSource implements ChangeSource {
  static final String LOG_END = "SELECT log_end_lsn FROM sys.dm_db_log_stats(DB_ID())";

  /** How long the capture job may take to begin with a new capture instance. */
  private static final Duration JOB_BEGINS_MAX = Duration.ofSeconds(60);

  private static final Duration JOB_ASKED_EVERY = Duration.ofMillis(500);

  private final Engine engine;
  private final SqlServerSnapshotSource loads;

  SqlServerChangeSource(Engine engine, SqlServerSnapshotSource loads) {
    this.engine = engine;
    this.loads = loads;
  }

  @Override
  public Position position(String text) {
    try {
      return LogSequenceNumber.parse(text);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          Failure.CONFIGURATION,
          e.getMessage() + "; SQL Server's change tables have no other positions, and none by time",
          e);
    }
  }

  @Override
  public Optional<KeptStreams> streams() {
    return Optional.of(connection -> new CaptureSetup(connection).streams());
  }

  @Override
  public boolean isBefore(Position place, Position other) {
    return ((LogSequenceNumber) place).compareTo((LogSequenceNumber) other) < 0;
  }

  @Override
  public String wire(Column column) {
    return "";
  }

  @Override
  public List<Check> checks(Connection connection, String stream) throws SQLException {
    return new CaptureChecks(connection).run();
  }

  @Override
  public Map<TableName, String> unfollowed(
      Connection connection, String stream, Collection<Table> tables) throws SQLException {
    return new CaptureSetup(connection).unfollowed(tables);
  }

  @Override
  public String unlogged(Column column) {
    return CaptureSetup.unlogged(column);
  }

  @Override
  public List<SetupStatement> setup(
      Connection connection,
      String stream,
      Collection<Table> tables,
      Map<TableName, String> wholeRows)
      throws SQLException {
    return new CaptureSetup(connection).statements(stream, tables);
  }

  /** But for large values that weren't changed, by which no row of a table with a key is told. */
  @Override
  public boolean logsWholeRows() {
    return true;
  }

  @Override
  public Optional<String> nullSql(Column column) {
    return ConstantSql.ofNull(column);
  }

  @Override
  public String valueSql(Column column, ChangeRow row, int place) {
    return ConstantSql.of(column, row, place);
  }

  @Override
  public Map<TableName, String> carried(
      Connection connection, String stream, Collection<TableName> tables) throws SQLException {
    Map<TableName, String> carried = new TreeMap<>();
    for (CaptureSetup.Instance instance : new CaptureSetup(connection).instances(stream)) {
      if (!instance.isOutdated()) {
        carried.put(instance.table(), instance.changeTable());
      }
    }
    carried.keySet().retainAll(Set.copyOf(tables));
    return carried;
  }

  @Override
  public boolean setsUpAhead() {
    return false;
  }

  @Override
  public List<SetupStatement> removal(Connection connection, String stream) throws SQLException {
    return new CaptureSetup(connection).removal(stream);
  }

  /** A statement waits for its table as short as a snapshot's locks do, again and again. */
  @Override
  public void run(EndpointConfig config, List<SetupStatement> statements, Duration patience) {
    try (Connection connection = engine.connect(config)) {
      BriefLocks locks = BriefLocks.of(config, patience);
      for (SetupStatement wanted : statements) {
        boolean isDone =
            locks.tried(
                left -> {
                  ShortQuery.run(connection, "SET LOCK_TIMEOUT " + left.toMillis());
                  ShortQuery.run(connection, wanted.sql());
                });
        if (!isDone) {
          throw locks.notHad("running " + wanted.sql());
        }
      }
      if (statements.stream().anyMatch(it -> it.sql().contains("sp_cdc_enable_table"))) {
        awaitCapture(connection, patience);
      }
    } catch (SQLException e) {
      throw engine.explain(e, "setting the source up", config);
    }
  }

  /** Who asks where changes begin is told where the capture job hasn't begun in that time. */
  private static void awaitCapture(Connection connection, Duration patience) throws SQLException {
    long since = System.nanoTime();
    long max = Math.min(patience.toNanos(), JOB_BEGINS_MAX.toNanos());
    while (new CaptureSetup(connection).instances().stream().anyMatch(it -> it.start().isEmpty())
        && System.nanoTime() - since < max) {
      LockSupport.parkNanos(JOB_ASKED_EVERY.toNanos());
    }
  }

  /** Behind the log's end, and behind where the change tables begin. */
  @Override
  public Position beginning(Connection connection, String stream) throws SQLException {
    LogSequenceNumber oldest = oldest(connection, stream);
    LogSequenceNumber next = end(connection).next();
    return next.compareTo(oldest) < 0 ? oldest : next;
  }

  @Override
  public LogSequenceNumber oldest(Connection connection, String stream) throws SQLException {
    List<CaptureSetup.Instance> instances = new CaptureSetup(connection).instances(stream);
    if (instances.isEmpty()) {
      throw CaptureSetup.lost("no capture instance %s_… is left on the source".formatted(stream));
    }
    List<String> notBegun =
        instances.stream()
            .filter(it -> it.start().isEmpty())
            .map(CaptureSetup.Instance::name)
            .toList();
    if (!notBegun.isEmpty()) {
      throw new EngineException(
          Failure.TIMEOUT,
          "the capture job has not begun with %s yet. Look whether SQL Server Agent runs, and its job cdc.…_capture; then start again."
              .formatted(String.join(", ", notBegun)));
    }
    return instances.stream()
        .flatMap(it -> it.start().stream())
        .max(LogSequenceNumber::compareTo)
        .orElseThrow();
  }

  @Override
  public boolean keepsByTable() {
    return true;
  }

  @Override
  public Instant now(Connection connection) throws SQLException {
    return LocalDateTime.parse(
            ShortQuery.value(connection, "SELECT CONVERT(nvarchar(27), SYSUTCDATETIME(), 126)"))
        .toInstant(ZoneOffset.UTC);
  }

  @Override
  public LogSequenceNumber end(Connection connection) throws SQLException {
    return logEnd(connection);
  }

  static LogSequenceNumber logEnd(Connection connection) throws SQLException {
    return LogSequenceNumber.parse(ShortQuery.value(connection, LOG_END));
  }

  @Override
  public Optional<KeptLog> kept(
      Connection connection, EndpointConfig config, String stream, Position from)
      throws SQLException {
    return KeptChanges.of(connection, stream, (LogSequenceNumber) from);
  }

  @Override
  public Snapshot snapshot(
      EndpointConfig config,
      int readers,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce) {
    return loads.takeExact(config, readers, tables, patience, announce);
  }

  @Override
  public Map<TableName, String> definitions(Connection connection, Collection<TableName> tables)
      throws SQLException {
    Map<TableName, String> definitions = new TreeMap<>();
    forms(connection, tables).forEach((name, form) -> definitions.put(name, form.text()));
    return definitions;
  }

  private Map<TableName, KeptForm> forms(Connection connection, Collection<TableName> tables)
      throws SQLException {
    List<CaptureSetup.Instance> instances = new CaptureSetup(connection).instances();
    Map<TableName, KeptForm> forms = new TreeMap<>();
    engine
        .catalogReader()
        .tables(connection, tables)
        .forEach(table -> forms.put(table.name(), KeptForm.of(table, instances)));
    return forms;
  }

  @Override
  public ChangeStream open(
      EndpointConfig config,
      String stream,
      Collection<SourceTable> tables,
      Map<TableName, String> before,
      Position from,
      Consumer<String> announce) {
    Connection connection = engine.connect(config);
    try {
      try {
        return opened(connection, config, stream, tables, before, (LogSequenceNumber) from);
      } catch (SQLException | RuntimeException e) {
        try (connection) {
          throw e;
        }
      }
    } catch (SQLException e) {
      throw engine.explain(e, "reading changes", config);
    }
  }

  private ChangeStream opened(
      Connection connection,
      EndpointConfig config,
      String stream,
      Collection<SourceTable> tables,
      Map<TableName, String> before,
      LogSequenceNumber from)
      throws SQLException {
    CaptureSetup captures = new CaptureSetup(connection);
    List<CaptureSetup.Instance> instances = captures.instances(stream);
    if (instances.isEmpty()) {
      throw CaptureSetup.lost("no capture instance %s_… is left on the source".formatted(stream));
    }
    Map<String, Map<String, Integer>> captured = captures.captured();
    Map<TableName, KeptForm> kept = KeptForm.parseAll(before);
    TableDefinitions definitions = definitions(connection, tables, kept, instances);
    Map<TableName, String> names = new HashMap<>();
    instances.forEach(it -> names.put(it.table(), it.name()));
    List<CapturedTable> followed = new ArrayList<>();
    for (SourceTable table : tables) {
      String instance = names.getOrDefault(table.table().name(), "");
      followed.add(new CapturedTable(table, instance, captured.getOrDefault(instance, Map.of())));
    }
    connection.setAutoCommit(false);
    ShortQuery.run(connection, SqlServerSnapshotSource.ISOLATION);
    return new ChangeTableStream(
        connection,
        stream,
        followed,
        instances,
        kept,
        from,
        definitions,
        e -> engine.explain(e, "reading changes", config));
  }

  /**
   * A change table goes on with the columns that it was made with: an altered table's is parked.
   */
  private TableDefinitions definitions(
      Connection connection,
      Collection<SourceTable> tables,
      Map<TableName, KeptForm> before,
      List<CaptureSetup.Instance> instances)
      throws SQLException {
    Map<TableName, CaptureSetup.Instance> captured = new HashMap<>();
    instances.forEach(it -> captured.put(it.table(), it));
    Map<TableName, KeptForm> now =
        forms(connection, tables.stream().map(it -> it.table().name()).toList());
    LogSequenceNumber known = end(connection);
    Map<TableName, List<TableAlteration>> altered = new HashMap<>();
    Map<TableName, String> settled = new HashMap<>();
    for (SourceTable table : tables) {
      TableName name = table.table().name();
      KeptForm form = now.get(name);
      if (form == null || !form.columns().equals(KeptForm.columns(table.table()))) {
        throw new EngineException(
            Failure.DEFINITION_CHANGED,
            "the definition of %s was changed on the source while the task started; resume, so that it is looked at anew"
                .formatted(name));
      }
      KeptForm old = before.getOrDefault(name, form);
      CaptureSetup.Instance instance = captured.get(name);
      Optional<CaptureSetup.Alteration> last =
          instance == null ? Optional.empty() : instance.alteration();
      boolean isRetyped = instance != null && old.retyped(instance).isPresent();
      if (!old.columns().equals(form.columns()) || isRetyped) {
        CaptureSetup.Alteration by = last.orElse(new CaptureSetup.Alteration(known, "ALTER TABLE"));
        settled.put(name, form.text());
        altered.put(
            name,
            List.of(
                new TableAlteration(
                    by.at(), by.statement(), TableAlteration.Rows.OTHER, List.of(), Map.of())));
      }
    }
    return new TableDefinitions(altered, settled, settled, known);
  }
}
