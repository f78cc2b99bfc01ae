package org.godwit.engine.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * Answers as a replica set of one member does, with a change stream of the events that a test tells
 * it, in the form of MongoDB's manual. An updated document is looked up when its event is sent.
 */
final class ReplicaSetStandIn extends LenientBackend {
  private static final int SECONDS = 1_718_000_000;
  private static final long CURSORS = 1L << 40;
  private static final int WIRE_VERSION_6_0 = 17;
  private static final long WAIT_MAX_MILLIS = 500;

  private final List<BsonDocument> events = new ArrayList<>();
  private final Map<BsonValue, BsonDocument> present = new HashMap<>();
  private final Map<Long, Cursor> cursors = new HashMap<>();
  private int time = 1;
  private int forgotten;
  private int batchMax = 1000;

  /** What is left to send of a stream. */
  private static final class Cursor {
    private final BsonDocument match;
    private int next;

    Cursor(BsonDocument match, int next) {
      this.match = match;
      this.next = next;
    }
  }

  /** The event of a write of its own. */
  synchronized void tell(BsonDocument event) {
    time++;
    add(event, 0);
  }

  /** The events of one transaction. */
  synchronized void tellTogether(long number, List<BsonDocument> together) {
    time++;
    for (int i = 0; i < together.size(); i++) {
      BsonDocument event = together.get(i);
      event.append(
          "lsid", new BsonDocument("id", new BsonString("s")).append("uid", new BsonString("u")));
      event.append("txnNumber", new BsonInt64(number));
      add(event, i);
    }
  }

  private void add(BsonDocument event, int place) {
    BsonDocument stamped =
        new BsonDocument("_id", token("2C%04X".formatted(place + 1)))
            .append("clusterTime", clusterTime());
    stamped.putAll(event);
    events.add(stamped);
    notifyAll();
  }

  /** What a document is from now on, for who looks it up. */
  synchronized void becomes(BsonDocument document) {
    present.put(document.get("_id"), document);
  }

  /** A document is gone. */
  synchronized void loses(BsonValue id) {
    present.remove(id);
  }

  /** The log has been cut up to here. */
  synchronized void forget() {
    time++;
    forgotten = events.size();
  }

  /** So many events a reply. */
  synchronized void sendAtMost(int count) {
    batchMax = count;
  }

  private BsonTimestamp clusterTime() {
    return new BsonTimestamp(SECONDS, time);
  }

  private BsonDocument token(String behind) {
    return new BsonDocument(
        "_data",
        new BsonString("82%08X%08X2B%s".formatted(SECONDS, time, behind).toUpperCase(Locale.ROOT)));
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    return isHello(command)
        ? decoded(hello())
        : super.handleCommand(channel, database, command, query);
  }

  @Override
  public Document handleMessage(MongoMessage message) {
    BsonDocument answer = answer(encoded(message.getDocument()));
    if (answer != null) {
      return decoded(answer);
    }
    Document usual = super.handleMessage(message);
    usual.putAll(decoded(stamp()));
    return usual;
  }

  private static boolean isHello(String command) {
    return command.equalsIgnoreCase("hello") || command.equalsIgnoreCase("isMaster");
  }

  /** Null for what a server without a log answers too. */
  private synchronized BsonDocument answer(BsonDocument command) {
    String name = command.getFirstKey();
    if (isHello(name)) {
      return hello();
    }
    if (name.equals("ping") || name.equals("endSessions") || name.equals("collMod")) {
      return ok();
    }
    if (name.equals("buildInfo")) {
      return ok().append("version", new BsonString("6.0.0"));
    }
    if (name.equals("aggregate")) {
      BsonArray pipeline = command.getArray("pipeline");
      boolean isStream =
          !pipeline.isEmpty() && pipeline.get(0).asDocument().containsKey("$changeStream");
      return isStream ? open(pipeline) : null;
    }
    if (name.equals("getMore") && command.getInt64("getMore").getValue() >= CURSORS) {
      return more(command);
    }
    boolean isOurs =
        name.equals("killCursors")
            && command.getArray("cursors").get(0).asInt64().getValue() >= CURSORS;
    if (isOurs) {
      cursors.remove(command.getArray("cursors").get(0).asInt64().getValue());
      return ok();
    }
    return null;
  }

  private BsonDocument open(BsonArray pipeline) {
    BsonDocument wished = pipeline.get(0).asDocument().getDocument("$changeStream");
    BsonDocument match = pipeline.get(1).asDocument().getDocument("$match");
    int next = 0;
    if (wished.containsKey("startAfter")) {
      String behind = wished.getDocument("startAfter").getString("_data").getValue();
      while (next < events.size() && tokenOf(events.get(next)).compareTo(behind) <= 0) {
        next++;
      }
    } else {
      BsonTimestamp from = wished.getTimestamp("startAtOperationTime");
      while (next < events.size()
          && events.get(next).getTimestamp("clusterTime").compareTo(from) < 0) {
        next++;
      }
    }
    if (next < forgotten) {
      return new BsonDocument("ok", new BsonDouble(0))
          .append("code", new BsonInt32(MongoErrors.CHANGE_STREAM_HISTORY_LOST))
          .append("codeName", new BsonString("ChangeStreamHistoryLost"))
          .append(
              "errmsg",
              new BsonString(
                  "Resume of change stream was not possible, as the resume point may no longer be in the oplog."));
    }
    long id = CURSORS + cursors.size();
    Cursor cursor = new Cursor(match, next);
    cursors.put(id, cursor);
    return reply(id, "firstBatch", new BsonArray(), cursor);
  }

  private static String tokenOf(BsonDocument event) {
    return event.getDocument("_id").getString("_data").getValue();
  }

  private BsonDocument more(BsonDocument command) {
    long id = command.getInt64("getMore").getValue();
    Cursor cursor = cursors.get(id);
    long wait =
        Math.min(
            WAIT_MAX_MILLIS,
            command.containsKey("maxTimeMS")
                ? command.getNumber("maxTimeMS").longValue()
                : WAIT_MAX_MILLIS);
    long end = System.nanoTime() + wait * 1_000_000;
    BsonArray batch = new BsonArray();
    while (take(cursor, batch)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return reply(id, "nextBatch", batch, cursor);
  }

  /** Whether there was nothing to take. */
  private boolean take(Cursor cursor, BsonArray batch) {
    while (cursor.next < events.size() && batch.size() < batchMax) {
      BsonDocument event = events.get(cursor.next++);
      if (isMatch(event, cursor.match)) {
        BsonDocument sent = event.clone();
        if (event.getString("operationType").getValue().equals("update")) {
          BsonDocument found = present.get(event.getDocument("documentKey").get("_id"));
          sent.append("fullDocument", found == null ? BsonNull.VALUE : found);
        }
        batch.add(sent);
      }
    }
    return batch.isEmpty();
  }

  private static boolean isMatch(BsonDocument event, BsonDocument match) {
    for (BsonValue one : match.getArray("$or")) {
      boolean holds = true;
      for (Map.Entry<String, BsonValue> condition : one.asDocument().entrySet()) {
        BsonValue value = at(event, condition.getKey());
        BsonValue wanted = condition.getValue();
        holds &=
            wanted.isDocument()
                ? wanted.asDocument().getArray("$in").contains(value)
                : wanted.equals(value);
      }
      if (holds) {
        return true;
      }
    }
    return false;
  }

  private static BsonValue at(BsonDocument document, String path) {
    BsonValue value = document;
    for (String name : path.split("\\.", -1)) {
      value = value.isDocument() ? value.asDocument().get(name, BsonNull.VALUE) : BsonNull.VALUE;
    }
    return value;
  }

  private BsonDocument reply(long id, String name, BsonArray batch, Cursor cursor) {
    BsonDocument last = cursor.next > 0 ? events.get(cursor.next - 1) : null;
    BsonDocument reached = token("0429296E1404");
    if (last != null
        && (cursor.next < events.size()
            || tokenOf(last).compareTo(reached.getString("_data").getValue()) > 0)) {
      reached = last.getDocument("_id");
    }
    return ok().append(
            "cursor",
            new BsonDocument("id", new BsonInt64(id))
                .append("ns", new BsonString("admin.$cmd.aggregate"))
                .append(name, batch)
                .append("postBatchResumeToken", reached));
  }

  private synchronized BsonDocument hello() {
    return ok().append("isWritablePrimary", BsonBoolean.TRUE)
        .append("ismaster", BsonBoolean.TRUE)
        .append("secondary", BsonBoolean.FALSE)
        .append("setName", new BsonString("rs0"))
        .append("setVersion", new BsonInt32(1))
        .append("hosts", new BsonArray(List.of(new BsonString("127.0.0.1:1"))))
        .append("maxBsonObjectSize", new BsonInt32(16 << 20))
        .append("maxMessageSizeBytes", new BsonInt32(48_000_000))
        .append("maxWriteBatchSize", new BsonInt32(100_000))
        .append("localTime", new BsonDateTime((SECONDS + 1L) * 1000))
        .append("logicalSessionTimeoutMinutes", new BsonInt32(30))
        .append("minWireVersion", new BsonInt32(0))
        .append("maxWireVersion", new BsonInt32(WIRE_VERSION_6_0));
  }

  private BsonDocument ok() {
    return stamp().append("ok", new BsonDouble(1));
  }

  private synchronized BsonDocument stamp() {
    return new BsonDocument("operationTime", clusterTime())
        .append("$clusterTime", new BsonDocument("clusterTime", clusterTime()));
  }

  private static Document decoded(BsonDocument document) {
    RawBsonDocument raw = new RawBsonDocument(document, new org.bson.codecs.BsonDocumentCodec());
    return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(raw.getByteBuffer().asNIO()));
  }

  private static BsonDocument encoded(Document document) {
    ByteBuf buffer = Unpooled.buffer();
    BsonEncoder.encodeDocument(document, buffer);
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    return new RawBsonDocument(bytes);
  }
}
