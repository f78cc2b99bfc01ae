package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Expression.Literal;
import org.godwit.sql.Expression.LiteralKind;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/**
 * Hierarchies of object types. All types of one are one composite type on the target, that of the
 * root, which has the attributes of all of them and the name of the type that an object is of.
 * {@code docs/adr/0023} says why.
 */
public final class Subtypes {
  /** The attribute that says of which type of its hierarchy an object is. */
  public static final Identifier TYPE = Identifier.of("godwit_type");

  private final ObjectTypes types;
  private final SchemaModel model;
  private final Map<ObjectId, List<Ddl.CreateType>> children = new HashMap<>();

  /** Of roots, by objects that are converted beside each other. */
  private final Map<ObjectId, List<Column>> columns = new ConcurrentHashMap<>();

  Subtypes(ObjectTypes types, SchemaModel model) {
    this.types = types;
    this.model = model;
  }

  /**
   * An attribute of a hierarchy.
   *
   * @param name that it has in the composite type
   * @param owner the type that declares it
   * @param isFirst whether no type before declares it alike; those after share it
   */
  public record Column(
      Identifier name, Declaration.Attribute attribute, Ddl.CreateType owner, boolean isFirst) {}

  /** Takes the types of the scripts, when all of them are known. */
  void learn() {
    for (Ddl.CreateType type : model.objectTypes()) {
      type.under()
          .flatMap(types::find)
          .ifPresent(
              parent -> children.computeIfAbsent(id(parent), _ -> new ArrayList<>()).add(type));
    }
  }

  private static ObjectId id(Ddl.CreateType type) {
    return ObjectId.of(ObjectKind.TYPE, type.name());
  }

  /** The type at the top of its hierarchy; empty where it has neither a parent nor subtypes. */
  public Optional<Ddl.CreateType> root(Ddl.CreateType type) {
    Ddl.CreateType top = types.parents(type).getLast();
    return types.isWhole(type) && children.containsKey(id(top))
        ? Optional.of(top)
        : Optional.empty();
  }

  /** Those directly under it. */
  List<Ddl.CreateType> below(Ddl.CreateType type) {
    return List.copyOf(children.getOrDefault(id(type), List.of()));
  }

  /** The type and all types below it. */
  public List<Ddl.CreateType> family(Ddl.CreateType type) {
    List<Ddl.CreateType> all = new ArrayList<>();
    Set<ObjectId> seen = new HashSet<>();
    addFamily(type, all, seen);
    return List.copyOf(all);
  }

  private void addFamily(Ddl.CreateType type, List<Ddl.CreateType> all, Set<ObjectId> seen) {
    if (seen.add(id(type))) {
      all.add(type);
      below(type).forEach(it -> addFamily(it, all, seen));
    }
  }

  /** The name by which an object says that it is of the type, as a literal. */
  public static Expression nameOf(Ddl.CreateType type) {
    ObjectId id = id(type);
    String name = id.schema().isEmpty() ? id.name() : id.schema() + "." + id.name();
    return new Literal(LiteralKind.STRING, name, Place.NONE);
  }

  /** {@code (object).godwit_type IN ('t', 'u')}. */
  public static Expression isOf(Expression object, List<Ddl.CreateType> types) {
    Expression own =
        object instanceof Expression.Reference(var name, _)
                && name.parts().size() == 1
                && name.parts().getFirst().equals(ObjectTypes.SELF)
            ? new Expression.Reference(Name.of(ObjectTypes.SELF, TYPE), Place.NONE)
            : new Expression.Member(
                new Expression.Row(List.of(object), Place.NONE), TYPE, Place.NONE);
    List<Expression> names = types.stream().map(Subtypes::nameOf).toList();
    return new Expression.In(own, new Expression.Row(names, Place.NONE), Place.NONE);
  }

  /** What a column of a subtype holds to, whose type is the root's; empty for columns of others. */
  Optional<TableElement.Constraint> ofColumn(Identifier column, Type type) {
    if (!(type instanceof Type.Named(var name, _, _, _, _))) {
      return Optional.empty();
    }
    Expression value = new Expression.Reference(Name.of(column), Place.NONE);
    return types
        .find(name)
        .filter(it -> root(it).filter(root -> !root.name().equals(it.name())).isPresent())
        .map(
            it ->
                new TableElement.Constraint(
                    Optional.empty(),
                    new TableElement.Check(isOf(value, family(it)), Place.NONE),
                    List.of(),
                    Optional.empty(),
                    Place.NONE));
  }

  /** The attributes of all types of the root's hierarchy, as its composite type has them. */
  public List<Column> columns(Ddl.CreateType root) {
    List<Column> known = columns.get(id(root));
    if (known == null) {
      known = newColumns(root);
      columns.put(id(root), known);
    }
    return known;
  }

  private List<Column> newColumns(Ddl.CreateType root) {
    Map<String, Set<String>> kinds = new HashMap<>();
    List<Ddl.CreateType> family = family(root);
    for (Ddl.CreateType one : family) {
      own(one)
          .forEach(
              it ->
                  kinds
                      .computeIfAbsent(it.name().text(), _ -> new HashSet<>())
                      .add(words(it.type())));
    }
    List<Column> all = new ArrayList<>();
    Set<Identifier> taken = new HashSet<>();
    for (Ddl.CreateType one : family) {
      for (Declaration.Attribute it : own(one)) {
        boolean isOneKind = kinds.getOrDefault(it.name().text(), Set.of()).size() == 1;
        Identifier name = isOneKind ? it.name() : ofOwner(one, it.name());
        all.add(new Column(name, it, one, taken.add(name)));
      }
    }
    return List.copyOf(all);
  }

  /** Attributes of one name and several types stand beside each other. */
  private static Identifier ofOwner(Ddl.CreateType owner, Identifier attribute) {
    Identifier type = owner.name().last();
    return new Identifier(
        type.text() + "_" + attribute.text(), type.isQuoted() || attribute.isQuoted());
  }

  private static List<Declaration.Attribute> own(Ddl.CreateType type) {
    return type.members().stream()
        .filter(Declaration.Attribute.class::isInstance)
        .map(Declaration.Attribute.class::cast)
        .toList();
  }

  private static String words(Type type) {
    return type instanceof Type.Named(var name, var arguments, var unit, var suffix, _)
        ? name + " " + arguments + " " + unit + " " + suffix
        : type.toString();
  }

  /** What the type's attribute is called on the target; empty where it has none of that name. */
  public Optional<Identifier> column(Ddl.CreateType type, Identifier attribute) {
    Set<ObjectId> chain = new HashSet<>();
    types.parents(type).forEach(it -> chain.add(id(it)));
    return root(type).stream()
        .flatMap(root -> columns(root).stream())
        .filter(it -> chain.contains(id(it.owner())) && it.attribute().name().equals(attribute))
        .map(Column::name)
        .findFirst();
  }

  /**
   * The values of an object as its composite type has them: with its type's name, and NULL for what
   * other types of the hierarchy have.
   *
   * @param values of the type's attributes, by their names
   */
  public List<Expression> row(Ddl.CreateType type, Map<Identifier, Expression> values) {
    Optional<Ddl.CreateType> root = root(type);
    Expression none = new Literal(LiteralKind.NULL, "NULL", Place.NONE);
    if (root.isEmpty()) {
      return types.attributes(type).stream()
          .map(it -> values.getOrDefault(it.name(), none))
          .toList();
    }
    Map<Identifier, Expression> all = new LinkedHashMap<>();
    all.put(TYPE, nameOf(type));
    columns(root.get()).stream().filter(Column::isFirst).forEach(it -> all.put(it.name(), none));
    values.forEach((name, value) -> column(type, name).ifPresent(it -> all.put(it, value)));
    return List.copyOf(all.values());
  }

  /**
   * Collection types whose elements hold collections of the same type again, which arrays of
   * composite types can't.
   */
  Set<CollectionsWithHoles.Key> recursive() {
    Set<CollectionsWithHoles.Key> found = new HashSet<>();
    for (Ddl.CreateType type : model.objectTypes()) {
      Optional<Type> element = element(type);
      if (element.isPresent() && holds(element.get(), id(type), new HashSet<>(), false)) {
        found.add(CollectionsWithHoles.Key.of(type.body().orElseThrow()));
      }
    }
    return found;
  }

  private static Optional<Type> element(Ddl.CreateType type) {
    return type.body()
        .flatMap(
            it ->
                switch (it) {
                  case Declaration.TableOf table -> Optional.of(table.element());
                  case Declaration.ArrayOf array -> Optional.of(array.element());
                  default -> Optional.empty();
                });
  }

  /** Whether an attribute of that type would hold an object of its own hierarchy in itself. */
  boolean isWithinItself(Type attribute, Ddl.CreateType root) {
    return holds(attribute, id(root), new HashSet<>(), true);
  }

  /**
   * Whether a value of the type has one of the other within it.
   *
   * @param endsInJson whether what a document stands for has nothing within it
   */
  private boolean holds(Type type, ObjectId other, Set<ObjectId> seen, boolean endsInJson) {
    Ddl.CreateType found =
        type instanceof Type.Named(var name, _, _, _, _) ? types.find(name).orElse(null) : null;
    if (found == null) {
      return false;
    }
    Ddl.CreateType top = root(found).orElse(found);
    if (id(top).equals(other)) {
      return true;
    }
    if (!seen.add(id(top))) {
      return false;
    }
    Optional<Type> element = element(top);
    if (element.isPresent()) {
      boolean isJson = endsInJson && model.hasHoles(top.body().orElseThrow());
      return !isJson && holds(element.get(), other, seen, endsInJson);
    }
    return family(top).stream()
        .flatMap(it -> own(it).stream())
        .anyMatch(it -> holds(it.type(), other, seen, endsInJson));
  }
}
