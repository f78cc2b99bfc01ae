package org.godwit.engine.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.godwit.engine.KeyRange;

/**
 * A range of {@code _id}s as a filter. A comparison finds values of its own kind alone, while an
 * index goes over all of them, kind by kind ("Comparison/Sort Order"); so that no document is left
 * out, a range over several kinds names those between.
 */
final class IdRange {
  /** The kinds in the order of an index, as {@code $type} calls their types. */
  private static final List<List<String>> KINDS =
      List.of(
          List.of("minKey"),
          List.of("undefined"),
          List.of("null"),
          List.of("double", "int", "long", "decimal"),
          List.of("string", "symbol"),
          List.of("object"),
          List.of("array"),
          List.of("binData"),
          List.of("objectId"),
          List.of("bool"),
          List.of("date"),
          List.of("timestamp"),
          List.of("regex"),
          List.of("dbPointer"),
          List.of("javascript"),
          List.of("javascriptWithScope"),
          List.of("maxKey"));

  private static final int NUMBERS = 3;

  private IdRange() {}

  /** The {@code _id} as a boundary of a {@link KeyRange}. */
  static String literal(BsonValue id) {
    return ExtendedJson.CANONICAL.text(new BsonDocument("v", id));
  }

  private static BsonValue value(String literal) {
    return BsonDocument.parse(literal).get("v");
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
      BsonDocument compared, List<List<String>> kinds, Optional<BsonDocument> further) {
    BsonArray any = new BsonArray();
    any.add(compared);
    further.ifPresent(any::add);
    BsonArray types = new BsonArray();
    kinds.forEach(kind -> kind.forEach(type -> types.add(new BsonString(type))));
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
    String word = word(value.getBsonType());
    for (int i = 0; i < KINDS.size(); i++) {
      if (KINDS.get(i).contains(word)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no _id is a " + word);
  }

  private static String word(BsonType type) {
    return switch (type) {
      case MIN_KEY -> "minKey";
      case UNDEFINED -> "undefined";
      case NULL, END_OF_DOCUMENT -> "null";
      case DOUBLE, INT32, INT64, DECIMAL128 -> "int";
      case STRING, SYMBOL -> "string";
      case DOCUMENT -> "object";
      case ARRAY -> "array";
      case BINARY -> "binData";
      case OBJECT_ID -> "objectId";
      case BOOLEAN -> "bool";
      case DATE_TIME -> "date";
      case TIMESTAMP -> "timestamp";
      case REGULAR_EXPRESSION -> "regex";
      case DB_POINTER -> "dbPointer";
      case JAVASCRIPT -> "javascript";
      case JAVASCRIPT_WITH_SCOPE -> "javascriptWithScope";
      case MAX_KEY -> "maxKey";
    };
  }
}
