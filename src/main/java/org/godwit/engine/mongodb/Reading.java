package org.godwit.engine.mongodb;

import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one collection.
 *
 * @param session that they are causally behind; null on a server that has none
 */
record Reading(MongoCollection<RawBsonDocument> collection, @Nullable ClientSession session) {
  /** Documents that match. */
  FindIterable<RawBsonDocument> find(BsonDocument filter) {
    return session == null ? collection.find(filter) : collection.find(session, filter);
  }

  /** How many there are, as the collection's own counter has it. */
  long estimatedCount() {
    return collection.estimatedDocumentCount();
  }

  /** How many match. */
  long count(BsonDocument filter) {
    return session == null
        ? collection.countDocuments(filter)
        : collection.countDocuments(session, filter);
  }
}
