package org.godwit.engine.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.godwit.engine.KeyRange;

/**
 * A range of {@code _id}s as a filter. A comparison finds values of its own kind alone, while an
 * index goes over all of them, kind by kind ("Comparison/Sort Order"); so that no document is left
 * out, a range over several kinds names those between.
 */
final class IdRange {
  /** The kinds in the order of an index, each with BSON's numbers of its types. */
  private static final List<List<Integer>> KINDS =
      List.of(
          List.of(-1), // the least key
          List.of(6), // undefined
          List.of(10), // null
          List.of(1, 16, 18, 19), // numbers
          List.of(2, 14), // text and symbols
          List.of(3), // documents
          List.of(4), // lists
          List.of(5), // bytes
          List.of(7), // ObjectIds
          List.of(8), // booleans
          List.of(9), // dates
          List.of(17), // timestamps
          List.of(11), // regular expressions
          List.of(12), // database pointers
          List.of(13), // code
          List.of(15), // code with a scope
          List.of(127)); // the greatest key

  private static final int NUMBERS = 3;

  private IdRange() {}

  /** The {@code _id} as a boundary of a {@link KeyRange}. */
  static String literal(BsonValue id) {
    return ExtendedJson.CANONICAL.text(new BsonDocument("v", id));
  }

  private static BsonValue value(String literal) {
    return BsonDocument.parse(literal).get("v", BsonNull.VALUE);
  }

  /** Documents of the range; every one where there is none. */
  static BsonDocument filter(Optional<KeyRange> range) {
    Optional<BsonValue> from = range.map(KeyRange::from).flatMap(IdRange::bound);
    Optional<BsonValue> to = range.map(KeyRange::to).flatMap(IdRange::bound);
    if (from.isPresent() && to.isPresent() && kind(from.get()) == kind(to.get())) {
      return new BsonDocument(
          DocumentShape.ID, new BsonDocument("$gte", from.get()).append("$lt", to.get()));
    }
    List<BsonValue> conditions = new ArrayList<>();
    from.map(IdRange::notBefore).ifPresent(conditions::add);
    to.map(IdRange::before).ifPresent(conditions::add);
    return conditions.isEmpty()
        ? new BsonDocument()
        : new BsonDocument("$and", new BsonArray(conditions));
  }

  private static Optional<BsonValue> bound(List<String> literals) {
    return literals.isEmpty() ? Optional.empty() : Optional.of(value(literals.getFirst()));
  }

  private static BsonDocument notBefore(BsonValue bound) {
    return either(
        ofId("$gte", bound), KINDS.subList(kind(bound) + 1, KINDS.size()), Optional.empty());
  }

  /** Not a number is before every number in an index, and in no comparison with one. */
  private static BsonDocument before(BsonValue bound) {
    int kind = kind(bound);
    return either(
        ofId("$lt", bound),
        KINDS.subList(0, kind),
        kind == NUMBERS
            ? Optional.of(new BsonDocument(DocumentShape.ID, new BsonDouble(Double.NaN)))
            : Optional.empty());
  }

  private static BsonDocument either(
      BsonDocument compared, List<List<Integer>> kinds, Optional<BsonDocument> further) {
    BsonArray any = new BsonArray();
    any.add(compared);
    further.ifPresent(any::add);
    BsonArray types = new BsonArray();
    kinds.forEach(kind -> kind.forEach(type -> types.add(new BsonInt32(type))));
    if (!types.isEmpty()) {
      any.add(ofId("$type", types));
    }
    return new BsonDocument("$or", any);
  }

  private static BsonDocument ofId(String operator, BsonValue value) {
    return new BsonDocument(DocumentShape.ID, new BsonDocument(operator, value));
  }

  /** In the order of {@code _id}. */
  static BsonDocument order(int direction) {
    return new BsonDocument(DocumentShape.ID, new BsonInt32(direction));
  }

  private static int kind(BsonValue value) {
    int number = value.getBsonType() == BsonType.MIN_KEY ? -1 : value.getBsonType().getValue();
    for (int i = 0; i < KINDS.size(); i++) {
      if (KINDS.get(i).contains(number)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no _id is of BSON's type " + number);
  }
}
