package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.godwit.catalog.ForeignKey.Action;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.KeyParts;
import org.godwit.engine.TableParts;

/** Reads foreign keys. */
final class ForeignKeyRows {
  private record Name(TableName table, String key) {}

  private ForeignKeyRows() {}

  static void read(CatalogQuery query, TableParts parts) throws SQLException {
    Map<Name, KeyParts.References> actions = new LinkedHashMap<>();
    query.run(
        "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA,"
            + " REFERENCED_TABLE_NAME, DELETE_RULE, UPDATE_RULE"
            + " FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE ",
        "CONSTRAINT_SCHEMA",
        "TABLE_NAME",
        (table, row) ->
            actions.put(
                new Name(table, row.getString(3)),
                new KeyParts.References(
                    new TableName(row.getString(4), row.getString(5)),
                    action(row.getString(6)),
                    action(row.getString(7)))));
    if (actions.isEmpty()) {
      return;
    }
    KeyParts keys = new KeyParts();
    query.run(
        "SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_COLUMN_NAME,"
            + " ORDINAL_POSITION"
            + " FROM information_schema.KEY_COLUMN_USAGE"
            + " WHERE REFERENCED_COLUMN_NAME IS NOT NULL AND ",
        "TABLE_SCHEMA",
        "TABLE_NAME",
        (table, row) -> {
          String name = row.getString(3);
          KeyParts.References references = actions.get(new Name(table, name));
          if (references != null) {
            keys.foreignKey(
                table, name, references, row.getInt(6), row.getString(4), row.getString(5));
          }
        });
    keys.addTo(parts);
  }

  /**
   * InnoDB's RESTRICT is its NO ACTION; a key without a word of it has the one or the other name.
   */
  private static Action action(String rule) {
    Action action = Action.of(rule);
    return action == Action.RESTRICT ? Action.NO_ACTION : action;
  }
}
