package org.godwit.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/**
 * Object types: a method is a routine of a schema with the type's name whose first parameter is the
 * object, {@code SELF}. A subtype has all attributes and methods of its parents as its own.
 */
public final class ObjectTypes {
  /** The object that a method is of. */
  public static final Identifier SELF = Identifier.of("self");

  private static final int PARENTS_MAX = 20;

  private final SchemaModel model;
  private final Map<String, Ddl.CreateType> standard = new HashMap<>();

  ObjectTypes(SchemaModel model) {
    this.model = model;
  }

  /**
   * A method with the piece that it stands in.
   *
   * @param isInherited whether a parent declares it
   */
  record Method(Routine routine, Piece piece, boolean isInherited) {}

  /** The object or collection type of the schema. */
  public Optional<Ddl.CreateType> find(Name name) {
    return pieces(name)
        .map(it -> (Ddl.CreateType) it.statement())
        .or(() -> Optional.ofNullable(standard.get(name.last().text())).filter(_ -> isSys(name)));
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

  private Optional<Piece> pieces(Name name) {
    return model.find(model.resolved(name), Set.of(ObjectKind.TYPE)).stream()
        .flatMap(id -> model.pieces(id).stream())
        .filter(piece -> piece.statement() instanceof Ddl.CreateType)
        .findFirst();
  }

  /** The attributes, those of parents first. */
  public List<Declaration.Attribute> attributes(Ddl.CreateType type) {
    List<Declaration.Attribute> all = new ArrayList<>();
    for (Ddl.CreateType one : parents(type).reversed()) {
      one.members().stream()
          .filter(Declaration.Attribute.class::isInstance)
          .map(Declaration.Attribute.class::cast)
          .forEach(all::add);
    }
    return List.copyOf(all);
  }

  /** The type, its parent, and so on. */
  private List<Ddl.CreateType> parents(Ddl.CreateType type) {
    List<Ddl.CreateType> all = new ArrayList<>();
    Optional<Ddl.CreateType> next = Optional.of(type);
    while (next.isPresent() && all.size() < PARENTS_MAX) {
      all.add(next.get());
      next = next.get().under().flatMap(this::find);
    }
    return all;
  }

  /** Whether all of its parents are known. */
  boolean isWhole(Ddl.CreateType type) {
    return parents(type).getLast().under().isEmpty();
  }

  /** Whether the type is of objects, with attributes. */
  public boolean isObject(Ddl.CreateType type) {
    return type.body().isEmpty() && !attributes(type).isEmpty();
  }

  /** What is declared of its methods, as routines. */
  List<Declaration> declared(Ddl.CreateType type) {
    List<Declaration> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Ddl.CreateType one : parents(type)) {
      Set<String> own = new HashSet<>();
      for (Declaration member : one.members()) {
        if (member instanceof Routine it
            && isTaken(it, one.equals(type))
            && !seen.contains(key(it))) {
          own.add(key(it));
          all.add(headed(it, type));
        }
      }
      seen.addAll(own);
    }
    return List.copyOf(all);
  }

  /** What tells overloads apart, as far as overriding goes. */
  private static String key(Routine routine) {
    long given = routine.parameters().stream().filter(it -> !it.name().is("SELF")).count();
    return routine.name().last().text() + "/" + given;
  }

  /** Constructors aren't inherited. */
  private static boolean isTaken(Routine routine, boolean isOwn) {
    return isOwn || !isConstructor(routine);
  }

  private static boolean isConstructor(Routine routine) {
    return routine.returnsSelf() || has(routine, "CONSTRUCTOR");
  }

  /** Methods that are written for the type: of its body, or those of its parents alone. */
  List<Method> methods(Ddl.CreateType type, boolean areInherited) {
    List<Method> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Ddl.CreateType one : parents(type)) {
      boolean isOwn = one.equals(type);
      Set<String> here = new HashSet<>();
      for (Method method : bodies(one)) {
        Routine it = method.routine();
        if (isTaken(it, isOwn) && !seen.contains(key(it))) {
          here.add(key(it));
          if (isOwn != areInherited) {
            all.add(new Method(withSelf(headed(it, type), type), method.piece(), !isOwn));
          }
        }
      }
      seen.addAll(here);
    }
    return List.copyOf(all);
  }

  /** Those with bodies, and those that subtypes alone have one for. */
  private List<Method> bodies(Ddl.CreateType type) {
    List<Method> all = new ArrayList<>();
    for (Piece piece : model.pieces(ObjectId.of(ObjectKind.TYPE_BODY, type.name()))) {
      if (piece.statement() instanceof Ddl.CreateTypeBody body) {
        body.members().stream()
            .filter(Routine.class::isInstance)
            .forEach(it -> all.add(new Method((Routine) it, piece, false)));
      }
    }
    Optional<Piece> specification = pieces(type.name());
    type.members().stream()
        .filter(Routine.class::isInstance)
        .map(Routine.class::cast)
        .filter(ObjectTypes::isAbstract)
        .forEach(it -> specification.ifPresent(p -> all.add(new Method(it, p, false))));
    return all;
  }

  private static boolean has(Routine method, String modifier) {
    return method.modifiers().stream().anyMatch(modifier::equalsIgnoreCase);
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
    boolean isOfObject = !isConstructor(method) && !has(method, "STATIC");
    if (isOfObject) {
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
    for (Declaration it : declared(type)) {
      Routine routine = (Routine) it;
      if (routine.parameters().stream().anyMatch(p -> p.name().equals(SELF))) {
        methods.add(routine.name().last().text());
      }
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
  private static Routine constructing(Routine method, Ddl.CreateType type) {
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
            SELF,
            false,
            new Type.Named(type.name(), List.of(), "", "", Place.NONE),
            false,
            Optional.empty(),
            Place.NONE));
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
}
