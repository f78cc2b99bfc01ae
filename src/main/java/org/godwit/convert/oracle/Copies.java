package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.convert.ActionCode;
import org.godwit.convert.Items;
import org.godwit.convert.Packages;
import org.godwit.sql.Code;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/**
 * What PL/pgSQL can't write to at its place is written to a variable, and from there to its place:
 * a package's variable, and behind INTO an element of a collection.
 */
final class Copies {
  private static final Set<String> INTEGERS = Set.of("SMALLINT", "INTEGER", "BIGINT");
  private static final Set<String> SCALARS =
      Set.of("SMALLINT", "INTEGER", "BIGINT", "NUMERIC", "VARCHAR", "CHAR", "CLOB");

  private final Items items;
  private final CodeScope scope;
  private final CollectionStatements collections;
  private final Map<String, Declaration.Variable> declared = new LinkedHashMap<>();

  Copies(Items items, CodeScope scope, CollectionStatements collections) {
    this.items = items;
    this.collections = collections;
    this.scope = scope;
  }

  /** Variables that are needed. */
  List<Declaration.Variable> declared() {
    return List.copyOf(declared.values());
  }

  /** {@code package.variable.field := value} with a copy; itself where that is a local variable. */
  List<Statement> assigned(Code.Assign assign) {
    Name root = root(assign.target());
    int own = packaged(root);
    if (own == 0) {
      return List.of(assign);
    }
    Name variable = prefix(root, own);
    if (assign.target() instanceof Expression.Reference && root.parts().size() == own) {
      return List.of(set(variable, assign.value(), assign.place()));
    }
    Name copy = copyOf(variable);
    List<Statement> all = new ArrayList<>();
    all.add(new Code.Assign(reference(copy), reference(variable), Place.NONE));
    all.add(new Code.Assign(renamed(assign.target(), own, copy), assign.value(), assign.place()));
    all.add(set(variable, reference(copy), Place.NONE));
    return List.copyOf(all);
  }

  /** The statement with copies behind INTO, and for OUT parameters. */
  List<Statement> through(Statement statement) {
    List<Statement> before = new ArrayList<>();
    List<Statement> after = new ArrayList<>();
    Statement changed =
        Rewriter.rewrite(
            statement, node -> node instanceof Query.Into into ? into(into, before, after) : node);
    if (changed instanceof Code.Invoke(Expression.Call call, var place)) {
      changed = new Code.Invoke(outs(call, before, after), place);
    }
    before.add(changed);
    before.addAll(after);
    return List.copyOf(before);
  }

  private Query.Into into(Query.Into into, List<Statement> before, List<Statement> after) {
    List<Expression> targets =
        into.targets().stream().map(it -> written(it, into.isBulk(), before, after)).toList();
    return new Query.Into(into.isBulk(), targets, into.limit(), into.place());
  }

  private Expression written(
      Expression target, boolean isBulk, List<Statement> before, List<Statement> after) {
    Name root = root(target);
    int own = packaged(root);
    if (own > 0) {
      return ofPackage(target, root, own, before, after);
    }
    boolean isPlain =
        root.parts().isEmpty()
            || isBulk
            || (target instanceof Expression.Reference && root.parts().size() <= 2);
    Optional<CodeTypes.Kind> kind = isPlain ? Optional.empty() : collections.of(target);
    if (kind.isEmpty()) {
      return target;
    }
    Name copy = Name.of(Identifier.of(root.parts().getFirst().text() + "_element"));
    CodeTypes.Kind known = kind.get();
    declare(copy, known.scope().type(known.type(), items));
    after.add(new Code.Assign(target, reference(copy), Place.NONE));
    return reference(copy);
  }

  private Expression ofPackage(
      Expression target, Name root, int own, List<Statement> before, List<Statement> after) {
    Name variable = prefix(root, own);
    Name copy = copyOf(variable);
    boolean isWhole = target instanceof Expression.Reference && root.parts().size() == own;
    if (!isWhole) {
      before.add(new Code.Assign(reference(copy), reference(variable), Place.NONE));
    }
    after.add(set(variable, reference(copy), Place.NONE));
    return renamed(target, own, copy);
  }

  /** Arguments that a routine writes to. */
  private Expression.Call outs(
      Expression.Call call, List<Statement> before, List<Statement> after) {
    List<Routine.Parameter> parameters = parameters(call.function(), call.arguments().size());
    List<Expression.Argument> changed = new ArrayList<>();
    for (int at = 0; at < call.arguments().size(); at++) {
      Expression.Argument argument = call.arguments().get(at);
      Name root = root(argument.value());
      int own = packaged(root);
      Optional<Routine.Parameter> out =
          parameter(parameters, at, argument).filter(it -> it.mode().contains("OUT"));
      if (out.isEmpty()) {
        changed.add(argument);
        continue;
      }
      if (own == 0) {
        changed.add(
            new Expression.Argument(
                argument.key(),
                writable(argument.value(), call.function(), out.get(), before, after),
                argument.place()));
        continue;
      }
      Name variable = prefix(root, own);
      before.add(new Code.Assign(reference(copyOf(variable)), reference(variable), Place.NONE));
      after.add(set(variable, reference(copyOf(variable)), Place.NONE));
      changed.add(
          new Expression.Argument(
              argument.key(), renamed(argument.value(), own, copyOf(variable)), argument.place()));
    }
    return new Expression.Call(call.function(), List.copyOf(changed), call.place());
  }

  /** PostgreSQL writes to variables of the parameter's own type alone. */
  private Expression writable(
      Expression target,
      Name routine,
      Routine.Parameter parameter,
      List<Statement> before,
      List<Statement> after) {
    Name root = root(target);
    Optional<CodeTypes.Kind> kind =
        root.parts().isEmpty() ? Optional.empty() : collections.of(target);
    if (kind.isEmpty()) {
      return target;
    }
    Items attempt = items.part();
    Type wanted = scope.within(routine).type(parameter.type(), attempt);
    Type own = kind.get().scope().type(kind.get().type(), attempt);
    boolean isPlain = target instanceof Expression.Reference && root.parts().size() <= 2;
    boolean isSame = isPlain && scalar(wanted, true).equals(scalar(own, false));
    if (attempt.isBlocked() || isSame) {
      return target;
    }
    Optional<String> scalar = scalar(wanted, true);
    if (isPlain && (scalar.isEmpty() || scalar(own, false).isEmpty())) {
      return target;
    }
    Name copy = Name.of(Identifier.of(root.last().text() + (isPlain ? "_out" : "_element")));
    declare(copy, isPlain ? Tree.type(scalar.orElseThrow()) : own);
    before.add(new Code.Assign(reference(copy), target, Place.NONE));
    after.add(new Code.Assign(target, reference(copy), Place.NONE));
    return reference(copy);
  }

  /** The name of a type without fields; parameters of all numbers are NUMERIC. */
  private static Optional<String> scalar(Type type, boolean isParameter) {
    return type instanceof Type.Named(var name, _, _, var suffix, _)
            && suffix.isEmpty()
            && SCALARS.contains(name.toString())
        ? Optional.of(
            isParameter && INTEGERS.contains(name.toString()) ? "NUMERIC" : name.toString())
        : Optional.empty();
  }

  /** The parameter that the argument is for. */
  static Optional<Routine.Parameter> parameter(
      List<Routine.Parameter> parameters, int at, Expression.Argument argument) {
    return argument.key().isPresent()
        ? parameters.stream()
            .filter(
                it ->
                    argument.key().get() instanceof Expression.Reference(var key, _)
                        && key.last().equals(it.name()))
            .findFirst()
        : at < parameters.size() ? Optional.of(parameters.get(at)) : Optional.empty();
  }

  /** Those of the routine of that name with the fewest that takes so many arguments. */
  private List<Routine.Parameter> parameters(Name routine, int arguments) {
    return scope.routines(routine).stream()
        .map(Routine::parameters)
        .filter(it -> it.size() >= arguments)
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  private Name copyOf(Name variable) {
    Packages.Member member = scope.variable(variable).orElseThrow();
    Name copy = Name.of(Identifier.of(variable.last().text() + "_copy"));
    Type type = ((Declaration.Variable) member.declaration()).type();
    boolean isOfPackage =
        type instanceof Type.Named(var name, _, _, _, _)
            && name.parts().size() == 1
            && scope
                .model()
                .packages()
                .member(member.unit(), name)
                .filter(it -> it.declaration() instanceof Declaration.TypeOf)
                .isPresent();
    declare(
        copy,
        isOfPackage
            ? new Type.Named(
                Name.of(Identifier.of(member.unit()), ((Type.Named) type).name().last()),
                List.of(),
                "",
                "",
                Place.NONE)
            : type);
    return copy;
  }

  /** Declares a variable with a type in standard words. */
  void declare(Name name, Type type) {
    Declaration.Variable variable =
        new Declaration.Variable(name.last(), false, type, false, Optional.empty(), Place.NONE);
    Declaration.Variable known = declared.putIfAbsent(name.last().text(), variable);
    if (known != null && !known.type().equals(type)) {
      items.block(ActionCode.NO_RULE, Place.NONE, "two variables that would share " + name);
    }
    scope.add(variable);
  }

  /** A variable for one element of a collection. */
  Expression one(Name collection, CodeTypes.Kind element) {
    Name name = Name.of(Identifier.of(collection.last().text() + "_one"));
    Type type = element.scope().type(element.type(), items);
    boolean isRow =
        type instanceof Type.Anchored(_, var attribute, _) && attribute.equalsIgnoreCase("ROWTYPE");
    declare(
        name,
        isRow ? new Type.Named(((Type.Anchored) type).of(), List.of(), "", "", Place.NONE) : type);
    return reference(name);
  }

  private Statement set(Name variable, Expression value, Place place) {
    boolean isCollection =
        scope.collections().isMap(variable) || scope.collections().elementOf(variable).isPresent();
    // c(x) alone would be an element.
    Optional<Expression> key =
        isCollection ? Optional.of(reference(Name.of("value"))) : Optional.empty();
    return new Code.Invoke(
        new Expression.Call(
            scope.variable(variable).orElseThrow().name(),
            List.of(new Expression.Argument(key, value, Place.NONE)),
            place),
        place);
  }

  /** How many parts name a package's variable; 0 where the name is another. */
  private int packaged(Name root) {
    return root.parts().isEmpty() || scope.local(Name.of(root.parts().getFirst())).isPresent()
        ? 0
        : scope.types().variableParts(root);
  }

  private static Name prefix(Name path, int parts) {
    return new Name(path.parts().subList(0, parts), "");
  }

  private static Expression reference(Name name) {
    return new Expression.Reference(name, Place.NONE);
  }

  /** The name that a path begins with; of an expression that is none it has no parts. */
  private static Name root(Expression target) {
    return switch (target) {
      case Expression.Reference(var name, _) -> name;
      case Expression.Call(var name, var arguments, _) when !arguments.isEmpty() -> name;
      case Expression.Member(var object, _, _) -> root(object);
      case Expression.Apply(var function, _, _) -> root(function);
      case Expression.Element(var array, _, _) -> root(array);
      default -> new Name(List.of(), "");
    };
  }

  private static Expression renamed(Expression target, int own, Name copy) {
    return switch (target) {
      case Expression.Reference(var name, var place) ->
          new Expression.Reference(renamed(name, own, copy), place);
      case Expression.Call(var name, var arguments, var place) ->
          new Expression.Call(renamed(name, own, copy), arguments, place);
      case Expression.Member(var object, var member, var place) ->
          new Expression.Member(renamed(object, own, copy), member, place);
      case Expression.Apply(var function, var arguments, var place) ->
          new Expression.Apply(renamed(function, own, copy), arguments, place);
      case Expression.Element(var array, var index, var place) ->
          new Expression.Element(renamed(array, own, copy), index, place);
      default -> target;
    };
  }

  private static Name renamed(Name name, int own, Name copy) {
    List<Identifier> parts = new ArrayList<>(copy.parts());
    parts.addAll(name.parts().subList(own, name.parts().size()));
    return new Name(List.copyOf(parts), "");
  }
}
