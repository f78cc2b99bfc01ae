package org.godwit.engine.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engines;
import org.godwit.engine.Failure;
import org.godwit.mapping.TableMapping;
import org.godwit.task.LogLine;
import org.godwit.task.MigrationType;
import org.godwit.task.RunContext;
import org.godwit.task.Start;
import org.godwit.task.StopReason;
import org.godwit.task.TableWishes;
import org.godwit.task.Task;
import org.godwit.task.TaskLog;
import org.godwit.task.TaskOutcome;
import org.godwit.task.TaskProgress;
import org.godwit.task.TaskRunner;
import org.godwit.task.cdc.ChangeWishes;
import org.godwit.task.load.SourceLimits;
import org.godwit.task.load.StopSignal;
import org.godwit.task.settings.TaskSettings;
import org.godwit.testing.Servers;
import org.godwit.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Load and changes over MongoDB's own driver, from a stand-in for a replica set into real servers.
 */
class MongoChangesIT {
  private static final Duration RUN_MAX = Duration.ofSeconds(90);
  private static final ChangeWishes UNTIL_IDLE =
      new ChangeWishes(
          Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(1)), true);

  /** What was parked is loaded again by a resume. */
  private static final String SETTINGS =
      "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DROP_AND_CREATE\"}%s}";

  private static final String BATCHES = ", \"TargetMetadata\": {\"BatchApplyEnabled\": true}";

  private static final String LANES = ", \"TargetMetadata\": {\"ParallelApplyThreads\": 3}";

  @TempDir Path folder;
  private final List<LogLine> log = new CopyOnWriteArrayList<>();
  private TaskProgress progress = new TaskProgress(Clock.systemUTC());
  private StopSignal stop = new StopSignal();

  /** Is done once when the place that loads have seen is known, and no document is read yet. */
  private Runnable behindThePlace = () -> {};

  /** Writes documents, and the events that MongoDB would tell of them. */
  private static final class Shop {
    private final ReplicaSetStandIn replicaSet = new ReplicaSetStandIn();
    private final StandIn server = StandIn.of(replicaSet);
    private final Map<Integer, BsonDocument> orders = new TreeMap<>();
    private final Random random = new Random(5);
    private int next;
    private long transactions;

    synchronized void write() {
      switch (orders.size() < 20 ? 0 : random.nextInt(7)) {
        case 0, 1 -> replicaSet.tell(insert());
        case 2 -> replicaSet.tell(update());
        case 3 -> replicaSet.tell(replace());
        case 4 -> replicaSet.tell(delete());
        case 5 -> {
          BsonDocument update = update(); // and gone before anybody can look it up
          replicaSet.tell(update);
          int id = update.getDocument("documentKey").getInt32("_id").getValue();
          replicaSet.tell(deleted(id));
        }
        default -> replicaSet.tellTogether(++transactions, List.of(insert(), update(), insert()));
      }
    }

    private BsonDocument event(String type, int id) {
      return new BsonDocument("operationType", new BsonString(type))
          .append(
              "ns",
              new BsonDocument("db", new BsonString("shop"))
                  .append("coll", new BsonString("orders")))
          .append("documentKey", new BsonDocument("_id", new BsonInt32(id)));
    }

    private BsonDocument document(int id) {
      BsonDocument document = new BsonDocument("_id", new BsonInt32(id));
      document.append("n", new BsonInt32(random.nextInt()));
      document.append("name", new BsonString("é" + random.nextInt(1000)));
      if (random.nextBoolean()) {
        document.append(
            "address", new BsonDocument("city", new BsonString("c" + random.nextInt(9))));
      }
      if (random.nextInt(4) == 0) {
        document.append("note", new BsonString("y".repeat(random.nextInt(80))));
      }
      return document;
    }

    BsonDocument insert() {
      int id = next++;
      BsonDocument document = document(id);
      orders.put(id, document);
      replicaSet.becomes(document);
      server.collection("shop", "orders").insertOne(document);
      return event("insert", id).append("fullDocument", document);
    }

    private int any() {
      List<Integer> ids = new ArrayList<>(orders.keySet());
      return ids.get(random.nextInt(ids.size()));
    }

    private BsonDocument put(int id) {
      BsonDocument document = document(id);
      orders.put(id, document);
      replicaSet.becomes(document);
      server
          .collection("shop", "orders")
          .replaceOne(new BsonDocument("_id", new BsonInt32(id)), document);
      return document;
    }

    BsonDocument update() {
      int id = any();
      BsonDocument document = put(id);
      BsonValue name = document.get("name");
      return event("update", id)
          .append(
              "updateDescription",
              new BsonDocument("updatedFields", new BsonDocument("name", name)));
    }

    BsonDocument replace() {
      int id = any();
      return event("replace", id).append("fullDocument", put(id));
    }

    BsonDocument delete() {
      return deleted(any());
    }

    private BsonDocument deleted(int id) {
      orders.remove(id);
      replicaSet.loses(new BsonInt32(id));
      server.collection("shop", "orders").deleteOne(new BsonDocument("_id", new BsonInt32(id)));
      return event("delete", id);
    }

    BsonDocument drop() {
      orders.clear();
      server.collection("shop", "orders").drop();
      BsonDocument event = event("drop", 0);
      event.remove("documentKey");
      return event;
    }

    /** Fields in no order: the stand-in leaves those of a replaced document where they were. */
    synchronized Map<Integer, BsonDocument> expected() {
      return new TreeMap<>(orders);
    }
  }

  private void note(LogLine line) {
    log.add(line);
    if (line.message().contains("have seen the oplog up to one place")) {
      behindThePlace.run();
      behindThePlace = () -> {};
    }
  }

  private TaskOutcome run(EndpointConfig source, EndpointConfig target, String settings) {
    RunContext context =
        new RunContext(
            Engines.standard(),
            Clock.systemUTC(),
            "a test",
            folder,
            new SourceLimits(SourceLimits.NONE, SourceLimits.NONE),
            progress,
            new TaskLog(Clock.systemUTC(), this::note),
            stop,
            new TableWishes());
    Task task =
        new Task(
            "documents",
            MigrationType.FULL_LOAD_AND_CDC,
            source,
            target,
            TableMapping.ofSchema("shop"),
            TaskSettings.parse(settings));
    return new TaskRunner(context, UNTIL_IDLE).run(task, Start.RESUME, Set.of());
  }

  private CompletableFuture<TaskOutcome> start(
      EndpointConfig source, EndpointConfig target, String settings) {
    stop = new StopSignal();
    progress = new TaskProgress(Clock.systemUTC());
    CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(run(source, target, settings));
              } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
              }
            });
    return outcome;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", BATCHES, LANES})
  void loadAndChangesConvergeWhileOthersWriteAndEachRestartGoesOn(String how) throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    Shop shop = new Shop();
    String settings = SETTINGS.formatted(how);
    try (StandIn source = shop.server) {
      for (int i = 0; i < 300; i++) {
        shop.write();
      }
      shop.replicaSet.sendAtMost(2); // transactions come in several replies
      behindThePlace =
          () -> {
            for (int i = 0; i < 200; i++) {
              shop.write(); // the load reads all of it, and the stream tells it once more
            }
          };
      int written = 0;
      for (int restart = 0; restart < 3; restart++) {
        CompletableFuture<TaskOutcome> run =
            start(source.config(), MongoLoadIT.postgres(target), settings);
        while (!run.isDone() && progress.changes().ofThisRun() < 150 && written < 5_000) {
          shop.write();
          written++;
        }
        stop.give();
        assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).message())
            .as(this::told)
            .isEmpty();
      }
      shop.replicaSet.sendAtMost(1000);
      TaskOutcome outcome =
          start(source.config(), MongoLoadIT.postgres(target), settings)
              .get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.reason()).as(outcome.message()).isEqualTo(StopReason.STOPPED_WHEN_IDLE);
      assertThat(outcome.isComplete()).as(this::told).isTrue();
      assertThat(rows(target)).isEqualTo(shop.expected()).hasSizeGreaterThan(10);
      assertThat(MongoLoadIT.rows(target, "SELECT count(*) FROM godwit_control.apply_exception"))
          .containsExactly("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void changesConvergeOnMySqlAndMariaDbToo(String engine) throws Exception {
    TestDatabase target =
        (engine.equals("mysql") ? Servers.mysql() : Servers.mariaDb()).newDatabase();
    Shop shop = new Shop();
    String settings =
        SETTINGS.formatted(
            ", \"TargetMetadata\": {\"TargetSchema\": \"%s\"}, \"ControlTablesSettings\": {\"ControlSchema\": \"%s_control\"}"
                .formatted(target.name(), target.name()));
    try (StandIn source = shop.server) {
      for (int i = 0; i < 100; i++) {
        shop.write();
      }
      CompletableFuture<TaskOutcome> run =
          start(source.config(), MongoLoadIT.endpoint(engine, target), settings);
      for (int i = 0; i < 300 && !run.isDone(); i++) {
        shop.write();
      }
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).reason())
          .as(this::told)
          .isEqualTo(StopReason.STOPPED_WHEN_IDLE);
      List<String> ids = new ArrayList<>();
      shop.orders.forEach((id, document) -> ids.add(id + "|" + document.getInt32("n").getValue()));
      assertThat(
              MongoLoadIT.rows(
                  target,
                  "SELECT _id, JSON_VALUE(_doc, '$.n') FROM orders ORDER BY CAST(_id AS SIGNED)"))
          .isEqualTo(ids);
    }
  }

  @Test
  void fieldsAreColumnsOfChangesToo() throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    Shop shop = new Shop();
    try (StandIn source = shop.server) {
      for (int i = 0; i < 200; i++) {
        shop.write();
      }
      EndpointConfig config = source.config("NestingLevel", "one", "DocsToInvestigate", "0");
      EndpointConfig to = MongoLoadIT.postgres(target);
      String settings = SETTINGS.formatted("");
      CompletableFuture<TaskOutcome> run = start(config, to, settings);
      for (int i = 0; i < 300 && !run.isDone(); i++) {
        shop.write();
      }
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).isComplete())
          .as(this::told)
          .isTrue();
      List<String> expected = new ArrayList<>();
      shop.orders.forEach(
          (id, document) ->
              expected.add(
                  id
                      + "|"
                      + document.getInt32("n").getValue()
                      + "|"
                      + document.getString("name").getValue()
                      + "|"
                      + document
                          .getDocument("address", new BsonDocument())
                          .getString("city", new BsonString("null"))
                          .getValue()));
      assertThat(
              MongoLoadIT.rows(
                  target, "SELECT _id, n, name, \"address.city\" FROM shop.orders ORDER BY _id"))
          .isEqualTo(expected);
    }
  }

  @Test
  void aDroppedCollectionIsDroppedAndOneMadeAnewComesWithTheNextStart() throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    Shop shop = new Shop();
    try (StandIn source = shop.server) {
      source.insert("shop", "other", "{\"_id\": 1}");
      shop.replicaSet.tell(shop.insert());
      EndpointConfig to = MongoLoadIT.postgres(target);
      CompletableFuture<TaskOutcome> run = start(source.config(), to, SETTINGS.formatted(""));
      long end = System.nanoTime() + RUN_MAX.toNanos();
      while (!log.toString().contains("changes begin at") && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(run.get(RUN_MAX.toSeconds(), TimeUnit.SECONDS).reason())
          .isEqualTo(StopReason.STOPPED_WHEN_IDLE);
      shop.replicaSet.tell(shop.drop());
      shop.replicaSet.tell(shop.insert());
      TaskOutcome outcome =
          start(source.config(), to, SETTINGS.formatted(""))
              .get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.message()).as(this::told).isEmpty();
      TaskOutcome again =
          start(source.config(), to, SETTINGS.formatted(""))
              .get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(again.isComplete()).as(this::told).isTrue();
      assertThat(rows(target)).as(this::told).isEqualTo(shop.expected()).hasSize(1);
    }
  }

  @Test
  void aTaskWhosePlaceTheOplogHasForgottenSaysSo() throws Exception {
    TestDatabase target = Servers.postgres().newDatabase();
    Shop shop = new Shop();
    try (StandIn source = shop.server) {
      shop.replicaSet.tell(shop.insert());
      EndpointConfig to = MongoLoadIT.postgres(target);
      assertThat(run(source.config(), to, SETTINGS.formatted("")).isComplete()).isTrue();
      shop.replicaSet.tell(shop.insert());
      shop.replicaSet.tell(shop.insert());
      shop.replicaSet.forget();
      TaskOutcome outcome =
          start(source.config(), to, SETTINGS.formatted(""))
              .get(RUN_MAX.toSeconds(), TimeUnit.SECONDS);
      assertThat(outcome.failure()).as(this::told).isEqualTo(Failure.POSITION_LOST);
      assertThat(outcome.message()).contains("error 286").contains("load the tables again");
    }
  }

  private String told() {
    return log.stream().map(LogLine::message).collect(Collectors.joining("\n"));
  }

  private static Map<Integer, BsonDocument> rows(TestDatabase target) throws SQLException {
    Map<Integer, BsonDocument> rows = new TreeMap<>();
    for (String row : MongoLoadIT.rows(target, "SELECT _id, _doc FROM shop.orders")) {
      int bar = row.indexOf('|');
      rows.put(Integer.valueOf(row.substring(0, bar)), BsonDocument.parse(row.substring(bar + 1)));
    }
    return rows;
  }
}
