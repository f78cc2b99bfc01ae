package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;

/**
 * Conditional compilation: what stands in the branch that Oracle 19 takes stays, as if the others
 * weren't there. Flags ({@code $$flag}) that nobody sets are NULL, as the manual says; a constant
 * is what its package's specification says.
 */
public final class Conditionals {
  private static final int VERSION = 19;

  /** Constants of packages, each by {@code PACKAGE.NAME}. */
  private final Map<String, Expression> constants = new HashMap<>();

  private Consumer<Place> resolved = _ -> {};
  private boolean isOpen;

  /** Takes the constants that a package's specification has for everybody. */
  public void take(Statement statement) {
    if (statement instanceof Ddl.CreatePackage it) {
      for (Declaration declaration : it.declarations()) {
        if (declaration instanceof Declaration.Variable constant
            && constant.isConstant()
            && constant.value().isPresent()) {
          constants.put(key(Name.of(it.name().last(), constant.name())), constant.value().get());
        }
      }
    }
  }

  private static String key(Name name) {
    List<Identifier> parts = name.parts();
    int last = parts.size() - 1;
    return (parts.get(last - 1).text() + "." + parts.get(last).text()).toUpperCase(Locale.ROOT);
  }

  /**
   * The statement without conditional compilation, but for what depends on more than flags, the
   * server's version and constants that are known so far.
   *
   * @param resolved is told where something stood
   */
  public Statement resolved(Statement statement, Consumer<Place> resolved) {
    this.resolved = resolved;
    this.isOpen = false;
    Statement declared = Rewriter.rewrite(statement, this::one);
    return StatementLists.rewrite(declared, this::statements);
  }

  /** Whether something of the last statement stayed. */
  public boolean isOpen() {
    return isOpen;
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
        isOpen |= one instanceof Conditional;
        changed.add(one);
      }
    }
    return List.copyOf(changed);
  }

  /** What the branch holds that is taken; empty where that can't be told. */
  private <N extends Node> Optional<List<N>> kept(
      Conditional conditional, Function<Conditional.Branch, List<N>> content) {
    for (Conditional.Branch branch : conditional.branches()) {
      Value value = branch.condition().map(this::value).orElse(Value.TRUE);
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

  private Value value(Expression condition) {
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
      case Expression.Reference(var name, _) ->
          constant(name).map(this::value).orElseGet(() -> older(name));
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

  private Value operation(Operator operator, List<Expression> operands) {
    List<Value> values = operands.stream().map(this::value).toList();
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

  private Value compared(Operator operator, Expression left, Expression right) {
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

  private Optional<Integer> number(Expression expression) {
    return switch (expression) {
      case Literal(var kind, var text, _)
          when kind == LiteralKind.NUMBER && text.matches("\\d{1,6}") ->
          Optional.of(Integer.valueOf(text));
      case Expression.Reference(var name, _) ->
          switch (name.toString().toUpperCase(Locale.ROOT)) {
            case "DBMS_DB_VERSION.VERSION" -> Optional.of(VERSION);
            case "DBMS_DB_VERSION.RELEASE" -> Optional.of(0);
            default -> constant(name).flatMap(this::number);
          };
      default -> Optional.empty();
    };
  }

  /** What the constant is given; one that is computed isn't known. */
  private Optional<Expression> constant(Name name) {
    return name.parts().size() < 2
        ? Optional.empty()
        : Optional.ofNullable(constants.get(key(name))).filter(Literal.class::isInstance);
  }
}
