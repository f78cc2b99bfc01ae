package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Type;

/**
 * Collections that are indexed by text become objects of JSON: {@code c('a') := x} is {@code c['a']
 * := TO_JSONB(x)}, and what is read gets its type back.
 */
final class TextMaps {
  private static final Identifier KEY = Identifier.of("key");

  private final CodeScope scope;

  TextMaps(CodeScope scope) {
    this.scope = scope;
  }

  /** What the map holds; empty where the type is no map. */
  Optional<CodeTypes.Kind> value(CodeTypes.Kind kind) {
    return scope
        .types()
        .body(kind)
        .flatMap(
            it ->
                it.type() instanceof Declaration.TableOf(var element, _, var index, _)
                        && index.isPresent()
                        && !OracleCollections.isNumber(index.get())
                    ? Optional.of(new CodeTypes.Kind(element, it.scope()))
                    : Optional.empty());
  }

  /** {@code c('a')} as a value. */
  Expression read(Expression map, Expression key, CodeTypes.Kind value, Items items, Place place) {
    if (value(value).isPresent()) {
      return Tree.call(place, "JSONB_EXTRACT_PATH", map, text(key));
    }
    if (scope.types().element(value).isPresent()) {
      items.block(ActionCode.COLLECTION, place, "of collections");
    }
    Type type = value.scope().type(value.type(), items);
    if (scope.types().isRow(value)) {
      Expression none = Tree.cast(Place.NONE, Tree.none(Place.NONE), row(type));
      Expression part = Tree.call(Place.NONE, "JSONB_EXTRACT_PATH", map, text(key));
      return new Expression.Row(
          List.of(Tree.call(place, "JSONB_POPULATE_RECORD", none, part)), place);
    }
    return Tree.cast(place, Tree.call(Place.NONE, "JSONB_EXTRACT_PATH_TEXT", map, text(key)), type);
  }

  private static Type row(Type type) {
    return type instanceof Type.Anchored(var of, _, var place)
        ? new Type.Named(of, List.of(), "", "", place)
        : type;
  }

  /** {@code c('a') := x} and {@code c('a').f := x}; empty where the target is another. */
  Optional<Code.Assign> assigned(Code.Assign assign) {
    return switch (assign.target()) {
      case Expression.Call(var name, var arguments, _) when arguments.size() == 1 ->
          scope
              .types()
              .of(name)
              .flatMap(this::value)
              .map(it -> set(element(name, arguments), it, assign));
      case Expression.Member(Expression.Call(var name, var arguments, _), var field, _)
          when arguments.size() == 1 ->
          scope
              .types()
              .of(name)
              .flatMap(this::value)
              .flatMap(it -> scope.types().field(it, field))
              .map(
                  it ->
                      set(
                          new Expression.Element(
                              element(name, arguments), Tree.string(field.text()), Place.NONE),
                          it,
                          assign));
      default -> Optional.empty();
    };
  }

  private static Expression element(Name name, List<Expression.Argument> arguments) {
    return new Expression.Element(
        new Expression.Reference(name, Place.NONE), text(arguments.getFirst().value()), Place.NONE);
  }

  private Code.Assign set(Expression element, CodeTypes.Kind value, Code.Assign assign) {
    // A literal has no type of its own.
    boolean isTyped = scope.types().isRow(value) || value(value).isPresent();
    Expression typed =
        isTyped ? assign.value() : Tree.cast(Place.NONE, assign.value(), value.type());
    return new Code.Assign(element, Tree.call(Place.NONE, "TO_JSONB", typed), assign.place());
  }

  /** {@code c.COUNT}, {@code c.FIRST}, {@code c.NEXT(k)}; empty where it is no such method. */
  Optional<Expression> method(
      Expression map, Identifier method, List<Expression> all, Place place) {
    return Optional.ofNullable(
        switch (method.text().toUpperCase(Locale.ROOT) + "/" + all.size()) {
          case "COUNT/0" -> keys(map, "COUNT", Optional.empty(), place);
          case "FIRST/0" -> keys(map, "MIN", Optional.empty(), place);
          case "LAST/0" -> keys(map, "MAX", Optional.empty(), place);
          case "NEXT/1" -> keys(map, "MIN", beyond(Operator.GREATER, all.getFirst()), place);
          case "PRIOR/1" -> keys(map, "MAX", beyond(Operator.LESS, all.getFirst()), place);
          case "EXISTS/1" ->
              Tree.call(
                  place,
                  "COALESCE",
                  Tree.call(Place.NONE, "JSONB_EXISTS", map, text(all.getFirst())),
                  new Expression.Literal(Expression.LiteralKind.FALSE, "FALSE", Place.NONE));
          default -> null;
        });
  }

  private static Optional<Expression> beyond(Operator operator, Expression key) {
    return Optional.of(Tree.operation(Place.NONE, operator, key(), text(key)));
  }

  private static Expression key() {
    return new Expression.Reference(Name.of(KEY), Place.NONE);
  }

  private static Expression keys(
      Expression map, String aggregate, Optional<Expression> where, Place place) {
    FromItem keys =
        new FromItem.Function(
            Tree.call(Place.NONE, "JSONB_OBJECT_KEYS", map),
            false,
            Optional.of(new FromItem.Alias(KEY, List.of())),
            Place.NONE);
    return new Expression.Subquery(
        Tree.select(
            List.of(Tree.item(Tree.call(Place.NONE, aggregate, key()))), List.of(keys), where),
        place);
  }

  /** {@code c.DELETE(k)} as what is assigned to it. */
  static Expression without(Expression map, Expression key) {
    return Tree.operation(Place.NONE, Operator.SUBTRACT, map, text(key));
  }

  private static Expression text(Expression key) {
    return Tree.text(key).isPresent() ? key : Tree.cast(Place.NONE, key, Tree.type("CLOB"));
  }
}
