package org.godwit.engine.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import org.godwit.engine.LogSearch;
import org.godwit.engine.Position;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TableDefinitions;

/** Oracle's changes by LogMiner, of the redo that the server writes for itself. */
final class OracleChangeSource implements ChangeSource {
  /** Where the log ends, and at which number it was begun. */
  static final String NOW = "SELECT CURRENT_SCN, RESETLOGS_CHANGE# FROM V$DATABASE";

  /** The first numbers of transactions that are open. */
  static final String OLDEST_OPEN =
      "SELECT MIN(START_SCN) FROM V$TRANSACTION WHERE CON_ID IN (0, %s)";

  static final String AT_TIME =
      "SELECT TO_CHAR(TIMESTAMP_TO_SCN(SYSTIMESTAMP - NUMTODSINTERVAL(%d, 'SECOND'))) FROM DUAL";

  /** As long as one attempt to alter a table waits for its lock, during which writers wait. */
  static final String LOCK_WAIT = "ALTER SESSION SET DDL_LOCK_TIMEOUT = 5";

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

  /** The server knows the numbers of times to three seconds ("TIMESTAMP_TO_SCN"). */
  private static final Duration TIME_PRECISION = Duration.ofSeconds(3);

  private static final int RESOURCE_BUSY = 54;

  /** What rows of open transactions may take before they are put into files. */
  static final long MEMORY_BYTES = 64L << 20;

  private final Engine engine;
  private final OracleSnapshotSource loads;
  private final Path folder;
  private final long memoryBytes;

  /**
   * Of an engine.
   *
   * @param folder for what is larger than the memory
   * @param memoryBytes what rows of open transactions may take
   */
  OracleChangeSource(Engine engine, OracleSnapshotSource loads, Path folder, long memoryBytes) {
    this.engine = engine;
    this.loads = loads;
    this.folder = folder;
    this.memoryBytes = memoryBytes;
  }

  @Override
  public ChangeSource keepingIn(Path other) {
    return new OracleChangeSource(engine, loads, other, memoryBytes);
  }

  @Override
  public Position position(String text) {
    try {
      return RedoPlace.parse(text);
    } catch (IllegalArgumentException e) {
      throw new EngineException(Failure.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Optional<LogSearch> search() {
    return Optional.of(this::at);
  }

  /** Earlier by what the server's memory of times is vague. */
  private Position at(EndpointConfig config, String stream, Instant time) {
    try (Connection connection = engine.connect(config)) {
      Instant now = now(connection);
      if (time.isAfter(now)) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "changes can't begin at %s: by the source's clock it is %s".formatted(time, now));
      }
      long age = Duration.between(time, now).plus(TIME_PRECISION).toSeconds();
      return RedoPlace.parse(ShortQuery.value(connection, AT_TIME.formatted(age)));
    } catch (SQLException e) {
      throw OracleErrors.numberOf(e).orElse(0) == OracleErrors.NO_SCN_OF_TIME
          ? new EngineException(
              Failure.POSITION_LOST,
              "the source no longer knows which SCN it had at %s: give the SCN".formatted(time),
              e)
          : engine.explain(e, "looking for the SCN of a time", config);
    }
  }

  @Override
  public Optional<KeptStreams> streams() {
    return Optional.of(connection -> new LogGroups(connection).streams());
  }

  @Override
  public boolean isBefore(Position place, Position other) {
    return ((RedoPlace) place).compareTo((RedoPlace) other) < 0;
  }

  @Override
  public String wire(Column column) {
    return "";
  }

  @Override
  public List<Check> checks(Connection connection, String stream) throws SQLException {
    return new LogMinerChecks(connection).run();
  }

  @Override
  public Map<TableName, String> unfollowed(
      Connection connection, String stream, Collection<Table> tables) throws SQLException {
    return new LogGroups(connection).unfollowed(tables);
  }

  @Override
  public String unlogged(Column column) {
    return MinedValue.unlogged(column);
  }

  @Override
  public List<SetupStatement> setup(
      Connection connection,
      String stream,
      Collection<Table> tables,
      Map<TableName, String> wholeRows)
      throws SQLException {
    return new LogGroups(connection).statements(stream, tables, wholeRows.keySet());
  }

  @Override
  public boolean logsChangedColumnsAlone() {
    return true;
  }

  /** A question by which text is compared has a form that Oracle doesn't know. */
  @Override
  public Optional<String> nullSql(Column column) {
    return Optional.empty();
  }

  @Override
  public String valueSql(Column column, ChangeRow row, int place) {
    throw new IllegalStateException("nobody asks Oracle whether a changed row passes a filter");
  }

  @Override
  public Map<TableName, String> carried(
      Connection connection, String stream, Collection<TableName> tables) throws SQLException {
    return new LogGroups(connection).carried(stream, tables);
  }

  @Override
  public boolean tellsDefinitions(Connection connection) {
    return true;
  }

  @Override
  public boolean setsUpAhead() {
    return false;
  }

  @Override
  public List<SetupStatement> removal(Connection connection, String stream) throws SQLException {
    return new LogGroups(connection).removal(stream);
  }

  @Override
  public void run(EndpointConfig config, List<SetupStatement> statements, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try (Connection connection = engine.connect(config)) {
      ShortQuery.run(connection, LOCK_WAIT);
      for (SetupStatement wanted : statements) {
        if (wanted.sql().equals(LogGroups.ADD_MINIMAL)) {
          boolean _ =
              Container.of(connection)
                  .inRoot(
                      connection,
                      root -> {
                        ShortQuery.run(root, wanted.sql());
                        return true;
                      });
        } else {
          alter(connection, config, wanted.sql(), end);
        }
      }
    } catch (SQLException e) {
      throw engine.explain(e, "setting the source up", config);
    }
  }

  /** Who waits for a table's lock holds up all who come after, so each attempt is short. */
  private static void alter(Connection connection, EndpointConfig config, String sql, long end)
      throws SQLException {
    while (true) {
      try {
        ShortQuery.run(connection, sql);
        return;
      } catch (SQLException e) {
        if (OracleErrors.numberOf(e).orElse(0) != RESOURCE_BUSY) {
          throw e;
        }
        if (System.nanoTime() + BETWEEN_ATTEMPTS.toNanos() > end) {
          throw new EngineException(
              Failure.LOCK_TIMEOUT,
              "running %s on %s: transactions that are open on the source held the table at each of many attempts of 5 s. Let long ones end, then try again."
                  .formatted(sql, config.place()),
              e);
        }
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
  }

  /**
   * Here and now. What is open began at a number that is asked for first: who began later than that
   * has a later one, and who ended before the place is in the load.
   */
  @Override
  public RedoPlace beginning(Connection connection, String stream) throws SQLException {
    Container container = Container.of(connection);
    return container.inRoot(connection, root -> beginning(root, container));
  }

  private static RedoPlace beginning(Connection root, Container container) throws SQLException {
    long from = oldestOpen(root, container);
    var _ = RedoLogs.of(root).at(from); // or it is lost
    List<String> now = ShortQuery.rows(root, NOW, 2).getFirst();
    return new RedoPlace(
        Long.parseLong(now.get(0)) + 1, from, Long.parseLong(now.get(1)), List.of());
  }

  /** Nothing that is open when this was asked began before that. */
  private static long oldestOpen(Connection root, Container container) throws SQLException {
    long earlier = currentScn(root);
    String open = ShortQuery.value(root, OLDEST_OPEN.formatted(container.number()));
    if (open.equals("0")) {
      throw new EngineException(
          Failure.LOCK_TIMEOUT,
          "a transaction is open of which V$TRANSACTION doesn't tell where it began (START_SCN 0), so that its changes couldn't be read as a whole: let it end, then start again");
    }
    return open.isEmpty() ? earlier : Math.min(earlier, Long.parseLong(open));
  }

  static long currentScn(Connection connection) throws SQLException {
    return Long.parseLong(ShortQuery.rows(connection, NOW, 2).getFirst().getFirst());
  }

  @Override
  public RedoPlace oldest(Connection connection, String stream) throws SQLException {
    return Container.of(connection)
        .inRoot(connection, root -> new RedoPlace(RedoLogs.of(root).oldest(), 0, 0, List.of()));
  }

  @Override
  public RedoPlace end(Connection connection) throws SQLException {
    return new RedoPlace(currentScn(connection) + 1, 0, 0, List.of());
  }

  /** Redo has its times in whole seconds. */
  @Override
  public Instant now(Connection connection) throws SQLException {
    return Instant.parse(ShortQuery.value(connection, OracleSnapshotSource.NOW))
        .truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public Optional<KeptLog> kept(
      Connection connection, EndpointConfig config, String stream, Position from)
      throws SQLException {
    RedoPlace place = (RedoPlace) from;
    long scn = place.from() == RedoPlace.UNKNOWN ? place.scn() : place.from();
    return Container.of(connection)
        .inRoot(
            connection,
            root ->
                Optional.of(
                    new KeptLog(
                        "the archived logs from SCN " + scn,
                        "",
                        "what removes archived logs (RMAN's deletion policy)",
                        Long.parseLong(ShortQuery.value(root, RedoLogs.BYTES.formatted(scn))),
                        null,
                        Duration.ofSeconds(
                            Long.parseLong(ShortQuery.value(root, RedoLogs.AGE.formatted(scn)))),
                        null)));
  }

  @Override
  public Snapshot snapshot(
      EndpointConfig config,
      int readers,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce) {
    return loads.takeExact(config, readers, tables);
  }

  @Override
  public Map<TableName, String> definitions(Connection connection, Collection<TableName> tables) {
    Map<TableName, String> definitions = new TreeMap<>();
    engine
        .catalogReader()
        .tables(connection, tables)
        .forEach(table -> definitions.put(table.name(), form(table)));
    return definitions;
  }

  private static String form(Table table) {
    return table.columns().stream()
            .map(column -> column.nativeType() + " " + column.name())
            .collect(Collectors.joining("\n"))
        + "\nkey "
        + String.join(", ", table.keyColumns());
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
        return opened(connection, config, stream, tables, before, (RedoPlace) from);
      } catch (SQLException | IOException | RuntimeException e) {
        try (connection) {
          throw e;
        }
      }
    } catch (SQLException | IOException e) {
      throw engine.explain(e, "reading changes", config);
    }
  }

  private ChangeStream opened(
      Connection connection,
      EndpointConfig config,
      String stream,
      Collection<SourceTable> tables,
      Map<TableName, String> before,
      RedoPlace from)
      throws SQLException, IOException {
    Container container = Container.of(connection);
    Map<TableName, String> forms =
        definitions(connection, tables.stream().map(it -> it.table().name()).toList());
    TableDefinitions definitions = definitions(tables, before, forms, end(connection));
    Map<TableName, LogGroups.Numbers> numbers = new LogGroups(connection).numbers(forms.keySet());
    Map<MinedTable, List<String>> followed = new HashMap<>();
    for (SourceTable table : tables) {
      LogGroups.Numbers of = numbers.get(table.table().name());
      followed.put(new MinedTable(table), of == null ? List.of() : of.all());
    }
    container.enterRoot(connection);
    ShortQuery.run(connection, MinedValue.SESSION);
    RedoPlace begin = begin(connection, from);
    long readFrom = readFrom(connection, container, begin);
    return new RedoStream(
        connection,
        container,
        new OpenTransactions(folder.resolve(stream), memoryBytes),
        followed,
        begin,
        readFrom,
        definitions,
        forms,
        table -> definition(config, table),
        e -> engine.explain(e, "reading changes", config));
  }

  private String definition(EndpointConfig config, TableName table) throws SQLException {
    try (Connection connection = engine.connect(config)) {
      return definitions(connection, List.of(table)).getOrDefault(table, "");
    }
  }

  /** A log that was begun anew has other transactions at the same numbers. */
  private static RedoPlace begin(Connection root, RedoPlace from) throws SQLException {
    long begun = Long.parseLong(ShortQuery.rows(root, NOW, 2).getFirst().get(1));
    if (from.begun() != RedoPlace.UNKNOWN && from.begun() != begun) {
      throw new EngineException(
          Failure.POSITION_LOST,
          "the source's log was begun anew at SCN %d (RESETLOGS), and the task's position is one of the log before. Restart the task, so that every table is loaded again."
              .formatted(begun));
    }
    return new RedoPlace(from.scn(), from.from(), begun, from.passed());
  }

  /**
   * Where the log is read from. Of a place that a person gave only that is known which is still
   * open of what was open there; what else may have been, begins in the same log at the latest.
   *
   * @throws EngineException of {@link Failure#POSITION_LOST} where the log is no longer there
   */
  private static long readFrom(Connection root, Container container, RedoPlace begin)
      throws SQLException {
    RedoLogs logs = RedoLogs.of(root);
    if (begin.from() != RedoPlace.UNKNOWN) {
      var _ = logs.at(begin.from());
      return begin.from();
    }
    long log = logs.at(begin.scn()).first();
    long open = oldestOpen(root, container);
    if (open >= log) {
      return log;
    }
    var _ = logs.at(open);
    return open;
  }

  private static TableDefinitions definitions(
      Collection<SourceTable> tables,
      Map<TableName, String> before,
      Map<TableName, String> now,
      RedoPlace known) {
    Map<TableName, List<TableAlteration>> altered = new HashMap<>();
    Map<TableName, String> settled = new HashMap<>();
    for (SourceTable table : tables) {
      TableName name = table.table().name();
      String form = now.getOrDefault(name, "");
      if (!form.equals(form(table.table()))) {
        throw new EngineException(
            Failure.DEFINITION_CHANGED,
            "the definition of %s was changed on the source while the task started; resume, so that it is looked at anew"
                .formatted(name));
      }
      if (!before.getOrDefault(name, form).equals(form)) {
        settled.put(name, form);
        altered.put(
            name,
            List.of(
                new TableAlteration(
                    known,
                    "ALTER TABLE",
                    TableAlteration.Rows.OTHER,
                    new ArrayList<>(),
                    Map.of())));
      }
    }
    return new TableDefinitions(altered, settled, settled, known);
  }
}
