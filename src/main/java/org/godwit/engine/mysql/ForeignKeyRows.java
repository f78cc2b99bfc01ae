package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.ForeignKey.Action;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.TableParts;

/** Reads foreign keys. */
final class ForeignKeyRows {
  private record Name(TableName table, String key) {}

  private record Header(
      TableName references,
      Action onDelete,
      Action onUpdate,
      SortedMap<Integer, String> columns,
      SortedMap<Integer, String> referencedColumns) {}

  private ForeignKeyRows() {}

  static void read(CatalogQuery query, TableParts parts) throws SQLException {
    Map<Name, Header> actions = new LinkedHashMap<>();
    query.run(
        "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA,"
            + " REFERENCED_TABLE_NAME, DELETE_RULE, UPDATE_RULE"
            + " FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE ",
        "CONSTRAINT_SCHEMA",
        "TABLE_NAME",
        (table, row) ->
            actions.put(
                new Name(table, row.getString(3)),
                new Header(
                    new TableName(row.getString(4), row.getString(5)),
                    action(row.getString(6)),
                    action(row.getString(7)),
                    new TreeMap<>(),
                    new TreeMap<>())));
    if (actions.isEmpty()) {
      return;
    }
    query.run(
        "SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_COLUMN_NAME,"
            + " ORDINAL_POSITION"
            + " FROM information_schema.KEY_COLUMN_USAGE"
            + " WHERE REFERENCED_COLUMN_NAME IS NOT NULL AND ",
        "TABLE_SCHEMA",
        "TABLE_NAME",
        (table, row) -> {
          Header header = actions.get(new Name(table, row.getString(3)));
          if (header != null) {
            header.columns().put(row.getInt(6), row.getString(4));
            header.referencedColumns().put(row.getInt(6), row.getString(5));
          }
        });
    actions.forEach((name, header) -> add(parts, name, header));
  }

  private static void add(TableParts parts, Name name, Header header) {
    parts
        .of(name.table())
        .ifPresent(
            table ->
                table.foreignKeys.add(
                    new ForeignKey(
                        name.key(),
                        List.copyOf(header.columns().values()),
                        header.references(),
                        List.copyOf(header.referencedColumns().values()),
                        header.onDelete(),
                        header.onUpdate())));
  }

  private static Action action(String rule) {
    return switch (rule) {
      case "RESTRICT" -> Action.RESTRICT;
      case "CASCADE" -> Action.CASCADE;
      case "SET NULL" -> Action.SET_NULL;
      case "SET DEFAULT" -> Action.SET_DEFAULT;
      default -> Action.NO_ACTION;
    };
  }
}
