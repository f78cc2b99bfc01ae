package org.godwit.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.OrderItem;
import org.godwit.sql.Routine;
import org.godwit.sql.Statement;
import org.godwit.sql.TableElement;

/** What a source has, so that any converter's result can be counted against it. */
final class WantedObjects {
  private static final Pattern UNREAD =
      Pattern.compile(
          "(?is)\\s*CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:(?:NON)?EDITIONABLE\\s+|PUBLIC\\s+|GLOBAL\\s+TEMPORARY\\s+|UNIQUE\\s+|BITMAP\\s+|NO\\s*FORCE\\s+|FORCE\\s+)*"
              + "(TABLE|INDEX|SEQUENCE|VIEW|MATERIALIZED\\s+VIEW|SYNONYM|TRIGGER|PROCEDURE|FUNCTION|PACKAGE\\s+BODY|TYPE\\s+BODY|TYPE)\\s+([\\w.\"$#]+).*");

  /** Kinds in the order in which they are shown. */
  static final List<String> KINDS =
      List.of(
          "tables",
          "constraints",
          "indexes",
          "sequences",
          "views",
          "materialized views",
          "synonyms",
          "grants",
          "triggers",
          "procedures",
          "functions",
          "routines of packages",
          "types",
          "type bodies");

  private final List<Wanted> all = new ArrayList<>();

  /** Named ones that have been taken: scripts may have one more than once, and a table once. */
  private final Set<String> constraints = new HashSet<>();

  /**
   * An object of the source.
   *
   * @param of its table, package or type, the object a grant is of, or nothing
   * @param parts an index's columns, a type body's methods, who is granted something
   * @param object what the converter counts it with
   * @param isRead whether it could be parsed
   */
  record Wanted(
      String kind, String name, String of, List<String> parts, ObjectId object, boolean isRead) {}

  static List<Wanted> of(Conversion conversion) {
    WantedObjects found = new WantedObjects();
    conversion.objects().forEach(found::add);
    return found.all;
  }

  private void add(ConvertedObject object) {
    ObjectId id = object.id();
    String name = id.name();
    switch (id.kind()) {
      case TABLE -> table(object);
      case INDEX ->
          first(object, Ddl.CreateIndex.class)
              .ifPresent(it -> add("indexes", name, it.table().last().text(), columns(it), object));
      case SEQUENCE -> made(object, Ddl.CreateSequence.class, "sequences");
      case VIEW -> made(object, Ddl.CreateView.class, "views");
      case MATERIALIZED_VIEW ->
          made(object, Ddl.CreateMaterializedView.class, "materialized views");
      case SYNONYM -> made(object, Ddl.CreateSynonym.class, "synonyms");
      case TRIGGER -> made(object, Ddl.CreateTrigger.class, "triggers");
      case PROCEDURE -> made(object, Ddl.CreateRoutine.class, "procedures");
      case FUNCTION -> made(object, Ddl.CreateRoutine.class, "functions");
      case TYPE -> made(object, Ddl.CreateType.class, "types");
      case TYPE_BODY ->
          first(object, Ddl.CreateTypeBody.class)
              .ifPresent(it -> add("type bodies", name, name, routines(it.members()), object));
      case PACKAGE_BODY ->
          first(object, Ddl.CreatePackageBody.class)
              .ifPresent(
                  it ->
                      routines(it.declarations())
                          .forEach(
                              one -> add("routines of packages", one, name, List.of(), object)));
      case UNKNOWN -> object.source().pieces().forEach(piece -> unread(piece, object));
      case SCHEMA_USER, DATABASE_LINK, PACKAGE, EVENT, SCRIPT -> {
        // Not compared; what scripts grant is looked at below.
      }
      case SCHEMA,
          EXTENSION,
          COLLATION,
          AGGREGATE,
          OPERATOR,
          OPERATOR_CLASS,
          CAST,
          TEXT_SEARCH,
          STATISTICS,
          RULE,
          POLICY,
          EVENT_TRIGGER,
          FOREIGN_SERVER,
          FOREIGN_TABLE,
          PUBLICATION,
          SUBSCRIPTION,
          DEFAULT_PRIVILEGES,
          SERVER_OBJECT -> {
        // No objects of Oracle.
      }
    }
    for (Piece piece : object.source().pieces()) {
      if (piece.statement() instanceof Ddl.Grant grant && !grant.isRevoke()) {
        grant.on().ifPresent(on -> grant.grantees().forEach(to -> granted(on, to, object)));
      }
    }
  }

  private void granted(Name on, Name to, ConvertedObject object) {
    boolean isKnown = object.id().kind() != ObjectKind.SCRIPT; // of what a synonym stands for
    String name = isKnown ? object.id().name() : on.last().text();
    add("grants", name, "", List.of(to.last().text()), object);
  }

  private <T extends Statement> void made(ConvertedObject object, Class<T> type, String kind) {
    first(object, type).ifPresent(_ -> add(kind, object.id().name(), "", List.of(), object));
  }

  private static <T extends Statement> Optional<T> first(ConvertedObject object, Class<T> type) {
    return object.source().pieces().stream()
        .map(Piece::statement)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private void add(
      String kind, String name, String of, List<String> parts, ConvertedObject object) {
    all.add(new Wanted(kind, name, of, parts, object.id(), true));
  }

  private void table(ConvertedObject object) {
    Optional<Ddl.CreateTable> made = first(object, Ddl.CreateTable.class);
    made.ifPresent(
        it -> {
          add("tables", object.id().name(), "", List.of(), object);
          constraints(it.elements(), object);
        });
    for (Piece piece : object.source().pieces()) {
      if (piece.statement() instanceof Ddl.AlterTable alter) {
        for (Ddl.Alteration alteration : alter.alterations()) {
          switch (alteration) {
            case Ddl.Add it -> constraints(it.elements(), object);
            case Ddl.Modify it -> constraints(it.elements(), object);
            default -> {
              // Adds none.
            }
          }
        }
      }
    }
  }

  private void constraints(List<TableElement> elements, ConvertedObject object) {
    for (TableElement element : elements) {
      switch (element) {
        case TableElement.Constraint it -> constraint(it, object);
        case TableElement.Column it -> it.constraints().forEach(one -> constraint(one, object));
        case TableElement.Words _ -> {
          // None.
        }
      }
    }
  }

  private void constraint(TableElement.Constraint it, ConvertedObject object) {
    String type =
        switch (it.rule()) {
          case TableElement.PrimaryKey _ -> "p";
          case TableElement.Unique _ -> "u";
          case TableElement.ForeignKey _ -> "f";
          case TableElement.Check _ -> "c";
          case TableElement.Nullable _ -> "";
        };
    boolean isFirst = it.name().isEmpty() || constraints.add(object.id() + "." + it.name().get());
    if (!type.isEmpty() && isFirst) {
      add("constraints", type, object.id().name(), List.of(), object);
    }
  }

  private static List<String> columns(Ddl.CreateIndex index) {
    List<String> columns = new ArrayList<>();
    for (OrderItem item : index.columns()) {
      columns.add(
          item.value() instanceof Expression.Reference(var name, _)
              ? name.last().text()
              : "(expression)");
    }
    return columns;
  }

  private static List<String> routines(List<Declaration> declarations) {
    List<String> names = new ArrayList<>();
    for (Declaration declaration : declarations) {
      if (declaration instanceof Routine routine
          && (routine.body().isPresent() || routine.external().isPresent())) {
        names.add(routine.name().last().text());
      }
    }
    return names;
  }

  /** Its kind and name are told by its first words. */
  private void unread(Piece piece, ConvertedObject object) {
    Matcher found = UNREAD.matcher(piece.text());
    if (found.matches()) {
      String word = found.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
      String kind =
          switch (word) {
            case "INDEX" -> "indexes";
            case "PACKAGE BODY" -> "routines of packages";
            case "TYPE BODY" -> "type bodies";
            default -> word.toLowerCase(Locale.ROOT) + "s";
          };
      String name = found.group(2).replace("\"", "").toLowerCase(Locale.ROOT);
      all.add(
          new Wanted(
              kind, name.substring(name.lastIndexOf('.') + 1), "", List.of(), object.id(), false));
    }
  }

  /** Schemas that the source's names are in. */
  static Set<String> schemas(Conversion conversion) {
    Set<String> schemas = new HashSet<>();
    conversion.objects().forEach(it -> schemas.add(it.id().schema()));
    schemas.remove("");
    return schemas;
  }

  /** Names that a grant or an object is given to. */
  static Set<String> roles(Conversion conversion) {
    Set<String> roles = new HashSet<>(conversion.roles());
    for (ConvertedObject object : conversion.objects()) {
      for (Piece piece : object.source().pieces()) {
        if (piece.statement() instanceof Ddl.Grant grant) {
          grant.grantees().stream().map(Name::last).map(Identifier::text).forEach(roles::add);
        }
      }
    }
    roles.remove("public");
    return roles;
  }
}
