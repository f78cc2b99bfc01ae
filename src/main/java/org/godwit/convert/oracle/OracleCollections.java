package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * Collections become arrays: {@code c(i)} is {@code c[i]}, {@code c.COUNT} its cardinality, {@code
 * c.EXTEND} appends NULL. For those of collections, or indexed by text, see {@link Maps}.
 */
final class OracleCollections {
  private static final String ARRAY = "ARRAY";

  private final CodeScope scope;
  private final Maps maps;

  OracleCollections(CodeScope scope) {
    this.scope = scope;
    this.maps = new Maps(scope);
  }

  /** What a collection type holds; empty where the type is none that an array can stand for. */
  Optional<Type> element(Type type) {
    if (!(type instanceof Type.Named(var name, _, _, _, _))) {
      return Optional.empty();
    }
    Optional<Declaration.TypeBody> body =
        scope
            .declared(name)
            .map(Declaration.TypeOf::body)
            .or(() -> scope.objectType(name).flatMap(Ddl.CreateType::body));
    return body.flatMap(it -> element(it, scope.within(name)));
  }

  /**
   * The same of a type's body.
   *
   * @param scope what names in it mean
   */
  static Optional<Type> element(Declaration.TypeBody body, CodeScope scope) {
    return any(body, scope).filter(it -> !isCollection(it, scope));
  }

  /** Whether the type is a collection of any kind. */
  static boolean isCollection(Type type, CodeScope scope) {
    return scope
        .types()
        .body(new CodeTypes.Kind(type, scope))
        .filter(
            it ->
                it.type() instanceof Declaration.TableOf
                    || it.type() instanceof Declaration.ArrayOf)
        .isPresent();
  }

  private static Optional<Type> any(Declaration.TypeBody body, CodeScope scope) {
    return switch (body) {
      case Declaration.TableOf(var element, _, var index, _)
          when (index.isEmpty() || isNumber(index.get(), scope)) && !scope.model().hasHoles(body) ->
          Optional.of(element);
      case Declaration.ArrayOf(_, var element, _, _) when !scope.model().hasHoles(body) ->
          Optional.of(element);
      default -> Optional.empty();
    };
  }

  /** Whether a collection with that index is an array: also by a subtype of PLS_INTEGER. */
  static boolean isNumber(Type index, CodeScope scope) {
    return switch (index) {
      case Type.Named(var name, _, _, _, _)
          when scope.declared(name).map(Declaration.TypeOf::body).orElse(null)
              instanceof Declaration.Subtype(var base, _, _, _) ->
          isNumber(base, scope.within(name));
      case Type.Named(var name, _, _, _, _) ->
          name.last().text().toUpperCase(Locale.ROOT).matches(".*(INTEGER|NATURAL|POSITIVE).*");
      default -> false;
    };
  }

  /** What the collection of that name holds; empty where it is none. */
  Optional<CodeTypes.Kind> elementOf(Name path) {
    return scope.types().of(path).flatMap(scope.types()::element);
  }

  /** {@code c(i)}, {@code c.EXISTS(i)}, and constructors; empty where the call is another. */
  Optional<Expression> called(Expression.Call call, Items items) {
    Name name = call.function();
    List<Expression> all = call.arguments().stream().map(Expression.Argument::value).toList();
    Place place = call.place();
    boolean isNamed = call.arguments().stream().anyMatch(it -> it.key().isPresent());
    if (isNamed && (elementOf(name).isPresent() || isMap(name))) {
      return Optional.empty(); // the procedure that sets a package's variable
    }
    if (all.size() == 1) {
      Optional<CodeTypes.Kind> value = scope.types().of(name).flatMap(maps::value);
      if (value.isPresent()) {
        return Optional.of(maps.read(path(name), all.getFirst(), value.get(), items, place));
      }
      if (elementOf(name).isPresent()) {
        return Optional.of(new Expression.Element(path(name), all.getFirst(), place));
      }
    }
    if (name.parts().size() > 1 && isMap(owner(name))) {
      return maps.method(
          path(owner(name)), scope.types().of(owner(name)).orElseThrow(), name.last(), all, place);
    }
    if (name.parts().size() > 1 && elementOf(owner(name)).isPresent()) {
      return method(path(owner(name)), name.last(), all, place);
    }
    return constructed(name, call.arguments(), place, items);
  }

  /** {@code c(i).d(j)}, {@code c(i).d.EXISTS(j)}; empty where it is something else. */
  Optional<Expression> applied(Expression.Apply apply, Items items) {
    List<Expression> all = apply.arguments().stream().map(Expression.Argument::value).toList();
    Optional<CodeTypes.Kind> value = scope.types().of(apply.function()).flatMap(maps::value);
    if (all.size() == 1 && value.isPresent()) {
      return Optional.of(
          maps.read(apply.function(), all.getFirst(), value.get(), items, apply.place()));
    }
    if (apply.function() instanceof Expression.Member(var of, var method, _)) {
      Optional<CodeTypes.Kind> map = mapOf(of);
      if (map.isPresent()) {
        return maps.method(of, map.get(), method, all, apply.place());
      }
    }
    if (all.size() == 1 && isCollection(apply.function())) {
      return Optional.of(new Expression.Element(apply.function(), all.getFirst(), apply.place()));
    }
    return apply.function() instanceof Expression.Member(var object, var method, _)
            && isCollection(object)
        ? method(object, method, all, apply.place())
        : Optional.empty();
  }

  /** {@code c(i).d.COUNT}; empty where it is something else. */
  Optional<Expression> member(Expression.Member member) {
    Optional<CodeTypes.Kind> map = mapOf(member.object());
    if (map.isPresent()) {
      return maps.method(member.object(), map.get(), member.member(), List.of(), member.place());
    }
    return isCollection(member.object())
        ? method(member.object(), member.member(), List.of(), member.place())
        : Optional.empty();
  }

  /** Whether the name is that of a collection that JSON stands for. */
  boolean isMap(Name path) {
    return scope.types().of(path).flatMap(maps::value).isPresent();
  }

  /** The type of what JSON stands for; empty where it is something else. */
  private Optional<CodeTypes.Kind> mapOf(Expression of) {
    return scope.types().of(of).filter(it -> maps.value(it).isPresent());
  }

  /** Collections that JSON stands for. */
  Maps maps() {
    return maps;
  }

  /** {@code c IS EMPTY} becomes {@code CARDINALITY(c) = 0}; empty where c is no known array. */
  Optional<Expression> isEmpty(Expression of, Place place) {
    if (scope.types().of(of).flatMap(maps::value).isPresent()) {
      Expression empty = Tree.cast(Place.NONE, Tree.string("{}"), Tree.type("JSONB"));
      return Optional.of(Tree.operation(place, Operator.EQUAL, of, empty));
    }
    return isCollection(of)
        ? Optional.of(
            Tree.operation(
                place, Operator.EQUAL, Tree.call(Place.NONE, "CARDINALITY", of), Tree.number("0")))
        : Optional.empty();
  }

  /**
   * {@code x MEMBER OF c} becomes {@code x = ANY (SELECT UNNEST(ARRAY_REMOVE(c, NULL)))}: a hole is
   * no element. Empty where c is no known array.
   */
  Optional<Expression> isMember(Expression element, Expression of, Place place, Items items) {
    if (!isCollection(of) && withHoles(of).isEmpty()) {
      return Optional.empty();
    }
    Expression all = isCollection(of) ? of : elements(of, items);
    Expression elements =
        Tree.call(
            Place.NONE,
            "UNNEST",
            Tree.call(Place.NONE, "ARRAY_REMOVE", all, Tree.none(Place.NONE)));
    Query each = Tree.select(List.of(Tree.item(elements)), List.of(), Optional.empty());
    return Optional.of(
        Tree.operation(
            place,
            Operator.EQUAL,
            element,
            new Expression.Quantified(
                "ANY", new Expression.Subquery(each, Place.NONE), Place.NONE)));
  }

  /** The elements of a collection with holes, as an array. */
  private Expression elements(Expression of, Items items) {
    CodeTypes.Kind one = withHoles(of).orElseThrow();
    Type type = one.scope().type(one.type(), items);
    Type array =
        type instanceof Type.Named(var name, var arguments, _, var suffix, var place)
            ? new Type.Named(name, arguments, "", (suffix + " " + ARRAY).strip(), place)
            : type;
    Expression model = Tree.cast(Place.NONE, Tree.none(Place.NONE), array);
    return PackCalls.call(Place.NONE, "array_of", List.of(model, of));
  }

  /** What is in a collection with holes that is indexed by numbers; empty where it is another. */
  Optional<CodeTypes.Kind> withHoles(Expression of) {
    return scope
        .types()
        .of(of)
        .filter(
            it -> scope.types().body(it).filter(b -> scope.model().hasHoles(b.type())).isPresent())
        .flatMap(maps::value)
        .filter(it -> !isCollection(it.type(), it.scope()));
  }

  private boolean isCollection(Expression expression) {
    return scope.types().of(expression).flatMap(scope.types()::element).isPresent();
  }

  /** Whether it has an index of its own; others have all elements from the first to the last. */
  private boolean isIndexed(Expression of) {
    return scope
        .types()
        .of(of)
        .flatMap(scope.types()::body)
        .filter(it -> it.type() instanceof Declaration.TableOf table && table.index().isPresent())
        .isPresent();
  }

  /** A record is NULL to {@code IS NULL} where one of its fields is. */
  private Expression isThere(Expression of, Expression index, Place place) {
    if (!isIndexed(of)) {
      Expression isWithin =
          new Expression.Between(
              index, Tree.number("1"), Tree.call(Place.NONE, "CARDINALITY", of), Place.NONE);
      return Tree.call(
          place,
          "COALESCE",
          isWithin,
          new Expression.Literal(Expression.LiteralKind.FALSE, "FALSE", Place.NONE));
    }
    Expression element = new Expression.Element(of, index, Place.NONE);
    boolean isRow =
        scope
            .types()
            .of(of)
            .flatMap(scope.types()::element)
            .filter(scope.types()::isRow)
            .isPresent();
    return isRow
        ? new Expression.Is(element, "DISTINCT FROM NULL", place)
        : Tree.operation(place, Operator.NOT, Tree.isNull(element));
  }

  private Optional<Expression> method(
      Expression of, Identifier method, List<Expression> all, Place place) {
    Expression one = Tree.number("1");
    return Optional.ofNullable(
        switch (method.text().toUpperCase(Locale.ROOT) + "/" + all.size()) {
          case "COUNT/0" ->
              Tree.call(
                  place, "COALESCE", Tree.call(Place.NONE, "CARDINALITY", of), Tree.number("0"));
          case "FIRST/0" -> Tree.call(place, "ARRAY_LOWER", of, one);
          case "LAST/0" -> Tree.call(place, "ARRAY_UPPER", of, one);
          case "EXISTS/1" -> isThere(of, all.getFirst(), place);
          case "NEXT/1" -> neighbour(of, all.getFirst(), "MIN", Operator.GREATER, place);
          case "PRIOR/1" -> neighbour(of, all.getFirst(), "MAX", Operator.LESS, place);
          default -> null;
        });
  }

  /** {@code (SELECT MIN(_index) FROM GENERATE_SUBSCRIPTS(c, 1) _index WHERE _index > i AND …)}. */
  private Expression neighbour(
      Expression of, Expression index, String aggregate, Operator beyond, Place place) {
    // No name of the source begins so, which a variable could hide or be hidden by.
    Identifier name = Identifier.of("_index");
    Expression number = new Expression.Reference(Name.of(name), Place.NONE);
    FromItem numbers =
        new FromItem.Function(
            Tree.call(Place.NONE, "GENERATE_SUBSCRIPTS", of, Tree.number("1")),
            false,
            Optional.of(new FromItem.Alias(name, List.of())),
            Place.NONE);
    Expression isBeyond = Tree.operation(Place.NONE, beyond, number, index);
    Expression where =
        isIndexed(of)
            ? Tree.operation(Place.NONE, Operator.AND, isBeyond, isThere(of, number, Place.NONE))
            : isBeyond;
    return new Expression.Subquery(
        Tree.select(
            List.of(Tree.item(Tree.call(Place.NONE, aggregate, number))),
            List.of(numbers),
            Optional.of(where)),
        place);
  }

  /** {@code t(2 => b, 1 => a)} in the order of its keys; others than 1, 2, … aren't an array's. */
  private static List<Expression> byKeys(
      List<Expression.Argument> arguments, Place place, Items items) {
    Expression[] all = new Expression[arguments.size()];
    for (int at = 0; at < all.length; at++) {
      Expression.Argument argument = arguments.get(at);
      Expression key = argument.key().orElse(Tree.number(Integer.toString(at + 1)));
      boolean isPlace =
          key instanceof Expression.Literal(_, var text, _) && text.matches("[1-9]\\d{0,5}");
      int to = isPlace ? Integer.parseInt(((Expression.Literal) key).text()) : 0;
      if (to < 1 || to > all.length || all[to - 1] != null) {
        items.block(ActionCode.COLLECTION, place, "with keys of its own");
        return arguments.stream().map(Expression.Argument::value).toList();
      }
      all[to - 1] = argument.value();
    }
    return List.of(all);
  }

  private Optional<Expression> constructed(
      Name name, List<Expression.Argument> arguments, Place place, Items items) {
    if (name.parts().size() > 1 && !scope.routines(name).isEmpty()) {
      return Optional.empty(); // a constructor that a type declares
    }
    Type type = new Type.Named(name, List.of(), "", "", Place.NONE);
    Optional<CodeTypes.Kind> mapped = maps.value(new CodeTypes.Kind(type, scope));
    if (mapped.isPresent()) {
      return Optional.of(maps.constructed(arguments, mapped.get(), place));
    }
    if (element(type).isPresent()) {
      return Optional.of(
          new Expression.Cast(
              new Expression.ArrayOf(byKeys(arguments, place, items), place),
              array(type, items),
              place));
    }
    Optional<Expression> record = new QualifiedRecords(scope).made(name, arguments, place, items);
    if (record.isPresent()) {
      return record;
    }
    return scope
        .objectType(name)
        .filter(scope.model().types()::isObject)
        .flatMap(it -> new ObjectExpressions(scope).made(it, arguments, place))
        .map(it -> ObjectExpressions.spelled(it, made -> scope.type(made, items)));
  }

  /** {@code c.COUNT}, {@code c.FIRST}, {@code c.LAST}; empty where the name is another. */
  Optional<Expression> named(Name name, Place place) {
    if (name.parts().size() > 1 && isMap(owner(name))) {
      return maps.method(
          path(owner(name)),
          scope.types().of(owner(name)).orElseThrow(),
          name.last(),
          List.of(),
          place);
    }
    return name.parts().size() < 2 || elementOf(owner(name)).isEmpty()
        ? Optional.empty()
        : method(path(owner(name)), name.last(), List.of(), place);
  }

  /**
   * The expression of a name that begins with a variable: {@code (package.variable()).field} where
   * that is a package's, {@code (variable.record).field} where it goes on.
   */
  Expression path(Name name) {
    int own = scope.types().variableParts(name);
    List<Identifier> parts = name.parts();
    boolean isLocal = scope.local(Name.of(parts.getFirst())).isPresent();
    int plain = isLocal ? Math.min(2, parts.size()) : own;
    Name start = new Name(parts.subList(0, plain), "");
    Expression all =
        isLocal
            ? new Expression.Reference(start, Place.NONE)
            : new Expression.Call(scope.routine(start).orElse(start), List.of(), Place.NONE);
    if (!isLocal && parts.size() > plain) {
      all = new Expression.Row(List.of(all), Place.NONE);
    }
    for (Identifier member : parts.subList(plain, parts.size())) {
      all = new Expression.Member(all, member, Place.NONE);
    }
    return all;
  }

  static Name owner(Name name) {
    return new Name(name.parts().subList(0, name.parts().size() - 1), "");
  }

  /** The array type that stands for the collection type. */
  Type array(Type type, Items items) {
    CodeTypes.Kind kind = scope.types().element(new CodeTypes.Kind(type, scope)).orElseThrow();
    Type element = kind.type();
    Type plain =
        element instanceof Type.Anchored(var of, var attribute, var place)
            ? attribute.equalsIgnoreCase("ROWTYPE")
                ? new Type.Named(scope.named(of), List.of(), "", "", place)
                : kind.scope().type(columnType(of).orElse(element), items)
            : kind.scope().type(element, items);
    if (plain instanceof Type.Anchored(var of, _, _)) { // a subtype of a column's type
      plain = columnType(of).map(it -> kind.scope().type(it, items)).orElse(plain);
    }
    if (!(plain instanceof Type.Named(var name, var arguments, _, var suffix, var place))
        || suffix.endsWith(ARRAY)) {
      items.block(ActionCode.COLLECTION, type.place(), "of collections");
      return plain;
    }
    return new Type.Named(name, arguments, "", (suffix + " " + ARRAY).strip(), place);
  }

  /** What is said as {@code t.c%TYPE} as what the column has: a cast can't say it otherwise. */
  Type plain(Type type, Items items) {
    return type instanceof Type.Anchored(var of, var attribute, _)
            && attribute.equalsIgnoreCase("TYPE")
        ? columnType(of).map(it -> scope.type(it, items)).orElse(type)
        : type;
  }

  private Optional<Type> columnType(Name column) {
    return scope.model().column(column).flatMap(TableElement.Column::type);
  }
}
