package org.godwit.mapping.expression;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may use that gives an object its new name: the old names and nothing else.
 *
 * @param schema at the source
 * @param table at the source, empty for a rule on schemas
 * @param column at the source, empty where the rule is for no column
 */
public record NameScope(String schema, String table, String column) implements Scope {
  @Override
  public @Nullable Object column(String name) {
    throw new ExpressionProblem(
        "$"
            + name
            + " can't be used in a new name; there are $SCHEMA_NAME_VAR, $TABLE_NAME_VAR and"
            + " $COLUMN_NAME_VAR");
  }

  @Override
  public String header(Header header) {
    throw new ExpressionProblem("$" + header.variable() + " can't be used in a new name");
  }

  @Override
  public String metadata(Metadata metadata) {
    return switch (metadata) {
      case SOURCE_SCHEMA -> schema;
      case SOURCE_TABLE -> table;
      case SOURCE_COLUMN -> column;
      case SOURCE_COLUMN_DATATYPE, MODIFIED_SCHEMA, MODIFIED_TABLE ->
          throw new ExpressionProblem("$" + metadata.variable() + " can't be used in a new name");
    };
  }

  @Override
  public Instant now() {
    throw new ExpressionProblem("a new name can't depend on the time");
  }

  @Override
  public RandomGenerator random() {
    throw new ExpressionProblem("a new name can't be random");
  }
}
