package org.godwit.convert.mysql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Piece;
import org.godwit.convert.SchemaModel;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.FromItem;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * What values are: of columns by the tables that a statement names, of expressions by their rule.
 */
final class Kinds {
  private static final Set<String> TEXTS =
      Set.of(
          "CONCAT",
          "CONCAT_WS",
          "LOWER",
          "UPPER",
          "SUBSTR",
          "SUBSTRING",
          "LEFT",
          "RIGHT",
          "LPAD",
          "RPAD",
          "REPLACE",
          "REPEAT",
          "REVERSE",
          "TO_CHAR",
          "MD5",
          "STRING_AGG",
          "BTRIM",
          "LTRIM",
          "RTRIM",
          "TRIM",
          "CHR",
          "INITCAP",
          "SPLIT_PART",
          "ENCODE",
          "CURRENT_SETTING",
          "CURRENT_USER");
  private static final Set<String> WHOLES =
      Set.of(
          "ARRAY_POSITION",
          "COUNT",
          "LENGTH",
          "OCTET_LENGTH",
          "STRPOS",
          "ASCII",
          "DIV",
          "ROW_NUMBER",
          "RANK");
  private static final Set<String> EXACTS =
      Set.of("SUM", "AVG", "ROUND", "TRUNC", "CEILING", "FLOOR", "POWER", "SQRT", "MOD");
  private static final Set<String> SAME_AS_FIRST =
      Set.of("MIN", "MAX", "COALESCE", "NULLIF", "GREATEST", "LEAST", "ABS");

  private static final Set<ObjectKind> FUNCTIONS = Set.of(ObjectKind.FUNCTION);

  private final SchemaModel model;
  private final Map<String, Kind> columns = new HashMap<>();
  private final Set<String> variables = new HashSet<>();

  /** Of variables and columns; of a name that means several none, if they differ. */
  private final Map<String, Optional<Type>> types = new HashMap<>();

  /** Of the columns of the tables that stand in the node. */
  Kinds(SchemaModel model, Node root) {
    this.model = model;
    Rewriter.walk(
        root,
        node -> {
          if (node instanceof FromItem.Table table) {
            String alias =
                table.alias().map(it -> it.name().text()).orElse(table.name().last().text());
            for (TableElement.Column column : model.columns(table.name())) {
              add(alias, column);
            }
          }
        });
    Map<String, Type> declared = new HashMap<>();
    Rewriter.walk(
        root,
        node -> {
          switch (node) {
            case Routine.Parameter it -> declared.putIfAbsent(it.name().text(), it.type());
            case Declaration.Variable it -> declared.putIfAbsent(it.name().text(), it.type());
            default -> {
              // Declares nothing.
            }
          }
        });
    // As on the source, a variable wins over a column.
    declared.forEach(
        (name, type) -> {
          variables.add(name);
          columns.put(name, MySqlTypes.kind(type));
          types.put(name, Optional.of(type));
        });
  }

  /** Whether it is no column of a query: a variable, or a part of a trigger's row. */
  boolean isVariable(Name name) {
    return name.parts().size() == 1
        ? variables.contains(name.last().text())
        : name.parts().getFirst().is("new") || name.parts().getFirst().is("old");
  }

  /** The type of a variable or column, as it is declared. */
  Optional<Type> type(Expression expression) {
    return expression instanceof Expression.Reference(var name, _)
        ? types.getOrDefault(key(name), Optional.empty())
        : Optional.empty();
  }

  /** Takes a column that can be named without its table. */
  void add(String table, TableElement.Column column) {
    types.put(table + "." + column.name().text(), column.type());
    types.merge(
        column.name().text(),
        column.type(),
        (one, other) -> one.equals(other) ? one : Optional.empty());
    column
        .type()
        .map(MySqlTypes::kind)
        .ifPresent(
            kind -> {
              columns.put(table + "." + column.name().text(), kind);
              columns.merge(
                  column.name().text(), kind, (one, other) -> one == other ? one : Kind.UNKNOWN);
            });
  }

  private static String key(Name name) {
    int parts = name.parts().size();
    String last = name.last().text();
    return parts == 1 ? last : name.parts().get(parts - 2).text() + "." + last;
  }

  private Kind of(Name name) {
    return columns.getOrDefault(key(name), Kind.UNKNOWN);
  }

  /** Of an expression whose parts are standard already. */
  Kind of(Expression expression) {
    return switch (expression) {
      case Literal(var kind, var text, _) ->
          switch (kind) {
            case STRING, NATIONAL_STRING -> Kind.TEXT;
            case NUMBER -> text.matches("\\d+") ? Kind.WHOLE : Kind.EXACT;
            case DATE -> Kind.DATE;
            case TIMESTAMP -> Kind.MOMENT;
            case TRUE, FALSE -> Kind.BOOLEAN;
            case NULL, DEFAULT -> Kind.UNKNOWN;
          };
      case Expression.Reference(var name, _) -> of(name);
      case Expression.Between _, Expression.In _, Expression.Like _ -> Kind.BOOLEAN;
      case Expression.Is _, Expression.Exists _ -> Kind.BOOLEAN;
      case Operation operation -> of(operation);
      case Expression.Cast(_, var type, _) ->
          type instanceof Type.Named(var name, _, _, _, _) && name.is("BOOLEAN")
              ? Kind.BOOLEAN
              : MySqlTypes.kind(type);
      case Expression.Call call -> of(call);
      case Expression.Aggregate aggregate -> of(aggregate.call());
      case Expression.Case it -> of(it.whens().getFirst().value());
      case Expression.Interval _ -> Kind.TIME;
      case Expression.Subquery(var query, _) ->
          query.body() instanceof Query.Select select && select.items().size() == 1
              ? of(select.items().getFirst().value())
              : Kind.UNKNOWN;
      case Expression.KeywordCall it ->
          it.function().is("TRIM")
              ? Kind.TEXT
              : it.function().is("EXTRACT") ? Kind.EXACT : Kind.UNKNOWN;
      default -> Kind.UNKNOWN;
    };
  }

  private Kind of(Operation operation) {
    Expression first = operation.operands().getFirst();
    Expression last = operation.operands().getLast();
    return switch (operation.operator()) {
      case OR, AND, NOT, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          Kind.BOOLEAN;
      case NOT_DISTINCT, MATCHES, MATCHES_IN_ANY_CASE, TEXT_MATCHES -> Kind.BOOLEAN;
      case CONCAT, JSON_TEXT -> Kind.TEXT;
      case JSON_VALUE -> Kind.JSON;
      case NEGATE, PLUS -> of(first);
      case ADD, SUBTRACT -> sum(of(first), of(last));
      case MULTIPLY, DIVIDE, MODULO -> wider(of(first), of(last));
      case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT -> Kind.WHOLE;
      default -> Kind.UNKNOWN;
    };
  }

  private static Kind sum(Kind left, Kind right) {
    if (left == Kind.DATE && right == Kind.DATE) {
      return Kind.WHOLE;
    }
    return left == Kind.DATE || left == Kind.MOMENT
        ? right == Kind.TIME ? Kind.MOMENT : left
        : wider(left, right);
  }

  private static Kind wider(Kind left, Kind right) {
    if (left == Kind.REAL || right == Kind.REAL) {
      return Kind.REAL;
    }
    if (left == Kind.TIME || right == Kind.TIME) {
      return Kind.TIME;
    }
    return left == Kind.WHOLE && right == Kind.WHOLE
        ? Kind.WHOLE
        : left.isNumber() || right.isNumber() ? Kind.EXACT : Kind.UNKNOWN;
  }

  /** What a function of the source's own gives. */
  private Optional<Kind> ofOwn(Name function) {
    return model.find(function, FUNCTIONS).stream()
        .flatMap(it -> model.pieces(it).stream())
        .map(Piece::statement)
        .filter(Ddl.CreateRoutine.class::isInstance)
        .flatMap(it -> ((Ddl.CreateRoutine) it).routine().returns().stream())
        .map(MySqlTypes::kind)
        .findFirst();
  }

  private Kind of(Expression.Call call) {
    Optional<Kind> own = ofOwn(call.function());
    if (own.isPresent()) {
      return own.get();
    }
    String name = call.function().last().text().toUpperCase(Locale.ROOT);
    if (TEXTS.contains(name)) {
      return Kind.TEXT;
    }
    if (WHOLES.contains(name)) {
      return Kind.WHOLE;
    }
    if (EXACTS.contains(name)) {
      return Kind.EXACT;
    }
    if (SAME_AS_FIRST.contains(name) && !call.arguments().isEmpty()) {
      return of(call.arguments().getFirst().value());
    }
    return switch (name) {
      case "LOCALTIMESTAMP", "DATE_TRUNC", "CURRENT_TIMESTAMP" -> Kind.MOMENT;
      case "RANDOM" -> Kind.REAL;
      default -> Kind.UNKNOWN;
    };
  }
}
