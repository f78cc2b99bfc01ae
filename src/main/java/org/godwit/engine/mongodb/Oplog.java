package org.godwit.engine.mongodb;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.godwit.catalog.TableName;
import org.godwit.engine.KeptLog;

/** How far a member's oplog reaches back. */
record Oplog(BsonTimestamp first, BsonTimestamp last) {
  private static final TableName NAME = new TableName("local", "oplog.rs");
  private static final int UNAUTHORIZED = 13;

  /** Empty where the user may not read it, and behind mongos, who has none. */
  static Optional<Oplog> of(MongoSession session) {
    if (!session.isReplicated() || session.isSharded()) {
      return Optional.empty();
    }
    try {
      RawBsonDocument first =
          session
              .documents(NAME)
              .collection()
              .find()
              .sort(new BsonDocument("$natural", new BsonInt32(1)))
              .projection(new BsonDocument("ts", new BsonInt32(1)))
              .limit(1)
              .first();
      return first == null
          ? Optional.empty()
          : Optional.of(new Oplog(first.getTimestamp("ts"), session.operationTime()));
    } catch (MongoException e) {
      if (e.getCode() == UNAUTHORIZED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** From its first to its last entry. */
  Duration length() {
    return Duration.between(ChangePosition.instant(first), ChangePosition.instant(last));
  }

  /** How much of its length lies behind a place; it is cut by its size, so that this is a guess. */
  KeptLog kept(ChangePosition from) {
    Duration age = Duration.between(from.instant(), ChangePosition.instant(last));
    return new KeptLog(
        "the oplog",
        "",
        "storage.oplogMinRetentionHours and the oplog's size (replSetResizeOplog)",
        0,
        null,
        age.isNegative() ? Duration.ZERO : age,
        length());
  }
}
