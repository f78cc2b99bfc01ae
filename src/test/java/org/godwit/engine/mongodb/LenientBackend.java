package org.godwit.engine.mongodb;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps documents in memory; what it can't be asked for is taken out of questions. */
class LenientBackend extends MemoryBackend {
  /** Of BSON's types; no document here has an _id of another. */
  private static final List<Integer> KNOWN_TYPES = List.of(1, 2, 3, 5, 7, 8, 9, 10, 16, 18, 19);

  /** That of lists, which no _id is. */
  private static final int NO_ID = 4;

  @Override
  public Document handleMessage(MongoMessage message) {
    soften(message.getDocument());
    return super.handleMessage(message);
  }

  @SuppressWarnings("unchecked")
  private static void soften(Object part) {
    if (part instanceof Map<?, ?> document) {
      if (document.get("$type") instanceof Collection<?> types) {
        types.retainAll(KNOWN_TYPES);
        if (types.isEmpty()) {
          ((Collection<Integer>) types).add(NO_ID);
        }
      }
      document.values().forEach(LenientBackend::soften);
    } else if (part instanceof Collection<?> list) {
      list.forEach(LenientBackend::soften);
    }
  }
}
