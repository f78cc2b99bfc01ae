package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;

/** Which tables a snapshot does not hold still. */
final class StorageEngines {
  private static final String NOT_TRANSACTIONAL =
      "SELECT t.TABLE_SCHEMA, t.TABLE_NAME FROM information_schema.TABLES t"
          + " JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE"
          + " WHERE (e.TRANSACTIONS IS NULL OR e.TRANSACTIONS <> 'YES') AND t.TABLE_SCHEMA = ?";

  private StorageEngines() {}

  /** Names of those of the tables whose storage engine has no transactions. */
  static List<String> notTransactional(Connection connection, Collection<Table> tables)
      throws SQLException {
    Set<String> schemas = new HashSet<>();
    Set<TableName> wanted = new HashSet<>();
    for (Table table : tables) {
      schemas.add(table.name().schema());
      wanted.add(table.name());
    }
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(NOT_TRANSACTIONAL)) {
      for (String schema : schemas) {
        statement.setString(1, schema);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            TableName name = new TableName(row.getString(1), row.getString(2));
            if (wanted.contains(name)) {
              found.add(name.toString());
            }
          }
        }
      }
    }
    found.sort(null);
    return found;
  }
}
