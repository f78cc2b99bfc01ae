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
import java.util.Objects;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;

/** Looks for rows that break the foreign keys of a table, and those of others that point at it. */
record OrphanRows(Connection connection, TableName table) {
  private static final String KEYS =
      """
      SELECT CONSTRAINT_NAME, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA,
             REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
        FROM information_schema.KEY_COLUMN_USAGE
       WHERE REFERENCED_TABLE_NAME IS NOT NULL
         AND (TABLE_SCHEMA = ? AND TABLE_NAME = ?
              OR REFERENCED_TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?)
       ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION""";

  private record Key(String name, TableName child, TableName parent) {}

  private record Pair(String column, String referenced) {}

  List<String> sentences() throws SQLException {
    List<String> sentences = new ArrayList<>();
    for (Map.Entry<Key, List<Pair>> entry : keys().entrySet()) {
      long orphans = count(entry.getKey(), entry.getValue());
      if (orphans > 0) {
        sentences.add(
            "foreign key %s: %,d rows of %s point at no row of %s; the key was off while rows were loaded. Load the rows that are missing, or correct these."
                .formatted(
                    entry.getKey().name(),
                    orphans,
                    entry.getKey().child(),
                    entry.getKey().parent()));
      }
    }
    return sentences;
  }

  private Map<Key, List<Pair>> keys() throws SQLException {
    Map<Key, List<Pair>> keys = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.table());
      statement.setString(3, table.schema());
      statement.setString(4, table.table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Key key =
              new Key(
                  row.getString(1),
                  new TableName(row.getString(2), row.getString(3)),
                  new TableName(row.getString(5), row.getString(6)));
          Objects.requireNonNull(keys.computeIfAbsent(key, _ -> new ArrayList<>()))
              .add(new Pair(row.getString(4), row.getString(7)));
        }
      }
    }
    return keys;
  }

  private long count(Key key, List<Pair> pairs) throws SQLException {
    MySqlDialect dialect = new MySqlDialect();
    String given =
        pairs.stream()
            .map(pair -> "c." + dialect.quote(pair.column()) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    String joined =
        pairs.stream()
            .map(
                pair ->
                    "p."
                        + dialect.quote(pair.referenced())
                        + " = c."
                        + dialect.quote(pair.column()))
            .collect(Collectors.joining(" AND "));
    String sql =
        "SELECT COUNT(*) FROM %s c WHERE %s AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s)"
            .formatted(dialect.quote(key.child()), given, dialect.quote(key.parent()), joined);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
