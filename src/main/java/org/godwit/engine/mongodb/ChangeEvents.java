package org.godwit.engine.mongodb;

import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** What a change stream of a server gives, an event at a time. */
interface ChangeEvents extends AutoCloseable {

  /**
   * The next event, as the server wrote it; null where the server had no more within a moment, so
   * that all of what was committed up to {@link #reached} has come.
   */
  @Nullable BsonDocument next();

  /** The server's token for where it has come to; null before its first answer. */
  @Nullable BsonDocument reached();

  @Override
  void close();
}
