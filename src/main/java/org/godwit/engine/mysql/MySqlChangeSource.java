package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
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
import org.godwit.engine.LogSearch;
import org.godwit.engine.Position;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TableDefinitions;
import org.jspecify.annotations.Nullable;

/** Changes of MySQL and MariaDB by their binary log, which they write for everybody. */
final class MySqlChangeSource implements ChangeSource {
  private static final MySqlDialect DIALECT = new MySqlDialect();
  private static final int SHOWN_MAX = 200;

  /** The command that asks for the log has four bytes for it. */
  private static final long OFFSET_MAX = 0xFFFF_FFFFL;

  private final MySqlEngine engine;
  private final MySqlSnapshotSource loads;
  private final FileTimes begun = new FileTimes();

  /** Whose table marks transactions that are left out; empty for none. */
  private final String leftOut;

  MySqlChangeSource(MySqlEngine engine, MySqlSnapshotSource loads, String leftOut) {
    this.leftOut = leftOut;
    this.engine = engine;
    this.loads = loads;
  }

  @Override
  public Position position(String text) {
    String place = DumpPosition.of(text).orElse(text).strip();
    try {
      return BinlogPosition.parse(place);
    } catch (IllegalArgumentException notFile) {
      try {
        Gtids gtids = Gtids.parse(place);
        if (!gtids.text().isEmpty()) {
          return new GtidPosition(gtids);
        }
      } catch (IllegalArgumentException e) {
        notFile.addSuppressed(e);
      }
      throw new EngineException(
          Failure.CONFIGURATION,
          "\"%s\" is no position of a binary log: give a file and offset (binlog.000042:1337), GTIDs (<uuid>:1-4711; on MariaDB 0-1-4711), a time (2026-03-08T12:12:12, in UTC), or what mysqldump, mydumper or xtrabackup has written of its position"
              .formatted(place.length() > SHOWN_MAX ? place.substring(0, SHOWN_MAX) + "…" : place),
          notFile);
    }
  }

  @Override
  public Optional<LogSearch> search() {
    return Optional.of(this::at);
  }

  private Position at(EndpointConfig config, String stream, Instant time) {
    try (Connection connection = engine.connect(config)) {
      BinlogPosition found =
          new BinlogSearch(connection, config, place -> events(config, stream, place))
              .at(time, current(connection));
      return ServerVersion.of(connection).isMariaDb() && found.gtid().isEmpty()
          ? BinaryLog.withGtid(connection, found)
          : found;
    } catch (SQLException e) {
      throw engine.explain(e, "searching the binary log by time", config);
    }
  }

  @Override
  public Optional<ChangeSource> leavingOut(String schema) {
    return Optional.of(new MySqlChangeSource(engine, loads, schema));
  }

  @Override
  public boolean isBefore(Position place, Position other) {
    if (place instanceof BinlogPosition one && other instanceof BinlogPosition two) {
      return one.compareTo(two) < 0;
    }
    Gtids wanted = gtids(other);
    return wanted != null && !require(gtids(place), place).containsAll(wanted);
  }

  private static Gtids require(@Nullable Gtids gtids, Position place) {
    if (gtids == null) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "the source has no GTIDs at %s: give positions as file and offset"
              .formatted(place.text()));
    }
    return gtids;
  }

  /** Null where there are none. */
  private static @Nullable Gtids gtids(Position position) {
    return switch (position) {
      case GtidPosition(Gtids gtids) -> gtids;
      case BinlogPosition(_, _, _, String gtid) -> gtid.isEmpty() ? null : Gtids.parse(gtid);
      default -> throw new IllegalArgumentException("not of a binary log: " + position.text());
    };
  }

  /**
   * Where a decoded value lacks something that the other server has too: a zero date, the reference
   * system of a geometry. All else goes decoded, so that a number stays one where it finds a row.
   */
  @Override
  public String wire(Column column) {
    return switch (column.type()) {
      case DataType.Date _, DataType.Timestamp _, DataType.Geometry _ -> Wire.of(column.type());
      default -> "";
    };
  }

  @Override
  public List<Check> checks(Connection connection, String stream) throws SQLException {
    return new ReplicationChecks(connection).run();
  }

  @Override
  public List<Check> canaryChecks(Connection connection, TableName canary) throws SQLException {
    return new CanaryChecks(connection).of(canary);
  }

  @Override
  public Map<TableName, String> unfollowed(
      Connection connection, String stream, Collection<Table> tables) throws SQLException {
    return new SourceObstacles(connection).ofTables(tables);
  }

  /**
   * InnoDB does it behind the log. From MySQL 9.6 on the server itself does, and logs it, unless
   * innodb_native_foreign_keys is on (MySQL 9.6 release notes).
   */
  @Override
  public boolean hidesCascades(Connection connection) throws SQLException {
    List<List<String>> rows =
        ShortQuery.rows(
            connection, "SHOW GLOBAL VARIABLES LIKE 'innodb\\_native\\_foreign\\_keys'", 2);
    return rows.isEmpty() || rows.getFirst().getLast().equalsIgnoreCase("ON");
  }

  @Override
  public List<SetupStatement> setup(
      Connection connection,
      String stream,
      Collection<Table> tables,
      Map<TableName, String> wholeRows) {
    return List.of();
  }

  /** What was logged otherwise is refused. */
  @Override
  public boolean logsWholeRows() {
    return true;
  }

  @Override
  public Optional<String> nullSql(Column column) {
    return ValueSql.ofNull(column);
  }

  @Override
  public String valueSql(Column column, ChangeRow row, int place) {
    return ValueSql.of(column, row, place);
  }

  /** They commit by themselves, each in a transaction without a mark. */
  @Override
  public boolean leavesOutStatements() {
    return false;
  }

  @Override
  public boolean isText(Column column) {
    return column.type() instanceof DataType.Enumeration
        || column.type() instanceof DataType.LabelSet;
  }

  @Override
  public Map<TableName, String> carried(
      Connection connection, String stream, Collection<TableName> tables) {
    Map<TableName, String> carried = new HashMap<>();
    tables.forEach(name -> carried.put(name, ""));
    return carried;
  }

  @Override
  public boolean tellsDefinitions(Connection connection) {
    return true;
  }

  @Override
  public boolean tellsOfAbsent() {
    return true;
  }

  @Override
  public List<SetupStatement> removal(Connection connection, String stream) {
    return List.of();
  }

  @Override
  public void run(EndpointConfig config, List<SetupStatement> statements, Duration patience) {
    if (!statements.isEmpty()) {
      throw new IllegalArgumentException("nothing has to be set up for a binary log");
    }
  }

  @Override
  public Position beginning(Connection connection, String stream) throws SQLException {
    return current(connection);
  }

  @Override
  public Position oldest(Connection connection, String stream) throws SQLException {
    return BinaryLog.oldest(connection);
  }

  @Override
  public Position end(Connection connection) throws SQLException {
    return current(connection);
  }

  /** A replica of the stream's own name would end the stream. */
  @Override
  public Instant now(Connection connection) throws SQLException {
    return BinlogSearch.now(connection);
  }

  @Override
  public Optional<KeptLog> kept(
      Connection connection, EndpointConfig config, String stream, Position from)
      throws SQLException {
    BinlogSearch search =
        new BinlogSearch(connection, config, place -> events(config, stream + "_age", place));
    return from instanceof BinlogPosition place
        ? new KeptBinlog(
                connection,
                file -> begun.of(stream, config.place() + " " + file, () -> search.begun(file)))
            .from(place)
        : Optional.empty();
  }

  @Override
  public Optional<String> unfitStart(EndpointConfig config, String stream, Position from)
      throws SQLException {
    return from instanceof BinlogPosition place && place.offset() <= OFFSET_MAX
        ? new StartPlace(at -> events(config, stream + "_start", at), place).obstacle()
        : Optional.empty();
  }

  /** A machine that goes down may lose of a log that isn't synced what was committed. */
  private static void requireSynced(Connection connection, List<TornEnd> torn) throws SQLException {
    if (torn.isEmpty() || ShortQuery.value(connection, "SELECT @@GLOBAL.sync_binlog").equals("1")) {
      return;
    }
    TornEnd end = torn.getFirst();
    throw new EngineException(
        Failure.POSITION_LOST,
        "the source's binary log %s ends in the middle of a transaction at %d, and sync_binlog isn't 1: where its machine went down, the log lacks more that was committed, and nobody can tell. Restart the task, so that every table is loaded again; with sync_binlog = 1 a server that is killed loses nothing of its log."
            .formatted(end.file(), end.at()));
  }

  private List<String> files(EndpointConfig config) throws SQLException {
    try (Connection connection = engine.connect(config)) {
      return BinaryLog.files(connection);
    }
  }

  private static BinlogPosition current(Connection connection) throws SQLException {
    return BinaryLog.current(connection)
        .orElseThrow(
            () ->
                new EngineException(
                    Failure.CONFIGURATION,
                    "the server doesn't tell where its binary log is: it is off (--log-bin), or the user lacks REPLICATION CLIENT"));
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
  public boolean opensAtSnapshots() {
    return true;
  }

  @Override
  public Map<TableName, String> definitions(Connection connection, Collection<TableName> tables) {
    Map<TableName, String> definitions = new HashMap<>();
    engine
        .catalogReader()
        .tables(connection, tables)
        .forEach(table -> definitions.put(table.name(), LoggedForm.of(table).text()));
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
    Map<TableName, SourceTable> followed = new HashMap<>();
    tables.forEach(table -> followed.put(table.table().name(), table));
    try (Connection connection = engine.connect(config)) {
      requireKept(connection, from);
      BinlogPosition here = current(connection);
      NameCase letters = NameCase.of(connection);
      OpenedTables.requireSame(connection, engine.catalogReader(), tables);
      BinlogPosition known = current(connection);
      BinlogSearch.Opening log = place -> events(config, stream, place);
      DefinitionScan.Found found =
          from instanceof BinlogPosition place && place.compareTo(known) >= 0
              ? DefinitionScan.Found.NOTHING
              : new DefinitionScan(
                      log,
                      name -> BinaryLog.following(connection, name),
                      followed.keySet(),
                      LoggedForm.same(followed, before),
                      LoggedForm.cascading(followed, before),
                      letters)
                  .run(from, known);
      requireSynced(connection, found.torn());
      found
          .torn()
          .forEach(
              it ->
                  announce.accept(
                      "the server was killed while it wrote a transaction to %s:%d of its binary log, which was never committed; it is left out"
                          .formatted(it.file(), it.at())));
      Map<TableName, List<TableAlteration>> altered = found.altered();
      altered.forEach(
          (name, all) -> {
            if (!isBefore(all.getLast().at(), here)) {
              throw OpenedTables.changed(name);
            }
          });
      Characters.Known characters =
          Characters.Known.of(
              connection,
              tables.stream()
                  .flatMap(table -> table.columns().stream())
                  .filter(MySqlChangeSource::hasCharacters)
                  .toList());
      AbsentTables absent = AbsentTables.of(before.keySet(), followed.keySet(), letters);
      RowStatements rows =
          new RowStatements(table -> WrittenStanding.ask(engine, config, table), letters, announce);
      return new BinlogStream(
          log,
          from,
          found.torn(),
          new BinlogReader(
              followed,
              characters,
              gtids(from),
              altered,
              new StatementChanges(followed.keySet(), absent, known, letters, rows),
              leftOut,
              new PreparedTransactions(
                  place -> events(config, stream + "_prepared", place), () -> files(config)),
              absent),
          definitions(followed, altered, before, known));
    } catch (SQLException e) {
      throw engine.explain(e, "reading changes", config);
    }
  }

  private static TableDefinitions definitions(
      Map<TableName, SourceTable> followed,
      Map<TableName, List<TableAlteration>> altered,
      Map<TableName, String> before,
      BinlogPosition known) {
    Map<TableName, List<TableAlteration>> typed = new HashMap<>();
    Map<TableName, String> now = new HashMap<>();
    followed.forEach(
        (name, of) -> {
          List<TableAlteration> all = altered.get(name);
          String old = before.get(name);
          if (all != null) {
            typed.put(name, old == null ? all : LoggedForm.parse(old).typed(all, of.table()));
            now.put(name, LoggedForm.of(of.table()).text());
          }
        });
    return new TableDefinitions(typed, now, now, known);
  }

  private static boolean hasCharacters(Column column) {
    return column.type() instanceof DataType.Text || column.type() instanceof DataType.Json;
  }

  /** A log that was begun anew, or is another server's, has other transactions in its places. */
  private static void requireKept(Connection connection, Position from) throws SQLException {
    Gtids gtids = gtids(from);
    if (gtids == null) {
      return;
    }
    if (!ServerVersion.of(connection).isMariaDb()) {
      String executed = ShortQuery.value(connection, "SELECT @@GLOBAL.gtid_executed");
      if (!Gtids.parse(executed).containsAll(gtids)) {
        throw lost(from, "the server has executed %s alone".formatted(executed));
      }
    } else if (from instanceof BinlogPosition place) {
      String there = BinaryLog.mariaDbGtid(connection, place.file(), place.offset());
      if (there.isEmpty()) {
        throw lost(from, "the server has no such place of %s".formatted(place.file()));
      }
      if (!Gtids.parse(there).equals(gtids)) {
        throw lost(from, "the server has %s there".formatted(there));
      }
    }
  }

  private static EngineException lost(Position from, String what) {
    return new EngineException(
        Failure.POSITION_LOST,
        "the source's binary log no longer has the task's position %s: %s, because it was purged or begun anew or is another server's. %s"
            .formatted(from.text(), what, Failure.POSITION_LOST_REMEDY));
  }

  private static BinlogEvents events(EndpointConfig config, String stream, Position from)
      throws SQLException {
    ReplicaId replica = ReplicaId.of(stream);
    Gtids behind = gtids(from);
    boolean isFar = from instanceof BinlogPosition place && place.offset() > OFFSET_MAX;
    if (isFar && behind == null) {
      throw new EngineException(
          Failure.UNSUPPORTED,
          "a server sends no log from %s, beyond 4 GB of a file, and knows no GTIDs there: restart the task"
              .formatted(from.text()));
    }
    Connection connection = Connector.open(config);
    try {
      return switch (isFar && behind != null ? new GtidPosition(behind) : from) {
        case BinlogPosition place ->
            new BinlogEvents(
                new BinlogConnection(
                    connection, config, replica, replica.dump(place.file(), place.offset())),
                place);
        case GtidPosition(MySqlGtids gtids) ->
            new BinlogEvents(
                new BinlogConnection(connection, config, replica, replica.dump(gtids)));
        case GtidPosition(Gtids gtids) -> {
          ShortQuery.run(connection, "SET @slave_connect_state = " + DIALECT.literal(gtids.text()));
          yield new BinlogEvents(
              new BinlogConnection(
                  connection, config, replica, replica.dump("", BinlogPosition.FIRST_EVENT)));
        }
        default -> throw new IllegalArgumentException("not of a binary log: " + from.text());
      };
    } catch (SQLException | RuntimeException e) {
      try (connection) {
        throw e;
      }
    }
  }
}
