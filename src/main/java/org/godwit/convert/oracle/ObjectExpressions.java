package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Subtypes;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Type;

/**
 * What asks an object for its type, or makes one: {@code TREAT(x AS t)} becomes a CASE on the name
 * of its type, {@code x IS OF (t)} a comparison of that, {@code t(a, b)} a row.
 */
final class ObjectExpressions {
  private static final Identifier ROWS = Identifier.of("_one");
  private static final Identifier OBJECT = Identifier.of("_object");

  private final CodeScope scope;

  ObjectExpressions(CodeScope scope) {
    this.scope = scope;
  }

  private Subtypes subtypes() {
    return scope.model().types().subtypes();
  }

  /** The object type of that name. */
  Optional<Ddl.CreateType> type(Type type) {
    return type instanceof Type.Named(var name, _, _, _, _)
        ? scope.objectType(name).filter(scope.model().types()::isObject)
        : Optional.empty();
  }

  /** The object type, or else the only one below it, that has so many attributes. */
  Optional<Ddl.CreateType> ofHierarchy(Type type, int attributes) {
    Optional<Ddl.CreateType> known = type(type);
    List<Ddl.CreateType> all =
        known.stream()
            .flatMap(it -> subtypes().family(it).stream())
            .filter(it -> scope.model().types().attributes(it).size() == attributes)
            .toList();
    return known
        .filter(it -> scope.model().types().attributes(it).size() == attributes)
        .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty());
  }

  /** {@code TREAT(x AS t)}, {@code (x AS t)}; empty where the call is another. */
  Optional<Expression> converted(Expression.KeywordCall call) {
    boolean isTreat = call.function().is("TREAT");
    if (call.parts().size() != 3
        || !(call.parts().getFirst() instanceof Expression value)
        || !(call.parts().getLast() instanceof Type type)
        || !(isTreat || isSeenAs(call))) {
      return Optional.empty();
    }
    return type(type).map(it -> isTreat ? treated(value, it, type, call.place()) : value);
  }

  /** The same with the type's name on the target. */
  static Expression spelled(Expression object, UnaryOperator<Type> types) {
    return object instanceof Expression.Cast(var value, var type, var place)
        ? new Expression.Cast(value, types.apply(type), place)
        : object;
  }

  /** Whether it is {@code (self AS parent)}. */
  static boolean isSeenAs(Expression.KeywordCall call) {
    return call.function().last().text().isEmpty();
  }

  private Expression treated(Expression value, Ddl.CreateType type, Type name, Place place) {
    if (subtypes().root(type).isEmpty()) {
      return Tree.cast(place, value, name);
    }
    if (isPlain(value)) {
      return Tree.cast(place, chosen(value, type), name);
    }
    Expression object = new Expression.Reference(Name.of(ROWS, OBJECT), Place.NONE);
    Query.Item item = new Query.Item(value, Optional.of(OBJECT), Place.NONE);
    FromItem rows =
        new FromItem.Derived(
            false,
            Tree.select(List.of(item), List.of(), Optional.empty()),
            Optional.of(new FromItem.Alias(ROWS, List.of())),
            Place.NONE);
    Query one =
        Tree.select(List.of(Tree.item(chosen(object, type))), List.of(rows), Optional.empty());
    return Tree.cast(place, new Expression.Subquery(one, Place.NONE), name);
  }

  private Expression chosen(Expression value, Ddl.CreateType type) {
    return new Expression.Case(
        Optional.empty(),
        List.of(
            new Expression.When(Subtypes.isOf(value, subtypes().family(type)), value, Place.NONE)),
        Optional.empty(),
        Place.NONE);
  }

  /** Whether it may stand twice: what is called isn't called once more. */
  private boolean isPlain(Expression value) {
    return switch (value) {
      case Expression.Reference _ -> true;
      case Expression.Member(var object, _, _) -> isPlain(object);
      case Expression.Row(var all, _) when all.size() == 1 -> isPlain(all.getFirst());
      case Expression.Element(var array, var index, _) -> isPlain(array) && isPlain(index);
      case Expression.Literal _ -> true;
      case Expression.Call(var function, var arguments, _) when arguments.size() == 1 ->
          (function.is("VALUE") || scope.types().of(function).isPresent())
              && isPlain(arguments.getFirst().value());
      default -> false;
    };
  }

  /** {@code x IS OF (t, ONLY u)}; empty where one of the types is of no hierarchy. */
  Optional<Expression> isOf(Expression.IsOf test) {
    List<Ddl.CreateType> all = new ArrayList<>();
    for (Expression.OfType one : test.types()) {
      Optional<Ddl.CreateType> type =
          type(one.type()).filter(it -> subtypes().root(it).isPresent());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      if (one.isOnly()) {
        all.add(type.get());
      } else {
        all.addAll(subtypes().family(type.get()));
      }
    }
    return Optional.of(Subtypes.isOf(test.value(), all));
  }

  /**
   * {@code t(a, b)} of all attributes of an object type, which may be named.
   *
   * @return empty where the arguments are none of its attributes
   */
  Optional<Expression> made(Ddl.CreateType type, List<Expression.Argument> arguments, Place place) {
    List<Declaration.Attribute> attributes = scope.model().types().attributes(type);
    if (arguments.size() != attributes.size()) {
      return Optional.empty();
    }
    Map<Identifier, Expression> values = new HashMap<>();
    for (int at = 0; at < arguments.size(); at++) {
      Expression.Argument argument = arguments.get(at);
      Identifier name =
          argument.key().orElse(null) instanceof Expression.Reference(var key, _)
              ? key.last()
              : attributes.get(at).name();
      values.put(name, argument.value());
    }
    boolean areOwn = attributes.stream().allMatch(it -> values.containsKey(it.name()));
    Name name = scope.model().qualified(type.name(), Set.of(ObjectKind.TYPE));
    return areOwn
        ? Optional.of(
            Tree.cast(
                place,
                Tree.call(Place.NONE, "ROW", subtypes().row(type, values)),
                new Type.Named(name, List.of(), "", "", Place.NONE)))
        : Optional.empty();
  }
}
