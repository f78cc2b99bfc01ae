package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.godwit.convert.ObjectTypes;
import org.godwit.convert.Subtypes;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Type;

/**
 * {@code x.m(a)} of an object becomes {@code t.m(x, a)}, {@code t(a)} of a type with a constructor
 * {@code t.t(a)}, and objects of a type with a MAP or ORDER method are compared by what it gives.
 */
final class Methods {
  private static final Set<Operator> COMPARISONS =
      Set.of(
          Operator.EQUAL,
          Operator.NOT_EQUAL,
          Operator.LESS,
          Operator.LESS_OR_EQUAL,
          Operator.GREATER,
          Operator.GREATER_OR_EQUAL);

  private final CodeScope scope;
  private final CollectionStatements collections;
  private final ObjectExpressions objects;

  /** Calls without arguments, which may follow yet, by what was written. */
  private final IdentityHashMap<Expression, Expression.Member> bare = new IdentityHashMap<>();

  Methods(CodeScope scope, CollectionStatements collections) {
    this.scope = scope;
    this.collections = collections;
    this.objects = new ObjectExpressions(scope);
  }

  /** The code with calls of routines. */
  <N extends Node> N called(N code) {
    return scope.model().hasObjectTypes() ? Rewriter.rewrite(code, this::one) : code;
  }

  private Node one(Node node) {
    return switch (node) {
      case Expression.New(var call, _) -> call;
      case Expression.Call call -> call(call);
      case Expression.KeywordCall call when call.function().is("TREAT") ->
          objects.converted(call).orElse(call);
      case Expression.IsOf test -> objects.isOf(test).orElse(test);
      case Expression.Reference(var name, var place) when name.parts().size() > 1 -> {
        Name renamed = renamed(name);
        Expression now =
            renamed.equals(name) ? (Expression) node : new Expression.Reference(renamed, place);
        yield method(path(renamed), name.last(), List.of(), place).orElse(now);
      }
      case Expression.Member member -> member(member);
      case Expression.Apply(var function, var arguments, var place) -> {
        Optional<Expression.Member> member =
            function instanceof Expression.Member own
                ? Optional.of(own)
                : Optional.ofNullable(bare.get(function));
        yield member
            .flatMap(it -> method(it.object(), it.member(), arguments, place))
            .orElse((Expression) node);
      }
      case Expression.Operation(var operator, var operands, var place)
          when COMPARISONS.contains(operator) ->
          compared(operator, operands, place).orElse((Expression) node);
      default -> node;
    };
  }

  /** A method that is called without parentheses, or an attribute by the target's name. */
  private Expression member(Expression.Member member) {
    Optional<Expression> called =
        method(member.object(), member.member(), List.of(), member.place());
    called.ifPresent(it -> bare.put(it, member));
    return called.orElseGet(
        () ->
            type(member.object())
                .flatMap(it -> subtypes().column(it, member.member()))
                .<Expression>map(
                    it -> new Expression.Member(inParentheses(member.object()), it, member.place()))
                .orElse(member));
  }

  /** {@code TREAT(x AS t).a}: what isn't a name or an element stands in parentheses. */
  private static Expression inParentheses(Expression object) {
    return object instanceof Expression.Cast
        ? new Expression.Row(List.of(object), Place.NONE)
        : object;
  }

  private Subtypes subtypes() {
    return scope.model().types().subtypes();
  }

  /** The path with attributes by the target's names. */
  private Name renamed(Name path) {
    int own = scope.types().variableParts(path);
    if (own == 0 || own == path.parts().size() || !path.link().isEmpty()) {
      return path;
    }
    List<Identifier> parts = new ArrayList<>(path.parts().subList(0, own));
    for (Identifier part : path.parts().subList(own, path.parts().size())) {
      parts.add(
          type(new Expression.Reference(new Name(List.copyOf(parts), ""), Place.NONE))
              .flatMap(it -> subtypes().column(it, part))
              .orElse(part));
    }
    return new Name(List.copyOf(parts), "");
  }

  private static Expression path(Name name) {
    return new Expression.Reference(
        new Name(name.parts().subList(0, name.parts().size() - 1), ""), Place.NONE);
  }

  private Expression call(Expression.Call given) {
    Name name = renamed(given.function());
    Expression.Call call =
        name.equals(given.function())
            ? given
            : new Expression.Call(name, given.arguments(), given.place());
    if (name.parts().size() > 1) {
      Optional<Expression> ofObject =
          method(path(name), given.function().last(), call.arguments(), call.place());
      if (ofObject.isPresent()) {
        return ofObject.get();
      }
    }
    Optional<Ddl.CreateType> type =
        scope.local(name).isPresent() ? Optional.empty() : scope.objectType(name);
    if (type.isEmpty() || !scope.model().types().isObject(type.get())) {
      return call;
    }
    Name own = Name.of(type.get().name().last(), type.get().name().last());
    boolean isWritten = scope.routines(own).stream().anyMatch(it -> fits(it, call.arguments()));
    return isWritten
        ? new Expression.Call(own, call.arguments(), call.place())
        : objects.made(type.get(), call.arguments(), call.place()).orElse(call);
  }

  private static boolean fits(Routine routine, List<Expression.Argument> arguments) {
    long needed = routine.parameters().stream().filter(it -> it.value().isEmpty()).count();
    return needed <= arguments.size()
        && arguments.size() <= routine.parameters().size()
        && arguments.stream()
            .allMatch(
                it ->
                    it.key().isEmpty()
                        || (it.key().get() instanceof Expression.Reference(var key, _)
                            && routine.parameters().stream()
                                .anyMatch(one -> one.name().equals(key.last()))));
  }

  private Optional<Expression> method(
      Expression of, Identifier method, List<Expression.Argument> arguments, Place place) {
    boolean isSeenAs =
        of instanceof Expression.KeywordCall call && ObjectExpressions.isSeenAs(call);
    Expression object =
        isSeenAs ? (Expression) ((Expression.KeywordCall) of).parts().getFirst() : of;
    Optional<Ddl.CreateType> type =
        isSeenAs ? objects.type((Type) ((Expression.KeywordCall) of).parts().getLast()) : type(of);
    List<Expression.Argument> all = new ArrayList<>();
    all.add(new Expression.Argument(Optional.empty(), object, Place.NONE));
    all.addAll(arguments);
    return type.flatMap(it -> declaring(it, method, all))
        .map(
            it ->
                new Expression.Call(
                    Name.of(
                        it.name().last(),
                        isSeenAs && hasOwn(it, method)
                            ? ObjectTypes.own(Name.of(method)).last()
                            : method),
                    List.copyOf(all),
                    place));
  }

  /** The type, it or a parent, whose method takes the arguments; else the nearest that has one. */
  private Optional<Ddl.CreateType> declaring(
      Ddl.CreateType type, Identifier method, List<Expression.Argument> arguments) {
    ObjectTypes types = scope.model().types();
    return types
        .declaring(type, it -> it.name().last().equals(method) && fits(it, arguments))
        .or(() -> types.declaring(type, it -> it.name().last().equals(method)));
  }

  /** Whether the method's name asks for the object's type, and its body has another one. */
  private boolean hasOwn(Ddl.CreateType type, Identifier method) {
    return !scope
        .routines(Name.of(type.name().last(), ObjectTypes.own(Name.of(method)).last()))
        .isEmpty();
  }

  private Optional<Ddl.CreateType> type(Expression of) {
    return collections
        .of(of)
        .or(() -> result(of))
        .flatMap(it -> it.scope().types().objectOf(it))
        .filter(scope.model().types()::isObject);
  }

  /** What a user's function gives. */
  private Optional<CodeTypes.Kind> result(Expression of) {
    return of instanceof Expression.Call(var name, _, _)
        ? scope.routines(name).stream()
            .flatMap(it -> it.returns().stream())
            .map(it -> new CodeTypes.Kind(it, scope.within(name)))
            .findFirst()
        : Optional.empty();
  }

  /** By the type's MAP method, or by what its ORDER method says. */
  private Optional<Expression> compared(Operator operator, List<Expression> operands, Place place) {
    Optional<Ddl.CreateType> type = type(operands.getFirst()).or(() -> type(operands.getLast()));
    Optional<Routine> map = type.flatMap(it -> comparing(it, "MAP"));
    if (map.isPresent()) {
      return Optional.of(
          Tree.operation(
              place,
              operator,
              operands.stream()
                  .map(
                      one ->
                          method(one, map.get().name().last(), List.of(), Place.NONE).orElse(one))
                  .toArray(Expression[]::new)));
    }
    List<Expression.Argument> other =
        List.of(new Expression.Argument(Optional.empty(), operands.getLast(), Place.NONE));
    return type.flatMap(it -> comparing(it, "ORDER"))
        .flatMap(it -> method(operands.getFirst(), it.name().last(), other, Place.NONE))
        .map(it -> Tree.operation(place, operator, it, Tree.number("0")));
  }

  private Optional<Routine> comparing(Ddl.CreateType type, String modifier) {
    ObjectTypes types = scope.model().types();
    Predicate<Routine> isOne = it -> it.modifiers().stream().anyMatch(modifier::equalsIgnoreCase);
    return types
        .declaring(type, isOne)
        .flatMap(
            it ->
                it.members().stream()
                    .filter(Routine.class::isInstance)
                    .map(Routine.class::cast)
                    .filter(isOne)
                    .findFirst());
  }
}
