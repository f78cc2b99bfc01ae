package org.godwit.engine.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bson.BsonDocument;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Password;
import org.godwit.engine.Tls;

/** A server that speaks MongoDB's protocol and keeps documents in memory. */
final class StandIn implements AutoCloseable {
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.mongodb"), Logger.getLogger("de.bwaldvogel"));

  private final MongoServer server;
  private final InetSocketAddress address;
  private final MongoClient client;

  private StandIn(MongoBackend backend) {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    server = new MongoServer(backend);
    address = server.bind();
    client = MongoClients.create("mongodb://127.0.0.1:" + address.getPort() + "/");
  }

  /** A server of its own, without a log of changes. */
  static StandIn alone() {
    return new StandIn(new LenientBackend());
  }

  /** One that has a log of changes. */
  static StandIn of(MongoBackend backend) {
    return new StandIn(backend);
  }

  EndpointConfig config(String... settings) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put(settings[i], settings[i + 1]);
    }
    return new EndpointConfig(
        MongoEngine.ID, "127.0.0.1", address.getPort(), "", "", new Password(""), Tls.NONE, given);
  }

  MongoCollection<BsonDocument> collection(String database, String name) {
    return client.getDatabase(database).getCollection(name, BsonDocument.class);
  }

  /** Adds documents, each in Extended JSON. */
  void insert(String database, String name, String... documents) {
    for (String document : documents) {
      collection(database, name).insertOne(BsonDocument.parse(document));
    }
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }
}
