package org.godwit.engine.mongodb;

import org.bson.BsonDocument;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.SourceTable;

/** The document of an event, or what tells one that went. */
final class EventRow extends DocumentRow implements ChangeRow {
  private boolean isKeyAlone;

  EventRow(SourceTable table, ExtendedJson json) {
    super(table, json);
  }

  /** The whole document: what it lacks is NULL. */
  EventRow of(BsonDocument document) {
    isKeyAlone = false;
    take(document);
    return this;
  }

  /** An event's documentKey, of which a shard key's other fields tell nothing more. */
  EventRow ofKey(BsonDocument documentKey) {
    isKeyAlone = true;
    takeKey(documentKey);
    return this;
  }

  @Override
  public boolean isAbsent(int column) {
    return isKeyAlone && !isKey(column);
  }
}
