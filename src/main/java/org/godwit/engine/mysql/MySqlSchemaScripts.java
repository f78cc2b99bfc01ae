package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.SchemaNames;
import org.godwit.engine.SchemaScripts;

/**
 * What databases are made of, as SHOW CREATE has it: tables, sequences, views, routines, triggers
 * in the order in which they fire, and events. A script has one database.
 */
final class MySqlSchemaScripts implements SchemaScripts {
  private static final String DELIMITER = ";;";

  @Override
  public void check(String schemas) {
    SchemaNames.of(schemas, '`');
  }

  @Override
  public Map<String, String> read(Connection connection, String schemas, long charactersMax) {
    Map<String, String> scripts = new LinkedHashMap<>();
    long left = charactersMax;
    for (String schema : wanted(connection, SchemaNames.of(schemas, '`'))) {
      try {
        String script = new Reading(connection, schema, left).script();
        left -= script.length();
        scripts.put(schema + ".sql", script);
      } catch (SQLException e) {
        throw ConnectionPlace.explain(e, "reading the schema " + schema, connection);
      }
    }
    return scripts;
  }

  private static List<String> wanted(Connection connection, List<String> named) {
    List<String> there = new MySqlCatalogReader().schemas(connection);
    if (named.equals(List.of("*"))) {
      return there;
    }
    List<String> wanted = named;
    if (named.isEmpty()) {
      try {
        String own = connection.getCatalog();
        wanted = own == null || own.isEmpty() ? List.of() : List.of(own);
      } catch (SQLException e) {
        throw ConnectionPlace.explain(e, "asking for the database", connection);
      }
    }
    if (wanted.isEmpty()) {
      throw new EngineException(
          Failure.CONFIGURATION, "name the databases as schemas, or one behind the URL's slash");
    }
    return SchemaNames.among(there, wanted, "database");
  }

  @Override
  public String extraction(String schemas) {
    throw new EngineException(
        Failure.CONFIGURATION,
        "MySQL's own client extracts schemas: mysqldump --no-data --routines --triggers --events --databases NAME > name.sql");
  }

  @Override
  public Optional<Map<String, String>> ofExtraction(String file, String text) {
    return Optional.empty();
  }

  /** Reads one database. */
  private static final class Reading {
    private final Connection connection;
    private final String schema;
    private final long charactersMax;
    private final MySqlDialect dialect = new MySqlDialect();
    private final StringBuilder script = new StringBuilder();

    Reading(Connection connection, String schema, long charactersMax) {
      this.connection = connection;
      this.schema = schema;
      this.charactersMax = charactersMax;
    }

    String script() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        // So that names stand in backticks, and backslashes escape.
        statement.execute("SET SESSION sql_mode = '', sql_quote_show_create = 1");
      }
      connection.setCatalog(schema);
      script.append("USE ").append(dialect.quote(schema)).append(";\n");
      script.append("DELIMITER ").append(DELIMITER).append('\n');
      made("TABLE", 2, tables("'BASE TABLE', 'SYSTEM VERSIONED'"));
      made("SEQUENCE", 2, tables("'SEQUENCE'"));
      made("VIEW", 2, tables("'VIEW'"));
      made("FUNCTION", 3, routines("FUNCTION"));
      made("PROCEDURE", 3, routines("PROCEDURE"));
      made(
          "TRIGGER",
          3,
          names(
              "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?"
                  + " ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER"));
      made(
          "EVENT",
          4,
          names(
              "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?"
                  + " ORDER BY EVENT_NAME"));
      return script.toString();
    }

    private List<String> tables(String types) throws SQLException {
      return names(
          "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
              + " AND TABLE_TYPE IN ("
              + types
              + ") ORDER BY TABLE_NAME");
    }

    private List<String> routines(String type) throws SQLException {
      return names(
          "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?"
              + " AND ROUTINE_TYPE = '"
              + type
              + "' ORDER BY ROUTINE_NAME");
    }

    private List<String> names(String sql) throws SQLException {
      List<String> names = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, schema);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            names.add(row.getString(1));
          }
        }
      }
      return names;
    }

    /**
     * What SHOW CREATE says of each; the server hides bodies from who isn't allowed to see them.
     */
    private void made(String kind, int column, List<String> names) throws SQLException {
      for (String name : names) {
        try (Statement statement = connection.createStatement();
            ResultSet row =
                statement.executeQuery("SHOW CREATE " + kind + " " + dialect.quote(name))) {
          String text = row.next() ? row.getString(column) : null;
          if (text == null) {
            hidden(kind, name, "the user may not see its text");
          } else {
            script.append(text).append('\n').append(DELIMITER).append('\n');
          }
        } catch (SQLException e) {
          if (connection.isClosed()) {
            throw e;
          }
          hidden(kind, name, String.valueOf(e.getMessage()));
        }
        if (script.length() > charactersMax) {
          throw new EngineException(
              Failure.CONFIGURATION,
              "the definitions have more than %,d characters; read fewer schemas at once"
                  .formatted(charactersMax));
        }
      }
    }

    private void hidden(String kind, String name, String why) {
      script
          .append("PROMPT NOT EXTRACTED: ")
          .append(kind)
          .append(' ')
          .append((name + ": " + why).replaceAll("\\s+", " "))
          .append('\n');
    }
  }
}
