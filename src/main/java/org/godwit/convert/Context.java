package org.godwit.convert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.convert.oracle.CodeScope;
import org.godwit.convert.oracle.OracleExpressions;
import org.godwit.convert.postgresql.PostgresTypes;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Identifier;
import org.godwit.sql.Node;
import org.godwit.sql.Rendered;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
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
    return converted(node, items, scope(node), moments, false);
  }

  /** The node for an index or a generated column, which take only what never changes. */
  <N extends Node> N immutable(N node, Items items) {
    return converted(node, items, scope(node), moments, true);
  }

  private CodeScope scope(Node node) {
    return CodeScope.of(model, node);
  }

  /** The code of a routine, whose statements are standard already. */
  <N extends Node> N code(N node, CodeScope scope, Items items) {
    return converted(node, items, scope, momentsOf(node), false);
  }

  /** What the code declares hides columns of the same name. */
  private Set<String> momentsOf(Node code) {
    Set<String> all = new HashSet<>(moments);
    Rewriter.walk(
        code,
        node -> {
          switch (node) {
            case Declaration.Variable it -> add(all, it.name(), it.type());
            case Routine.Parameter it -> add(all, it.name(), it.type());
            default -> {
              // Declares no value.
            }
          }
        });
    return all;
  }

  private void add(Set<String> all, Identifier name, Type type) {
    boolean isOne =
        type instanceof Type.Anchored(var of, var attribute, _)
            ? attribute.equalsIgnoreCase("TYPE") && all.contains(of.last().text())
            : isMoment(type);
    if (isOne) {
      all.add(name.text());
    } else {
      all.remove(name.text());
    }
  }

  private static <N extends Node> N converted(
      N node, Items items, CodeScope scope, Set<String> moments, boolean mustBeImmutable) {
    N standard = new OracleExpressions(items, scope, moments, mustBeImmutable).standard(node);
    return PostgresTypes.spelled(standard);
  }

  Rendered render(Statement statement) {
    return renderer.render(statement);
  }
}
