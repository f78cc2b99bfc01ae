package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;

/** Runs the catalog's queries. */
final class CatalogQuery {
  /** Schema, name, relkind, estimated rows, bytes; with a condition to fill in. */
  static final String TABLES =
      """
      SELECT n.nspname, c.relname, c.relkind::text,
             greatest(CASE WHEN c.relkind = 'p' THEN (SELECT sum(greatest(p.reltuples, 0))
                 FROM pg_partition_tree(c.oid) t JOIN pg_class p ON p.oid = t.relid
                WHERE t.isleaf) ELSE c.reltuples END, 0)::bigint,
             CASE WHEN c.relkind = 'p' THEN coalesce((SELECT sum(pg_table_size(t.relid))
                 FROM pg_partition_tree(c.oid) t WHERE t.isleaf), 0)
               ELSE pg_table_size(c.oid) END::bigint,
             c.oid::bigint, coalesce(obj_description(c.oid, 'pg_class'), '')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
         AND c.relpersistence <> 't' AND %s""";

  private final Connection connection;

  CatalogQuery(Connection connection) {
    this.connection = connection;
  }

  /** One row of a result, to something. */
  @FunctionalInterface
  interface RowReading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** All rows. Arrays of Long or String go to the server as its arrays. */
  <T> List<T> list(String sql, RowReading<T> reading, Object[]... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        String type = parameters[i] instanceof Long[] ? "bigint" : "text";
        statement.setArray(i + 1, connection.createArrayOf(type, parameters[i]));
      }
      List<T> result = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          result.add(reading.read(rows));
        }
      }
      return result;
    }
  }

  /**
   * Tells whether a table is as it was.
   *
   * @param oid another one where the table is another one
   * @param writer another one where somebody altered it
   */
  record Version(long oid, String writer) {}

  /** Those of the tables that are there. */
  Map<TableName, Version> versions(Collection<TableName> names) throws SQLException {
    Map<TableName, Version> versions = new HashMap<>();
    list(
        """
        SELECT n.nspname, c.relname, c.oid::bigint, c.xmin::text
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE (n.nspname::text, c.relname::text) IN (SELECT * FROM unnest(?, ?))""",
        row ->
            versions.put(
                new TableName(row.getString(1), row.getString(2)),
                new Version(row.getLong(3), row.getString(4))),
        names.stream().map(TableName::schema).toArray(String[]::new),
        names.stream().map(TableName::table).toArray(String[]::new));
    return versions;
  }

  /** Whether the connection can be asked again behind an error. */
  boolean mayGoOn() throws SQLException {
    return connection.getAutoCommit();
  }

  /** Strings of an array column. */
  static List<String> strings(ResultSet row, int column) throws SQLException {
    java.sql.Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  void setSearchPath(String path) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
      statement.setString(1, path);
      statement.execute();
    }
  }
}
