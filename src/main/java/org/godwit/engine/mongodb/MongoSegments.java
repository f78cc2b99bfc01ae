package org.godwit.engine.mongodb;

import com.mongodb.client.FindIterable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.engine.Cut;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.KeyRange;
import org.godwit.engine.Segment;
import org.godwit.engine.SourceTable;

/**
 * Cuts a collection at {@code _id}s that are about as many documents from each other, found by
 * going over the index of {@code _id} once.
 */
final class MongoSegments {
  /** As DMS's number-of-partitions is unless it is set. */
  private static final int PARTS = 16;

  private static final int PARTS_MAX = 1000;

  private final MongoSession session;
  private final SourceTable table;

  MongoSegments(MongoSession session, SourceTable table) {
    this.session = session;
    this.table = table;
  }

  List<Segment> of(Cut cut) {
    TableName name = table.table().name();
    return switch (cut) {
      case Cut.BySize(long bytes) ->
          cut(whole(), Math.clamp(table.table().size().bytes() / bytes, 1, PARTS_MAX));
      case Cut.ByPartition(boolean _, List<String> named) -> {
        if (!named.isEmpty()) {
          throw new EngineException(
              Failure.OBJECT_MISSING,
              "%s has no partition %s: MongoDB's collections have none by name; use partitions-auto"
                  .formatted(name, named.getFirst()));
        }
        yield cut(whole(), PARTS);
      }
      case Cut.Again(Segment segment, int parts) -> cut(segment, parts);
    };
  }

  private Segment whole() {
    return Segment.whole(table.table().size().rows());
  }

  private List<Segment> cut(Segment segment, int parts) {
    if (parts < 2 || !hasIds()) {
      return List.of(segment);
    }
    return session.ask(
        "cutting " + table.table().name(),
        () -> segment.cutAt(DocumentShape.ID, boundaries(segment, parts)));
  }

  private boolean hasIds() {
    return table.table().kind() != TableKind.VIEW
        && MongoCatalogReader.forms(session, table.table().name().schema())
            .getOrDefault(table.table().name(), MongoCatalogReader.Form.VIEW)
            .hasKey();
  }

  private List<String> boundaries(Segment segment, int parts) {
    Reading documents = session.documents(table.table().name());
    BsonDocument all = IdRange.filter(segment.range());
    long count = all.isEmpty() ? documents.estimatedCount() : documents.count(all);
    int step = (int) Math.min(Integer.MAX_VALUE, count / parts);
    List<String> boundaries = new ArrayList<>();
    List<String> from = segment.range().map(KeyRange::from).orElse(List.of());
    List<String> to = segment.range().map(KeyRange::to).orElse(List.of());
    while (step > 0 && boundaries.size() < parts - 1) {
      Optional<KeyRange> left =
          Optional.of(new KeyRange(List.of(DocumentShape.ID), from, to))
              .filter(range -> !range.isAll());
      Optional<BsonValue> next = first(documents.find(IdRange.filter(left)), step);
      if (next.isEmpty()) {
        break; // fewer are there than were guessed
      }
      from = List.of(IdRange.literal(next.get()));
      boundaries.add(from.getFirst());
    }
    return boundaries;
  }

  private static Optional<BsonValue> first(FindIterable<RawBsonDocument> found, int skipped) {
    RawBsonDocument document =
        found.projection(IdRange.order(1)).sort(IdRange.order(1)).skip(skipped).limit(1).first();
    return document == null ? Optional.empty() : Optional.of(DocumentShape.idOf(document));
  }
}
