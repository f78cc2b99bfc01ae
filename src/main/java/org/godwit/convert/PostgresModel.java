package org.godwit.convert;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Identifier;
import org.godwit.sql.Kept;
import org.godwit.sql.Name;
import org.godwit.sql.Statement;

/** All objects that scripts of PostgreSQL make. Each statement belongs to exactly one. */
final class PostgresModel {
  static final Set<ObjectKind> RELATIONS =
      EnumSet.of(
          ObjectKind.TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.SEQUENCE,
          ObjectKind.INDEX,
          ObjectKind.FOREIGN_TABLE);

  private static final String PUBLIC = "public";

  /** What belongs to an object of another kind, or of one of several. */
  private static final Set<String> PARTS = Set.of("ROUTINE", "COLUMN", "CONSTRAINT");

  private static final Set<ObjectKind> ROUTINES =
      EnumSet.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.AGGREGATE);

  private final Map<ObjectId, List<Piece>> pieces = new LinkedHashMap<>();
  private final Map<String, List<ObjectId>> byName = new HashMap<>();

  /** Tables by their constraints, which also are the names of indexes. */
  private final Map<ObjectId, ObjectId> constraints = new HashMap<>();

  /** Of the pieces, in their order. */
  static PostgresModel of(List<Piece> statements) {
    PostgresModel model = new PostgresModel();
    // What is changed or described may be made further down, in another file.
    for (Piece piece : statements) {
      if (piece.statement() instanceof Kept kept) {
        made(kept).ifPresent(id -> model.add(id, kept));
      }
    }
    for (Piece piece : statements) {
      if (piece.statement() instanceof Kept kept && kept.action().startsWith("ADD CONSTRAINT")) {
        ObjectId table = model.relation(kept.name(), kept.path());
        model.constraints.put(new ObjectId(ObjectKind.INDEX, table.schema(), kept.detail()), table);
      }
    }
    for (Piece piece : statements) {
      ObjectId id = model.owner(piece);
      model.pieces.computeIfAbsent(id, _ -> new ArrayList<>()).add(piece);
    }
    return model;
  }

  private void add(ObjectId id, Kept kept) {
    if (pieces.putIfAbsent(id, new ArrayList<>()) == null) {
      String name =
          id.kind() == ObjectKind.TRIGGER
                  || id.kind() == ObjectKind.RULE
                  || id.kind() == ObjectKind.POLICY
              ? id.name()
              : kept.name().map(it -> it.last().text()).orElse(id.name());
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(id);
    }
  }

  /** The objects in the script's order, with their statements. */
  Map<ObjectId, List<Piece>> pieces() {
    return pieces;
  }

  /** The kind of the table, view or the like of that name. */
  Optional<ObjectKind> kind(Name table, Optional<List<String>> path) {
    return found(table, path, RELATIONS).map(ObjectId::kind);
  }

  /** The schema that a name is of, where nothing says which: the path's first. */
  static String schema(Name name, Optional<List<String>> path) {
    int parts = name.parts().size();
    if (parts > 1) {
      return name.parts().get(parts - 2).text();
    }
    return path.orElse(List.of()).stream()
        .filter(it -> !it.equals("$user"))
        .findFirst()
        .orElse(PUBLIC);
  }

  private static Optional<ObjectId> made(Kept it) {
    if (!it.makes()) {
      return Optional.empty();
    }
    return kind(it.kind()).flatMap(kind -> id(kind, it));
  }

  /** Empty of what belongs to the server and not to a database. */
  private static Optional<ObjectKind> kind(String words) {
    return switch (words) {
      case "TABLE" -> Optional.of(ObjectKind.TABLE);
      case "INDEX" -> Optional.of(ObjectKind.INDEX);
      case "VIEW" -> Optional.of(ObjectKind.VIEW);
      case "MATERIALIZED VIEW" -> Optional.of(ObjectKind.MATERIALIZED_VIEW);
      case "SEQUENCE" -> Optional.of(ObjectKind.SEQUENCE);
      case "TYPE", "DOMAIN" -> Optional.of(ObjectKind.TYPE);
      case "FUNCTION" -> Optional.of(ObjectKind.FUNCTION);
      case "PROCEDURE" -> Optional.of(ObjectKind.PROCEDURE);
      case "AGGREGATE" -> Optional.of(ObjectKind.AGGREGATE);
      case "TRIGGER" -> Optional.of(ObjectKind.TRIGGER);
      case "RULE" -> Optional.of(ObjectKind.RULE);
      case "POLICY" -> Optional.of(ObjectKind.POLICY);
      case "EVENT TRIGGER" -> Optional.of(ObjectKind.EVENT_TRIGGER);
      case "SCHEMA" -> Optional.of(ObjectKind.SCHEMA);
      case "EXTENSION" -> Optional.of(ObjectKind.EXTENSION);
      case "COLLATION" -> Optional.of(ObjectKind.COLLATION);
      case "STATISTICS" -> Optional.of(ObjectKind.STATISTICS);
      case "OPERATOR" -> Optional.of(ObjectKind.OPERATOR);
      case "OPERATOR CLASS", "OPERATOR FAMILY" -> Optional.of(ObjectKind.OPERATOR_CLASS);
      case "CAST" -> Optional.of(ObjectKind.CAST);
      case "FOREIGN TABLE" -> Optional.of(ObjectKind.FOREIGN_TABLE);
      case "FOREIGN DATA WRAPPER", "SERVER", "USER MAPPING" ->
          Optional.of(ObjectKind.FOREIGN_SERVER);
      case "PUBLICATION" -> Optional.of(ObjectKind.PUBLICATION);
      case "SUBSCRIPTION" -> Optional.of(ObjectKind.SUBSCRIPTION);
      case "DEFAULT PRIVILEGES" -> Optional.of(ObjectKind.DEFAULT_PRIVILEGES);
      case "TEXT SEARCH CONFIGURATION",
          "TEXT SEARCH DICTIONARY",
          "TEXT SEARCH PARSER",
          "TEXT SEARCH TEMPLATE" ->
          Optional.of(ObjectKind.TEXT_SEARCH);
      case "LANGUAGE", "CONVERSION", "ACCESS METHOD", "TRANSFORM" ->
          Optional.of(ObjectKind.SERVER_OBJECT);
      default -> Optional.empty();
    };
  }

  private static Optional<ObjectId> id(ObjectKind kind, Kept it) {
    Optional<Name> name = it.name();
    Name on = it.on().orElse(Name.of("unknown"));
    return switch (kind) {
      case INDEX -> {
        String own = name.map(one -> one.last().text()).orElse(on.last().text() + it.detail());
        yield Optional.of(new ObjectId(kind, schema(on, it.path()), own));
      }
      case TRIGGER, RULE, POLICY ->
          name.map(one -> new ObjectId(kind, schema(on, it.path()), ofTable(one.last(), on)));
      case FUNCTION, PROCEDURE, AGGREGATE, OPERATOR, OPERATOR_CLASS ->
          name.map(
              one -> new ObjectId(kind, schema(one, it.path()), one.last().text() + it.detail()));
      case CAST, SCHEMA, EXTENSION, EVENT_TRIGGER, PUBLICATION, SUBSCRIPTION ->
          name.map(one -> new ObjectId(kind, "", one.last().text()));
      case FOREIGN_SERVER ->
          name.map(
              one ->
                  new ObjectId(
                      kind,
                      "",
                      (it.kind().startsWith("FOREIGN") ? "wrapper " : "") + one.last().text()));
      case SERVER_OBJECT ->
          name.map(
              one ->
                  new ObjectId(
                      kind, "", it.kind().toLowerCase(Locale.ROOT) + " " + one.last().text()));
      case DEFAULT_PRIVILEGES ->
          Optional.of(
              new ObjectId(kind, "", name.map(one -> one.last().text()).orElse("all schemas")));
      default -> name.map(one -> new ObjectId(kind, schema(one, it.path()), one.last().text()));
    };
  }

  private static String ofTable(Identifier own, Name table) {
    return own.text() + " on " + table.last().text();
  }

  /** Whose the statement is. */
  private ObjectId owner(Piece piece) {
    ObjectId script = new ObjectId(ObjectKind.SCRIPT, "", piece.file().name());
    return switch (piece.statement()) {
      case Kept it when isOfServer(it) -> script;
      case Kept it -> made(it).orElseGet(() -> changed(it).orElse(script));
      case Statement.Unknown _ ->
          new ObjectId(ObjectKind.UNKNOWN, "", piece.file().name() + ":" + piece.line());
      default -> script;
    };
  }

  /** Who installs the objects owns them; what describes an extension is the extension's. */
  private static boolean isOfServer(Kept it) {
    return it.action().startsWith("OWNER TO")
        || (it.verb().equals("COMMENT") && it.kind().equals("EXTENSION"))
        || (kind(it.kind()).isEmpty() && !PARTS.contains(it.kind()));
  }

  private Optional<ObjectId> changed(Kept it) {
    Optional<ObjectId> part = ofPart(it);
    if (part.isPresent()) {
      return part;
    }
    return switch (it.kind()) {
      case "COLUMN" -> Optional.of(relation(it.name().map(SchemaModel::qualifier), it.path()));
      case "CONSTRAINT" ->
          it.action().equals("DOMAIN")
              ? it.on()
                  .map(on -> new ObjectId(ObjectKind.TYPE, schema(on, it.path()), on.last().text()))
              : Optional.of(relation(it.on(), it.path()));
      case "TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "INDEX", "FOREIGN TABLE" ->
          Optional.of(relation(it.name(), it.path()));
      case "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE" -> Optional.of(routine(it));
      default -> kind(it.kind()).flatMap(kind -> id(kind, it));
    };
  }

  /** The trigger, rule, index or partition that ALTER TABLE is about, or ALTER of a part of one. */
  private Optional<ObjectId> ofPart(Kept it) {
    if (!it.verb().equals("ALTER")) {
      return Optional.empty();
    }
    Optional<Name> on = it.on();
    if (it.action().equals("OWNED BY")) {
      return on.filter(column -> column.parts().size() > 1)
          .map(column -> relation(Optional.of(SchemaModel.qualifier(column)), it.path()));
    }
    if (it.action().equals("ATTACH PARTITION")) {
      return Optional.of(relation(on, it.path()));
    }
    if (it.name().isEmpty() || !it.kind().equals("TABLE")) {
      return Optional.empty();
    }
    Name table = it.name().get();
    String schema = schema(table, it.path());
    ObjectKind kind = it.action().endsWith("TRIGGER") ? ObjectKind.TRIGGER : ObjectKind.RULE;
    boolean isOfIndex =
        it.action().startsWith("REPLICA IDENTITY USING") || it.action().startsWith("CLUSTER ON");
    Optional<ObjectId> wanted =
        isOfIndex
            ? it.names().needed().stream()
                .map(name -> new ObjectId(ObjectKind.INDEX, schema, name.last().text()))
                .filter(pieces::containsKey)
                .findFirst()
            : Optional.of(
                new ObjectId(kind, schema, ofTable(new Identifier(it.detail(), true), table)));
    return wanted.filter(pieces::containsKey);
  }

  private ObjectId relation(Optional<Name> name, Optional<List<String>> path) {
    Name wanted = name.orElse(Name.of("unknown"));
    Optional<ObjectId> found = found(wanted, path, RELATIONS);
    if (found.isPresent()) {
      return found.get();
    }
    String schema = schema(wanted, path);
    String own = wanted.last().text();
    ObjectId constraint = constraints.get(new ObjectId(ObjectKind.INDEX, schema, own));
    if (constraint != null) {
      return constraint;
    }
    ObjectId type = new ObjectId(ObjectKind.TYPE, schema, own);
    return pieces.containsKey(type) ? type : new ObjectId(ObjectKind.TABLE, schema, own);
  }

  /** The routine with these parameters; else the only one of its name. */
  private ObjectId routine(Kept it) {
    Name name = it.name().orElse(Name.of("unknown"));
    String schema = schema(name, it.path());
    List<ObjectId> all =
        byName.getOrDefault(name.last().text(), List.of()).stream()
            .filter(id -> ROUTINES.contains(id.kind()) && id.schema().equals(schema))
            .toList();
    return all.stream()
        .filter(id -> id.name().equals(name.last().text() + it.detail()))
        .findFirst()
        .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty())
        .orElseGet(
            () -> new ObjectId(ObjectKind.FUNCTION, schema, name.last().text() + it.detail()));
  }

  private Optional<ObjectId> found(Name name, Optional<List<String>> path, Set<ObjectKind> kinds) {
    return named(name, path).stream().filter(id -> kinds.contains(id.kind())).findFirst();
  }

  /** All objects that a name may mean; the schema itself is one of them. */
  Set<ObjectId> named(Name name, Optional<List<String>> path) {
    List<Identifier> parts = name.parts();
    Set<ObjectId> found = new LinkedHashSet<>();
    if (parts.size() > 1) {
      found.addAll(in(parts.get(0).text(), parts.get(1).text()));
      if (found.isEmpty() && parts.size() > 2) {
        found.addAll(in(parts.get(1).text(), parts.get(2).text()));
      }
    }
    if (found.isEmpty()) {
      for (String schema : path.orElse(List.of(PUBLIC))) {
        if (found.isEmpty()) {
          found.addAll(in(schema, parts.getFirst().text()));
        }
      }
    }
    ObjectId schema = new ObjectId(ObjectKind.SCHEMA, "", parts.getFirst().text());
    if (pieces.containsKey(schema)) {
      found.add(schema);
    }
    return found;
  }

  private List<ObjectId> in(String schema, String name) {
    return byName.getOrDefault(name, List.of()).stream()
        .filter(id -> id.schema().equals(schema))
        .toList();
  }

  /** The schemas that have an object of a name that stands alone. */
  List<ObjectId> anywhere(Name name) {
    return name.parts().size() > 1
        ? List.of()
        : byName.getOrDefault(name.last().text(), List.of()).stream()
            .filter(id -> !id.schema().isEmpty())
            .toList();
  }

  /** Whether a statement makes it. */
  boolean isMade(ObjectId id) {
    return pieces.getOrDefault(id, List.of()).stream()
        .anyMatch(it -> it.statement() instanceof Kept kept && made(kept).equals(Optional.of(id)));
  }

  /** Whether it is the foreign key that a comment is about. */
  boolean isForeignKey(ObjectId table, String constraint) {
    return pieces.getOrDefault(table, List.of()).stream()
        .anyMatch(
            it ->
                it.statement() instanceof Kept kept
                    && kept.action().equals("ADD CONSTRAINT FOREIGN KEY")
                    && kept.detail().equals(constraint));
  }
}
