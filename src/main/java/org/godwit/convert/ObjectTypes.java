package org.godwit.convert;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.godwit.convert.postgresql.PostgresTypes;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;
import org.jspecify.annotations.Nullable;

/**
 * Object types: a method is a routine of a schema with the type's name whose first parameter is the
 * object, {@code SELF}. One that a subtype overrides asks the object for its type ({@link
 * Dispatch}), and has its own body beside it.
 */
public final class ObjectTypes {
  /** The object that a method is of. */
  public static final Identifier SELF = Identifier.of("self");

  private static final Set<ObjectKind> TYPE = EnumSet.of(ObjectKind.TYPE);
  private static final int PARENTS_MAX = 20;

  private final SchemaModel model;
  private final Subtypes subtypes;
  private final Map<String, Ddl.CreateType> standard = new HashMap<>();

  // Asked for again and again, by the types themselves: equal ones are compared by all of them. And
  // by objects that are converted beside each other.
  private final Map<Ddl.CreateType, List<Ddl.CreateType>> parents =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<Ddl.CreateType, List<Declaration.Attribute>> attributes =
      Collections.synchronizedMap(new IdentityHashMap<>());

  ObjectTypes(SchemaModel model) {
    this.model = model;
    this.subtypes = new Subtypes(this, model);
  }

  /** Hierarchies of types. */
  public Subtypes subtypes() {
    return subtypes;
  }

  /** A method with the piece that it stands in. */
  record Method(Routine routine, Piece piece) {}

  /** The object or collection type of the schema. */
  public Optional<Ddl.CreateType> find(Name name) {
    Optional<ObjectId> id = model.find(model.resolved(name), TYPE);
    Ddl.CreateType found = id.isPresent() ? whole(id.get()) : null;
    if (found == null && isSys(name)) {
      found = standard.get(name.last().text());
    }
    return Optional.ofNullable(found);
  }

  /** Whether it may be the name of what comes with the source. */
  private static boolean isSys(Name name) {
    return name.parts().size() == 1 || name.parts().getFirst().is("SYS");
  }

  /** Takes the types that come with the source. */
  void addStandard(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof Ddl.CreateType type) {
        standard.put(type.name().last().text(), type);
      }
    }
  }

  /** The type itself, where it is announced elsewhere. */
  private Ddl.@Nullable CreateType whole(ObjectId id) {
    Ddl.CreateType found = null;
    for (Piece piece : model.pieces(id)) {
      if (piece.statement() instanceof Ddl.CreateType it && (found == null || isAnnounced(found))) {
        found = it;
      }
    }
    return found;
  }

  /** Whether it is only said that there is such a type. */
  private static boolean isAnnounced(Ddl.CreateType type) {
    return type.body().orElse(null) instanceof Declaration.Incomplete;
  }

  /** The attributes, those of parents first. */
  public List<Declaration.Attribute> attributes(Ddl.CreateType type) {
    List<Declaration.Attribute> known = attributes.get(type);
    if (known == null) {
      known = newAttributes(type);
      attributes.put(type, known);
    }
    return known;
  }

  private List<Declaration.Attribute> newAttributes(Ddl.CreateType type) {
    List<Declaration.Attribute> all = new ArrayList<>();
    for (Ddl.CreateType one : parents(type).reversed()) {
      one.members().stream()
          .filter(Declaration.Attribute.class::isInstance)
          .map(Declaration.Attribute.class::cast)
          .forEach(all::add);
    }
    return List.copyOf(all);
  }

  /** What must be there before the type is made: on the target a root has all attributes. */
  List<Node> needed(Ddl.CreateType type) {
    if (type.body().isPresent()) {
      return model.hasHoles(type.body().get()) ? List.of() : List.of(type.body().get());
    }
    Optional<Ddl.CreateType> root = subtypes.root(type);
    if (root.isEmpty()) {
      return List.copyOf(attributes(type));
    }
    return root.get().name().equals(type.name())
        ? subtypes.columns(type).stream()
            .map(Subtypes.Column::attribute)
            .filter(it -> !subtypes.isWithinItself(it.type(), type))
            .map(Node.class::cast)
            .toList()
        : List.of(new Type.Named(root.get().name(), List.of(), "", "", Place.NONE));
  }

  /** The type, its parent, and so on. */
  List<Ddl.CreateType> parents(Ddl.CreateType type) {
    List<Ddl.CreateType> known = parents.get(type);
    if (known == null) {
      known = newParents(type);
      parents.put(type, known);
    }
    return known;
  }

  private List<Ddl.CreateType> newParents(Ddl.CreateType type) {
    List<Ddl.CreateType> all = new ArrayList<>();
    Optional<Ddl.CreateType> next = Optional.of(type);
    while (next.isPresent() && all.size() < PARENTS_MAX) {
      all.add(next.get());
      next = next.get().under().flatMap(this::find);
    }
    return List.copyOf(all);
  }

  /** Whether all of its parents are known. */
  boolean isWhole(Ddl.CreateType type) {
    return parents(type).getLast().under().isEmpty();
  }

  /** Whether the type is of objects, with attributes. */
  public boolean isObject(Ddl.CreateType type) {
    return type.body().isEmpty() && !attributes(type).isEmpty();
  }

  /** What is declared of its own methods, as routines; those that dispatch have a second one. */
  List<Declaration> declared(Ddl.CreateType type) {
    List<Declaration> all = new ArrayList<>();
    for (Declaration member : type.members()) {
      if (member instanceof Routine it) {
        Routine headed = headed(it, type);
        all.add(headed);
        if (isDispatched(type, it) && !isAbstract(it)) {
          all.add(RoutineConversion.named(headed, own(it.name())));
        }
      }
    }
    return List.copyOf(all);
  }

  /** What the type takes over from its parents, each with the type that declares it. */
  Map<Routine, Ddl.CreateType> inherited(Ddl.CreateType type) {
    Map<Routine, Ddl.CreateType> all = new LinkedHashMap<>();
    for (Ddl.CreateType parent : parents(type).subList(1, parents(type).size())) {
      parent.members().stream()
          .filter(Routine.class::isInstance)
          .map(Routine.class::cast)
          .filter(it -> !isConstructor(it))
          .forEach(it -> all.putIfAbsent(headed(it, parent), parent));
    }
    return all;
  }

  /** What tells overloads apart: an overriding method has the same. */
  private static String key(Routine routine) {
    return routine.parameters().stream()
        .filter(it -> !it.name().equals(SELF))
        .map(it -> it.name() + " " + PostgresTypes.signature(it.type()))
        .collect(joining(", ", routine.name().last().text() + "(", ")"));
  }

  /** Whether an object must be asked of which type it is before the method's body is known. */
  public boolean isDispatched(Ddl.CreateType type, Routine method) {
    return isOfObject(method) && (isAbstract(method) || !overriding(type, method).isEmpty());
  }

  /** The types below it that have a body of their own, without those below these. */
  List<Ddl.CreateType> overriding(Ddl.CreateType type, Routine method) {
    String key = key(method);
    List<Ddl.CreateType> all = new ArrayList<>();
    for (Ddl.CreateType child : subtypes.below(type)) {
      boolean isOne =
          child.members().stream()
              .anyMatch(it -> it instanceof Routine own && isOfObject(own) && key(own).equals(key));
      if (isOne) {
        all.add(child);
      } else {
        all.addAll(overriding(child, method));
      }
    }
    return List.copyOf(all);
  }

  /** What a method's own body is called where its name asks the object for its type. */
  public static Name own(Name method) {
    Identifier name = method.last();
    return Name.of(new Identifier(name.text() + "_own", name.isQuoted()));
  }

  /** The routines that ask an object for its type, and call what that has for a body. */
  List<Routine> dispatchers(Ddl.CreateType type) {
    return type.members().stream()
        .filter(Routine.class::isInstance)
        .map(Routine.class::cast)
        .filter(it -> isDispatched(type, it))
        .map(it -> new Dispatch(this, type).of(headed(it, type), isAbstract(it)))
        .toList();
  }

  /** The nearest type, it or a parent of it, that declares such a method; empty where none does. */
  public Optional<Ddl.CreateType> declaring(Ddl.CreateType type, Predicate<Routine> isOne) {
    return parents(type).stream()
        .filter(
            it ->
                it.members().stream()
                    .anyMatch(
                        one ->
                            one instanceof Routine method
                                && isOfObject(method)
                                && isOne.test(headed(method, it))))
        .findFirst();
  }

  private static boolean isOfObject(Routine method) {
    return !isConstructor(method) && !has(method, "STATIC");
  }

  private static boolean isConstructor(Routine routine) {
    return routine.returnsSelf() || has(routine, "CONSTRUCTOR");
  }

  /** Methods that are written for the type, those of its body. */
  List<Method> methods(Ddl.CreateType type) {
    List<Method> all = new ArrayList<>();
    for (Method method : bodies(type)) {
      Routine it = withSelf(headed(method.routine(), type), type);
      boolean isDispatched = isDispatched(type, method.routine());
      all.add(
          new Method(
              isDispatched ? RoutineConversion.named(it, own(it.name())) : it, method.piece()));
    }
    return List.copyOf(all);
  }

  private List<Method> bodies(Ddl.CreateType type) {
    List<Method> all = new ArrayList<>();
    for (Piece piece : model.pieces(ObjectId.of(ObjectKind.TYPE_BODY, type.name()))) {
      if (piece.statement() instanceof Ddl.CreateTypeBody body) {
        body.members().stream()
            .filter(Routine.class::isInstance)
            .forEach(it -> all.add(new Method((Routine) it, piece)));
      }
    }
    return List.copyOf(all);
  }

  private static boolean has(Routine method, String modifier) {
    for (String one : method.modifiers()) {
      if (one.equalsIgnoreCase(modifier)) {
        return true;
      }
    }
    return false;
  }

  /** Whether subtypes alone have a body for it. */
  static boolean isAbstract(Routine method) {
    String words = String.join(" ", method.modifiers()).toUpperCase(Locale.ROOT);
    return words.contains("NOT INSTANTIABLE");
  }

  /** The method with what every routine has: the object as a parameter, or as the result. */
  private static Routine headed(Routine method, Ddl.CreateType type) {
    Type own = new Type.Named(type.name(), List.of(), "", "", Place.NONE);
    List<Routine.Parameter> all = new ArrayList<>();
    String mode = method.kind().equals("PROCEDURE") ? "IN OUT" : "";
    for (Routine.Parameter it : method.parameters()) {
      if (it.name().is("SELF")) {
        mode = it.mode();
      } else {
        all.add(it);
      }
    }
    if (isOfObject(method)) {
      all.addFirst(new Routine.Parameter(SELF, mode, false, own, Optional.empty(), Place.NONE));
    }
    return new Routine(
        method.modifiers(),
        method.kind(),
        method.name(),
        List.copyOf(all),
        isConstructor(method) ? Optional.of(own) : method.returns(),
        isConstructor(method),
        method.properties(),
        method.body(),
        method.external(),
        method.place());
  }

  /** The body with {@code self.a} where it says {@code a}. */
  private Routine withSelf(Routine method, Ddl.CreateType type) {
    if (method.body().isEmpty() || has(method, "STATIC")) {
      return method;
    }
    Set<String> attributes = new HashSet<>();
    attributes(type).forEach(it -> attributes.add(it.name().text()));
    Set<String> hidden = new HashSet<>();
    Rewriter.walk(method, node -> declare(node, hidden));
    attributes.removeAll(hidden);
    Set<String> methods = new HashSet<>();
    for (Ddl.CreateType one : parents(type)) {
      one.members().stream()
          .filter(it -> it instanceof Routine routine && isOfObject(routine))
          .forEach(it -> methods.add(((Routine) it).name().last().text()));
    }
    methods.removeAll(hidden);
    Set<Node> columns = columns(method, attributes);
    Routine selfish = Rewriter.rewrite(method, node -> ofSelf(node, attributes, methods, columns));
    return isConstructor(method) ? constructing(selfish, type) : selfish;
  }

  private static void declare(Node node, Set<String> hidden) {
    switch (node) {
      case Routine.Parameter it -> hidden.add(it.name().text());
      case Code.ForRange it -> hidden.add(it.variable().text());
      case Code.ForQuery it -> hidden.add(it.variable().text());
      case Code.ForCursor it -> hidden.add(it.variable().text());
      case Declaration.Variable it -> hidden.add(it.name().text());
      case Declaration.Cursor it -> hidden.add(it.name().text());
      default -> {
        // Hides nothing.
      }
    }
  }

  /** Names in queries that are a column's where a table has one of that name. */
  private Set<Node> columns(Routine method, Set<String> attributes) {
    Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
    Rewriter.walk(
        method,
        node -> {
          if (node instanceof Query || node instanceof Dml) {
            Rewriter.walk(
                node,
                inner -> {
                  if (inner instanceof Expression.Reference(var name, _)
                      && attributes.contains(name.last().text())
                      && model.hasColumn(name.last())) {
                    found.add(inner);
                  }
                });
          }
        });
    return found;
  }

  private static Node ofSelf(
      Node node, Set<String> attributes, Set<String> methods, Set<Node> columns) {
    return switch (node) {
      case Expression.Reference(var name, var place)
          when attributes.contains(name.parts().getFirst().text()) && !columns.contains(node) ->
          new Expression.Reference(selfish(name), place);
      case Expression.Reference(var name, var place)
          when name.parts().size() == 1 && methods.contains(name.last().text()) ->
          new Expression.Reference(selfish(name), place);
      case Expression.Call(var name, var arguments, var place)
          when attributes.contains(name.parts().getFirst().text())
              || (name.parts().size() == 1 && methods.contains(name.last().text())) ->
          new Expression.Call(selfish(name), arguments, place);
      default -> node;
    };
  }

  private static Name selfish(Name name) {
    List<Identifier> parts = new ArrayList<>();
    parts.add(SELF);
    parts.addAll(name.parts());
    return new Name(List.copyOf(parts), name.link());
  }

  /** A constructor makes the object and gives it back. */
  private Routine constructing(Routine method, Ddl.CreateType type) {
    Type own = new Type.Named(type.name(), List.of(), "", "", Place.NONE);
    Code.Block body = method.body().orElseThrow();
    Expression self = new Expression.Reference(Name.of(SELF), Place.NONE);
    Code.Block returned =
        Rewriter.rewrite(
            body,
            node ->
                node instanceof Code.Return(var value, var place) && value.isEmpty()
                    ? new Code.Return(Optional.of(self), place)
                    : node);
    List<Declaration> declarations = new ArrayList<>();
    declarations.add(
        new Declaration.Variable(
            SELF, false, own, false, subtypes.root(type).map(_ -> empty(type, own)), Place.NONE));
    declarations.addAll(returned.declarations());
    return new Routine(
        method.modifiers(),
        method.kind(),
        method.name(),
        method.parameters(),
        method.returns(),
        false,
        method.properties(),
        Optional.of(
            new Code.Block(
                List.copyOf(declarations),
                returned.statements(),
                returned.handlers(),
                returned.place())),
        method.external(),
        method.place());
  }

  /** An object of the type without any value. */
  private Expression empty(Ddl.CreateType type, Type own) {
    List<Expression.Argument> values =
        subtypes.row(type, Map.of()).stream()
            .map(it -> new Expression.Argument(Optional.empty(), it, Place.NONE))
            .toList();
    return new Expression.Cast(
        new Expression.Call(Name.of("ROW"), values, Place.NONE), own, Place.NONE);
  }
}
