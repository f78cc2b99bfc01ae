package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ObjectTypes;
import org.godwit.sql.Code;
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
 * {@code t.t(a)}, and objects of a type with a MAP method are compared by what it gives.
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

  Methods(CodeScope scope, CollectionStatements collections) {
    this.scope = scope;
    this.collections = collections;
  }

  /** The code with calls of routines. */
  Code.Block called(Code.Block body) {
    return scope.model().hasObjectTypes() ? Rewriter.rewrite(body, this::one) : body;
  }

  private Node one(Node node) {
    return switch (node) {
      case Expression.New(var call, _) -> call;
      case Expression.Call call -> call(call);
      case Expression.Reference(var name, var place) when name.parts().size() > 1 ->
          method(path(name), name.last(), List.of(), place).orElse((Expression) node);
      case Expression.Member(var of, var member, var place) ->
          method(of, member, List.of(), place).orElse((Expression) node);
      case Expression.Apply(Expression.Member(var of, var member, _), var arguments, var place) ->
          method(of, member, arguments, place).orElse((Expression) node);
      case Expression.Operation(var operator, var operands, var place)
          when COMPARISONS.contains(operator) ->
          compared(operator, operands, place).orElse((Expression) node);
      default -> node;
    };
  }

  private static Expression path(Name name) {
    return new Expression.Reference(
        new Name(name.parts().subList(0, name.parts().size() - 1), ""), Place.NONE);
  }

  private Expression call(Expression.Call call) {
    Name name = call.function();
    if (name.parts().size() > 1) {
      Optional<Expression> ofObject =
          method(path(name), name.last(), call.arguments(), call.place());
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
    if (isWritten) {
      return new Expression.Call(own, call.arguments(), call.place());
    }
    return call.arguments().size() == scope.model().types().attributes(type.get()).size()
        ? Tree.cast(
            call.place(),
            Tree.call(
                Place.NONE,
                "ROW",
                call.arguments().stream().map(Expression.Argument::value).toList()),
            new Type.Named(name, List.of(), "", "", Place.NONE))
        : call;
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
    return type(of)
        .filter(it -> has(it, method))
        .map(
            it -> {
              List<Expression.Argument> all = new ArrayList<>();
              all.add(new Expression.Argument(Optional.empty(), of, Place.NONE));
              all.addAll(arguments);
              return new Expression.Call(
                  Name.of(it.name().last(), method), List.copyOf(all), place);
            });
  }

  private boolean has(Ddl.CreateType type, Identifier method) {
    return scope.routines(Name.of(type.name().last(), method)).stream()
        .anyMatch(
            it -> it.parameters().stream().anyMatch(one -> one.name().equals(ObjectTypes.SELF)));
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

  private Optional<Expression> compared(Operator operator, List<Expression> operands, Place place) {
    Optional<Routine> map =
        type(operands.getFirst()).stream()
            .flatMap(it -> scope.model().packages().declarations(it.name().last().text()).stream())
            .filter(
                it ->
                    it instanceof Routine routine
                        && routine.modifiers().stream().anyMatch("MAP"::equalsIgnoreCase))
            .map(Routine.class::cast)
            .findFirst();
    return map.flatMap(
        it ->
            Optional.of(
                Tree.operation(
                    place,
                    operator,
                    operands.stream()
                        .map(
                            one -> method(one, it.name().last(), List.of(), Place.NONE).orElse(one))
                        .toArray(Expression[]::new))));
  }
}
