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
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of pgoutput, version 1 (PostgreSQL manual, "Logical Replication Message Formats"):
 * committed transactions, one after the other, with values as text.
 */
final class PgoutputReader {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final Map<Integer, FollowedTable> followed;
  private final Consumer<String> announce;
  private final Map<Integer, Relation> relations = new HashMap<>();
  private final Map<Integer, Images> images = new HashMap<>();
  private boolean isInTransaction;

  /** The two images of a row that a message may have; used again for every message. */
  private record Images(TupleRow before, TupleRow after) {}

  PgoutputReader(Map<Integer, FollowedTable> followed, Consumer<String> announce) {
    this.followed = followed;
    this.announce = announce;
    followed.forEach(
        (oid, table) ->
            images.put(
                oid,
                new Images(
                    new TupleRow(table.wanted().columns()),
                    new TupleRow(table.wanted().columns()))));
  }

  /** Whether a transaction has begun and not ended. */
  boolean isInTransaction() {
    return isInTransaction;
  }

  /** What a message says; null where it is nothing that is wanted. */
  @Nullable Change read(byte[] message, int start) {
    int at = start + 1;
    return switch (message[start]) {
      case 'B' -> begin(message, at);
      case 'C' -> commit(message, at);
      case 'R' -> relation(message, at);
      case 'I' -> insert(message, at);
      case 'U' -> update(message, at);
      case 'D' -> delete(message, at);
      case 'T' -> truncate(message, at);
      case 'O', 'Y', 'M' -> null; // an origin, the name of a type, a message of somebody's own
      default ->
          throw new EngineException(
              Failure.UNKNOWN,
              "the server sent a message of the kind %s, which version 1 of pgoutput doesn't have"
                  .formatted((char) message[start]));
    };
  }

  private Change begin(byte[] message, int at) {
    isInTransaction = true;
    Instant committedAt = EPOCH.plus(Wire.longAt(message, at + Long.BYTES), ChronoUnit.MICROS);
    int transaction = Wire.intAt(message, at + 2 * Long.BYTES);
    return new Change.Begin(
        new Lsn(Wire.longAt(message, at)), committedAt, Integer.toUnsignedString(transaction));
  }

  private Change commit(byte[] message, int at) {
    isInTransaction = false;
    return new Change.Commit(new Lsn(Wire.longAt(message, at + 1 + Long.BYTES)));
  }

  private @Nullable Change relation(byte[] message, int at) {
    int oid = Wire.intAt(message, at);
    FollowedTable table = followed.get(oid);
    if (table == null) {
      return null;
    }
    Relation relation = Relation.read(message, at + Integer.BYTES, table);
    Relation before = relations.put(oid, relation);
    if (before == null && relation.change().isEmpty()) {
      tellOfMissing(table, relation);
    }
    return relation.change().isEmpty()
        ? null
        : new Change.SchemaChange(relation.name(), relation.change());
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

  private @Nullable Change insert(byte[] message, int at) {
    int oid = Wire.intAt(message, at);
    Relation relation = relations.get(oid);
    Images image = images.get(oid);
    if (relation == null || image == null) {
      return null;
    }
    int start = at + Integer.BYTES + 1;
    int _ = image.after().read(message, start, relation.places(), relation.everyValue());
    return new Change.Insert(relation.name(), image.after());
  }

  private @Nullable Change update(byte[] message, int at) {
    int oid = Wire.intAt(message, at);
    Relation relation = relations.get(oid);
    Images image = images.get(oid);
    if (relation == null || image == null) {
      return null;
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

  private @Nullable Change delete(byte[] message, int at) {
    int oid = Wire.intAt(message, at);
    Relation relation = relations.get(oid);
    Images image = images.get(oid);
    if (relation == null || image == null) {
      return null;
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
      FollowedTable table = followed.get(oid);
      if (table != null) {
        tables.add(table.wanted().table().name());
      }
    }
    return tables.isEmpty() ? null : new Change.Truncate(tables);
  }
}
