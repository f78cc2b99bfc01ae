package org.godwit.convert;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.convert.oracle.OracleExpressions;
import org.godwit.convert.postgresql.PostgresTypes;
import org.godwit.sql.Ddl;
import org.godwit.sql.Node;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.StatementRenderer;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** What the conversion of each object may look at. */
record Context(SchemaModel model, Set<String> moments, StatementRenderer renderer) {

  static Context of(SchemaModel model, StatementRenderer renderer) {
    Map<String, Boolean> columns = new HashMap<>();
    for (SchemaObject object : model.objects()) {
      for (Piece piece : object.pieces()) {
        if (piece.statement() instanceof Ddl.CreateTable
            || piece.statement() instanceof Ddl.AlterTable) {
          Rewriter.walk(
              piece.statement(),
              node -> {
                if (node instanceof TableElement.Column column && column.type().isPresent()) {
                  columns.merge(
                      column.name().text(), isMoment(column.type().get()), Boolean::logicalAnd);
                }
              });
        }
      }
    }
    return new Context(
        model,
        columns.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet()),
        renderer);
  }

  private static boolean isMoment(Type type) {
    return type instanceof Type.Named(var name, _, _, _, _) && name.is("DATE");
  }

  /** The node with the target's expressions and types. */
  <N extends Node> N converted(N node, Items items) {
    return converted(node, items, false);
  }

  /** The node for an index or a generated column, which take only what never changes. */
  <N extends Node> N immutable(N node, Items items) {
    return converted(node, items, true);
  }

  private <N extends Node> N converted(N node, Items items, boolean mustBeImmutable) {
    N standard = new OracleExpressions(items, model, moments, mustBeImmutable).standard(node);
    return PostgresTypes.spelled(standard);
  }

  String render(Statement statement) {
    return renderer.render(statement);
  }
}
