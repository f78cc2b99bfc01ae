package org.godwit.engine.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ByteBudget;
import org.godwit.engine.ConnectionReport;
import org.godwit.engine.Cut;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;
import org.godwit.engine.EngineException;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.engine.KeyRange;
import org.godwit.engine.Password;
import org.godwit.engine.RowCursor;
import org.godwit.engine.Segment;
import org.godwit.engine.Snapshot;
import org.godwit.engine.SourceTable;
import org.godwit.engine.Tls;
import org.godwit.engine.Use;
import org.godwit.mapping.TableMapping;
import org.godwit.task.LogLine;
import org.godwit.task.MigrationType;
import org.godwit.task.RunContext;
import org.godwit.task.Start;
import org.godwit.task.TableWishes;
import org.godwit.task.Task;
import org.godwit.task.TaskLog;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;
import org.godwit.task.TaskRunner;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.load.StopSignal;
import org.godwit.task.settings.TaskSettings;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads from a stand-in for MongoDB into real servers. */
class MongoLoadIT {
  private static final String EVERY_TYPE =
      """
      {"_id": {"$oid": "64b0000000000000000000ff"},
       "bool": true, "int": {"$numberInt": "-2147483648"},
       "long": {"$numberLong": "9223372036854775807"}, "double": {"$numberDouble": "0.1"},
       "decimal": {"$numberDecimal": "9999999999999999999999999999.999999"},
       "string": "ü \\"x\\"\\n", "date": {"$date": {"$numberLong": "-62135596800000"}},
       "oid": {"$oid": "507f1f77bcf86cd799439011"},
       "uuid": {"$binary": {"base64": "c//SZESzTGmQ6OfR38A11A==", "subType": "04"}},
       "binary": {"$binary": {"base64": "AAH/", "subType": "00"}},
       "code": {"$code": "function() {}"}, "list": [1, {"a": null}, "x"],
       "regex": {"$regularExpression": {"pattern": "^a", "options": "i"}},
       "stamp": {"$timestamp": {"t": 42, "i": 1}}, "least": {"$minKey": 1},
       "greatest": {"$maxKey": 1}, "nothing": null,
       "address": {"city": "Graz", "geo": {"lat": 47.1}}}""";

  private static final String WITH_KEYS =
      "{\"FullLoadSettings\": {\"CreatePkAfterFullLoad\": true}}";

  @TempDir Path folder;
  private final List<LogLine> log = new CopyOnWriteArrayList<>();

  @Test
  void documentsArriveWholeWithTheirIdAsTheKey() throws SQLException {
    TestDatabase target = Servers.postgres().newDatabase();
    try (StandIn source = StandIn.alone()) {
      source.insert(
          "shop",
          "orders",
          "{\"_id\": {\"$oid\": \"64b0000000000000000000ff\"}, \"n\": 1, \"b\": [true, 2.5]}",
          "{\"_id\": \"64b0000000000000000000ff\", \"z\": \"ü\", \"a\": {\"x\": null}}",
          "{\"_id\": 7}",
          "{\"_id\": {\"a\": 1, \"b\": \"x\"}, \"at\": {\"$date\": \"2024-02-29T23:59:59.123Z\"}}");
      TaskOutcome outcome = run(source.config(), postgres(target), WITH_KEYS);
      assertThat(outcome.isComplete()).as(log::toString).isTrue();
      assertThat(rows(target, "SELECT _id, _doc FROM shop.orders ORDER BY _id COLLATE \"C\""))
          .containsExactly(
              "\"64b0000000000000000000ff\"|{\"_id\": \"64b0000000000000000000ff\", \"z\": \"ü\", \"a\": {\"x\": null}}",
              "64b0000000000000000000ff|{\"_id\": {\"$oid\": \"64b0000000000000000000ff\"}, \"n\": 1, \"b\": [true, 2.5]}",
              "7|{\"_id\": 7}",
              "{\"a\": 1, \"b\": \"x\"}|{\"_id\": {\"a\": 1, \"b\": \"x\"}, \"at\": {\"$date\": \"2024-02-29T23:59:59.123Z\"}}");
      assertThat(
              rows(
                  target,
                  "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'orders' ORDER BY 1"))
          .containsExactly("_doc|json", "_id|character varying");
      assertThat(
              rows(
                  target,
                  "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'shop.orders'::regclass AND contype = 'p'"))
          .containsExactly("PRIMARY KEY (_id)");
    }
  }

  @Test
  void everyTypeBecomesAColumnOfItsOwn() throws SQLException {
    TestDatabase target = Servers.postgres().newDatabase();
    try (StandIn source = StandIn.alone()) {
      source.insert("shop", "types", EVERY_TYPE);
      TaskOutcome outcome = run(source.config("NestingLevel", "one"), postgres(target), WITH_KEYS);
      assertThat(outcome.isComplete()).as(log::toString).isTrue();
      assertThat(
              rows(
                  target,
                  "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_name = 'types' ORDER BY ordinal_position"))
          .containsExactly(
              "_id character varying",
              "address.city text",
              "address.geo json",
              "binary bytea",
              "bool boolean",
              "code text",
              "date timestamp with time zone",
              "decimal numeric",
              "double double precision",
              "greatest json",
              "int integer",
              "least json",
              "list json",
              "long bigint",
              "nothing json",
              "oid character varying",
              "regex json",
              "stamp json",
              "string text",
              "uuid uuid",
              "_extra json");
      assertThat(
              rows(
                  target,
                  "SELECT _id, bool, int, long, \"double\", \"decimal\", string, date AT TIME ZONE 'UTC', oid, uuid, \"binary\", code, list, regex, stamp, least, greatest, nothing, \"address.city\", \"address.geo\", _extra FROM shop.types"))
          .containsExactly(
              "64b0000000000000000000ff|t|-2147483648|9223372036854775807|0.1|9999999999999999999999999999.999999|ü \"x\"\n|0001-01-01 00:00:00|507f1f77bcf86cd799439011|73ffd264-44b3-4c69-90e8-e7d1dfc035d4|\\x0001ff|function() {}|[1, {\"a\": null}, \"x\"]|{\"$regularExpression\": {\"pattern\": \"^a\", \"options\": \"i\"}}|{\"$timestamp\": {\"t\": 42, \"i\": 1}}|{\"$minKey\": 1}|{\"$maxKey\": 1}|null|Graz|{\"lat\": 47.1}|null");
    }
  }

  @Test
  void aValueThatDoesNotFitCostsItsRowAndAFieldWithoutAColumnNothing() throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    try (StandIn source = StandIn.alone()) {
      source.insert(
          "shop",
          "people",
          "{\"_id\": 1, \"age\": 30, \"address\": {\"city\": \"Graz\"}}",
          "{\"_id\": 2, \"age\": 31.0, \"address\": {\"city\": \"Linz\", \"zip\": 4020}, \"pet\": \"cat\"}",
          "{\"_id\": 3, \"age\": \"old\", \"address\": null}",
          "{\"_id\": 4, \"age\": 4294967296, \"pet\": \"dog\"}",
          "{\"_id\": 5, \"address\": \"at sea\", \"a.b\": 1, \"_extra\": {\"n\": 1}}");
      TaskOutcome outcome =
          run(
              source.config("NestingLevel", "one", "DocsToInvestigate", "1"),
              postgres(target),
              WITH_KEYS);
      assertThat(
              rows(target, "SELECT _id, age, \"address.city\", _extra FROM shop.people ORDER BY 1"))
          .as(log::toString)
          .containsExactly(
              "1|30|Graz|null",
              "2|31|Linz|{\"address\": {\"zip\": 4020}, \"pet\": \"cat\"}",
              "5|null|null|{\"address\": \"at sea\", \"a.b\": 1, \"_extra\": {\"n\": 1}}");
      assertThat(outcome.isComplete()).isTrue();
      assertThat(log.toString()).contains("DocsToInvestigate");
      try (Stream<Path> files = Files.walk(folder)) {
        String rejected = "";
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          rejected += Files.readString(file);
        }
        assertThat(rejected).contains("a value of type string").contains("a value of type int64");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void documentsArriveInMySqlAndMariaDbToo(String engine) throws SQLException {
    TestDatabase target =
        (engine.equals("mysql") ? Servers.mysql() : Servers.mariaDb()).newDatabase();
    String settings =
        "{\"FullLoadSettings\": {\"CreatePkAfterFullLoad\": true}, \"TargetMetadata\": {\"TargetSchema\": \"%s\"}, \"ControlTablesSettings\": {\"ControlSchema\": \"%s_control\"}}"
            .formatted(target.name(), target.name());
    try (StandIn source = StandIn.alone()) {
      source.insert("shop", "types", EVERY_TYPE);
      source.insert("shop", "words", "{\"_id\": \"a\"}", "{\"_id\": \"A\"}", "{\"_id\": \"a \"}");
      TaskOutcome outcome =
          run(source.config("NestingLevel", "one"), endpoint(engine, target), settings);
      assertThat(outcome.isComplete()).as(log::toString).isTrue();
      assertThat(
              rows(
                  target,
                  "SELECT _id, `bool`, `int`, `long`, `double`, `string`, HEX(`binary`), `address.city` FROM types"))
          .containsExactly(
              "64b0000000000000000000ff|1|-2147483648|9223372036854775807|0.1|ü \"x\"\n|0001FF|Graz");
      assertThat(rows(target, "SELECT HEX(_id) FROM words ORDER BY 1"))
          .containsExactly("41", "61", "6120");
    }
  }

  @Test
  void segmentsHoldEachDocumentOnceWhateverItsIdIs() {
    try (StandIn source = StandIn.alone()) {
      Set<String> all = new TreeSet<>();
      for (int i = 0; i < 40; i++) {
        insertWith(source, "{\"v\": " + i + "}", all);
        insertWith(source, "{\"v\": \"s" + i + "\"}", all);
        insertWith(source, "{\"v\": {\"$oid\": \"64b0000000000000000000%02d\"}}".formatted(i), all);
        insertWith(source, "{\"v\": {\"$date\": {\"$numberLong\": \"%d\"}}}".formatted(i), all);
      }
      insertWith(source, "{\"v\": true}", all);
      insertWith(source, "{\"v\": null}", all);
      EndpointConfig config = source.config();
      Engine engine = new MongoEngine();
      try (Snapshot snapshot =
          engine.snapshotSource().orElseThrow().take(config, 1, List.of(), _ -> {})) {
        Connection connection = snapshot.connections().getFirst();
        SourceTable table = table(engine, connection, new TableName("shop", "keys"));
        List<Segment> segments =
            engine
                .snapshotSource()
                .orElseThrow()
                .segments(connection, table, new Cut.ByPartition(false, List.of()));
        assertThat(segments).hasSizeBetween(12, 16);
        assertThat(read(snapshot, table, segments)).containsExactlyElementsOf(all);
        List<Segment> again =
            engine
                .snapshotSource()
                .orElseThrow()
                .segments(connection, table, new Cut.Again(segments.get(3), 4));
        assertThat(again).hasSize(4);
        assertThat(read(snapshot, table, again))
            .containsExactlyElementsOf(read(snapshot, table, List.of(segments.get(3))));
      }
    }
  }

  /** MongoDB compares NaN with no number, and sorts it before them; the stand-in does neither. */
  @Test
  void whatIsNoNumberIsInTheRangeBelowNumbers() {
    String five = IdRange.literal(new BsonInt32(5));
    String nine = IdRange.literal(new BsonInt32(9));
    assertThat(filter(KeyRange.of("_id", five, nine)))
        .isEqualTo("{\"_id\": {\"$gte\": 5, \"$lt\": 9}}");
    assertThat(filter(new KeyRange(List.of("_id"), List.of(), List.of(five))))
        .isEqualTo(
            "{\"$and\": [{\"$or\": [{\"_id\": {\"$lt\": 5}}, {\"_id\": {\"$numberDouble\": \"NaN\"}}, {\"_id\": {\"$type\": [-1, 6, 10]}}]}]}");
    assertThat(filter(new KeyRange(List.of("_id"), List.of(nine), List.of())))
        .isEqualTo(
            "{\"$and\": [{\"$or\": [{\"_id\": {\"$gte\": 9}}, {\"_id\": {\"$type\": [2, 14, 3, 4, 5, 7, 8, 9, 17, 11, 12, 13, 15, 127]}}]}]}");
  }

  private static String filter(KeyRange range) {
    return ExtendedJson.RELAXED.text(IdRange.filter(Optional.of(range)));
  }

  private static void insertWith(StandIn source, String wrapped, Set<String> all) {
    BsonDocument id = BsonDocument.parse(wrapped);
    source
        .collection("shop", "keys")
        .insertOne(new BsonDocument("_id", id.get("v")).append("n", new BsonInt32(1)));
    all.add(ExtendedJson.RELAXED.key(id.get("v")));
  }

  private static List<String> read(
      Snapshot snapshot, SourceTable table, Collection<Segment> segments) {
    List<String> found = new ArrayList<>();
    for (Segment segment : segments) {
      try (RowCursor rows =
          snapshot.read(
              snapshot.connections().getFirst(), table, segment, new ByteBudget(1 << 20))) {
        while (rows.next()) {
          found.add(rows.text(0).utf8());
        }
      }
    }
    found.sort(null);
    return found;
  }

  private static SourceTable table(Engine engine, Connection connection, TableName name) {
    Table table = engine.catalogReader().tables(connection, List.of(name)).getFirst();
    return new SourceTable(table, table.columns(), "");
  }

  @Test
  void aLargeDocumentWaitsForTheBudgetAndComesWhole() throws SQLException {
    TestDatabase target = Servers.postgres().newDatabase();
    try (StandIn source = StandIn.alone()) {
      String text = "ü".repeat(4 << 20);
      source
          .collection("shop", "big")
          .insertOne(new BsonDocument("_id", new BsonInt32(1)).append("t", new BsonString(text)));
      TaskOutcome outcome =
          run(
              source.config(),
              postgres(target),
              "{\"TargetMetadata\": {\"FullLobMode\": true, \"LimitedSizeLobMode\": false}}");
      assertThat(outcome.isComplete()).as(log::toString).isTrue();
      assertThat(rows(target, "SELECT length(_doc ->> 't') FROM shop.big"))
          .containsExactly(Integer.toString(text.length()));
    }
  }

  @Test
  void theConnectionTestSaysWhatIsThere() {
    try (StandIn source = StandIn.alone()) {
      source.insert("shop", "orders", "{\"_id\": 1}");
      ConnectionReport report = new MongoEngine().test(source.config(), Use.SOURCE);
      assertThat(report.version()).startsWith("MongoDB 5.0");
      assertThat(report.isGood()).as(report.toString()).isTrue();
      assertThat(report.checks().toString()).contains("1 collections and views in 1 databases");
    }
  }

  @Test
  void aServerThatIsNotThereIsSaidToBeSo() {
    EndpointConfig nowhere;
    try (StandIn source = StandIn.alone()) {
      nowhere = source.config("ConnectionTimeout", "2");
    }
    assertThatThrownBy(() -> new MongoEngine().connect(nowhere))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.failure()).isEqualTo(Failure.CONNECTION_REFUSED));
  }

  @Test
  void conditionsAreRefusedInWords() throws SQLException {
    TestDatabase target = Servers.postgres().newDatabase();
    try (StandIn source = StandIn.alone()) {
      source.insert("shop", "orders", "{\"_id\": 1, \"n\": 1}");
      TableMapping mapping =
          TableMapping.parse(
              """
              {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
                "object-locator": {"schema-name": "shop", "table-name": "orders"},
                "rule-action": "include",
                "filters": [{"filter-type": "source", "column-name": "n",
                  "filter-conditions": [{"filter-operator": "gte", "value": "1"}]}]}]}""");
      TaskOutcome outcome =
          run(source.config("NestingLevel", "one"), postgres(target), WITH_KEYS, mapping);
      assertThat(outcome.isComplete()).isFalse();
      assertThat(outcome + log.toString()).contains("MongoDB takes no conditions in SQL");
    }
  }

  @Test
  void aFieldThatIsOfSeveralTypesIsJson() {
    DocumentShape shape = new DocumentShape();
    for (String document :
        List.of(
            "{\"_id\": 1, \"a\": 1, \"b\": 1, \"c\": {\"x\": 1}, \"d\": {}, \"e\": null}",
            "{\"_id\": 2, \"a\": {\"$numberLong\": \"1\"}, \"b\": \"x\", \"c\": 5, \"d\": {}}",
            "{\"_id\": 3, \"a\": 1.5, \"f.g\": 1, \"\": 2}")) {
      shape.see(BsonDocument.parse(document));
    }
    assertThat(shape.columns(true).stream().map(it -> it.name() + " " + it.nativeType()))
        .containsExactly(
            "_id long", "a double", "b json", "c json", "d json", "e json", "_extra rest");
  }

  @Test
  void documentsOfManyKeysKeepTheRestTogether() {
    DocumentShape shape = new DocumentShape();
    BsonDocument document = new BsonDocument("_id", new BsonInt32(1));
    for (int i = 0; i < 3000; i++) {
      document.append("f" + i, new BsonInt32(i));
    }
    shape.see(document);
    List<Column> columns = shape.columns(true);
    assertThat(columns).hasSize(DocumentShape.COLUMNS_MAX + 2);
    assertThat(columns.getLast().name()).isEqualTo(DocumentShape.REST);
  }

  private TaskOutcome run(EndpointConfig source, EndpointConfig target, String settings) {
    return run(source, target, settings, TableMapping.ofSchema("shop"));
  }

  private TaskOutcome run(
      EndpointConfig source, EndpointConfig target, String settings, TableMapping mapping) {
    RunContext context =
        new RunContext(
            Engines.standard(),
            Clock.systemUTC(),
            "a test",
            folder,
            new SourceLimits(SourceLimits.NONE, SourceLimits.NONE),
            new TaskProgress(Clock.systemUTC()),
            new TaskLog(Clock.systemUTC(), log::add),
            new StopSignal(),
            new TableWishes());
    Task task =
        new Task(
            "documents",
            MigrationType.FULL_LOAD,
            source,
            target,
            mapping,
            TaskSettings.parse(settings));
    return new TaskRunner(context).run(task, Start.RESUME, Set.of());
  }

  static EndpointConfig postgres(TestDatabase database) {
    return endpoint("postgres", database);
  }

  static EndpointConfig endpoint(String engine, TestDatabase database) {
    return new EndpointConfig(
        engine,
        database.host(),
        database.port(),
        database.name(),
        database.user(),
        new Password(database.password()),
        Tls.NONE,
        engine.equals("mysql")
            ? java.util.Map.of("AllowPublicKeyRetrieval", "true")
            : java.util.Map.of());
  }

  static List<String> rows(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(rows.getString(i));
        }
        found.add(row.toString());
      }
      return found;
    }
  }
}
