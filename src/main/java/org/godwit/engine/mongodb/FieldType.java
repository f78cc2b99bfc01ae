package org.godwit.engine.mongodb;

import org.bson.BsonBinarySubType;
import org.bson.BsonValue;
import org.godwit.catalog.DataType;

/** What a column holds; the words are BSON's, where there is one. */
enum FieldType {
  BOOL("bool", new DataType.Bool()),
  INT("int", new DataType.Int(32, false)),
  LONG("long", new DataType.Int(64, false)),
  DOUBLE("double", new DataType.Real(64)),
  DECIMAL("decimal", new DataType.Decimal(DataType.UNBOUNDED, DataType.UNBOUNDED)),
  STRING("string", DataType.Text.unbounded()),
  DATE("date", new DataType.Timestamp(3, true)),
  OBJECT_ID("objectId", new DataType.Text(24, false)),
  UUID("uuid", new DataType.Uuid()),
  BINARY("binData", new DataType.Binary(DataType.UNBOUNDED, false)),
  CODE("javascript", DataType.Text.unbounded()),
  /** Any value, as Extended JSON: what no other engine has, lists, and fields of several types. */
  JSON("json", new DataType.Json(false)),
  /** The {@code _id}, as {@link ExtendedJson#key} writes it. */
  ID("_id", new DataType.Text(FieldType.ID_LENGTH_MAX, false)),
  /** A whole document. */
  DOCUMENT("document", new DataType.Json(false)),
  /** What of a document no other column has; NULL for nothing. */
  REST("rest", new DataType.Json(false));

  /** A key of more characters can't be indexed by every target. */
  static final int ID_LENGTH_MAX = 255;

  private final String word;
  private final DataType type;

  FieldType(String word, DataType type) {
    this.word = word;
    this.type = type;
  }

  /** As catalog and pages show it. */
  String word() {
    return word;
  }

  DataType type() {
    return type;
  }

  /** By its word. */
  static FieldType of(String word) {
    for (FieldType type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type of a document's field: " + word);
  }

  /** That of a value which is neither null nor a document with columns of its own. */
  static FieldType of(BsonValue value) {
    return switch (value.getBsonType()) {
      case BOOLEAN -> BOOL;
      case INT32 -> INT;
      case INT64 -> LONG;
      case DOUBLE -> DOUBLE;
      case DECIMAL128 -> DECIMAL;
      case STRING, SYMBOL -> STRING;
      case DATE_TIME -> DATE;
      case OBJECT_ID -> OBJECT_ID;
      case BINARY ->
          value.asBinary().getType() == BsonBinarySubType.UUID_STANDARD.getValue()
                  && value.asBinary().getData().length == 16
              ? UUID
              : BINARY;
      case JAVASCRIPT -> CODE;
      case ARRAY,
          DOCUMENT,
          TIMESTAMP,
          REGULAR_EXPRESSION,
          JAVASCRIPT_WITH_SCOPE,
          DB_POINTER,
          UNDEFINED,
          MIN_KEY,
          MAX_KEY,
          NULL,
          END_OF_DOCUMENT ->
          JSON;
    };
  }

  /** A type that holds the values of both. */
  FieldType with(FieldType other) {
    if (this == other) {
      return this;
    }
    if (isNumber() && other.isNumber()) {
      return ordinal() > other.ordinal() ? this : other;
    }
    if ((this == UUID && other == BINARY) || (this == BINARY && other == UUID)) {
      return BINARY;
    }
    return JSON;
  }

  private boolean isNumber() {
    return switch (this) {
      case INT, LONG, DOUBLE, DECIMAL -> true;
      case BOOL, STRING, DATE, OBJECT_ID, UUID, BINARY, CODE, JSON, ID, DOCUMENT, REST -> false;
    };
  }
}
