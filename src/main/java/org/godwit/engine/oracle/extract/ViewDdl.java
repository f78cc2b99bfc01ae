package org.godwit.engine.oracle.extract;

import static org.godwit.engine.oracle.extract.DictionaryQuery.CONSTRAINTS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.MATERIALIZED_VIEWS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.MATERIALIZED_VIEW_LOGS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.SEQUENCES;
import static org.godwit.engine.oracle.extract.DictionaryQuery.SYNONYMS;
import static org.godwit.engine.oracle.extract.DictionaryQuery.VIEWS;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.engine.oracle.extract.DictionaryRows.Key;
import org.godwit.engine.oracle.extract.DictionaryRows.Row;

/** Views, materialized views and their logs, sequences, synonyms. */
final class ViewDdl {
  private final DictionaryRows rows;
  private final TableDdl tables;
  private final ConstraintDdl constraints;

  ViewDdl(DictionaryRows rows, TableDdl tables, ConstraintDdl constraints) {
    this.rows = rows;
    this.tables = tables;
    this.constraints = constraints;
  }

  /** Writes the sequences of a schema, but for those of its identities. */
  void writeSequences(String schema, Script script) {
    for (Row it : rows.of(SEQUENCES)) {
      Key key = it.key("SEQUENCE_OWNER", "SEQUENCE_NAME");
      if (key.owner().equals(schema)) {
        if (key.name().startsWith("ISEQ$$_")) {
          script.explains("SEQUENCE", key);
        } else {
          script.add(
              "SEQUENCE",
              key,
              "CREATE SEQUENCE %s%s\n;\n"
                  .formatted(Words.quoted(schema, key.name()), SequenceOptions.of(it)));
        }
      }
    }
  }

  /** Writes the views of a schema. */
  void writeViews(String schema, Script script) {
    Map<Key, List<Row>> ofTables = rows.by(CONSTRAINTS, "OWNER", "TABLE_NAME");
    for (Row it : rows.of(VIEWS)) {
      Key key = it.key("OWNER", "VIEW_NAME");
      if (!key.owner().equals(schema)) {
        continue;
      }
      script.add("VIEW", key, view(it, key));
      if (ofTables.containsKey(key)) {
        Set<String> names = new HashSet<>(tables.columnNames(key));
        for (String one : constraints.of(key, names, true, script)) {
          script.add("ALTER VIEW %s ADD %s\n;\n".formatted(Words.quoted(schema, key.name()), one));
        }
      }
    }
  }

  private String view(Row view, Key key) {
    StringBuilder text = new StringBuilder("CREATE OR REPLACE FORCE ");
    if (view.is("EDITIONING_VIEW", "Y")) {
      text.append("EDITIONING ");
    }
    text.append("VIEW ").append(Words.quoted(key.owner(), key.name()));
    if (view.word("VIEW_TYPE").isEmpty()) {
      text.append(columns(key));
    } else {
      String owner = view.text("VIEW_TYPE_OWNER");
      text.append(" OF ")
          .append(Words.quoted(ColumnDdl.isOracles(owner) ? "" : owner, view.text("VIEW_TYPE")));
      if (!view.text("OID_TEXT").isBlank()) {
        text.append(" WITH OBJECT IDENTIFIER (").append(view.text("OID_TEXT").strip()).append(')');
      }
    }
    if (view.is("BEQUEATH", "CURRENT_USER")) {
      text.append(" BEQUEATH CURRENT_USER");
    }
    return text.append(" AS\n").append(body(view.text("TEXT"))).append("\n;\n").toString();
  }

  private String columns(Key key) {
    List<String> names = tables.columnNames(key);
    return names.isEmpty()
        ? ""
        : names.stream().map(Words::quoted).collect(Collectors.joining(", ", " (", ")"));
  }

  /** A query as it was written; a semicolon or NUL that some clients leave is no part of it. */
  private static String body(String text) {
    return text.replace("\0", "").stripTrailing().replaceAll(";+$", "");
  }

  /** Writes the materialized views of a schema and the logs for others. */
  void writeMaterializedViews(String schema, Script script) {
    for (Row it : rows.of(MATERIALIZED_VIEWS)) {
      Key key = it.key("OWNER", "MVIEW_NAME");
      if (key.owner().equals(schema)) {
        script.explains("TABLE", it.key("OWNER", "CONTAINER_NAME"));
        script.add("MATERIALIZED VIEW", key, materializedView(it, key));
      }
    }
    for (Row it : rows.of(MATERIALIZED_VIEW_LOGS)) {
      if (it.text("LOG_OWNER").equals(schema)) {
        script.explains("TABLE", it.key("LOG_OWNER", "LOG_TABLE"));
        boolean hasBoth = it.is("ROWIDS", "YES") && it.is("PRIMARY_KEY", "YES");
        script.add(
            "CREATE MATERIALIZED VIEW LOG ON %s WITH %s\n;\n"
                .formatted(
                    Words.quoted(schema, it.text("MASTER")),
                    hasBoth
                        ? "PRIMARY KEY, ROWID"
                        : it.is("ROWIDS", "YES") ? "ROWID" : "PRIMARY KEY"));
      }
    }
  }

  private String materializedView(Row it, Key key) {
    StringBuilder text = new StringBuilder("CREATE MATERIALIZED VIEW ");
    text.append(Words.quoted(key.owner(), key.name()));
    text.append(columns(it.key("OWNER", "CONTAINER_NAME")));
    text.append(
        it.is("BUILD_MODE", "PREBUILT")
            ? "\nON PREBUILT TABLE"
            : "\nBUILD " + (it.is("BUILD_MODE", "DEFERRED") ? "DEFERRED" : "IMMEDIATE"));
    if (it.is("REFRESH_METHOD", "NEVER") || it.is("REFRESH_MODE", "NEVER")) {
      text.append(" NEVER REFRESH");
    } else {
      text.append(" REFRESH ")
          .append(it.word("REFRESH_METHOD"))
          .append(" ON ")
          .append(it.word("REFRESH_MODE"));
    }
    if (it.is("REWRITE_ENABLED", "Y")) {
      text.append(" ENABLE QUERY REWRITE");
    }
    return text.append(" AS\n").append(body(it.text("QUERY"))).append("\n;\n").toString();
  }

  /** Writes the synonyms of a schema, or the public ones where it is {@code PUBLIC}. */
  void writeSynonyms(String schema, Script script) {
    boolean isPublic = schema.equals("PUBLIC");
    for (Row it : rows.of(SYNONYMS)) {
      Key key = it.key("OWNER", "SYNONYM_NAME");
      if (!key.owner().equals(schema)) {
        continue;
      }
      String link = it.text("DB_LINK");
      script.add(
          "SYNONYM",
          key,
          "CREATE OR REPLACE %sSYNONYM %s FOR %s%s\n;\n"
              .formatted(
                  isPublic ? "PUBLIC " : "",
                  Words.quoted(isPublic ? "" : schema, key.name()),
                  Words.quoted(it.text("TABLE_OWNER"), it.text("TABLE_NAME")),
                  link.isEmpty() ? "" : "@" + link(link)));
    }
  }

  private static String link(String name) {
    return Arrays.stream(name.split("\\.", -1))
        .map(it -> it.matches("[A-Z][A-Z0-9_$#]*") ? it : Words.quoted(it))
        .collect(Collectors.joining("."));
  }
}
