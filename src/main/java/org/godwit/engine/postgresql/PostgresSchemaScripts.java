package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.SchemaNames;
import org.godwit.engine.SchemaScripts;

/**
 * What a database is made of, as one script such as pg_dump writes without rows and owners: its
 * catalog says it, by functions such as {@code pg_get_functiondef}. PostgreSQL 11 and later.
 * Nothing is the same as {@code *} here: schemas belong to no user alone.
 */
final class PostgresSchemaScripts implements SchemaScripts {
  private static final char QUOTE = '"';

  /** {@code {own pg_class c}}: what no extension has made. */
  private static final Pattern OWN = Pattern.compile("\\{own (\\w+) (\\w+(?:\\.\\w+)?)}");

  private static final Set<String> WITH_TYPE = Set.of("pg_proc", "pg_cast");
  private static final int FETCHED = 500;

  @Override
  public void check(String schemas) {
    SchemaNames.of(schemas, QUOTE);
  }

  @Override
  public Map<String, String> read(Connection connection, String schemas, long charactersMax) {
    List<String> named = SchemaNames.of(schemas, QUOTE);
    try {
      return Map.of(
          connection.getCatalog() + ".sql", new Reading(connection, named, charactersMax).script());
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "reading schemas", "the server");
    }
  }

  @Override
  public String extraction(String schemas) {
    throw new EngineException(
        Failure.CONFIGURATION,
        "PostgreSQL's own client extracts schemas: pg_dump --schema-only NAME > name.sql");
  }

  @Override
  public Optional<Map<String, String>> ofExtraction(String file, String text) {
    return Optional.empty();
  }

  /** Reads one database. */
  private static final class Reading {
    private final Connection connection;
    private final List<String> named;
    private final long charactersMax;
    private final int version;
    private final StringBuilder script = new StringBuilder();

    Reading(Connection connection, List<String> named, long charactersMax) throws SQLException {
      this.connection = connection;
      this.named = named;
      this.charactersMax = charactersMax;
      this.version = connection.getMetaData().getDatabaseMajorVersion();
    }

    String script() throws SQLException {
      if (version < 11) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "schemas are read of PostgreSQL 11 and later, and this is %d; take a script of pg_dump"
                .formatted(version));
      }
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        // So that names are written with their schemas.
        statement.execute("SET LOCAL search_path = ''");
        statement.execute("SET LOCAL quote_all_identifiers = off");
      }
      List<String> there = schemas();
      boolean isAll = named.isEmpty() || named.equals(List.of("*"));
      Object[] wanted = (isAll ? there : SchemaNames.among(there, named, "schema")).toArray();
      script.append("SELECT pg_catalog.set_config('search_path', '', false);\n");
      write(DumpQueries.BEFORE, wanted);
      write(DumpTableQueries.ALL, wanted);
      if (isAll) {
        write(DumpQueries.OF_DATABASE, wanted);
      }
      write(DumpQueries.BEHIND, wanted);
      connection.rollback();
      return script.toString();
    }

    private List<String> schemas() throws SQLException {
      List<String> schemas = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  """
                  SELECT nspname FROM pg_namespace n
                  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
                  ORDER BY nspname
                  """)) {
        while (rows.next()) {
          schemas.add(rows.getString(1));
        }
      }
      return schemas;
    }

    private void write(List<String> queries, Object[] schemas) throws SQLException {
      for (String query : queries) {
        try (PreparedStatement statement = connection.prepareStatement(ofVersion(query))) {
          statement.setFetchSize(FETCHED);
          statement.setArray(1, connection.createArrayOf("text", schemas));
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              write(rows.getString(1));
            }
          }
        }
      }
    }

    private void write(String statement) {
      boolean isCommand = statement.startsWith("\\");
      script.append('\n').append(statement.strip()).append(isCommand ? "\n" : ";\n");
      if (script.length() > charactersMax) {
        throw new EngineException(
            Failure.CONFIGURATION,
            "the definitions have more than %,d characters; read fewer schemas at once"
                .formatted(charactersMax));
      }
    }

    /** Columns of the catalog that came later, by what is true without them. */
    private String ofVersion(String query) {
      String locale =
          version >= 17 ? "colllocale" : version >= 15 ? "colliculocale" : "collcollate";
      String rules =
          version >= 16 ? " || coalesce(', rules = ' || quote_literal(collicurules), '')" : "";
      String written =
          query
              .replace("{generated}", version >= 12 ? "attgenerated" : "''")
              .replace("{compression}", version >= 14 ? "attcompression" : "''")
              .replace("{trigger parent}", version >= 13 ? "tgparentid" : "0")
              .replace(
                  "{statistics target}",
                  version >= 17
                      ? "stxstattarget"
                      : version >= 13 ? "nullif(stxstattarget, -1)" : "NULL::integer")
              .replace(
                  "{multirange}",
                  version >= 14
                      ? "E',\\n    multirange_type_name = ' || (SELECT quote_ident(typname) FROM pg_type WHERE oid = rngmultitypid)"
                      : "NULL::text")
              .replace(
                  "{deterministic}",
                  version >= 12
                      ? "CASE WHEN collisdeterministic THEN '' ELSE ', deterministic = false' END"
                      : "''")
              .replace(
                  "{locale}",
                  "CASE collprovider WHEN 'c' THEN format('lc_collate = %L, lc_ctype = %L', collcollate, collctype) ELSE format('locale = %L', "
                      + locale
                      + ")"
                      + rules
                      + " END");
      return OWN.matcher(written)
          .replaceAll(
              match ->
                  "NOT EXISTS (SELECT FROM pg_depend own WHERE own.classid = '%s'::regclass AND own.objid = %s AND own.deptype IN (%s))"
                      .formatted(
                          match.group(1),
                          match.group(2).contains(".") ? match.group(2) : match.group(2) + ".oid",
                          // Functions and casts of a range type come with it.
                          WITH_TYPE.contains(match.group(1)) ? "'e', 'i'" : "'e'"));
    }
  }
}
