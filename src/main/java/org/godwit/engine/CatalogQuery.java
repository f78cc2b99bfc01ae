package org.godwit.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.godwit.catalog.TableName;

/**
 * Runs a query of a server's catalog for a set of tables: a schema at a time, or a table at a time
 * where few of a schema are wanted. Only conditions of equality spare MySQL opening every table.
 *
 * @param connection to ask
 * @param names the tables
 */
public record CatalogQuery(Connection connection, Collection<TableName> names) {
  private static final int SINGLY_MAX = 8;

  /** Takes one row of the result. */
  @FunctionalInterface
  public interface RowReader {
    /** Reads what it needs of the present row; doesn't step. */
    void read(TableName table, ResultSet row) throws SQLException;
  }

  /**
   * Runs it. The rows come in any order: sorting them here spares the server a sort of its longest
   * texts.
   *
   * @param select up to and including WHERE; its first two columns are schema and table
   * @param schemaColumn what to compare with the schema
   * @param tableColumn what to compare with the table
   */
  public void run(String select, String schemaColumn, String tableColumn, RowReader reader)
      throws SQLException {
    Set<TableName> wanted = new HashSet<>(names);
    for (Map.Entry<String, Set<String>> schema : bySchema().entrySet()) {
      if (schema.getValue().size() <= SINGLY_MAX) {
        String sql = select + schemaColumn + " = ? AND " + tableColumn + " = ?";
        for (String table : schema.getValue()) {
          rows(sql, List.of(schema.getKey(), table), wanted, reader);
        }
      } else {
        String sql = select + schemaColumn + " = ?";
        rows(sql, List.of(schema.getKey()), wanted, reader);
      }
    }
  }

  private Map<String, Set<String>> bySchema() {
    Map<String, Set<String>> bySchema = new LinkedHashMap<>();
    for (TableName name : names) {
      bySchema.computeIfAbsent(name.schema(), schema -> new TreeSet<>()).add(name.table());
    }
    return bySchema;
  }

  private void rows(String sql, List<String> parameters, Set<TableName> wanted, RowReader reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          TableName table = new TableName(row.getString(1), row.getString(2));
          if (wanted.contains(table)) {
            reader.read(table, row);
          }
        }
      }
    }
  }
}
