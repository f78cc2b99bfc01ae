package org.godwit.convert;

import org.godwit.convert.oracle.CodeScope;
import org.godwit.convert.oracle.ColumnKinds;
import org.godwit.convert.oracle.OlderPostgres;
import org.godwit.convert.oracle.OracleExpressions;
import org.godwit.convert.postgresql.PostgresTypes;
import org.godwit.sql.Node;
import org.godwit.sql.Rendered;
import org.godwit.sql.Statement;
import org.godwit.sql.StatementRenderer;

/** What the conversion of each object may look at. */
record Context(
    SchemaModel model, ColumnKinds columns, StatementRenderer renderer, PostgresVersion version) {

  static Context of(SchemaModel model, StatementRenderer renderer, PostgresVersion version) {
    return new Context(model, ColumnKinds.of(model), renderer, version);
  }

  /** What an object of that schema may look at, whose names mean first what the schema has. */
  Context in(String schema) {
    return new Context(model.in(schema), columns, renderer, version);
  }

  /** The node with the target's expressions and types. */
  <N extends Node> N converted(N node, Items items) {
    return spelled(
        OracleExpressions.of(items, scope(node), columns, false, node).withMethods(node), items);
  }

  /** The node for an index or a generated column, which take only what never changes. */
  <N extends Node> N immutable(N node, Items items) {
    return converted(node, items, scope(node), true);
  }

  private CodeScope scope(Node node) {
    return CodeScope.of(model, node);
  }

  /** The code of a routine, whose statements are standard already. */
  <N extends Node> N code(N node, CodeScope scope, Items items) {
    return converted(node, items, scope, false);
  }

  private <N extends Node> N converted(
      N node, Items items, CodeScope scope, boolean mustBeImmutable) {
    N standard = OracleExpressions.of(items, scope, columns, mustBeImmutable, node).standard(node);
    return spelled(standard, items);
  }

  private <N extends Node> N spelled(N standard, Items items) {
    return PostgresTypes.spelled(OlderPostgres.spelled(standard, version, items));
  }

  Rendered render(Statement statement) {
    return renderer.render(statement);
  }
}
