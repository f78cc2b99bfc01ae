package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.NotMade;
import org.godwit.engine.TableParts;

/**
 * Reads what tables and databases have that no load gives a target, each kind by one query. The
 * server shows of it what the user may see.
 */
final class NotMovedRows {
  private static final String TRIGGERS =
      "SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, TRIGGER_NAME"
          + " FROM information_schema.TRIGGERS WHERE ";

  private static final Map<String, String> OF_SCHEMA =
      Map.of(
          "event",
          "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?",
          "routine",
          "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?",
          "sequence",
          "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'SEQUENCE'",
          "view",
          "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'VIEW'");

  private static final String SCHEMA_PRIVILEGES =
      "SELECT CONCAT(GRANTEE, ' (', GROUP_CONCAT(PRIVILEGE_TYPE ORDER BY PRIVILEGE_TYPE SEPARATOR ', '), ')')"
          + " FROM information_schema.SCHEMA_PRIVILEGES WHERE TABLE_SCHEMA = ?"
          + " AND REPLACE(GRANTEE, '''', '') <> CURRENT_USER() GROUP BY GRANTEE";

  private NotMovedRows() {}

  static void read(CatalogQuery query, TableParts parts) throws SQLException {
    Map<TableName, List<String>> triggers = new TreeMap<>();
    query.run(
        TRIGGERS,
        "EVENT_OBJECT_SCHEMA",
        "EVENT_OBJECT_TABLE",
        (table, row) -> add(triggers, table, row.getString(3)));
    tell(triggers, parts, names -> NotMade.of("trigger", "triggers", names));
    Map<TableName, Map<String, List<String>>> privileges = new TreeMap<>();
    privileges(query, "TABLE_PRIVILEGES", "", privileges);
    privileges(query, "COLUMN_PRIVILEGES", " of columns", privileges);
    Map<TableName, List<String>> grantees = new TreeMap<>();
    privileges.forEach(
        (table, of) ->
            of.forEach(
                (grantee, all) ->
                    add(
                        grantees,
                        table,
                        grantee
                            + " ("
                            + String.join(", ", all.stream().distinct().sorted().toList())
                            + ")")));
    tell(grantees, parts, NotMade::privileges);
  }

  /** Those of the user that reads are none of the application's. */
  private static void privileges(
      CatalogQuery query,
      String view,
      String suffix,
      Map<TableName, Map<String, List<String>>> privileges)
      throws SQLException {
    query.run(
        "SELECT TABLE_SCHEMA, TABLE_NAME, GRANTEE, PRIVILEGE_TYPE FROM information_schema."
            + view
            + " WHERE REPLACE(GRANTEE, '''', '') <> CURRENT_USER() AND ",
        "TABLE_SCHEMA",
        "TABLE_NAME",
        (table, row) ->
            privileges
                .computeIfAbsent(table, _ -> new TreeMap<>())
                .computeIfAbsent(row.getString(3), _ -> new ArrayList<>())
                .add(row.getString(4) + suffix));
  }

  private static void add(Map<TableName, List<String>> lists, TableName table, String name) {
    lists.computeIfAbsent(table, _ -> new ArrayList<>()).add(name);
  }

  private static void tell(
      Map<TableName, List<String>> lists,
      TableParts parts,
      Function<List<String>, String> sentence) {
    lists.forEach(
        (table, names) ->
            parts
                .of(table)
                .ifPresent(
                    of -> of.notMoved.add(sentence.apply(names.stream().sorted().toList()))));
  }

  /** Sentences on what belongs to no table. */
  static List<String> ofSchemas(Connection connection, Collection<String> schemas)
      throws SQLException {
    List<String> sentences = new ArrayList<>();
    for (String schema : schemas) {
      for (Map.Entry<String, String> kind : new TreeMap<>(OF_SCHEMA).entrySet()) {
        List<String> names = names(connection, kind.getValue(), schema);
        if (!names.isEmpty()) {
          sentences.add(NotMade.inSchema(schema, kind.getKey(), names));
        }
      }
      List<String> grantees = names(connection, SCHEMA_PRIVILEGES, schema);
      if (!grantees.isEmpty()) {
        sentences.add("of schema " + schema + " " + NotMade.privileges(grantees));
      }
    }
    return sentences;
  }

  private static List<String> names(Connection connection, String sql, String schema)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      List<String> names = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
      return names.stream().sorted().toList();
    }
  }
}
