package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * Collections that are indexed by text, and those of collections, become objects of JSON: {@code
 * c('a') := x} is {@code c['a'] := TO_JSONB(x)}, and what is read gets its type back. An array in
 * such a one is an object too, so that its indexes stay.
 */
final class Maps {
  private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?\\d+\\s*");

  private final CodeScope scope;

  Maps(CodeScope scope) {
    this.scope = scope;
  }

  /** What the map holds; empty where the type is no map. */
  Optional<CodeTypes.Kind> value(CodeTypes.Kind kind) {
    return scope
        .types()
        .body(kind)
        .flatMap(
            it ->
                switch (it.type()) {
                  case Declaration.TableOf(var element, _, _, _)
                      when !isNumbered(it)
                          || scope.model().hasHoles(it.type())
                          || OracleCollections.isCollection(element, it.scope()) ->
                      Optional.of(new CodeTypes.Kind(element, it.scope()));
                  case Declaration.ArrayOf(_, var element, _, _)
                      when scope.model().hasHoles(it.type())
                          || OracleCollections.isCollection(element, it.scope()) ->
                      Optional.of(new CodeTypes.Kind(element, it.scope()));
                  default -> Optional.empty();
                });
  }

  private static boolean isNumbered(CodeTypes.Body body) {
    return !(body.type() instanceof Declaration.TableOf(_, _, var index, _))
        || index.isEmpty()
        || OracleCollections.isNumber(index.get(), body.scope());
  }

  /** {@code c('a')} as a value. */
  Expression read(Expression map, Expression key, CodeTypes.Kind value, Items items, Place place) {
    if (value(value).isPresent()) {
      return scope.types().made(part(place, "map_part", map, key), value);
    }
    Type type = scope.collections().plain(value.scope().type(value.type(), items), items);
    if (scope.types().element(value).isPresent()) {
      Expression none = Tree.cast(Place.NONE, Tree.none(Place.NONE), type);
      Expression part = part(Place.NONE, "map_part", map, key);
      return scope.types().made(PackCalls.call(place, "array_of", List.of(none, part)), value);
    }
    if (scope.types().isRow(value)) {
      Expression none = Tree.cast(Place.NONE, Tree.none(Place.NONE), row(type));
      Expression part = part(Place.NONE, "map_part", map, key);
      return new Expression.Row(
          List.of(scope.types().made(Tree.call(place, "JSONB_POPULATE_RECORD", none, part), value)),
          place);
    }
    return Tree.cast(place, part(Place.NONE, "map_text", map, key), type);
  }

  /** Raises {@code no_data_found} where no element has the key. */
  private static Expression part(Place place, String function, Expression map, Expression key) {
    return PackCalls.call(place, function, List.of(map, text(key)));
  }

  private static Type row(Type type) {
    return type instanceof Type.Anchored(var of, _, var place)
        ? new Type.Named(of, List.of(), "", "", place)
        : type;
  }

  /**
   * Where something is assigned to.
   *
   * @param root what isn't within JSON of it
   * @param keys the way from there to the part of JSON; none where it is no such part
   */
  private record Target(Expression root, List<Expression> keys, CodeTypes.Kind kind) {
    boolean isJson() {
      return !keys.isEmpty();
    }

    Target part(Expression key, CodeTypes.Kind of) {
      List<Expression> all = new ArrayList<>(keys);
      all.add(key);
      return new Target(root, List.copyOf(all), of);
    }
  }

  /**
   * {@code c('a') := x}, {@code c('a').f := x}, {@code r.c(1)(2) := x}; empty where the target is
   * no part of JSON.
   */
  Optional<Code.Assign> assigned(Code.Assign assign) {
    return target(assign.target())
        .filter(Target::isJson)
        .map(it -> set(it, json(it.kind(), assign.value()), assign.place()));
  }

  /**
   * {@code c['a'] := value}. PostgreSQL takes a key of digits for the index of an array where it
   * makes what the key is of, so that such a one needs a function.
   */
  private static Code.Assign set(Target target, Expression value, Place place) {
    boolean isPlain =
        target.keys().stream()
            .allMatch(
                it -> Tree.text(it).filter(key -> !NUMBER.matcher(key).matches()).isPresent());
    if (isPlain) {
      Expression element = target.root();
      for (Expression key : target.keys()) {
        element = new Expression.Element(element, key, Place.NONE);
      }
      return new Code.Assign(element, value, place);
    }
    Expression keys = new Expression.ArrayOf(target.keys(), Place.NONE);
    return new Code.Assign(
        target.root(),
        PackCalls.call(Place.NONE, "json_set", List.of(target.root(), keys, value)),
        place);
  }

  /** {@code c('a').DELETE(1)}; empty where the collection isn't within JSON. */
  Optional<Statement> deleted(Expression collection, Expression index, Place place) {
    return target(collection)
        .filter(Target::isJson)
        .map(it -> it.part(text(index), it.kind()))
        .map(
            it ->
                new Code.Assign(
                    it.root(),
                    PackCalls.call(
                        Place.NONE,
                        "json_delete",
                        List.of(it.root(), new Expression.ArrayOf(it.keys(), Place.NONE))),
                    place));
  }

  private Optional<Target> target(Expression expression) {
    return switch (expression) {
      case Expression.Reference(var name, _) ->
          scope.types().of(name).map(it -> new Target(expression, List.of(), it));
      case Expression.Call(var name, var arguments, _) when arguments.size() == 1 ->
          target(new Expression.Reference(name, Place.NONE))
              .flatMap(it -> element(it, arguments.getFirst().value()));
      case Expression.Apply(var of, var arguments, _) when arguments.size() == 1 ->
          target(of).flatMap(it -> element(it, arguments.getFirst().value()));
      case Expression.Element(var of, var index, _) -> target(of).flatMap(it -> element(it, index));
      case Expression.Member(var of, var field, var place) ->
          target(of)
              .flatMap(
                  it ->
                      scope
                          .types()
                          .field(it.kind(), field)
                          .map(
                              kind ->
                                  it.isJson()
                                      ? it.part(Tree.string(field.text()), kind)
                                      : new Target(
                                          new Expression.Member(it.root(), field, place),
                                          List.of(),
                                          kind)));
      default -> Optional.empty();
    };
  }

  private Optional<Target> element(Target of, Expression index) {
    Optional<CodeTypes.Kind> inMap = value(of.kind());
    return inMap
        .or(() -> scope.types().element(of.kind()))
        .map(
            it ->
                of.isJson() || inMap.isPresent()
                    ? of.part(text(index), it)
                    : new Target(
                        new Expression.Element(of.root(), index, Place.NONE), List.of(), it));
  }

  /** A value as JSON. */
  private Expression json(CodeTypes.Kind kind, Expression value) {
    boolean isArray = scope.types().element(kind).isPresent();
    boolean isMap = value(kind).isPresent();
    if ((isArray || isMap) && Tree.text(value).filter("{}"::equals).isPresent()) {
      return Tree.cast(Place.NONE, value, Tree.type("JSONB"));
    }
    if (Tree.isNullLiteral(value)) {
      return Tree.cast(Place.NONE, Tree.string("null"), Tree.type("JSONB"));
    }
    if (isArray) {
      return PackCalls.call(Place.NONE, "json_of", List.of(value));
    }
    // A literal has no type of its own.
    boolean isTyped = scope.types().isRow(kind) || isMap;
    Expression typed = isTyped ? value : Tree.cast(Place.NONE, value, kind.type());
    return Tree.call(Place.NONE, "TO_JSONB", typed);
  }

  /** {@code t(a, b)}, {@code t('x' => a)} of a type of collections. */
  Expression constructed(List<Expression.Argument> all, CodeTypes.Kind value, Place place) {
    List<Expression> pairs = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      Expression one = all.get(at).value();
      pairs.add(all.get(at).key().map(Maps::text).orElse(Tree.string(Integer.toString(at + 1))));
      pairs.add(
          scope.types().element(value).isPresent()
              ? PackCalls.call(Place.NONE, "json_of", List.of(one))
              : one);
    }
    return Tree.call(place, "JSONB_BUILD_OBJECT", pairs);
  }

  /** {@code c.COUNT}, {@code c.FIRST}, {@code c.NEXT(k)}; empty where it is no such method. */
  Optional<Expression> method(
      Expression map, CodeTypes.Kind kind, Identifier method, List<Expression> all, Place place) {
    boolean isNumbered = scope.types().body(kind).map(Maps::isNumbered).orElse(false);
    return Optional.ofNullable(
        switch (method.text().toUpperCase(Locale.ROOT) + "/" + all.size()) {
          case "COUNT/0" -> PackCalls.call(place, "json_count", List.of(map));
          case "FIRST/0" -> key("first", isNumbered, List.of(map), place);
          case "LAST/0" -> key("last", isNumbered, List.of(map), place);
          case "NEXT/1" -> key("next", isNumbered, List.of(map, all.getFirst()), place);
          case "PRIOR/1" -> key("prior", isNumbered, List.of(map, all.getFirst()), place);
          case "EXISTS/1" ->
              Tree.call(
                  place,
                  "COALESCE",
                  Tree.call(Place.NONE, "JSONB_EXISTS", map, text(all.getFirst())),
                  new Expression.Literal(Expression.LiteralKind.FALSE, "FALSE", Place.NONE));
          default -> null;
        });
  }

  /** Keys of text are sorted by their bytes, as on the source. */
  private static Expression key(
      String which, boolean isNumbered, List<Expression> all, Place place) {
    List<Expression> given = new ArrayList<>(all);
    if (all.size() > 1 && !isNumbered) {
      given.set(1, text(all.get(1)));
    }
    return PackCalls.call(place, (isNumbered ? "list_" : "map_") + which, given);
  }

  /** {@code c.EXTEND}, {@code c.TRIM} and their like, as what is assigned; empty for others. */
  static Optional<Expression> changed(Expression map, String method, List<Expression> all) {
    List<Expression> given = new ArrayList<>();
    given.add(map);
    given.addAll(all);
    return Optional.ofNullable(
        switch (method) {
          case "EXTEND/0", "EXTEND/1", "EXTEND/2" ->
              PackCalls.call(Place.NONE, "json_extend", given);
          case "TRIM/0", "TRIM/1" -> PackCalls.call(Place.NONE, "json_trim", given);
          case "DELETE/2" -> PackCalls.call(Place.NONE, "json_delete_range", given);
          default -> null;
        });
  }

  /** {@code c.DELETE(k)} as what is assigned to it. */
  static Expression without(Expression map, Expression key) {
    return Tree.operation(Place.NONE, Operator.SUBTRACT, map, text(key));
  }

  private static Expression text(Expression key) {
    return Tree.text(key).isPresent() ? key : Tree.cast(Place.NONE, key, Tree.type("CLOB"));
  }
}
