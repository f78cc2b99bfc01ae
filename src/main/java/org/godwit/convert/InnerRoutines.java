package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * Routines within a routine stand beside it on the target, where they don't see its variables: they
 * get those that they use as parameters in front of their own.
 */
final class InnerRoutines {
  private final Routine outer;
  private final Items items;
  private final Map<String, Declared> visible = new LinkedHashMap<>();
  private final Map<String, Uses> inner = new LinkedHashMap<>();

  private record Declared(Identifier name, Optional<Type> type) {}

  /** What a routine within it uses; of routines with the same name it is all together. */
  private record Uses(Set<String> read, Set<String> written) {}

  private InnerRoutines(Routine outer, Items items) {
    this.outer = outer;
    this.items = items;
  }

  /** The routine whose inner routines use nothing of it, and with what they are called with. */
  static Routine lifted(Routine outer, Items items) {
    InnerRoutines all = new InnerRoutines(outer, items);
    all.look();
    return all.inner.values().stream().allMatch(it -> it.read().isEmpty()) ? outer : all.lifted();
  }

  private List<Routine> routines() {
    return outer.body().stream()
        .flatMap(body -> body.declarations().stream())
        .filter(Routine.class::isInstance)
        .map(Routine.class::cast)
        .toList();
  }

  private void look() {
    outer.parameters().forEach(it -> declare(it.name(), Optional.of(it.type())));
    outer.body().stream()
        .flatMap(body -> body.declarations().stream())
        .forEach(
            declaration -> {
              switch (declaration) {
                case Declaration.Variable it -> declare(it.name(), Optional.of(it.type()));
                case Declaration.Cursor it -> declare(it.name(), Optional.empty());
                default -> {
                  // No value.
                }
              }
            });
    for (Routine routine : routines()) {
      Uses uses =
          inner.computeIfAbsent(
              routine.name().last().text(), _ -> new Uses(new TreeSet<>(), new TreeSet<>()));
      Set<String> own = declared(routine);
      Rewriter.walk(routine, node -> look(node, own, uses));
    }
    boolean isMore = true;
    while (isMore) {
      isMore = false;
      for (Routine routine : routines()) {
        isMore |= callees(routine);
      }
    }
  }

  private void declare(Identifier name, Optional<Type> type) {
    visible.put(name.text(), new Declared(name, type));
  }

  private void look(Node node, Set<String> own, Uses uses) {
    switch (node) {
      case Expression.Reference(var name, _) -> use(name, own, uses.read());
      case Expression.Call(var name, _, _) -> use(name, own, uses.read());
      case Expression.CurrentOf(var name, _) -> use(name, own, uses.read());
      case Code.Assign it -> root(it.target()).ifPresent(name -> use(name, own, uses.written()));
      case Query.Into it ->
          it.targets()
              .forEach(target -> root(target).ifPresent(name -> use(name, own, uses.written())));
      case Code.Invoke(var call, _) -> {
        root(call).ifPresent(name -> use(name, own, uses.written())); // c.EXTEND
        if (call instanceof Expression.Call(_, var arguments, _)) {
          arguments.forEach(
              it -> root(it.value()).ifPresent(name -> use(name, own, uses.written())));
        }
      }
      default -> {
        // Uses nothing by itself.
      }
    }
  }

  private void use(Name name, Set<String> own, Set<String> to) {
    String first = name.parts().getFirst().text();
    if (visible.containsKey(first) && !own.contains(first)) {
      to.add(first);
    }
  }

  private static Optional<Name> root(Expression target) {
    return switch (target) {
      case Expression.Reference(var name, _) -> Optional.of(name);
      case Expression.Call(var name, _, _) -> Optional.of(name);
      case Expression.Member(var object, _, _) -> root(object);
      case Expression.Apply(var function, _, _) -> root(function);
      default -> Optional.empty();
    };
  }

  private static Set<String> declared(Routine routine) {
    Set<String> names = new HashSet<>();
    Rewriter.walk(
        routine,
        node -> {
          switch (node) {
            case Routine.Parameter it -> names.add(it.name().text());
            case Declaration it -> Packages.name(it).ifPresent(name -> names.add(name.text()));
            case Code.ForRange it -> names.add(it.variable().text());
            case Code.ForQuery it -> names.add(it.variable().text());
            case Code.ForCursor it -> names.add(it.variable().text());
            default -> {
              // Declares nothing.
            }
          }
        });
    return names;
  }

  /** Who calls another must have what that one uses. */
  private boolean callees(Routine routine) {
    Uses uses = inner.get(routine.name().last().text());
    Set<String> own = declared(routine);
    boolean[] isMore = {false};
    Rewriter.walk(
        routine,
        node -> {
          Optional<Name> name =
              node instanceof Expression.Reference(var it, _)
                  ? Optional.of(it)
                  : node instanceof Expression.Call(var it, _, _)
                      ? Optional.of(it)
                      : Optional.empty();
          Uses callee =
              name.filter(it -> it.parts().size() == 1)
                  .map(it -> inner.get(it.last().text()))
                  .orElse(null);
          if (uses != null && callee != null) {
            for (String used : callee.read()) {
              isMore[0] |= !own.contains(used) && uses.read().add(used);
            }
            for (String used : callee.written()) {
              isMore[0] |= !own.contains(used) && uses.written().add(used);
            }
          }
        });
    return isMore[0];
  }

  private Routine lifted() {
    Rewriter.walk(outer, this::handled);
    Routine called = Rewriter.rewrite(outer, this::call);
    Code.Block body = called.body().orElseThrow();
    List<Declaration> declarations =
        body.declarations().stream()
            .map(it -> it instanceof Routine routine ? withParameters(routine) : it)
            .toList();
    return copy(
        called,
        called.parameters(),
        Optional.of(
            new Code.Block(declarations, body.statements(), body.handlers(), body.place())));
  }

  /** What an inner routine wrote comes back where it returns, and not where it raises. */
  private void handled(Node node) {
    if (!(node instanceof Code.Block block) || block.handlers().isEmpty()) {
      return;
    }
    for (Map.Entry<String, Uses> called : inner.entrySet()) {
      if (!calls(block.statements(), called.getKey())) {
        continue;
      }
      for (String written : called.getValue().written()) {
        if (called.getValue().read().contains(written) && isReadOutside(block, written)) {
          items.add(
              ActionCode.LOST_IN_HANDLER,
              block.handlers().getFirst().place(),
              visibleOne(written).name(),
              called.getKey());
        }
      }
    }
  }

  private static boolean calls(List<Statement> statements, String routine) {
    boolean[] isCalled = {false};
    for (Statement statement : statements) {
      Rewriter.walk(
          statement,
          node ->
              isCalled[0] |=
                  switch (node) {
                    case Expression.Reference(var name, _) -> isOne(name, routine);
                    case Expression.Call(var name, _, _) -> isOne(name, routine);
                    default -> false;
                  });
    }
    return isCalled[0];
  }

  private static boolean isOne(Name name, String routine) {
    return name.parts().size() == 1 && isOf(name, routine);
  }

  /** Whether the variable is named by a handler, behind the block, or by who calls the routine. */
  private boolean isReadOutside(Code.Block block, String variable) {
    if (block.handlers().stream().anyMatch(it -> named(it, variable) > 0)) {
      return true;
    }
    boolean isParameter =
        outer.parameters().stream()
            .anyMatch(it -> it.mode().contains("OUT") && it.name().text().equals(variable));
    return isParameter || named(outer, variable) > within(block, variable);
  }

  private long within(Code.Block block, String variable) {
    long count = 0;
    for (Statement statement : block.statements()) {
      count += named(statement, variable);
    }
    for (Routine routine : routines()) {
      count += named(routine, variable);
    }
    return count;
  }

  private static boolean isOf(Name name, String variable) {
    return name.parts().getFirst().text().equals(variable);
  }

  private static long named(Node node, String variable) {
    long[] count = {0};
    Rewriter.walk(
        node,
        it -> {
          boolean isIt =
              switch (it) {
                case Expression.Reference(var name, _) -> isOf(name, variable);
                case Expression.Call(var called, _, _) -> isOf(called, variable);
                default -> false;
              };
          boolean isSet =
              it instanceof Code.Assign(Expression.Reference(var name, _), _, _)
                  && isOf(name, variable);
          count[0] += (isIt ? 1 : 0) - (isSet ? 1 : 0);
        });
    return count[0];
  }

  private Node call(Node node) {
    return switch (node) {
      case Expression.Call(var name, var arguments, var place) when uses(name).isPresent() -> {
        List<Expression.Argument> all = arguments(uses(name).get());
        all.addAll(arguments);
        yield new Expression.Call(name, List.copyOf(all), place);
      }
      case Expression.Reference(var name, var place) when uses(name).isPresent() ->
          new Expression.Call(name, List.copyOf(arguments(uses(name).get())), place);
      default -> node;
    };
  }

  private Optional<Uses> uses(Name name) {
    return name.parts().size() > 1
        ? Optional.empty()
        : Optional.ofNullable(inner.get(name.last().text())).filter(it -> !it.read().isEmpty());
  }

  private List<Expression.Argument> arguments(Uses uses) {
    List<Expression.Argument> all = new ArrayList<>();
    for (String name : uses.read()) {
      Expression value = new Expression.Reference(Name.of(visibleOne(name).name()), Place.NONE);
      all.add(new Expression.Argument(Optional.empty(), value, Place.NONE));
    }
    return all;
  }

  private Declared visibleOne(String name) {
    return Optional.ofNullable(visible.get(name)).orElseThrow();
  }

  private Declaration withParameters(Routine routine) {
    Uses uses = Optional.ofNullable(inner.get(routine.name().last().text())).orElseThrow();
    List<Routine.Parameter> all = new ArrayList<>();
    for (String name : uses.read()) {
      Declared declared = visibleOne(name);
      Optional<Type> type = declared.type().flatMap(this::plain);
      boolean isWritten = uses.written().contains(name);
      if (type.isEmpty()) {
        items.block(
            ActionCode.NO_RULE,
            routine.place(),
            "a routine within a routine whose cursors it uses");
      }
      all.add(
          new Routine.Parameter(
              declared.name(),
              isWritten ? "IN OUT" : "",
              false,
              type.orElseGet(
                  () -> new Type.Named(Name.of("VARCHAR2"), List.of(), "", "", Place.NONE)),
              Optional.empty(),
              Place.NONE));
    }
    all.addAll(routine.parameters());
    return copy(routine, List.copyOf(all), routine.body());
  }

  /** A type that means the same outside; empty where it is a cursor's row. */
  private Optional<Type> plain(Type type) {
    if (!(type instanceof Type.Anchored(var of, _, _)) || of.parts().size() > 1) {
      return Optional.of(type);
    }
    Declared local = visible.get(of.last().text());
    return local == null ? Optional.of(type) : local.type().flatMap(this::plain);
  }

  private static Routine copy(
      Routine it, List<Routine.Parameter> parameters, Optional<Code.Block> body) {
    return new Routine(
        it.modifiers(),
        it.kind(),
        it.name(),
        parameters,
        it.returns(),
        it.returnsSelf(),
        it.properties(),
        body,
        it.external(),
        it.place());
  }
}
