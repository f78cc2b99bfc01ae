package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Ddl;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Name;
import org.godwit.sql.Place;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads CREATE, ALTER, DROP, GRANT and their like, up to their semicolon. */
final class OracleDdl {
  private static final Set<String> MODIFIERS =
      Set.of(
          "OR",
          "REPLACE",
          "EDITIONABLE",
          "NONEDITIONABLE",
          "EDITIONING",
          "FORCE",
          "NO",
          "GLOBAL",
          "PRIVATE",
          "TEMPORARY",
          "PUBLIC",
          "SHARED",
          "SHARDED",
          "DUPLICATED",
          "IMMUTABLE",
          "BLOCKCHAIN",
          "UNIQUE",
          "BITMAP",
          "MULTIVALUE",
          "AND",
          "RESOLVE",
          "COMPILE");

  /** What ALTER and DROP may name, of several words the last ones too. */
  private static final Set<String> KINDS =
      Set.of(
          "CLUSTER",
          "CONTEXT",
          "DATABASE LINK",
          "DIRECTORY",
          "FUNCTION",
          "INDEX",
          "INDEXTYPE",
          "LIBRARY",
          "MATERIALIZED VIEW",
          "MATERIALIZED VIEW LOG ON",
          "OPERATOR",
          "PACKAGE",
          "PACKAGE BODY",
          "PROCEDURE",
          "PROFILE",
          "PUBLIC DATABASE LINK",
          "PUBLIC SYNONYM",
          "ROLE",
          "SEQUENCE",
          "SYNONYM",
          "TABLE",
          "TABLESPACE",
          "TRIGGER",
          "TYPE",
          "TYPE BODY",
          "USER",
          "VIEW",
          "DIMENSION",
          "EDITION",
          "JAVA SOURCE",
          "JAVA CLASS",
          "OUTLINE",
          "RESTORE POINT",
          "ROLLBACK SEGMENT",
          "DATABASE");

  private static final Set<String> BEHIND_KIND =
      Set.of(
          "BODY",
          "LINK",
          "VIEW",
          "LOG",
          "ON",
          "SYNONYM",
          "SOURCE",
          "CLASS",
          "POINT",
          "SEGMENT",
          "DATABASE");

  /** Statements about the server or the session, not about a schema. */
  private static final Set<String> OTHERS =
      Set.of(
          "ADMINISTER",
          "ANALYZE",
          "ASSOCIATE",
          "AUDIT",
          "CALL",
          "DISASSOCIATE",
          "FLASHBACK",
          "NOAUDIT",
          "PURGE");

  private final TokenStream in;
  private final ExpressionParser expressions;
  private final OracleUnits units;
  private final OracleTriggers triggers;
  private final OracleTables tables;
  private final OracleIndexes indexes;
  private final OracleObjects objects;
  private final OracleGrants grants;

  OracleDdl(TokenStream in, QueryParser queries, PlSql plSql) {
    this.in = in;
    this.expressions = queries.expressions();
    this.units = new OracleUnits(in, queries, plSql);
    this.triggers = new OracleTriggers(in, queries, plSql);
    OracleOptions options = new OracleOptions(in, expressions);
    OraclePartitions partitions = new OraclePartitions(in, expressions, options);
    this.indexes = new OracleIndexes(in, queries, options, partitions);
    this.tables = new OracleTables(in, queries, options, partitions, indexes);
    this.objects = new OracleObjects(in, queries, options, partitions, tables);
    this.grants = new OracleGrants(in, expressions);
  }

  /** The statement; empty where no word of such a one stands here. */
  Optional<Statement> statement() {
    if (!in.at(Kind.WORD)) {
      return Optional.empty();
    }
    return switch (in.current().text()) {
      case "CREATE" -> Optional.of(create(in.open()));
      case "ALTER" -> Optional.of(alter(in.open()));
      case "DROP" -> Optional.of(drop(in.open()));
      case "GRANT", "REVOKE" -> Optional.of(grants.grant(in.open()));
      case "COMMENT" -> Optional.of(grants.comment(in.open()));
      case "TRUNCATE" -> Optional.of(truncate(in.open()));
      case "RENAME" -> Optional.of(rename(in.open()));
      default ->
          in.atAny(OTHERS) || in.at("SET") ? Optional.of(other(in.open())) : Optional.empty();
    };
  }

  private Statement create(Place place) {
    in.expect("CREATE");
    List<String> modifiers = modifiers();
    return switch (in.current().text()) {
      case "TABLE" -> tables.createTable(modifiers, place);
      case "INDEX" -> indexes.createIndex(modifiers, place);
      case "VIEW" -> objects.createView(modifiers, place);
      case "MATERIALIZED", "SNAPSHOT" ->
          isLog() ? otherCreate(modifiers, place) : objects.createMaterializedView(place);
      case "SEQUENCE" -> objects.createSequence(place);
      case "SYNONYM" -> objects.createSynonym(modifiers, place);
      case "FUNCTION", "PROCEDURE" -> units.routine(modifiers, place);
      case "PACKAGE" -> units.createPackage(modifiers, place);
      case "TYPE" -> units.createType(modifiers, place);
      case "TRIGGER" -> triggers.createTrigger(modifiers, place);
      case "USER", "ROLE" -> objects.createPrincipal(place);
      case "DATABASE" ->
          in.ahead(1).is("LINK")
              ? objects.createDatabaseLink(modifiers, place)
              : otherCreate(modifiers, place);
      default -> {
        if (!in.at(Kind.WORD)) {
          throw in.expected("what to create");
        }
        yield otherCreate(modifiers, place);
      }
    };
  }

  private boolean isLog() {
    return in.ahead(2).is("LOG") || in.ahead(1).is("ZONEMAP");
  }

  /** What stands between CREATE and the kind. */
  private List<String> modifiers() {
    List<String> modifiers = new ArrayList<>();
    while (in.atAny(MODIFIERS) || isSubstituted()) {
      if (in.accept("OR", "REPLACE")) {
        modifiers.add("OR REPLACE");
      } else if (in.accept("NO", "FORCE")) {
        modifiers.add("NO FORCE");
      } else {
        modifiers.add(in.take().text());
      }
    }
    return List.copyOf(modifiers);
  }

  /** {@code CREATE &what SYNONYM}: the client puts a modifier there. */
  private boolean isSubstituted() {
    return in.at(Kind.WORD) && in.current().text().startsWith("&");
  }

  private Statement alter(Place place) {
    if (in.accept("ALTER", "TABLE")) {
      return tables.alterTable(place);
    }
    in.expect("ALTER");
    String kind = kind();
    if (!KINDS.contains(kind) || kind.equals("DATABASE") || kind.equals("TABLESPACE")) {
      return rest(place, kind.isEmpty() ? "ALTER" : "ALTER " + kind);
    }
    in.accept("IF", "EXISTS");
    Name name = expressions.name();
    if (kind.equals("SEQUENCE")) {
      return new Ddl.AlterSequence(name, new OracleSequences(in).all(), in.closeItem(place));
    }
    return new Ddl.Alter(kind, name, wordsToEnd(), in.closeItem(place));
  }

  private String kind() {
    int from = in.position();
    in.accept("PUBLIC");
    in.take();
    while (in.atAny(BEHIND_KIND)) {
      in.take();
    }
    return in.words(from);
  }

  private Statement drop(Place place) {
    in.expect("DROP");
    String kind = kind();
    if (!KINDS.contains(kind)) {
      return rest(place, "DROP " + kind);
    }
    boolean isConditional = in.accept("IF", "EXISTS");
    Name name = expressions.name();
    String words = wordsToEnd();
    String options = isConditional ? ("IF EXISTS " + words).strip() : words;
    return new Ddl.Drop(kind, name, options, in.closeItem(place));
  }

  private Statement truncate(Place place) {
    if (!in.accept("TRUNCATE", "TABLE")) {
      return other(place);
    }
    Name table = expressions.name();
    return new Ddl.Truncate(table, wordsToEnd(), in.closeItem(place));
  }

  private Statement rename(Place place) {
    in.expect("RENAME");
    Name from = expressions.name();
    in.expect("TO");
    return new Ddl.Rename(from, expressions.name(), in.closeItem(place));
  }

  private Statement otherCreate(List<String> modifiers, Place place) {
    String before = modifiers.isEmpty() ? "" : String.join(" ", modifiers) + " ";
    return rest(place, "CREATE " + before + in.take().text());
  }

  /** A statement kept as words, the first of which says which it is. */
  private Statement other(Place place) {
    return rest(place, in.take().text());
  }

  private Statement rest(Place place, String verb) {
    return new Statement.Other(verb, wordsToEnd(), in.closeItem(place));
  }

  private String wordsToEnd() {
    int from = in.position();
    while (!in.at(";") && !OracleParser.isEnd(in.current())) {
      in.take();
    }
    return in.words(from);
  }
}
