package org.godwit.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds the collection types that packages and routines declare, and of which code somewhere takes
 * an element out by its index: what is left has a hole, which an array can't have.
 */
final class CollectionsWithHoles {
  private static final String DELETE = "DELETE";

  /** What a part of the source declares. */
  private record Names(
      Map<String, List<Type>> variables, Map<String, List<Declaration.TypeBody>> types) {

    static Names none() {
      return new Names(new HashMap<>(), new HashMap<>());
    }

    static Names of(Node node) {
      Names names = none();
      names.add(node);
      return names;
    }

    void add(Node part) {
      Rewriter.walk(
          part,
          node -> {
            switch (node) {
              case Declaration.Variable it -> add(it.name(), it.type());
              case Routine.Parameter it -> add(it.name(), it.type());
              case Declaration.Attribute it -> add(it.name(), it.type());
              case Declaration.TypeOf(var name, Declaration.TableOf body, _) ->
                  types.computeIfAbsent(name.text(), _ -> new ArrayList<>()).add(body);
              default -> {
                // Declares neither.
              }
            }
          });
    }

    private void add(Identifier name, Type type) {
      variables.computeIfAbsent(name.text(), _ -> new ArrayList<>()).add(type);
    }
  }

  /** A type's declaration; two of equal words at different places aren't one. */
  record Key(Declaration.TypeBody type, int start, int end) {
    static Key of(Declaration.TypeBody type) {
      return new Key(type, type.place().start(), type.place().end());
    }
  }

  private final Names all = Names.none();
  private final Set<Key> found = new HashSet<>();

  private CollectionsWithHoles() {}

  /** The types of these statements. */
  static Set<Key> of(List<Piece> statements) {
    CollectionsWithHoles holes = new CollectionsWithHoles();
    statements.forEach(it -> holes.all.add(it.statement()));
    statements.forEach(it -> holes.look(it.statement()));
    return Set.copyOf(holes.found);
  }

  private void look(Statement statement) {
    if (statement instanceof Ddl.CreatePackageBody body) {
      Names unit = Names.of(body);
      body.declarations().forEach(it -> look(it, List.of(Names.of(it), unit, all)));
      body.initialisation().ifPresent(it -> look(it, List.of(Names.of(it), unit, all)));
    } else {
      look(statement, List.of(Names.of(statement), all));
    }
  }

  private void look(Node code, List<Names> scopes) {
    Map<Identifier, Set<Integer>> literals = new HashMap<>();
    Rewriter.walk(
        code,
        node -> {
          if (node instanceof Code.Assign(Expression.Call(var name, var arguments, _), _, _)
              && arguments.size() == 1) {
            number(arguments.getFirst().value())
                .ifPresent(
                    index ->
                        literals.computeIfAbsent(name.last(), _ -> new HashSet<>()).add(index));
          }
          if (node instanceof Expression.Call(var type, var arguments, _)
              && hasOwnKeys(arguments)) {
            first(scopes, it -> it.types().get(type.last().text()))
                .forEach(it -> found.add(Key.of(it)));
          }
          if (node instanceof Code.Assign(var target, _, _)) {
            scattered(target, code).ifPresent(name -> holes(name, scopes, true));
          }
          if (node instanceof Code.Invoke(var call, _)) {
            emptied(call).ifPresent(name -> holes(name, scopes, false));
          }
        });
    literals.forEach(
        (name, all) -> {
          if (Collections.max(all) - Collections.min(all) >= all.size()) {
            holes(name, scopes, true);
          }
        });
  }

  /** A whole number that is written there. */
  private static Optional<Integer> number(Expression index) {
    return switch (index) {
      case Expression.Literal(_, var text, _) when text.matches("\\d{1,9}") ->
          Optional.of(Integer.valueOf(text));
      case Expression.Operation(var operator, var operands, _) when operator == Operator.NEGATE ->
          number(operands.getFirst()).map(it -> -it);
      default -> Optional.empty();
    };
  }

  /** Whether elements are said with keys that aren't 1, 2, and so on. */
  private static boolean hasOwnKeys(List<Expression.Argument> arguments) {
    Set<Integer> keys = new HashSet<>();
    for (Expression.Argument argument : arguments) {
      Optional<Integer> key = argument.key().flatMap(CollectionsWithHoles::number);
      if (key.isEmpty() || key.get() < 1 || key.get() > arguments.size()) {
        return argument.key().isPresent();
      }
      keys.add(key.get());
    }
    return keys.size() < arguments.size();
  }

  /** Takes the types that a collection of that name may have. */
  private void holes(Identifier name, List<Names> scopes, boolean isOfIndexedAlone) {
    first(scopes, it -> it.variables().get(name.text())).stream()
        .filter(Type.Named.class::isInstance)
        .map(it -> ((Type.Named) it).name().last().text())
        .flatMap(type -> first(scopes, it -> it.types().get(type)).stream())
        .filter(
            it ->
                !isOfIndexedAlone
                    || (it instanceof Declaration.TableOf table && table.index().isPresent()))
        .forEach(it -> found.add(Key.of(it)));
  }

  /** The collection whose element is set, where its index doesn't follow the one before. */
  private static Optional<Identifier> scattered(Expression target, Node code) {
    return switch (target) {
      case Expression.Call(var name, var arguments, _)
          when arguments.size() == 1 && isScattered(arguments.getFirst().value(), code) ->
          Optional.of(name.last());
      case Expression.Member(var object, _, _) -> scattered(object, code);
      default -> Optional.empty();
    };
  }

  /** Whether the index is somebody's number: a column, a parameter, what a function gives. */
  private static boolean isScattered(Expression index, Node code) {
    return switch (index) {
      case Expression.Reference(var name, _) when name.parts().size() > 1 ->
          !name.last().is("COUNT") && !name.last().is("FIRST") && !name.last().is("LAST");
      case Expression.Reference(var name, _) ->
          code instanceof Routine routine
              && routine.parameters().stream().anyMatch(it -> it.name().equals(name.last()));
      case Expression.Operation(var operator, var operands, _) ->
          operator == Operator.MULTIPLY || operands.stream().anyMatch(it -> isScattered(it, code));
      default -> false;
    };
  }

  private static <T> List<T> first(List<Names> scopes, Function<Names, @Nullable List<T>> look) {
    for (Names scope : scopes) {
      List<T> known = look.apply(scope);
      if (known != null) {
        return known;
      }
    }
    return List.of();
  }

  /** The collection, or the field of that name, of which an element is deleted by its index. */
  private static Optional<Identifier> emptied(Expression call) {
    return switch (call) {
      case Expression.Call(var name, var arguments, _)
          when name.parts().size() > 1 && !arguments.isEmpty() && name.last().is(DELETE) ->
          Optional.of(name.parts().get(name.parts().size() - 2));
      case Expression.Apply(Expression.Member(var of, var method, _), var arguments, _)
          when !arguments.isEmpty() && method.is(DELETE) ->
          last(of);
      default -> Optional.empty();
    };
  }

  private static Optional<Identifier> last(Expression of) {
    return switch (of) {
      case Expression.Reference(var name, _) -> Optional.of(name.last());
      case Expression.Member(_, var member, _) -> Optional.of(member);
      case Expression.Call(Name name, _, _) -> Optional.of(name.last());
      case Expression.Apply(var function, _, _) -> last(function);
      default -> Optional.empty();
    };
  }
}
