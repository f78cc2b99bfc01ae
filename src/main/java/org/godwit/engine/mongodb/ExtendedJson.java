package org.godwit.engine.mongodb;

import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.godwit.engine.EndpointConfig;

/**
 * MongoDB's Extended JSON (v2): JSON in which a value of a type that JSON lacks is an object with a
 * key that begins with {@code $}.
 */
enum ExtendedJson {
  /** Numbers and dates as people write them; what is an int and what a long isn't told. */
  RELAXED(JsonMode.RELAXED),
  /** Every value with its type. */
  CANONICAL(JsonMode.EXTENDED);

  /** What a text is taken for that isn't one: see {@link #key}. */
  private static final Pattern MISTAKEN =
      Pattern.compile("[0-9a-f]{24}|[\\[{\"0-9-].*|true|false|null|", Pattern.DOTALL);

  /** A value alone is written as a field of a document, of which this is left away. */
  private static final String BEFORE = "{\"v\": ";

  private final JsonWriterSettings settings;

  ExtendedJson(JsonMode mode) {
    settings = JsonWriterSettings.builder().outputMode(mode).build();
  }

  static ExtendedJson of(EndpointConfig config) {
    return MongoSettings.EXTENDED_JSON.in(config).equals("canonical") ? CANONICAL : RELAXED;
  }

  /** Any value. */
  String text(BsonValue value) {
    if (value instanceof BsonDocument document) {
      return document.toJson(settings);
    }
    String wrapped = new BsonDocument("v", value).toJson(settings);
    return wrapped.substring(BEFORE.length(), wrapped.length() - 1);
  }

  /**
   * The value of an {@code _id} as the text of a key. Different values have different texts: an
   * ObjectId is its 24 digits and a text is itself, unless it could be taken for another value;
   * then it stands in quotes. Anything else is Extended JSON.
   */
  String key(BsonValue id) {
    if (id.isObjectId()) {
      return id.asObjectId().getValue().toHexString();
    }
    if (id.isString() && !MISTAKEN.matcher(id.asString().getValue()).matches()) {
      return id.asString().getValue();
    }
    return text(id);
  }
}
