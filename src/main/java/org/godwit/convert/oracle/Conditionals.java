package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.godwit.sql.Code;
import org.godwit.sql.Conditional;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * Conditional compilation: what stands in the branch that Oracle 19 takes stays, as if the others
 * weren't there. Flags ({@code $$flag}) that nobody sets are NULL, as the manual says.
 */
public final class Conditionals {
  private static final int VERSION = 19;

  private final Consumer<Place> resolved;

  private Conditionals(Consumer<Place> resolved) {
    this.resolved = resolved;
  }

  /**
   * The statement without conditional compilation, but for what depends on more than flags and the
   * server's version.
   *
   * @param resolved is told where something stood
   */
  public static Statement resolved(Statement statement, Consumer<Place> resolved) {
    Conditionals all = new Conditionals(resolved);
    Statement declared = Rewriter.rewrite(statement, all::one);
    return StatementLists.rewrite(declared, all::statements);
  }

  private Node one(Node node) {
    return switch (node) {
      case Conditional.Branch(var condition, var declarations, var statements, var place) ->
          new Conditional.Branch(
              condition, declarations(declarations), statements(statements), place);
      case Code.Block(var declarations, var statements, var handlers, var place) ->
          new Code.Block(declarations(declarations), statements, handlers, place);
      case Ddl.CreatePackage(
              var modifiers,
              var name,
              var properties,
              var declarations,
              var place) ->
          new Ddl.CreatePackage(modifiers, name, properties, declarations(declarations), place);
      case Ddl.CreatePackageBody(
              var modifiers,
              var name,
              var declarations,
              var initialisation,
              var place) ->
          new Ddl.CreatePackageBody(
              modifiers, name, declarations(declarations), initialisation, place);
      default -> node;
    };
  }

  private List<Declaration> declarations(List<Declaration> all) {
    return spliced(all, Conditional.Branch::declarations);
  }

  private List<Statement> statements(List<Statement> all) {
    return spliced(all, Conditional.Branch::statements);
  }

  private <N extends Node> List<N> spliced(
      List<N> all, Function<Conditional.Branch, List<N>> content) {
    if (all.stream().noneMatch(Conditional.class::isInstance)) {
      return all;
    }
    List<N> changed = new ArrayList<>();
    for (N one : all) {
      Optional<List<N>> kept =
          one instanceof Conditional conditional ? kept(conditional, content) : Optional.empty();
      if (kept.isPresent()) {
        resolved.accept(one.place());
        changed.addAll(kept.get());
      } else {
        changed.add(one);
      }
    }
    return List.copyOf(changed);
  }

  /** What the branch holds that is taken; empty where that can't be told. */
  private static <N extends Node> Optional<List<N>> kept(
      Conditional conditional, Function<Conditional.Branch, List<N>> content) {
    for (Conditional.Branch branch : conditional.branches()) {
      Value value = branch.condition().map(Conditionals::value).orElse(Value.TRUE);
      if (value == Value.UNKNOWN) {
        return Optional.empty();
      }
      if (value == Value.TRUE) {
        return Optional.of(content.apply(branch));
      }
    }
    return Optional.of(List.of());
  }

  private enum Value {
    TRUE,
    FALSE,
    NULL,
    /** Not NULL, but nothing here says what. */
    UNKNOWN;

    static Value of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  private static Value value(Expression condition) {
    return switch (condition) {
      case Literal(var kind, _, _) ->
          switch (kind) {
            case TRUE -> Value.TRUE;
            case FALSE -> Value.FALSE;
            case NULL -> Value.NULL;
            default -> Value.UNKNOWN;
          };
      case Expression.Inquiry it ->
          it.name().toUpperCase(Locale.ROOT).startsWith("PLSQL_") ? Value.UNKNOWN : Value.NULL;
      case Expression.Reference(var name, _) -> older(name);
      case Expression.Row(var items, _) when items.size() == 1 -> value(items.getFirst());
      case Expression.Is(var of, var test, _) when test.equals("NULL") -> {
        Value value = value(of);
        yield value == Value.UNKNOWN ? value : Value.of(value == Value.NULL);
      }
      case Operation(var operator, var operands, _) -> operation(operator, operands);
      default -> Value.UNKNOWN;
    };
  }

  /** {@code DBMS_DB_VERSION.VER_LE_10_2} is whether the server is that old. */
  private static Value older(Name name) {
    String text = name.toString().toUpperCase(Locale.ROOT);
    String prefix = "DBMS_DB_VERSION.VER_LE_";
    if (!text.startsWith(prefix)) {
      return Value.UNKNOWN;
    }
    String version = text.substring(prefix.length()).replaceAll("_.*", "");
    return version.matches("\\d{1,3}")
        ? Value.of(Integer.parseInt(version) >= VERSION)
        : Value.UNKNOWN;
  }

  private static Value operation(Operator operator, List<Expression> operands) {
    List<Value> values = operands.stream().map(Conditionals::value).toList();
    return switch (operator) {
      case NOT ->
          switch (values.getFirst()) {
            case TRUE -> Value.FALSE;
            case FALSE -> Value.TRUE;
            default -> values.getFirst();
          };
      case AND -> first(values, Value.FALSE, Value.UNKNOWN, Value.NULL, Value.TRUE);
      case OR -> first(values, Value.TRUE, Value.UNKNOWN, Value.NULL, Value.FALSE);
      default -> compared(operator, operands.getFirst(), operands.getLast());
    };
  }

  private static Value first(List<Value> values, Value... order) {
    for (Value value : order) {
      if (values.contains(value)) {
        return value;
      }
    }
    return Value.UNKNOWN;
  }

  private static Value compared(Operator operator, Expression left, Expression right) {
    if (value(left) == Value.NULL || value(right) == Value.NULL) {
      return Value.NULL;
    }
    Optional<Integer> one = number(left);
    Optional<Integer> other = number(right);
    if (one.isEmpty() || other.isEmpty()) {
      return Value.UNKNOWN;
    }
    int order = Integer.compare(one.get(), other.get());
    return switch (operator) {
      case EQUAL -> Value.of(order == 0);
      case NOT_EQUAL -> Value.of(order != 0);
      case LESS -> Value.of(order < 0);
      case LESS_OR_EQUAL -> Value.of(order <= 0);
      case GREATER -> Value.of(order > 0);
      case GREATER_OR_EQUAL -> Value.of(order >= 0);
      default -> Value.UNKNOWN;
    };
  }

  private static Optional<Integer> number(Expression expression) {
    return switch (expression) {
      case Literal(var kind, var text, _)
          when kind == LiteralKind.NUMBER && text.matches("\\d{1,6}") ->
          Optional.of(Integer.valueOf(text));
      case Expression.Reference(var name, _) ->
          switch (name.toString().toUpperCase(Locale.ROOT)) {
            case "DBMS_DB_VERSION.VERSION" -> Optional.of(VERSION);
            case "DBMS_DB_VERSION.RELEASE" -> Optional.of(0);
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }
}
