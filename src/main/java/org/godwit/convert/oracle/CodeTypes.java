package org.godwit.convert.oracle;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.godwit.convert.Packages;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Routine;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** Which type of the source a variable has, a field of a record, or an element of a collection. */
final class CodeTypes {
  private static final int NESTED_MAX = 20;

  private final CodeScope scope;
  private final IdentityHashMap<Expression, Kind> made = new IdentityHashMap<>();

  CodeTypes(CodeScope scope) {
    this.scope = scope;
  }

  /**
   * A type.
   *
   * @param scope what names in it mean
   */
  record Kind(Type type, CodeScope scope) {}

  /** Of a variable, {@code variable.field}, {@code package.variable}; empty for other names. */
  Optional<Kind> of(Name path) {
    List<Identifier> parts = path.parts();
    if (!path.link().isEmpty()) {
      return Optional.empty();
    }
    int known = variableParts(path);
    if (known == 0) {
      return Optional.empty();
    }
    Optional<Kind> kind = ofVariable(new Name(parts.subList(0, known), ""));
    for (Identifier field : parts.subList(known, parts.size())) {
      kind = kind.flatMap(it -> field(it, field));
    }
    return kind;
  }

  /** How many parts of the name are the variable's own; 0 where it begins with none. */
  int variableParts(Name path) {
    List<Identifier> parts = path.parts();
    if (scope.local(Name.of(parts.getFirst())).isPresent()) {
      return 1;
    }
    for (int count = 1; count <= Math.min(3, parts.size()); count++) {
      if (scope.variable(new Name(parts.subList(0, count), "")).isPresent()) {
        return count;
      }
    }
    return 0;
  }

  private Optional<Kind> ofVariable(Name name) {
    Optional<Node> local = scope.local(name);
    Node node = local.or(() -> scope.member(name).map(Packages.Member::declaration)).orElse(null);
    CodeScope of = local.isPresent() ? scope : scope.within(name);
    return switch (node) {
      case Declaration.Variable it -> Optional.of(new Kind(it.type(), of));
      case Routine.Parameter it -> Optional.of(new Kind(it.type(), of));
      case null, default -> Optional.empty();
    };
  }

  /** Of an expression that is written already: elements and members have their own nodes there. */
  Optional<Kind> of(Expression expression) {
    return switch (expression) {
      case Expression.Reference(var name, _) -> of(name);
      case Expression.Element(var array, _, _) -> of(array).flatMap(this::element);
      case Expression.Row(var all, _) when all.size() == 1 -> of(all.getFirst());
      case Expression.Member(var object, var member, _) ->
          of(object).flatMap(it -> field(it, member));
      case Expression.Call(var name, var arguments, _)
          when arguments.isEmpty() && variableParts(name) > 0 ->
          of(name);
      case Expression.Call call -> Optional.ofNullable(made.get(call));
      case Expression.Cast(_, var type, _) ->
          Optional.of(new Kind(type, scope)).filter(it -> objectOf(it).isPresent());
      default -> Optional.empty();
    };
  }

  /** Takes what a rule made of a part of JSON. */
  Expression made(Expression expression, Kind kind) {
    made.put(expression, kind);
    return expression;
  }

  /** What the collection holds; empty where the type is none that an array stands for. */
  Optional<Kind> element(Kind kind) {
    return body(kind)
        .flatMap(
            it ->
                OracleCollections.element(it.type(), it.scope())
                    .map(all -> new Kind(all, it.scope())));
  }

  /** Whether it is what a record of this routine is called on the target. */
  boolean isMade(Name type) {
    return scope.ownRecords().stream().anyMatch(it -> scope.own(it.name()).equals(type));
  }

  /** Whether the type has columns. */
  boolean isRow(Kind kind) {
    return (kind.type() instanceof Type.Anchored(_, var attribute, _)
            && attribute.equalsIgnoreCase("ROWTYPE"))
        || structure(kind)
            .filter(
                it ->
                    it.body() instanceof Declaration.RecordOf
                        || it.body() instanceof Ddl.CreateType)
            .isPresent();
  }

  /** The object type that it is. */
  Optional<Ddl.CreateType> objectOf(Kind kind) {
    return structure(kind)
        .flatMap(
            it -> it.body() instanceof Ddl.CreateType type ? Optional.of(type) : Optional.empty());
  }

  /** Of a record's field, or a row's column. */
  Optional<Kind> field(Kind kind, Identifier field) {
    if (kind.type() instanceof Type.Anchored(var of, var attribute, _)
        && attribute.equalsIgnoreCase("ROWTYPE")) {
      return column(kind, of, field);
    }
    return structure(kind)
        .flatMap(
            it ->
                switch (it.body()) {
                  case Declaration.RecordOf(var fields, _) ->
                      fields.stream()
                          .filter(one -> one.name().equals(field))
                          .map(one -> new Kind(one.type(), it.scope()))
                          .findFirst();
                  case Ddl.CreateType type ->
                      scope.model().types().attributes(type).stream()
                          .filter(one -> one.name().equals(field) || isColumn(type, one, field))
                          .map(one -> new Kind(one.type(), it.scope()))
                          .findFirst();
                  default -> Optional.empty();
                });
  }

  /** Whether an attribute is called so on the target. */
  private boolean isColumn(Ddl.CreateType type, Declaration.Attribute attribute, Identifier name) {
    return scope
        .model()
        .types()
        .subtypes()
        .column(type, attribute.name())
        .filter(name::equals)
        .isPresent();
  }

  private static Optional<Kind> column(Kind kind, Name table, Identifier column) {
    List<Identifier> parts = new ArrayList<>(table.parts());
    parts.add(column);
    return kind.scope()
        .model()
        .column(new Name(List.copyOf(parts), ""))
        .flatMap(TableElement.Column::type)
        .map(type -> new Kind(type, kind.scope()));
  }

  /**
   * The body of a declared type.
   *
   * @param scope what names in it mean
   */
  record Body(Declaration.TypeBody type, CodeScope scope) {}

  /** What a declared type is; empty for others. */
  Optional<Body> body(Kind kind) {
    return structure(kind)
        .flatMap(
            it ->
                it.body() instanceof Declaration.TypeBody type
                    ? Optional.of(new Body(type, it.scope()))
                    : Optional.empty());
  }

  /** What a type is made of. */
  private record Structure(Node body, CodeScope scope) {}

  private static Optional<Structure> structure(Kind kind) {
    Kind now = kind;
    for (int depth = 0; depth < NESTED_MAX; depth++) {
      Optional<Structure> found = declared(now);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Structure structure = found.get();
      if (!(structure.body() instanceof Declaration.Subtype(var base, _, _, _))) {
        return found;
      }
      now = new Kind(base, structure.scope());
    }
    return Optional.empty();
  }

  private static Optional<Structure> declared(Kind kind) {
    CodeScope scope = kind.scope();
    return switch (kind.type()) {
      case Type.Named(var name, _, _, _, _) -> {
        Optional<Structure> own =
            scope.declared(name).map(it -> new Structure(it.body(), scope.within(name)));
        yield own.or(
            () ->
                scope
                    .objectType(name)
                    .map(it -> new Structure(it.body().isPresent() ? it.body().get() : it, scope)));
      }
      case Type.Anchored(var of, var attribute, _)
          when attribute.toUpperCase(Locale.ROOT).equals("TYPE") ->
          new CodeTypes(scope)
              .of(of)
              .or(
                  () ->
                      scope
                          .model()
                          .column(of)
                          .flatMap(TableElement.Column::type)
                          .map(type -> new Kind(type, scope)))
              .flatMap(it -> it.equals(kind) ? Optional.empty() : structure(it));
      default -> Optional.empty();
    };
  }
}
