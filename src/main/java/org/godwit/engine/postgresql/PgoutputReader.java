package org.godwit.engine.postgresql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.godwit.catalog.TableName;
import org.godwit.engine.Change;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.LoggedRowSize;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of pgoutput, version 1 (PostgreSQL manual, "Logical Replication Message Formats"):
 * committed transactions, one after the other, with values as text.
 */
final class PgoutputReader {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final Map<Integer, FollowedTable> followed;
  private final Lsn known;
  private final DefinitionReader definitions;
  private final boolean isTold;
  private final String leftOut;
  private final Consumer<String> announce;
  private final AbsentTables absent;
  private final Map<Integer, byte[]> told = new HashMap<>();
  private final Map<Integer, Relation> relations = new HashMap<>();
  private final Map<Integer, Images> images = new HashMap<>();
  private boolean isInTransaction;
  private boolean isLeftOut;
  private boolean isUntouched;
  private int transaction;
  private long ended;

  /** The two images of a row that a message may have; used again for every message. */
  private record Images(TupleRow before, TupleRow after) {}

  /**
   * Of these tables.
   *
   * @param isTold whether what becomes of tables is written into the log for the task
   * @param leftOut what transactions that are left out are marked by; empty for none
   * @param from where the stream begins: the server reads from an earlier place on, and says so
   */
  PgoutputReader(
      FollowedTables tables, boolean isTold, String leftOut, Lsn from, Consumer<String> announce) {
    this.isTold = isTold;
    this.ended = from.value();
    this.leftOut = leftOut;
    this.followed = tables.byOid();
    this.absent = tables.absent();
    this.known = tables.known();
    this.definitions = new DefinitionReader(tables);
    this.announce = announce;
    followed.forEach(
        (oid, table) ->
            images.put(
                oid,
                new Images(
                    new TupleRow(table.wanted().columns()),
                    new TupleRow(table.wanted().columns()))));
  }

  /**
   * The server has read its log up to there; null where that says nothing. It may tell so late that
   * a transaction behind the place has come already.
   */
  Change.@Nullable Idle idle(long read) {
    boolean isBehind = Long.compareUnsigned(read, ended) >= 0;
    return read == 0 || isInTransaction || !isBehind ? null : new Change.Idle(new Lsn(read));
  }

  /** What messages before have led to beside what was told of each; null for nothing. */
  @Nullable Change more() {
    return absent.next();
  }

  /**
   * What a message says; null where it is nothing that is wanted.
   *
   * @param place in the log that it is of; 0 for what comes before a row
   */
  @Nullable Change read(byte[] message, int start, long place) {
    int at = start + 1;
    byte kind = message[start];
    boolean isFirst = isUntouched;
    isUntouched &= kind == 'B' || kind == 'O' || kind == 'R' || kind == 'Y';
    return switch (kind) {
      case 'B' -> begin(message, at);
      case 'C' -> commit(message, at);
      case 'R' -> relation(message, at);
      case 'I' -> isLeftOut ? null : insert(message, at, place);
      case 'U' -> isLeftOut ? null : update(message, at, place);
      case 'D' -> isLeftOut ? null : delete(message, at, place);
      case 'T' -> isLeftOut ? null : truncate(message, at);
      case 'M' -> isInTransaction ? message(message, at, isFirst) : null;
      case 'O', 'Y' -> null; // an origin, the name of a type
      default ->
          throw new EngineException(
              Failure.UNKNOWN,
              "the server sent a message of the kind %s, which version 1 of pgoutput doesn't have"
                  .formatted((char) kind));
    };
  }

  /** A marked transaction begins with its mark; what says so later is another's. */
  private @Nullable Change message(byte[] message, int at, boolean isFirst) {
    LogicalMessage logical = LogicalMessage.read(message, at);
    isLeftOut |=
        isFirst
            && !leftOut.isEmpty()
            && logical.prefix().equals(PostgresChangeTarget.MARK)
            && logical.content().equals(leftOut);
    return isLeftOut || !isTold ? null : definitions.read(logical, transaction);
  }

  private Change begin(byte[] message, int at) {
    isInTransaction = true;
    isUntouched = true;
    isLeftOut = false;
    Instant committedAt = EPOCH.plus(Wire.longAt(message, at + Long.BYTES), ChronoUnit.MICROS);
    transaction = Wire.intAt(message, at + 2 * Long.BYTES);
    return new Change.Begin(
        new Lsn(Wire.longAt(message, at)), committedAt, Integer.toUnsignedString(transaction));
  }

  private Change commit(byte[] message, int at) {
    isInTransaction = false;
    ended = Wire.longAt(message, at + 1 + Long.BYTES);
    return new Change.Commit(new Lsn(ended));
  }

  /** Its place isn't told, unlike that of the row behind it. */
  private @Nullable Change relation(byte[] message, int at) {
    int oid = Wire.intAt(message, at);
    absent.relation(oid, message, at + Integer.BYTES);
    if (followed.containsKey(oid)) {
      told.put(oid, Arrays.copyOfRange(message, at + Integer.BYTES, message.length));
    }
    return null;
  }

  /** How a row at that place looks; null where nobody wants it. */
  private @Nullable Relation relation(int oid, long place) {
    absent.touched(oid);
    byte[] message = told.remove(oid);
    FollowedTable table = followed.get(oid);
    if (message != null && table != null) {
      boolean isOlder = Long.compareUnsigned(place, known.value()) < 0;
      Relation relation = Relation.read(message, table, isOlder);
      Relation before = relations.put(oid, relation);
      if (before == null && !isOlder && relation.obstacle().isEmpty()) {
        tellOfMissing(table, relation);
      }
    }
    return relations.get(oid);
  }

  private static Change unread(Relation relation) {
    return relation.isNewer()
        ? new Change.Redefined(
            relation.name(),
            Change.Deed.ALTERED,
            "its columns in the log are now " + relation.columns())
        : new Change.Unreadable(relation.name(), relation.obstacle());
  }

  private void tellOfMissing(FollowedTable table, Relation relation) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < table.wanted().columns().size(); i++) {
      int column = i;
      if (Arrays.stream(relation.places()).noneMatch(place -> place == column)) {
        missing.add(table.wanted().columns().get(i).name());
      }
    }
    if (!missing.isEmpty()) {
      announce.accept(
          "the log of %s has no values for %s: rows that come from there get the target's default"
              .formatted(relation.name(), String.join(", ", missing)));
    }
  }

  private @Nullable Change insert(byte[] message, int at, long place) {
    int oid = Wire.intAt(message, at);
    Relation relation = relation(oid, place);
    Images image = images.get(oid);
    if (relation == null || image == null) {
      return null;
    }
    if (!relation.obstacle().isEmpty()) {
      return unread(relation);
    }
    if (LoggedRowSize.isTooLarge(message.length)) {
      return new Change.Unreadable(relation.name(), LoggedRowSize.obstacle(message.length));
    }
    int start = at + Integer.BYTES + 1;
    int _ = image.after().read(message, start, relation.places(), relation.everyValue());
    return new Change.Insert(relation.name(), image.after());
  }

  private @Nullable Change update(byte[] message, int at, long place) {
    int oid = Wire.intAt(message, at);
    Relation relation = relation(oid, place);
    Images image = images.get(oid);
    if (relation == null || image == null) {
      return null;
    }
    if (!relation.obstacle().isEmpty()) {
      return unread(relation);
    }
    if (LoggedRowSize.isTooLarge(message.length)) {
      return new Change.Unreadable(relation.name(), LoggedRowSize.obstacle(message.length));
    }
    int start = at + Integer.BYTES;
    boolean hasBefore = message[start] != 'N';
    if (hasBefore) {
      start = before(message, start, relation, image);
    }
    int _ = image.after().read(message, start + 1, relation.places(), relation.everyValue());
    if (hasBefore) {
      image.after().complete(image.before());
    }
    return new Change.Update(relation.name(), hasBefore ? image.before() : null, image.after());
  }

  private @Nullable Change delete(byte[] message, int at, long place) {
    int oid = Wire.intAt(message, at);
    Relation relation = relation(oid, place);
    Images image = images.get(oid);
    if (relation == null || image == null) {
      return null;
    }
    if (!relation.obstacle().isEmpty()) {
      return unread(relation);
    }
    if (LoggedRowSize.isTooLarge(message.length)) {
      return new Change.Unreadable(relation.name(), LoggedRowSize.obstacle(message.length));
    }
    int _ = before(message, at + Integer.BYTES, relation, image);
    return new Change.Delete(relation.name(), image.before());
  }

  private static int before(byte[] message, int at, Relation relation, Images image) {
    boolean isKeyAlone = message[at] == 'K';
    return image
        .before()
        .read(
            message,
            at + 1,
            relation.places(),
            isKeyAlone ? relation.isIdentity() : relation.everyValue());
  }

  private @Nullable Change truncate(byte[] message, int at) {
    int count = Wire.intAt(message, at);
    List<TableName> tables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int oid = Wire.intAt(message, at + Integer.BYTES + 1 + i * Integer.BYTES);
      absent.touched(oid);
      FollowedTable table = followed.get(oid);
      if (table != null) {
        tables.add(table.wanted().table().name());
      }
    }
    return tables.isEmpty() ? null : new Change.Truncate(tables);
  }
}
