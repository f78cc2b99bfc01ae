package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.SourceTable;

/**
 * A table whose changes are wanted, as the catalog has it when its stream is opened.
 *
 * @param wanted what is wanted of it
 * @param types of every column that the log may carry, by name
 * @param key the columns of its primary key
 */
record FollowedTable(SourceTable wanted, Map<String, Type> types, Set<String> key) {
  private static final String COLUMNS =
      """
      SELECT c.oid, a.attname, a.atttypid, a.atttypmod
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped""";

  /** A type as the server numbers it, with its length or digits. */
  record Type(int oid, int modifier) {}

  /** The tables by the numbers that the server gives to them, also in its log. */
  static Map<Integer, FollowedTable> read(Connection connection, Collection<SourceTable> tables)
      throws SQLException {
    Map<Integer, FollowedTable> followed = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      for (SourceTable table : tables) {
        TableName name = table.table().name();
        query.setString(1, name.schema());
        query.setString(2, name.table());
        Map<String, Type> types = new HashMap<>();
        int oid = 0;
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            oid = (int) rows.getLong(1);
            types.put(rows.getString(2), new Type((int) rows.getLong(3), rows.getInt(4)));
          }
        }
        followed.put(
            oid, new FollowedTable(table, types, new HashSet<>(table.table().keyColumns())));
      }
    }
    return followed;
  }
}
