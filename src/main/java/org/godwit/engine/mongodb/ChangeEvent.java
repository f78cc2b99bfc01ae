package org.godwit.engine.mongodb;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * One event of a change stream ("Change Events").
 *
 * @param document as the server wrote it
 */
record ChangeEvent(BsonDocument document) {

  /** What it tells of, {@code insert}; an event of a later version has a word of its own. */
  String type() {
    return document.getString("operationType").getValue();
  }

  /** The collection; empty for what is of a whole database, or of the stream. */
  Optional<TableName> table() {
    return name("ns");
  }

  /** The new name of a renamed collection. */
  Optional<TableName> renamed() {
    return name("to");
  }

  private Optional<TableName> name(String field) {
    BsonDocument name = document.getDocument(field, new BsonDocument());
    return name.containsKey("coll")
        ? Optional.of(
            new TableName(name.getString("db").getValue(), name.getString("coll").getValue()))
        : Optional.empty();
  }

  /** Behind it. */
  ChangePosition position() {
    return ChangePosition.behind(document.getDocument("_id"));
  }

  /** When it was committed, by the cluster. */
  BsonTimestamp clusterTime() {
    return document.containsKey("clusterTime")
        ? document.getTimestamp("clusterTime")
        : position().time();
  }

  /** The whole document; empty where an update's was gone when it was looked up. */
  Optional<BsonDocument> fullDocument() {
    BsonValue found = document.get("fullDocument");
    return found == null || !found.isDocument()
        ? Optional.empty()
        : Optional.of(found.asDocument());
  }

  /** What tells the document. */
  BsonDocument documentKey() {
    return document.getDocument("documentKey");
  }

  /** Of which transaction of several events it is one; empty for a write of its own. */
  String transaction() {
    BsonDocument session = document.getDocument("lsid", new BsonDocument());
    @Nullable BsonValue number = document.get("txnNumber");
    return session.isEmpty() || number == null
        ? ""
        : id(session.get("id", new BsonString(""))) + "/" + number.asNumber().longValue();
  }

  private static String id(BsonValue session) {
    return FieldType.of(session) == FieldType.UUID
        ? session.asBinary().asUuid().toString()
        : ExtendedJson.RELAXED.text(session);
  }
}
