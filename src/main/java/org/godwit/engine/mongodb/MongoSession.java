package org.godwit.engine.mongodb;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.godwit.catalog.TableName;
import org.godwit.engine.EndpointConfig;
import org.jspecify.annotations.Nullable;

/** A client of one endpoint, for one thread at a time. */
final class MongoSession implements AutoCloseable {
  private static final int COMMAND_NOT_FOUND = 59;

  private final MongoClient client;
  private final EndpointConfig config;
  private final BsonDocument hello;
  private final @Nullable ClientSession causal;
  private boolean isClosed;

  private MongoSession(
      MongoClient client,
      EndpointConfig config,
      BsonDocument hello,
      @Nullable ClientSession causal) {
    this.client = client;
    this.config = config;
    this.hello = hello;
    this.causal = causal;
  }

  /** Asks the server what it is. */
  static MongoSession over(MongoClient client, EndpointConfig config) {
    MongoDatabase admin = client.getDatabase("admin");
    // Needs the login, which hello doesn't.
    admin.runCommand(command("listDatabases").append("nameOnly", new BsonInt32(1)));
    BsonDocument hello;
    try {
      hello = admin.runCommand(command("hello"), BsonDocument.class);
    } catch (MongoException e) {
      if (e.getCode() != COMMAND_NOT_FOUND) {
        throw e;
      }
      hello = admin.runCommand(command("isMaster"), BsonDocument.class); // before 5.0
    }
    boolean isReplicated = isReplicated(hello);
    return new MongoSession(
        client,
        config,
        hello,
        isReplicated
            ? client.startSession(ClientSessionOptions.builder().causallyConsistent(true).build())
            : null);
  }

  static BsonDocument command(String name) {
    return new BsonDocument(name, new BsonInt32(1));
  }

  private static boolean isReplicated(BsonDocument hello) {
    return hello.containsKey("setName") || isSharded(hello);
  }

  private static boolean isSharded(BsonDocument hello) {
    return hello.getString("msg", new BsonString("")).getValue().equals("isdbgrid");
  }

  EndpointConfig config() {
    return config;
  }

  /** Whether the server has a log of changes: a replica set, or shards, which are such. */
  boolean isReplicated() {
    return isReplicated(hello);
  }

  /** Whether a mongos answers for shards. */
  boolean isSharded() {
    return isSharded(hello);
  }

  /** The replica set's name, or what else tells this server from others; empty for nothing. */
  String setName() {
    return hello.getString("setName", new BsonString("")).getValue();
  }

  /** The server's version, {@code 7.0.14}. */
  String version() {
    return run("admin", command("buildInfo")).getString("version").getValue();
  }

  /** The server's clock. */
  Instant now() {
    BsonDocument answer = run("admin", command(isHelloKnown() ? "hello" : "isMaster"));
    return Instant.ofEpochMilli(answer.getDateTime("localTime").getValue());
  }

  private boolean isHelloKnown() {
    return hello.containsKey("isWritablePrimary") || isSharded();
  }

  /** Runs a command on the primary, in the causal session where there is one. */
  BsonDocument run(String database, BsonDocument command) {
    MongoDatabase in = client.getDatabase(database);
    return causal == null
        ? in.runCommand(command, ReadPreference.primaryPreferred(), BsonDocument.class)
        : in.runCommand(causal, command, ReadPreference.primaryPreferred(), BsonDocument.class);
  }

  /**
   * Where the server's log is now: everything that is acknowledged lies before it. Whatever this
   * session reads later has seen it.
   */
  BsonTimestamp operationTime() {
    BsonDocument answer = run("admin", command("ping"));
    BsonValue time = answer.get("operationTime");
    if (time == null || !time.isTimestamp()) {
      throw new MongoException("the server gives no operationTime: it is no replica set");
    }
    return time.asTimestamp();
  }

  /** What this session reads from now on has seen all that happened up to there. */
  void seesAllUpTo(BsonTimestamp time) {
    if (causal != null) {
      var _ = operationTime(); // gossips the cluster's time, without which a later one is refused
      causal.advanceOperationTime(time);
    }
  }

  /** The collection's documents as they are durable on most members, where there are several. */
  Reading documents(TableName name) {
    MongoCollection<RawBsonDocument> collection =
        client
            .getDatabase(name.schema())
            .getCollection(name.table(), RawBsonDocument.class)
            .withReadConcern(isReplicated() ? ReadConcern.MAJORITY : ReadConcern.DEFAULT);
    return new Reading(collection, causal);
  }

  /** Every collection and view of a database, as {@code listCollections} tells them. */
  List<BsonDocument> collections(String database) {
    return client.getDatabase(database).listCollections(BsonDocument.class).into(new ArrayList<>());
  }

  /** Names of databases that hold anybody's data; the endpoint's alone where it names one. */
  List<String> databases() {
    if (!config.database().isEmpty()) {
      return List.of(config.database());
    }
    List<String> names = new ArrayList<>();
    client.listDatabaseNames().into(names);
    names.removeIf(it -> it.equals("admin") || it.equals("local") || it.equals("config"));
    names.sort(null);
    return names;
  }

  MongoClient client() {
    return client;
  }

  /** Runs a question; the driver's errors come out understood. */
  <T> T ask(String doing, Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw MongoErrors.explain(e, doing, config);
    }
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      try (client) {
        if (causal != null) {
          causal.close();
        }
      }
    }
  }
}
