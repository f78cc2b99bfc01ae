package org.godwit.convert.oracle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.ObjectKind;
import org.godwit.convert.Packages;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Routine;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * Collections become arrays: {@code c(i)} is {@code c[i]}, {@code c.COUNT} its cardinality, {@code
 * c.EXTEND} appends NULL. Those that are indexed by text have no counterpart.
 */
final class OracleCollections {
  private static final String ARRAY = "ARRAY";

  private final CodeScope scope;

  OracleCollections(CodeScope scope) {
    this.scope = scope;
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
    return body.flatMap(OracleCollections::element);
  }

  private static Optional<Type> element(Declaration.TypeBody body) {
    return switch (body) {
      case Declaration.TableOf(var element, _, var index, _)
          when index.isEmpty() || isNumber(index.get()) ->
          Optional.of(element);
      case Declaration.ArrayOf(_, var element, _, _) -> Optional.of(element);
      default -> Optional.empty();
    };
  }

  private static boolean isNumber(Type index) {
    return index instanceof Type.Named(var name, _, _, _, _)
        && name.last().text().toUpperCase(Locale.ROOT).matches(".*(INTEGER|NATURAL|POSITIVE).*");
  }

  /** What the variable's collection holds; empty where it is no such variable. */
  Optional<Type> elementOf(Name variable) {
    Node node =
        scope
            .local(variable)
            .or(() -> scope.member(variable).map(Packages.Member::declaration))
            .orElse(null);
    return switch (node) {
      case Declaration.Variable it -> element(it.type());
      case Routine.Parameter it -> element(it.type());
      case null, default -> Optional.empty();
    };
  }

  /** {@code c(i)}, {@code c.EXISTS(i)}, and constructors; empty where the call is another. */
  Optional<Expression> called(Expression.Call call, Items items) {
    Name name = call.function();
    List<Expression> all = call.arguments().stream().map(Expression.Argument::value).toList();
    Place place = call.place();
    if (all.size() == 1 && elementOf(name).isPresent()) {
      return Optional.of(new Expression.Element(variable(name), all.getFirst(), place));
    }
    if (name.parts().size() > 1 && all.size() == 1 && name.last().is("EXISTS")) {
      Name of = owner(name);
      if (elementOf(of).isPresent()) {
        Expression element = new Expression.Element(variable(of), all.getFirst(), Place.NONE);
        return Optional.of(Tree.operation(place, Operator.NOT, Tree.isNull(element)));
      }
    }
    return constructed(name, all, place, items);
  }

  private Optional<Expression> constructed(
      Name name, List<Expression> all, Place place, Items items) {
    Type type = new Type.Named(name, List.of(), "", "", Place.NONE);
    if (element(type).isPresent()) {
      return Optional.of(
          new Expression.Cast(new Expression.ArrayOf(all, place), array(type, items), place));
    }
    boolean isObject =
        scope.objectType(name).filter(OracleCollections::isComposite).isPresent() && !all.isEmpty();
    return isObject
        ? Optional.of(
            new Expression.Cast(
                Tree.call(place, "ROW", all),
                new Type.Named(
                    scope.model().qualified(name, Set.of(ObjectKind.TYPE)),
                    List.of(),
                    "",
                    "",
                    Place.NONE),
                place))
        : Optional.empty();
  }

  /** Whether the type has attributes and nothing else. */
  static boolean isComposite(Ddl.CreateType type) {
    return type.body().isEmpty()
        && type.under().isEmpty()
        && !type.members().isEmpty()
        && type.members().stream().allMatch(Declaration.Attribute.class::isInstance);
  }

  /** {@code c.COUNT}, {@code c.FIRST}, {@code c.LAST}; empty where the name is another. */
  Optional<Expression> named(Name name, Place place) {
    if (name.parts().size() < 2 || elementOf(owner(name)).isEmpty()) {
      return Optional.empty();
    }
    Expression of = variable(owner(name));
    return Optional.ofNullable(
        switch (name.last().text().toUpperCase(Locale.ROOT)) {
          case "COUNT" ->
              Tree.call(
                  place, "COALESCE", Tree.call(Place.NONE, "CARDINALITY", of), Tree.number("0"));
          case "FIRST" -> Tree.call(place, "ARRAY_LOWER", of, Tree.number("1"));
          case "LAST" -> Tree.call(place, "ARRAY_UPPER", of, Tree.number("1"));
          default -> null;
        });
  }

  private Expression variable(Name name) {
    return scope.reference(new Expression.Reference(name, Place.NONE));
  }

  static Name owner(Name name) {
    return new Name(name.parts().subList(0, name.parts().size() - 1), "");
  }

  /** The array type that stands for the collection type. */
  Type array(Type type, Items items) {
    Type element = element(type).orElseThrow();
    Type plain =
        element instanceof Type.Anchored(var of, var attribute, var place)
            ? attribute.equalsIgnoreCase("ROWTYPE")
                ? new Type.Named(scope.named(of), List.of(), "", "", place)
                : scope.type(columnType(of).orElse(element), items)
            : scope.type(element, items);
    if (!(plain instanceof Type.Named(var name, var arguments, _, var suffix, var place))
        || suffix.endsWith(ARRAY)) {
      items.block(ActionCode.COLLECTION, type.place(), "of collections");
      return plain;
    }
    return new Type.Named(name, arguments, "", (suffix + " " + ARRAY).strip(), place);
  }

  private Optional<Type> columnType(Name column) {
    return scope.model().column(column).flatMap(TableElement.Column::type);
  }
}
