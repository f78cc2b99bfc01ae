package org.godwit.convert;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.FromItem;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Node;
import org.godwit.sql.Query;
import org.godwit.sql.Rewriter;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;
import org.godwit.sql.Type;

/** All objects that statements make. Each statement belongs to exactly one. */
public final class SchemaModel {
  private static final Set<ObjectKind> NAMED =
      EnumSet.complementOf(
          EnumSet.of(
              ObjectKind.TYPE_BODY,
              ObjectKind.PACKAGE_BODY,
              ObjectKind.INDEX,
              ObjectKind.TRIGGER,
              ObjectKind.EVENT,
              ObjectKind.SCRIPT,
              ObjectKind.UNKNOWN));

  private static final Set<ObjectKind> SYNONYM = EnumSet.of(ObjectKind.SYNONYM);
  private static final Set<ObjectKind> ROWS = EnumSet.of(ObjectKind.TABLE, ObjectKind.VIEW);

  private final Map<ObjectId, List<Piece>> pieces;
  private final Map<String, List<ObjectId>> byName;
  private final List<SchemaObject> objects;
  private final Packages packages;
  private final ObjectTypes types;
  private boolean hasObjectTypes;
  private Set<CollectionsWithHoles.Key> withHoles = Set.of();
  private final Set<String> columns;
  private final Set<String> calledByQueries;
  private final String home;

  private SchemaModel() {
    this.pieces = new LinkedHashMap<>();
    this.byName = new HashMap<>();
    this.objects = new ArrayList<>();
    this.packages = new Packages();
    this.types = new ObjectTypes(this);
    this.columns = new HashSet<>();
    this.calledByQueries = new HashSet<>();
    this.home = "";
  }

  private SchemaModel(SchemaModel whole, String home) {
    this.pieces = whole.pieces;
    this.byName = whole.byName;
    this.objects = whole.objects;
    this.packages = whole.packages;
    this.types = whole.types;
    this.hasObjectTypes = whole.hasObjectTypes;
    this.withHoles = whole.withHoles;
    this.columns = whole.columns;
    this.calledByQueries = whole.calledByQueries;
    this.home = home;
  }

  /**
   * The objects of these statements, in the order in which they are first made.
   *
   * @param standard what declares the packages and types that come with the source
   */
  public static SchemaModel of(List<Piece> statements, List<Statement> standard) {
    SchemaModel model = new SchemaModel();
    // What is changed or described may be made further down, in another file.
    Makers.standing(statements).forEach(model.packages::add);
    for (Piece piece : statements) {
      model.addColumns(piece.statement());
      made(piece.statement())
          .ifPresent(id -> model.pieces.computeIfAbsent(id, _ -> new ArrayList<>()));
    }
    model
        .pieces
        .keySet()
        .forEach(id -> model.byName.computeIfAbsent(id.name(), _ -> new ArrayList<>()).add(id));
    statements.forEach(it -> model.addCalls(it.statement()));
    for (Piece piece : statements) {
      ObjectId id = made(piece.statement()).orElseGet(() -> model.owner(piece));
      model.pieces.computeIfAbsent(id, _ -> new ArrayList<>()).add(piece);
    }
    Map<ObjectId, List<Piece>> all = new LinkedHashMap<>(model.pieces);
    model.pieces.replaceAll((_, own) -> Makers.standing(own));
    standard.forEach(model.packages::addStandard);
    model.types.addStandard(standard);
    model.types.subtypes().learn();
    Set<CollectionsWithHoles.Key> json = new HashSet<>(CollectionsWithHoles.of(statements));
    json.addAll(model.types.subtypes().recursive());
    model.withHoles = Set.copyOf(json);
    model.addMethods();
    model.packages.tellApart();
    all.forEach(
        (id, own) ->
            model.objects.add(new SchemaObject(id, List.copyOf(own), model.dependencies(id, own))));
    return model;
  }

  private void addMethods() {
    for (Ddl.CreateType type : objectTypes()) {
      if (types.isObject(type)) {
        hasObjectTypes = true;
        packages.addMethods(type.name().last(), types.declared(type));
        types
            .inherited(type)
            .forEach((method, parent) -> packages.addInherited(type, method, parent));
      }
    }
  }

  /** The object and collection types of the scripts. */
  List<Ddl.CreateType> objectTypes() {
    return pieces.keySet().stream()
        .filter(id -> id.kind() == ObjectKind.TYPE)
        .flatMap(
            id ->
                pieces(id).stream()
                    .map(Piece::statement)
                    .filter(Ddl.CreateType.class::isInstance)
                    .map(Ddl.CreateType.class::cast)
                    .limit(1))
        .toList();
  }

  /** Object types. */
  public ObjectTypes types() {
    return types;
  }

  /** Whether any object type is made. */
  public boolean hasObjectTypes() {
    return hasObjectTypes;
  }

  /** Whether elements are taken out of collections of that type, so that holes are left in them. */
  public boolean hasHoles(Declaration.TypeBody type) {
    return withHoles.contains(CollectionsWithHoles.Key.of(type));
  }

  /** All objects. */
  public List<SchemaObject> objects() {
    return List.copyOf(objects);
  }

  /** The object of one of these kinds that the name means; empty where none was made. */
  public Optional<ObjectId> find(Name name, Set<ObjectKind> kinds) {
    if (!name.link().isEmpty()) {
      return Optional.empty();
    }
    List<ObjectId> all = byName.getOrDefault(name.last().text(), List.of());
    String schema = all.isEmpty() ? "" : ObjectId.of(ObjectKind.TABLE, name).schema();
    String own = schema.isEmpty() ? home : schema;
    Optional<ObjectId> first = Optional.empty();
    for (ObjectId id : all) {
      boolean mayBe = schema.isEmpty() || id.schema().isEmpty() || schema.equals(id.schema());
      if (mayBe && kinds.contains(id.kind())) {
        boolean isOwn = id.schema().equals(own);
        if (isOwn && id.kind() != ObjectKind.SYNONYM) {
          return Optional.of(id);
        }
        // A synonym of the same name is another user's.
        first =
            first.isEmpty() || (isOwn && !first.get().schema().equals(own))
                ? Optional.of(id)
                : first;
      }
    }
    return first;
  }

  /**
   * The same objects, where a name without a schema means first what that schema has.
   *
   * @param schema of the object whose names are looked up; nothing where it has none
   */
  public SchemaModel in(String schema) {
    return schema.equals(home) ? this : new SchemaModel(this, schema);
  }

  /** The object of any kind that code can name. */
  public Optional<ObjectId> find(Name name) {
    return find(name, NAMED);
  }

  private void addColumns(Statement statement) {
    if (statement instanceof Ddl.CreateTable || statement instanceof Ddl.AlterTable) {
      Rewriter.walk(
          statement,
          node -> {
            if (node instanceof TableElement.Column column) {
              columns.add(column.name().text());
            }
          });
    }
  }

  /**
   * Whether a query of the scripts may call that function.
   *
   * @param unit the package that it stands in, or nothing
   */
  public boolean isCalledByQuery(String unit, Identifier function) {
    return calledByQueries.contains(function.text())
        || calledByQueries.contains(unit + "." + function.text());
  }

  private void addCalls(Statement statement) {
    Rewriter.walk(
        statement,
        node -> {
          if (node instanceof Query || (node instanceof Dml && !(node instanceof Dml.Read))) {
            Rewriter.walk(node, this::addCall);
          }
        });
  }

  private void addCall(Node node) {
    Optional<Name> name =
        switch (node) {
          case Expression.Call it -> Optional.of(it.function());
          case Expression.Reference it when !hasColumn(it.name().last()) -> Optional.of(it.name());
          default -> Optional.empty();
        };
    name.ifPresent(
        it -> {
          List<Identifier> parts = it.parts();
          String before = parts.size() == 1 ? "" : parts.get(parts.size() - 2).text() + ".";
          calledByQueries.add(before + it.last().text());
        });
  }

  /** Whether any table has a column of that name. */
  public boolean hasColumn(Identifier name) {
    return columns.contains(name.text());
  }

  /** The column that a name with its table means, as CREATE TABLE has it. */
  public Optional<TableElement.Column> column(Name name) {
    return columns(qualifier(name)).stream()
        .filter(column -> column.name().text().equals(name.last().text()))
        .findFirst();
  }

  /** The columns of a table behind all that changes them; none where it isn't known. */
  public List<TableElement.Column> columns(Name table) {
    Map<String, TableElement.Column> all = new LinkedHashMap<>();
    find(table, EnumSet.of(ObjectKind.TABLE)).stream()
        .flatMap(id -> pieces(id).stream())
        .forEach(
            piece -> {
              switch (piece.statement()) {
                case Ddl.CreateTable it -> it.elements().forEach(one -> take(one, all));
                case Ddl.AlterTable it -> it.alterations().forEach(one -> take(one, all));
                default -> {
                  // Changes no column.
                }
              }
            });
    return List.copyOf(all.values());
  }

  private static void take(Ddl.Alteration alteration, Map<String, TableElement.Column> all) {
    switch (alteration) {
      case Ddl.Add it -> it.elements().forEach(one -> take(one, all));
      case Ddl.Modify it -> it.elements().forEach(one -> take(one, all));
      case Ddl.DropColumns it -> it.columns().forEach(one -> all.remove(one.text()));
      default -> {
        // Changes no column.
      }
    }
  }

  /** The first table of a name is the one; what is modified keeps what isn't said. */
  private static void take(TableElement element, Map<String, TableElement.Column> all) {
    if (element instanceof TableElement.Column column) {
      TableElement.Column old = all.get(column.name().text());
      all.put(
          column.name().text(),
          old == null
              ? column
              : new TableElement.Column(
                  old.name(),
                  column.type().or(old::type),
                  column.value().or(old::value),
                  old.options(),
                  old.constraints(),
                  old.place()));
    }
  }

  /** The name, or what stands behind it where it is a synonym's, or its qualifier is. */
  public Name resolved(Name name) {
    Optional<Name> target = synonym(name);
    if (target.isPresent() || name.parts().size() == 1) {
      return target.orElse(name);
    }
    return synonym(qualifier(name))
        .map(
            it -> {
              List<Identifier> parts = new ArrayList<>(it.parts());
              parts.add(name.last());
              return new Name(List.copyOf(parts), it.link());
            })
        .orElse(name);
  }

  private Optional<Name> synonym(Name name) {
    Optional<ObjectId> id = find(name, SYNONYM);
    if (id.isPresent()) {
      for (Piece piece : pieces(id.get())) {
        // Of a table it is a view, which keeps its name.
        if (piece.statement() instanceof Ddl.CreateSynonym it
            && find(it.target(), ROWS).isEmpty()) {
          return Optional.of(it.target());
        }
      }
    }
    return Optional.empty();
  }

  /** What packages declare. */
  public Packages packages() {
    return packages;
  }

  /**
   * The name with the schema of the object that it means, without one where that is made without;
   * itself where the object isn't known.
   */
  public Name qualified(Name name, Set<ObjectKind> kinds) {
    return find(name, kinds)
        .map(id -> id.schema().isEmpty() ? Name.of(name.last()) : in(id.schema(), name.last()))
        .orElse(name);
  }

  private static Name in(String schema, Identifier name) {
    return Name.of(new Identifier(schema, !schema.matches("[a-z_][a-z0-9_$]*")), name);
  }

  /** The statements of an object; none where it isn't known. */
  public List<Piece> pieces(ObjectId id) {
    return List.copyOf(pieces.getOrDefault(id, List.of()));
  }

  /** What the statement makes; empty where it changes or describes something. */
  static Optional<ObjectId> made(Statement statement) {
    return switch (statement) {
      case Ddl.CreateTable it -> made(ObjectKind.TABLE, it.name());
      case Ddl.CreateIndex it -> made(ObjectKind.INDEX, it.name());
      case Ddl.CreateView it -> made(ObjectKind.VIEW, it.name());
      case Ddl.CreateMaterializedView it -> made(ObjectKind.MATERIALIZED_VIEW, it.name());
      case Ddl.CreateSequence it -> made(ObjectKind.SEQUENCE, it.name());
      case Ddl.CreateSynonym it ->
          Optional.of(
              it.modifiers().contains("PUBLIC")
                  ? new ObjectId(ObjectKind.SYNONYM, "public", it.name().last().text())
                  : ObjectId.of(ObjectKind.SYNONYM, it.name()));
      case Ddl.CreateDatabaseLink it -> made(ObjectKind.DATABASE_LINK, it.name());
      case Ddl.CreateType it -> made(ObjectKind.TYPE, it.name());
      case Ddl.CreateTypeBody it -> made(ObjectKind.TYPE_BODY, it.name());
      case Ddl.CreatePackage it -> made(ObjectKind.PACKAGE, it.name());
      case Ddl.CreatePackageBody it -> made(ObjectKind.PACKAGE_BODY, it.name());
      case Ddl.CreateRoutine it ->
          made(
              it.routine().kind().equals("FUNCTION") ? ObjectKind.FUNCTION : ObjectKind.PROCEDURE,
              it.routine().name());
      case Ddl.CreateTrigger it -> made(ObjectKind.TRIGGER, it.name());
      case Ddl.CreateEvent it -> made(ObjectKind.EVENT, it.name());
      case Ddl.CreatePrincipal it -> made(ObjectKind.SCHEMA_USER, it.name());
      default -> Optional.empty();
    };
  }

  private static Optional<ObjectId> made(ObjectKind kind, Name name) {
    return Optional.of(ObjectId.of(kind, name));
  }

  /** Whose the statement is that makes nothing itself. */
  private ObjectId owner(Piece piece) {
    ObjectId script = new ObjectId(ObjectKind.SCRIPT, "", piece.file().name());
    return switch (piece.statement()) {
      case Statement it when Principals.isAbout(it) -> Principals.owner(this, it).orElse(script);
      case Ddl.AlterTable it -> changed(ObjectKind.TABLE, it.name());
      case Ddl.AlterSequence it -> changed(ObjectKind.SEQUENCE, it.name());
      case Ddl.Alter it ->
          kind(it.kind()).<ObjectId>map(kind -> changed(kind, it.name())).orElse(script);
      case Ddl.CommentOn it -> {
        Name name = it.kind().equals("COLUMN") ? qualifier(it.name()) : it.name();
        yield find(name).orElseGet(() -> ObjectId.of(ObjectKind.TABLE, name));
      }
      case Ddl.Grant it -> it.on().map(this::resolved).flatMap(this::find).orElse(script);
      case Ddl.Drop it ->
          kind(it.kind()).flatMap(kind -> find(it.name(), EnumSet.of(kind))).orElse(script);
      case Ddl.Truncate it -> find(it.table()).orElse(script);
      case Ddl.Rename it -> find(it.from()).orElse(script);
      case Statement.Unknown _ ->
          new ObjectId(ObjectKind.UNKNOWN, "", piece.file().name() + ":" + piece.line());
      default -> script;
    };
  }

  private ObjectId changed(ObjectKind kind, Name name) {
    return find(name, EnumSet.of(kind)).orElseGet(() -> ObjectId.of(kind, name));
  }

  /** {@code PUBLIC SYNONYM} is a synonym. */
  private static Optional<ObjectKind> kind(String words) {
    String name = words.replace("PUBLIC ", "").toLowerCase(Locale.ROOT);
    return EnumSet.allOf(ObjectKind.class).stream()
        .filter(kind -> kind.words().equals(name))
        .findFirst();
  }

  /** The name without its last part, {@code t} of {@code t.c}; itself where it is one part. */
  public static Name qualifier(Name name) {
    List<Identifier> parts = name.parts();
    return parts.size() == 1 ? name : new Name(parts.subList(0, parts.size() - 1), name.link());
  }

  private Set<ObjectId> dependencies(ObjectId self, List<Piece> all) {
    Set<ObjectId> found = new LinkedHashSet<>();
    SchemaModel own = in(self.schema());
    for (Piece piece : all) {
      walkNeeded(
          piece.statement(),
          node -> named(node).map(own::resolved).flatMap(own::findOrOwner).ifPresent(found::add));
      found.addAll(Principals.named(this, piece.statement()));
    }
    if (self.kind() == ObjectKind.PACKAGE_BODY) {
      found.add(new ObjectId(ObjectKind.PACKAGE, self.schema(), self.name()));
    } else if (self.kind() != ObjectKind.PACKAGE) {
      // What stands in a package is made by its body; a specification calls nothing yet.
      found.stream()
          .filter(id -> id.kind() == ObjectKind.PACKAGE)
          .map(id -> new ObjectId(ObjectKind.PACKAGE_BODY, id.schema(), id.name()))
          .toList()
          .forEach(found::add);
    }
    found.retainAll(pieces.keySet());
    found.remove(self);
    return Set.copyOf(found);
  }

  /** A type needs what its attributes are of; its methods are made later. */
  private void walkNeeded(Statement statement, Consumer<Node> visitor) {
    if (statement instanceof Ddl.CreateType type) {
      types.needed(type).forEach(it -> Rewriter.walk(it, visitor));
    } else {
      Rewriter.walk(statement, visitor);
    }
  }

  /** A package's function is named with its package, a sequence's value with its sequence. */
  private Optional<ObjectId> findOrOwner(Name name) {
    return find(name).or(() -> name.parts().size() > 1 ? find(qualifier(name)) : Optional.empty());
  }

  private static Optional<Name> named(Node node) {
    return switch (node) {
      case FromItem.Table it -> Optional.of(it.name());
      case TableElement.ForeignKey it -> Optional.of(it.table());
      case Ddl.CreateIndex it -> Optional.of(it.table());
      case Ddl.CreateSynonym it -> Optional.of(it.target());
      case Ddl.CreateTrigger it -> Optional.of(it.on());
      case Type.Named it -> Optional.of(it.name());
      case Type.Anchored it -> Optional.of(qualifier(it.of()));
      case Expression.Call it -> Optional.of(it.function());
      case Expression.Reference it when isOfSequence(it.name()) ->
          Optional.of(qualifier(it.name()));
      default -> Optional.empty();
    };
  }

  /** Whether it is {@code s.NEXTVAL} or {@code s.CURRVAL}. */
  public static boolean isOfSequence(Name name) {
    Identifier last = name.last();
    return name.parts().size() > 1 && (last.is("NEXTVAL") || last.is("CURRVAL"));
  }
}
