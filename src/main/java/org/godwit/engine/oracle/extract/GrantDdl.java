package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.COLUMN_COMMENTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.COLUMN_GRANTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.DATABASE_LINKS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.MATERIALIZED_VIEWS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.MATERIALIZED_VIEW_COMMENTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.OBJECT_GRANTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.ROLE_GRANTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.SYSTEM_GRANTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.TABLE_COMMENTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.USERS;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** Users and roles without passwords, what they may do, database links, comments. */
final class GrantDdl {
  private final DictionaryRows rows;
  private final TableDdl tables;
  private final Set<Key> materialized = new HashSet<>();

  /** Users by name; whether Oracle made them. */
  private final Map<String, Boolean> users = new LinkedHashMap<>();

  /** Privileges that go together into one statement. */
  private record Together(Key object, String grantee, String options) {}

  GrantDdl(DictionaryRows rows, TableDdl tables) {
    this.rows = rows;
    this.tables = tables;
    rows.of(USERS).forEach(it -> users.put(it.text("USERNAME"), it.is("ORACLE_MAINTAINED", "Y")));
    rows.of(MATERIALIZED_VIEWS).forEach(it -> materialized.add(it.key("OWNER", "MVIEW_NAME")));
  }

  /** Names of all users that there are. */
  Set<String> users() {
    return users.keySet();
  }

  /** Writes what describes a schema's tables and views. */
  void writeComments(String schema, Script script) {
    for (Row it : rows.of(TABLE_COMMENTS)) {
      Key key = it.key("OWNER", "TABLE_NAME");
      if (key.owner().equals(schema) && isDescribed(key) && !materialized.contains(key)) {
        script.add(comment("TABLE " + Words.quoted(schema, key.name()), it));
      }
    }
    for (Row it : rows.of(MATERIALIZED_VIEW_COMMENTS)) {
      // What the server writes there by itself.
      boolean isPersons = !it.text("COMMENTS").startsWith("snapshot table for snapshot ");
      if (it.text("OWNER").equals(schema) && isPersons) {
        script.add(comment("MATERIALIZED VIEW " + Words.quoted(schema, it.text("MVIEW_NAME")), it));
      }
    }
    for (Row it : rows.of(COLUMN_COMMENTS)) {
      Key key = it.key("OWNER", "TABLE_NAME");
      if (key.owner().equals(schema) && (isDescribed(key) || materialized.contains(key))) {
        String column =
            Words.quoted(schema, key.name()) + "." + Words.quoted(it.text("COLUMN_NAME"));
        script.add(comment("COLUMN " + column, it));
      }
    }
  }

  /** Not in the recycle bin, and no part of another table. */
  private boolean isDescribed(Key key) {
    return !tables.isNotItsOwn(key) && !key.name().startsWith("BIN$");
  }

  private static String comment(String on, Row row) {
    return "COMMENT ON %s IS %s\n;\n".formatted(on, Words.literal(row.text("COMMENTS")));
  }

  /** Writes who may do what with the objects of a schema. */
  void writeObjectGrants(String schema, Script script) {
    Map<Together, Set<String>> all = new LinkedHashMap<>();
    for (Row it : rows.of(OBJECT_GRANTS)) {
      String privilege = it.word("PRIVILEGE");
      if (!isWritten(it, schema) || privilege.equals("INHERIT PRIVILEGES")) {
        continue;
      }
      if (privilege.startsWith("ON ")) {
        script.notExtracted(
            "privilege %s on %s.%s for %s"
                .formatted(privilege, schema, it.text("TABLE_NAME"), it.text("GRANTEE")));
        continue;
      }
      String options = (it.is("HIERARCHY", "YES") ? " WITH HIERARCHY OPTION" : "") + grantable(it);
      all.computeIfAbsent(together(it, options), _ -> new LinkedHashSet<>()).add(privilege);
    }
    for (Row it : rows.of(COLUMN_GRANTS)) {
      if (isWritten(it, schema)) {
        all.computeIfAbsent(together(it, grantable(it)), _ -> new LinkedHashSet<>())
            .add(it.word("PRIVILEGE") + " (" + Words.quoted(it.text("COLUMN_NAME")) + ")");
      }
    }
    all.forEach(
        (it, privileges) ->
            script.add(
                "GRANT %s ON %s TO %s%s\n;\n"
                    .formatted(
                        String.join(", ", privileges),
                        Words.quoted(schema, it.object().name()),
                        grantee(it.grantee()),
                        it.options())));
  }

  private static boolean isWritten(Row grant, String schema) {
    return grant.text("OWNER").equals(schema) && !grant.text("TABLE_NAME").startsWith("BIN$");
  }

  private static Together together(Row grant, String options) {
    return new Together(grant.key("OWNER", "TABLE_NAME"), grant.text("GRANTEE"), options);
  }

  private static String grantable(Row grant) {
    return grant.is("GRANTABLE", "YES") ? " WITH GRANT OPTION" : "";
  }

  private static String grantee(String name) {
    return name.equals("PUBLIC") ? name : Words.quoted(name);
  }

  /** Writes the users and roles that schemas have to do with, and what they may do. */
  void writeUsers(List<String> schemas, Script script) {
    Set<String> named = new TreeSet<>(schemas);
    rows.of(OBJECT_GRANTS).forEach(it -> named.add(it.text("GRANTEE")));
    rows.of(COLUMN_GRANTS).forEach(it -> named.add(it.text("GRANTEE")));
    named.remove("PUBLIC");
    for (String name : named) {
      Boolean isOracles = users.get(name);
      if (isOracles == null) {
        script.add("CREATE ROLE %s\n;\n".formatted(Words.quoted(name)));
      } else if (!isOracles) {
        script.add("CREATE USER %s NO AUTHENTICATION\n;\n".formatted(Words.quoted(name)));
      }
    }
    for (Row it : rows.of(ROLE_GRANTS)) {
      grantToUser(Words.quoted(it.text("GRANTED_ROLE")), it, script);
    }
    for (Row it : rows.of(SYSTEM_GRANTS)) {
      grantToUser(it.word("PRIVILEGE"), it, script);
    }
  }

  private static void grantToUser(String what, Row grant, Script script) {
    script.add(
        "GRANT %s TO %s%s\n;\n"
            .formatted(
                what,
                Words.quoted(grant.text("GRANTEE")),
                grant.is("ADMIN_OPTION", "YES") ? " WITH ADMIN OPTION" : ""));
  }

  /** Writes the database links of a schema, or the public ones where it is {@code PUBLIC}. */
  void writeLinks(String schema, Script script) {
    boolean isPublic = schema.equals("PUBLIC");
    for (Row it : rows.of(DATABASE_LINKS)) {
      if (!it.text("OWNER").equals(schema)) {
        continue;
      }
      String user = it.text("USERNAME");
      String host = it.text("HOST");
      script.add(
          "DATABASE LINK",
          it.key("OWNER", "DB_LINK"),
          "CREATE %sDATABASE LINK %s%s%s\n;\n"
              .formatted(
                  isPublic ? "PUBLIC " : "",
                  Words.quoted(it.text("DB_LINK")),
                  user.isEmpty() ? "" : " CONNECT TO " + Words.quoted(user),
                  host.isEmpty() ? "" : " USING " + Words.literal(host)));
    }
  }
}
