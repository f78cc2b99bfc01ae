package org.godwit.convert.oracle;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Expression;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Type;

/**
 * Operators of collections: {@code a MULTISET UNION b} becomes the pack's {@code multiset_union(a,
 * b)}, {@code CAST(MULTISET(query) AS t)} an array of the query's rows.
 */
final class Multisets {
  private final CodeScope scope;
  private final ObjectExpressions objects;

  Multisets(CodeScope scope, ObjectExpressions objects) {
    this.scope = scope;
    this.objects = objects;
  }

  /** What the operator becomes; empty where an operand is kept as a document. */
  Optional<Expression> operated(Expression.Operation operation) {
    if (operation.operands().stream().anyMatch(this::isDocument)) {
      return Optional.empty();
    }
    List<Expression> all = operation.operands();
    return Optional.ofNullable(
        switch (operation.operator()) {
          case MULTISET_UNION -> call("multiset_union", all, operation.place());
          case MULTISET_UNION_DISTINCT -> set("multiset_union", all, operation.place());
          case MULTISET_INTERSECT -> call("multiset_intersect", all, operation.place());
          case MULTISET_INTERSECT_DISTINCT -> set("multiset_intersect", all, operation.place());
          case MULTISET_EXCEPT -> call("multiset_except", all, operation.place());
          case MULTISET_EXCEPT_DISTINCT ->
              // Of what a has, and b hasn't at all.
              call(
                  "multiset_except",
                  List.of(call("multiset_set", all.subList(0, 1), Place.NONE), all.getLast()),
                  operation.place());
          case SUBMULTISET_OF -> call("multiset_is_part", all, operation.place());
          default -> null;
        });
  }

  /** {@code a = b} of nested tables, whose order says nothing; empty for others. */
  Optional<Expression> compared(Expression.Operation operation) {
    boolean isEqual = operation.operator() == Operator.EQUAL;
    if ((!isEqual && operation.operator() != Operator.NOT_EQUAL)
        || !operation.operands().stream().allMatch(this::isNestedTable)) {
      return Optional.empty();
    }
    Expression same = call("multiset_equal", operation.operands(), operation.place());
    return Optional.of(isEqual ? same : Tree.operation(Place.NONE, Operator.NOT, same));
  }

  private boolean isNestedTable(Expression of) {
    boolean isMade =
        of instanceof Expression.Cast(_, Type.Named(_, _, _, var suffix, _), _)
            && suffix.endsWith("ARRAY");
    return isMade
        || (!isDocument(of) && scope.types().of(of).flatMap(scope.types()::element).isPresent());
  }

  private static Expression call(String function, List<Expression> all, Place place) {
    return PackCalls.call(place, function, all);
  }

  private static Expression set(String function, List<Expression> all, Place place) {
    return call("multiset_set", List.of(call(function, all, Place.NONE)), place);
  }

  /** {@code SET(a)}, {@code CARDINALITY(a)}; empty for other calls. */
  Optional<Expression> called(Expression.Call call) {
    if (call.arguments().size() != 1 || isDocument(call.arguments().getFirst().value())) {
      return Optional.empty();
    }
    List<Expression> all = List.of(call.arguments().getFirst().value());
    return call.function().is("SET")
        ? Optional.of(call("multiset_set", all, call.place()))
        : Optional.empty();
  }

  /** {@code a IS A SET}; empty where it is kept as a document. */
  Optional<Expression> isSet(Expression of, Place place) {
    return isDocument(of)
        ? Optional.empty()
        : Optional.of(
            Tree.operation(
                place,
                Operator.EQUAL,
                Tree.call(Place.NONE, "CARDINALITY", of),
                Tree.call(
                    Place.NONE, "CARDINALITY", call("multiset_set", List.of(of), Place.NONE))));
  }

  /** {@code CAST(MULTISET(query) AS t)} of a type that an array stands for, else empty. */
  Optional<Expression> cast(Expression.Cast cast) {
    boolean isArray = cast.type() instanceof Type.Named type && type.suffix().endsWith("ARRAY");
    return isArray && cast.value() instanceof Expression.MultisetOf(var query, var place)
        ? Optional.of(
            Tree.cast(
                cast.place(),
                Tree.call(
                    place,
                    "ARRAY",
                    new Expression.Subquery(ofObjects(query, cast.type()), Place.NONE)),
                cast.type()))
        : Optional.empty();
  }

  /** Several columns are the attributes of the collection's objects. */
  private Query ofObjects(Query query, Type type) {
    if (!(query.body() instanceof Query.Select select)
        || select.items().size() < 2
        || !(type instanceof Type.Named named)) {
      return query;
    }
    List<Expression.Argument> values =
        select.items().stream()
            .map(it -> new Expression.Argument(Optional.empty(), it.value(), Place.NONE))
            .toList();
    return objects
        .ofHierarchy(new Type.Named(named.name(), List.of(), "", "", Place.NONE), values.size())
        .flatMap(it -> objects.made(it, values, select.items().getFirst().place()))
        .map(
            it ->
                CollectionStatements.with(
                    query,
                    CollectionStatements.with(select, List.of(Tree.item(it)), select.into())))
        .orElse(query);
  }

  private boolean isDocument(Expression of) {
    Optional<CodeTypes.Kind> kind =
        of instanceof Expression.Call(var name, _, _) && scope.types().of(of).isEmpty()
            ? scope.routines(name).stream()
                .flatMap(it -> it.returns().stream())
                .map(it -> new CodeTypes.Kind(it, scope.within(name)))
                .findFirst()
            : scope.types().of(of);
    return kind.flatMap(scope.collections().maps()::value).isPresent();
  }
}
