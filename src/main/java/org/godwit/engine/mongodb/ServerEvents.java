package org.godwit.engine.mongodb;

import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.model.changestream.FullDocument;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A change stream of the whole cluster, or of the endpoint's database. Which collections are wanted
 * doesn't change what its tokens mean, so that a task may get other ones.
 */
final class ServerEvents implements ChangeEvents {
  /** So long the server waits for something to tell. */
  private static final long AWAITED_MILLIS = 200;

  private static final int BATCH_EVENTS = 1000;

  /** Events of these are told whatever collections are wanted. */
  private static final List<String> ALWAYS =
      List.of("drop", "rename", "dropDatabase", "invalidate");

  private final MongoChangeStreamCursor<BsonDocument> cursor;

  private ServerEvents(MongoChangeStreamCursor<BsonDocument> cursor) {
    this.cursor = cursor;
  }

  /** Opens it at a place. */
  static ServerEvents open(
      MongoSession session, Collection<TableName> tables, ChangePosition from) {
    // Nobody reads what an update set beside the whole document, and both may pass 16 MB.
    List<BsonDocument> pipeline =
        List.of(
            new BsonDocument("$match", wanted(tables)),
            new BsonDocument("$project", new BsonDocument("updateDescription", new BsonInt32(0))));
    String database = session.config().database();
    ChangeStreamIterable<BsonDocument> stream =
        database.isEmpty()
            ? session.client().watch(pipeline, BsonDocument.class)
            : session.client().getDatabase(database).watch(pipeline, BsonDocument.class);
    stream
        .fullDocument(
            MongoSettings.POST_IMAGES.isOn(session.config())
                ? FullDocument.WHEN_AVAILABLE
                : FullDocument.UPDATE_LOOKUP)
        .batchSize(BATCH_EVENTS)
        .maxAwaitTime(AWAITED_MILLIS, TimeUnit.MILLISECONDS);
    if (from.token().isEmpty()) {
      stream.startAtOperationTime(from.time());
    } else {
      stream.startAfter(from.resumeToken());
    }
    // As the server wrote them: the driver's own class of events is without some of their fields.
    return new ServerEvents(
        (MongoChangeStreamCursor<BsonDocument>)
            stream.withDocumentClass(BsonDocument.class).cursor());
  }

  /** Rows of the tables, and what becomes of any collection. */
  static BsonDocument wanted(Collection<TableName> tables) {
    TreeMap<String, BsonArray> names = new TreeMap<>();
    for (TableName table : tables) {
      names
          .computeIfAbsent(table.schema(), _ -> new BsonArray())
          .add(new BsonString(table.table()));
    }
    BsonArray any = new BsonArray();
    names.forEach(
        (database, collections) ->
            any.add(
                new BsonDocument("ns.db", new BsonString(database))
                    .append("ns.coll", new BsonDocument("$in", collections))));
    BsonArray always = new BsonArray();
    ALWAYS.forEach(type -> always.add(new BsonString(type)));
    any.add(new BsonDocument("operationType", new BsonDocument("$in", always)));
    return new BsonDocument("$or", any);
  }

  @Override
  public @Nullable BsonDocument next() {
    return cursor.tryNext();
  }

  @Override
  public @Nullable BsonDocument reached() {
    return cursor.getResumeToken();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
