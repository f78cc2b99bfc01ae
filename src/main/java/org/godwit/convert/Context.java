package org.godwit.convert;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.convert.oracle.OracleExpressions;
import org.godwit.convert.oracle.ValueKind;
import org.godwit.convert.postgresql.PostgresTypes;
import org.godwit.sql.Ddl;
import org.godwit.sql.Node;
import org.godwit.sql.Rendered;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.StatementRenderer;
import org.godwit.sql.TableElement;

/** What the conversion of each object may look at. */
record Context(SchemaModel model, Map<String, ValueKind> columns, StatementRenderer renderer) {

  static Context of(SchemaModel model, StatementRenderer renderer) {
    Map<String, Optional<ValueKind>> columns = new HashMap<>();
    for (SchemaObject object : model.objects()) {
      for (Piece piece : object.pieces()) {
        if (piece.statement() instanceof Ddl.CreateTable
            || piece.statement() instanceof Ddl.AlterTable) {
          Rewriter.walk(
              piece.statement(),
              node -> {
                if (node instanceof TableElement.Column column && column.type().isPresent()) {
                  columns.merge(
                      column.name().text(),
                      ValueKind.of(column.type().get()),
                      (one, other) -> one.equals(other) ? one : Optional.empty());
                }
              });
        }
      }
    }
    Map<String, ValueKind> known = new HashMap<>();
    columns.forEach((name, kind) -> kind.ifPresent(it -> known.put(name, it)));
    return new Context(model, Map.copyOf(known), renderer);
  }

  /** What an object of that schema may look at, whose names mean first what the schema has. */
  Context in(String schema) {
    return new Context(model.in(schema), columns, renderer);
  }

  /** The node with the target's expressions and types. */
  <N extends Node> N converted(N node, Items items) {
    return PostgresTypes.spelled(
        new OracleExpressions(items, scope(node), columns, false).withMethods(node));
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
    N standard = new OracleExpressions(items, scope, columns, mustBeImmutable).standard(node);
    return PostgresTypes.spelled(standard);
  }

  Rendered render(Statement statement) {
    return renderer.render(statement);
  }
}
