package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.OBJECTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.ROLE_GRANTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.SCHEMAS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.SESSION;
import static org.godwit.engine.oracle.extract.DictionaryQuery.VERSION;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;
import org.godwit.engine.oracle.extract.Script.Accounted;

/**
 * Statements that make what dictionary rows describe: a script for each schema, and one for what
 * stands in none. What the rows don't tell stands in them as a remark that conversion makes an
 * action item of.
 */
public final class SchemaDdl {
  /** Parts of objects that others account for. */
  private static final Set<String> PARTS = Set.of("LOB", "JAVA RESOURCE", "JAVA DATA");

  /** Kinds of which the queries read all that the user may see. */
  private static final Set<String> READ =
      Set.of(
          "TABLE",
          "INDEX",
          "CLUSTER",
          "SEQUENCE",
          "VIEW",
          "MATERIALIZED VIEW",
          "SYNONYM",
          "DATABASE LINK",
          "TYPE",
          "TYPE BODY",
          "FUNCTION",
          "PROCEDURE",
          "PACKAGE",
          "PACKAGE BODY",
          "JAVA SOURCE",
          "TRIGGER");

  private final DictionaryRows rows;
  private final TableDdl tables;
  private final IndexDdl indexes;
  private final ViewDdl views;
  private final CodeDdl code;
  private final GrantDdl grants;
  private final Set<Accounted> accounted = new HashSet<>();
  private final String user;

  private SchemaDdl(DictionaryRows rows) {
    this.rows = rows;
    ConstraintDdl constraints = new ConstraintDdl(rows);
    this.tables = new TableDdl(rows, constraints);
    this.indexes = new IndexDdl(rows, constraints, tables);
    this.views = new ViewDdl(rows, tables, constraints);
    this.code = new CodeDdl(rows);
    this.grants = new GrantDdl(rows, tables);
    this.user = rows.of(SESSION).stream().map(it -> it.text("USER_NAME")).findFirst().orElse("");
  }

  /**
   * The scripts, text by name.
   *
   * @throws EngineException of {@link Failure#OBJECT_MISSING} where a schema isn't there
   */
  public static Map<String, String> of(DictionaryRows rows) {
    return new SchemaDdl(rows).scripts();
  }

  private Map<String, String> scripts() {
    List<String> schemas = rows.of(SCHEMAS).stream().map(it -> it.text("NAME")).toList();
    List<String> missing = schemas.stream().filter(it -> !grants.users().contains(it)).toList();
    if (!missing.isEmpty() || schemas.isEmpty()) {
      throw new EngineException(
          Failure.OBJECT_MISSING,
          schemas.isEmpty()
              ? "There is no schema that people made on that server."
              : "There is no schema %s on that server; names without quotes are upper case."
                  .formatted(String.join(", ", missing)));
    }
    Map<String, String> scripts = new LinkedHashMap<>();
    for (String schema : schemas) {
      scripts.put(fileName(schema), header(schema) + script(schema));
    }
    Script everywhere = everywhere(schemas);
    if (!everywhere.isEmpty()) {
      scripts.put("server-wide.sql", everywhere.toString());
    }
    return scripts;
  }

  private static String fileName(String schema) {
    return schema.replaceAll("[^\\p{L}\\p{N}_.$#-]", "_") + ".sql";
  }

  private String header(String schema) {
    String server =
        rows.of(VERSION).stream()
            .map(it -> it.text("PRODUCT").strip() + " " + it.word("VERSION"))
            .collect(Collectors.joining(", "));
    String database =
        rows.of(SESSION).stream()
            .map(it -> it.text("DATABASE_NAME") + " " + it.text("CONTAINER"))
            .collect(Collectors.joining(" "))
            .strip();
    return "-- Schema %s of %s, %s, by its data dictionary\nSET DEFINE OFF\nALTER SESSION SET CURRENT_SCHEMA = %s;\n"
        .formatted(oneLine(schema), oneLine(database), oneLine(server), Words.quoted(schema));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private Script script(String schema) {
    Script script = new Script(accounted);
    code.writeTypes(schema, script);
    views.writeSequences(schema, script);
    for (Key cluster : tables.clusters(schema)) {
      script.add("CLUSTER", cluster, tables.createCluster(cluster));
    }
    for (Row table : tables.of(schema)) {
      script.add("TABLE", table.key("OWNER", "TABLE_NAME"), tables.create(table, script));
    }
    indexes.write(schema, script);
    views.writeViews(schema, script);
    views.writeMaterializedViews(schema, script);
    code.writeUnits(schema, script);
    views.writeSynonyms(schema, script);
    grants.writeLinks(schema, script);
    grants.writeComments(schema, script);
    grants.writeObjectGrants(schema, script);
    sayWhatIsHidden(schema, script);
    sayWhatIsMissing(schema, script);
    return script;
  }

  /** Users, roles, and what is PUBLIC's. */
  private Script everywhere(List<String> schemas) {
    Script script = new Script(accounted);
    grants.writeUsers(schemas, script);
    views.writeSynonyms("PUBLIC", script);
    grants.writeLinks("PUBLIC", script);
    for (DictionaryQuery query : DictionaryQuery.values()) {
      if (rows.isUnanswered(query)) {
        script.notExtracted(
            "%s, of which the server doesn't tell user %s (ORA-%05d)"
                .formatted(query.words(), user, rows.refusal(query).orElse(0)));
      }
    }
    return script;
  }

  private void sayWhatIsHidden(String schema, Script script) {
    if (schema.equals(user)) {
      return;
    }
    List<String> hidden =
        Arrays.stream(DictionaryQuery.values())
            .filter(it -> !rows.sawAll(it) && !rows.isUnanswered(it))
            .map(DictionaryQuery::words)
            .toList();
    if (!hidden.isEmpty()) {
      script.notExtracted(
          "what user %s may not see of schema %s: without the DBA_ views of %s, objects that weren't granted to the user are invisible, and so are bodies of packages and types. GRANT SELECT_CATALOG_ROLE TO %s"
              .formatted(user, schema, String.join(", ", hidden), Words.quoted(user)));
    }
    if (!rows.sawAll(ROLE_GRANTS)) {
      script.notExtracted("roles and system privileges of " + schema);
    }
  }

  private void sayWhatIsMissing(String schema, Script script) {
    boolean hasJavaSource =
        accounted.stream()
            .anyMatch(it -> it.type().equals("JAVA SOURCE") && it.key().owner().equals(schema));
    for (Row object : rows.of(OBJECTS)) {
      Key key = object.key("OWNER", "OBJECT_NAME");
      String type = object.word("OBJECT_TYPE");
      boolean isPart =
          PARTS.contains(type)
              || type.endsWith("PARTITION")
              || (type.equals("TABLE") && tables.isNotItsOwn(key))
              || (type.equals("JAVA CLASS") && hasJavaSource);
      if (!key.owner().equals(schema) || isPart || accounted.contains(new Accounted(type, key))) {
        continue;
      }
      String named = "%s %s.%s".formatted(type.toLowerCase(Locale.ROOT), key.owner(), key.name());
      script.notExtracted(
          READ.contains(type)
              ? named + ": its definition may not be seen by user " + user
              : named + ": objects of this kind aren't read");
    }
  }
}
