package org.godwit.engine.mongodb;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.BsonString;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;

/** MongoDB takes no SQL: names and texts are written as JSON has them, for messages. */
final class MongoDialect implements Dialect {
  /** Of a whole namespace ("MongoDB Limits and Thresholds"). */
  private static final int NAME_BYTES_MAX = 255;

  @Override
  public String quote(String identifier) {
    return literal(identifier);
  }

  @Override
  public String bytesOf(Column column) {
    return "{\"$binarySize\": " + literal("$" + column.name()) + "}";
  }

  @Override
  public String charactersOf(Column column) {
    return "{\"$strLenCP\": " + literal("$" + column.name()) + "}";
  }

  @Override
  public String literal(String text) {
    return ExtendedJson.RELAXED.text(new BsonString(text));
  }

  @Override
  public Optional<String> noConditions() {
    return Optional.of(
        "MongoDB takes no conditions in SQL, so that its documents are neither filtered nor cut at boundaries; DMS doesn't either");
  }

  @Override
  public int identifierLengthMax() {
    return NAME_BYTES_MAX;
  }

  @Override
  public int identifierLength(String identifier) {
    return identifier.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public Optional<String> toStandard(
      String expression, Table table, UnaryOperator<String> columnName) {
    return Optional.empty();
  }
}
