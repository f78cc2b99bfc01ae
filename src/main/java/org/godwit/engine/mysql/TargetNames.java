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
import org.godwit.catalog.TableName;

/** What a target has under the names of its tables. */
final class TargetNames {
  private static final String OTHERS =
      "SELECT TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
          + " AND TABLE_TYPE IN ('VIEW', 'SYSTEM VIEW', 'SEQUENCE')";
  private static final String TABLE =
      "SELECT TABLE_TYPE, ENGINE, CREATE_OPTIONS FROM information_schema.TABLES"
          + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";

  private static final String DATABASE =
      "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?";

  private TargetNames() {}

  static boolean hasDatabase(Connection connection, String name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DATABASE)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1) > 0;
      }
    }
  }

  static Map<TableName, String> taken(Connection connection, Collection<TableName> names)
      throws SQLException {
    Map<TableName, String> taken = new TreeMap<>();
    for (String schema : names.stream().map(TableName::schema).distinct().toList()) {
      try (PreparedStatement query = connection.prepareStatement(OTHERS)) {
        query.setString(1, schema);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            TableName name = new TableName(schema, row.getString(1));
            if (names.contains(name)) {
              taken.put(name, row.getString(2).equals("SEQUENCE") ? "a sequence" : "a view");
            }
          }
        }
      }
    }
    return taken;
  }

  /** What goes with a table when it is dropped, beside its rows, and does not come back. */
  static List<String> lost(Connection connection, TableName table) throws SQLException {
    List<String> lost = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, table.schema());
      query.setString(2, table.table());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          if (row.getString(1).equals("SYSTEM VERSIONED")) {
            lost.add(table + ": it was system-versioned, and its history goes with it");
          }
          if (row.getString(3) != null && row.getString(3).contains("partitioned")) {
            lost.add(table + ": it was partitioned and is one plain table now");
          }
          if (row.getString(2) != null && !row.getString(2).equalsIgnoreCase("InnoDB")) {
            lost.add("%s: its engine was %s and is InnoDB now".formatted(table, row.getString(2)));
          }
        }
      }
    }
    return lost;
  }
}
