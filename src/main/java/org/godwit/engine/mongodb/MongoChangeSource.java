package org.godwit.engine.mongodb;

import com.mongodb.MongoException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
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
import org.godwit.engine.LogSearch;
import org.godwit.engine.Position;
import org.godwit.engine.SetupStatement;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TableAlteration;
import org.godwit.engine.TableDefinitions;

/** MongoDB's changes by a change stream. Nothing is made on the server for a task. */
final class MongoChangeSource implements ChangeSource {
  private final Engine engine;
  private final MongoSnapshotSource loads;

  MongoChangeSource(Engine engine, MongoSnapshotSource loads) {
    this.engine = engine;
    this.loads = loads;
  }

  /** The driver's errors, understood. */
  private static <T> T ask(Connection connection, String doing, Supplier<T> question) {
    return MongoConnection.session(connection).ask(doing, question);
  }

  @Override
  public Position position(String text) {
    try {
      return ChangePosition.parse(text);
    } catch (IllegalArgumentException e) {
      throw new EngineException(Failure.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Optional<LogSearch> search() {
    return Optional.of(this::at);
  }

  private Position at(EndpointConfig config, String stream, Instant time) {
    try (Connection connection = engine.connect(config)) {
      Position end = end(connection);
      ChangePosition place = ChangePosition.parse(Math.max(0, time.getEpochSecond()) + ":0");
      if (isBefore(end, place)) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "%s has not come yet by the source's clock: its oplog is at %s"
                .formatted(time, ((ChangePosition) end).instant()));
      }
      Optional<Oplog> oplog = ask(connection, "reading the oplog", () -> oplog(connection));
      if (oplog.isPresent() && isBefore(place, ChangePosition.at(oplog.get().first()))) {
        throw new EngineException(
            Failure.POSITION_LOST,
            "the oplog begins at %s, later than %s"
                .formatted(ChangePosition.instant(oplog.get().first()), time));
      }
      return place;
    } catch (SQLException e) {
      throw engine.explain(e, "searching the oplog", config);
    }
  }

  private static Optional<Oplog> oplog(Connection connection) {
    return Oplog.of(MongoConnection.session(connection));
  }

  @Override
  public boolean isBefore(Position place, Position other) {
    return ((ChangePosition) place).compareTo((ChangePosition) other) < 0;
  }

  /** Documents are read as they are when the reader comes to them. */
  @Override
  public boolean isExact() {
    return false;
  }

  @Override
  public String wire(Column column) {
    return "";
  }

  @Override
  public List<Check> checks(Connection connection, String stream) {
    return ask(
        connection,
        "looking whether changes can be followed",
        () -> new MongoChangeChecks(MongoConnection.session(connection)).run());
  }

  @Override
  public Map<TableName, String> unfollowed(
      Connection connection, String stream, Collection<Table> tables) {
    Map<TableName, String> unfollowed = new TreeMap<>();
    for (Table table : tables) {
      if (table.primaryKey().isEmpty()) {
        unfollowed.put(
            table.name(),
            "it is a view or a time series, or the endpoint's ExtractDocId is off: no _id tells its documents on the target");
      }
    }
    return unfollowed;
  }

  @Override
  public List<SetupStatement> setup(
      Connection connection,
      String stream,
      Collection<Table> tables,
      Map<TableName, String> wholeRows) {
    MongoSession session = MongoConnection.session(connection);
    return MongoSettings.POST_IMAGES.isOn(session.config())
        ? session.ask("looking for post-images", () -> PostImages.missing(session, tables))
        : List.of();
  }

  /** No document is asked anything in SQL. */
  @Override
  public Optional<String> nullSql(Column column) {
    return Optional.empty();
  }

  @Override
  public String valueSql(Column column, ChangeRow row, int place) {
    throw new IllegalStateException("MongoDB takes no SQL that " + column.name() + " could be in");
  }

  /** A collection that was dropped and made anew has another UUID. */
  @Override
  public Map<TableName, String> carried(
      Connection connection, String stream, Collection<TableName> tables) {
    MongoSession session = MongoConnection.session(connection);
    Map<TableName, String> carried = new TreeMap<>();
    for (String database : tables.stream().map(TableName::schema).distinct().toList()) {
      for (BsonDocument collection :
          session.ask(
              "listing the collections of " + database, () -> session.collections(database))) {
        TableName name = new TableName(database, collection.getString("name").getValue());
        if (tables.contains(name)) {
          carried.put(name, uuid(collection));
        }
      }
    }
    return carried;
  }

  private static String uuid(BsonDocument collection) {
    BsonDocument info = collection.getDocument("info", new BsonDocument());
    return info.get("uuid") instanceof BsonBinary uuid ? uuid.asUuid().toString() : "";
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
  public List<SetupStatement> removal(Connection connection, String stream) {
    return List.of();
  }

  @Override
  public void run(EndpointConfig config, List<SetupStatement> statements, Duration patience) {
    try (Connection connection = engine.connect(config)) {
      MongoSession session = MongoConnection.session(connection);
      statements.forEach(it -> PostImages.run(session, it));
    } catch (SQLException | MongoException e) {
      throw engine.explain(e, "setting the source up", config);
    }
  }

  @Override
  public Position beginning(Connection connection, String stream) {
    return end(connection);
  }

  @Override
  public Position oldest(Connection connection, String stream) {
    Optional<Oplog> oplog = ask(connection, "reading the oplog", () -> oplog(connection));
    // Behind mongos, and for who may not look, the server says it when the stream is opened.
    return oplog
        .map(it -> ChangePosition.at(it.first()))
        .orElseGet(() -> ChangePosition.parse("0:0"));
  }

  @Override
  public Optional<KeptLog> kept(
      Connection connection, EndpointConfig config, String stream, Position from) {
    return ask(connection, "reading the oplog", () -> oplog(connection))
        .map(it -> it.kept((ChangePosition) from));
  }

  @Override
  public Position end(Connection connection) {
    return ask(
        connection,
        "asking where the oplog is",
        () -> ChangePosition.at(MongoConnection.session(connection).operationTime()));
  }

  @Override
  public Instant now(Connection connection) {
    return ask(connection, "asking for the time", () -> MongoConnection.session(connection).now());
  }

  @Override
  public Snapshot snapshot(
      EndpointConfig config,
      int readers,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce) {
    return loads.take(config, readers, tables, announce);
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

  /** In the order of names: which document was met first is no matter. */
  private static String form(Table table) {
    return table.columns().stream()
        .map(column -> column.nativeType() + " " + column.name())
        .sorted()
        .collect(Collectors.joining("\n"));
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
        return opened(connection, config, tables, before, (ChangePosition) from);
      } catch (RuntimeException e) {
        try (connection) {
          throw e;
        }
      }
    } catch (SQLException | MongoException e) {
      throw engine.explain(e, "reading changes", config);
    }
  }

  private ChangeStream opened(
      Connection connection,
      EndpointConfig config,
      Collection<SourceTable> tables,
      Map<TableName, String> before,
      ChangePosition from) {
    MongoSession session = MongoConnection.session(connection);
    ExtendedJson json = ExtendedJson.of(config);
    Map<TableName, EventRow> rows = new HashMap<>();
    tables.forEach(it -> rows.put(it.table().name(), new EventRow(it, json)));
    List<TableName> names = List.copyOf(rows.keySet());
    return new MongoChangeStream(
        place -> ServerEvents.open(session, names, place),
        rows,
        from,
        MongoSettings.POST_IMAGES.isOn(config),
        definitions(tables, before, end(connection)),
        connection,
        e -> MongoErrors.explain(e, "reading changes", config));
  }

  /**
   * A collection of whose documents other columns were found than its target's table has: it is
   * loaded again. Documents that are moved whole have one column for ever.
   */
  private static TableDefinitions definitions(
      Collection<SourceTable> tables, Map<TableName, String> before, Position known) {
    Map<TableName, List<TableAlteration>> altered = new HashMap<>();
    Map<TableName, String> now = new HashMap<>();
    for (SourceTable table : tables) {
      TableName name = table.table().name();
      String form = form(table.table());
      if (!before.getOrDefault(name, form).equals(form)) {
        now.put(name, form);
        altered.put(
            name,
            List.of(
                new TableAlteration(
                    known,
                    "other fields were found in its documents",
                    TableAlteration.Rows.OTHER,
                    List.of(),
                    Map.of())));
      }
    }
    return new TableDefinitions(altered, now, now, known);
  }
}
