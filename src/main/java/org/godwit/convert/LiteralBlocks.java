package org.godwit.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Expression.Operation;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * {@code EXECUTE IMMEDIATE 'BEGIN p(:1, :2); END;' USING a, OUT b} becomes the block itself with
 * what is bound in it: the target executes no text that is a block, and a block may do what no text
 * of a statement can.
 */
final class LiteralBlocks {
  private static final String PREFIX = "bound_";

  /** What comes into a variable that nothing here tells. */
  private static final Expression UNKNOWN = new Expression.Star(Optional.empty(), Place.NONE);

  private final Function<String, ScriptReader> reader;

  LiteralBlocks(Function<String, ScriptReader> reader) {
    this.reader = reader;
  }

  /** The statement with such blocks; itself where it has none. */
  Statement inlined(Statement statement) {
    boolean[] has = {false};
    Rewriter.walk(statement, node -> has[0] |= node instanceof Code.Execute);
    return has[0] ? Rewriter.rewrite(statement, node -> routine(node)) : statement;
  }

  private Node routine(Node node) {
    if (!(node instanceof Routine routine)) {
      return node;
    }
    Map<String, Type> types = new HashMap<>();
    Map<String, List<Expression>> written = new HashMap<>();
    Rewriter.walk(routine, it -> take(it, types, written));
    return Rewriter.rewrite(
        routine,
        it ->
            it instanceof Code.Execute execute
                ? text(execute.text(), types, written)
                    .flatMap(text -> block(execute, text, types))
                    .<Node>map(block -> Rewriter.placed(block, execute.place()))
                    .orElse(it)
                : it);
  }

  /** What is declared, and what may come into a variable. */
  private static void take(
      Node node, Map<String, Type> types, Map<String, List<Expression>> written) {
    switch (node) {
      case Routine.Parameter it -> {
        types.put(it.name().text(), it.type());
        write(it.name(), UNKNOWN, written);
      }
      case Declaration.Variable it -> {
        types.put(it.name().text(), it.type());
        it.value().ifPresent(value -> write(it.name(), value, written));
      }
      case Code.Assign(Expression.Reference(var name, _), var value, _)
          when name.parts().size() == 1 ->
          write(name.last(), value, written);
      case Query.Into it -> it.targets().forEach(one -> unknown(one, written));
      case Code.Invoke it -> Rewriter.walk(it.call(), one -> unknown(one, written));
      case Code.Using it when it.mode().contains("OUT") -> unknown(it.value(), written);
      default -> {
        // Writes nothing.
      }
    }
  }

  private static void unknown(Node node, Map<String, List<Expression>> written) {
    if (node instanceof Expression.Reference(var name, _)) {
      write(name.parts().getFirst(), UNKNOWN, written);
    }
  }

  private static void write(
      Identifier name, Expression value, Map<String, List<Expression>> written) {
    written.computeIfAbsent(name.text(), _ -> new ArrayList<>()).add(value);
  }

  /** The text that is executed: a literal, several in a row, or the one that a variable gets. */
  private static Optional<String> text(
      Expression expression, Map<String, Type> types, Map<String, List<Expression>> written) {
    return switch (expression) {
      case Literal(var kind, var text, _)
          when kind == LiteralKind.STRING || kind == LiteralKind.NATIONAL_STRING ->
          Optional.of(text);
      case Operation(var operator, var operands, _) when operator == Operator.CONCAT -> {
        StringBuilder all = new StringBuilder();
        for (Expression operand : operands) {
          Optional<String> part = text(operand, Map.of(), Map.of());
          if (part.isEmpty()) {
            yield Optional.empty();
          }
          all.append(part.get());
        }
        yield Optional.of(all.toString());
      }
      case Expression.Call(var function, var arguments, _)
          when function.is("CHR")
              && arguments.size() == 1
              && arguments.getFirst().value() instanceof Literal(_, var code, _)
              && (code.equals("10") || code.equals("13")) ->
          Optional.of("\n");
      case Expression.Reference(var name, _)
          when name.parts().size() == 1 && types.containsKey(name.last().text()) -> {
        List<Expression> values = written.getOrDefault(name.last().text(), List.of());
        yield values.size() == 1 ? text(values.getFirst(), Map.of(), Map.of()) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private Optional<Statement> block(Code.Execute execute, String text, Map<String, Type> types) {
    String words = text.strip();
    boolean isBlock =
        words.regionMatches(true, 0, "BEGIN", 0, 5)
            || words.regionMatches(true, 0, "DECLARE", 0, 7)
            || words.regionMatches(true, 0, "CALL", 0, 4);
    if (!isBlock || execute.into().isPresent() || execute.returning().isPresent()) {
      return Optional.empty();
    }
    ScriptReader script = reader.apply(words + "\n/\n");
    Optional<Statement> first = script.next();
    if (first.isEmpty() || script.next().isPresent()) {
      return Optional.empty();
    }
    return switch (first.get()) {
      case Code.Block it when isRead(it) -> bound(it, execute.using(), types);
      case Code.Invoke it when isRead(it) -> bound(it, execute.using(), types);
      default -> Optional.empty();
    };
  }

  private static boolean isRead(Node node) {
    boolean[] isRead = {true};
    Rewriter.walk(node, it -> isRead[0] &= !(it instanceof Statement.Unknown));
    return isRead[0];
  }

  /** A block has a bind's name once for all of its places. */
  private static Optional<Statement> bound(
      Statement block, List<Code.Using> using, Map<String, Type> types) {
    List<Expression.Bind> binds = new ArrayList<>();
    Set<Node> ofSql = new HashSet<>();
    Set<String> ownNames = new HashSet<>();
    Rewriter.walk(
        block,
        node -> {
          switch (node) {
            case Expression.Bind it -> binds.add(it);
            case Dml it -> Rewriter.walk(it, ofSql::add);
            case Query it -> Rewriter.walk(it, ofSql::add);
            case Declaration.Variable it -> ownNames.add(it.name().text());
            case Routine.Parameter it -> ownNames.add(it.name().text());
            case Code.ForRange it -> ownNames.add(it.variable().text());
            case Code.ForQuery it -> ownNames.add(it.variable().text());
            case Code.ForCursor it -> ownNames.add(it.variable().text());
            default -> {
              // Binds and names nothing.
            }
          }
        });
    binds.sort(Comparator.comparingInt(it -> it.place().start()));
    Map<String, List<Expression.Bind>> byName = new LinkedHashMap<>();
    for (Expression.Bind bind : binds) {
      byName.computeIfAbsent(bind.name(), _ -> new ArrayList<>()).add(bind);
    }
    if (byName.size() != using.size()) {
      return Optional.empty();
    }
    Map<String, Expression> values = new HashMap<>();
    List<Declaration> copies = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, List<Expression.Bind>> one : byName.entrySet()) {
      Code.Using bound = using.get(at++);
      boolean isInSql = one.getValue().stream().anyMatch(ofSql::contains);
      Optional<Expression> value =
          value(bound, isInSql, one.getValue().size(), types, ownNames, copies);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(one.getKey(), value.get());
    }
    Statement done =
        Rewriter.rewrite(
            block,
            node -> node instanceof Expression.Bind it ? values.getOrDefault(it.name(), it) : node);
    return Optional.of(
        copies.isEmpty()
            ? done
            : new Code.Block(List.copyOf(copies), List.of(done), List.of(), Place.NONE));
  }

  /**
   * What stands for a bind: what is bound, or a copy of it where a column could have its name.
   *
   * @param copies takes the declaration of such a copy
   */
  private static Optional<Expression> value(
      Code.Using bound,
      boolean isInSql,
      int count,
      Map<String, Type> types,
      Set<String> ownNames,
      List<Declaration> copies) {
    Expression value = bound.value();
    boolean isOut = bound.mode().contains("OUT");
    boolean[] isTaken = {false};
    boolean[] hasNames = {false};
    Rewriter.walk(
        value,
        node -> {
          if (node instanceof Expression.Reference(var name, _)) {
            hasNames[0] = true;
            isTaken[0] |= ownNames.contains(name.parts().getFirst().text());
          }
        });
    boolean isPlain = value instanceof Literal || value instanceof Expression.Reference;
    if (isTaken[0] || (!isPlain && (count > 1 || isOut)) || (isOut && isInSql)) {
      return Optional.empty();
    }
    if (!isInSql || !hasNames[0]) {
      return Optional.of(value);
    }
    Type type =
        value instanceof Expression.Reference(var name, _) && name.parts().size() == 1
            ? types.get(name.last().text())
            : null;
    if (type == null) {
      return Optional.empty();
    }
    Identifier copy = Identifier.of(PREFIX + (copies.size() + 1));
    copies.add(new Declaration.Variable(copy, false, type, false, Optional.of(value), Place.NONE));
    return Optional.of(new Expression.Reference(Name.of(copy), Place.NONE));
  }
}
