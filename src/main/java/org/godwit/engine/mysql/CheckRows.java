package org.godwit.engine.mysql;

import java.sql.SQLException;
import org.godwit.catalog.Check;
import org.godwit.catalog.TableName;

/** Reads check constraints; those that are not enforced hold nothing and are left out. */
final class CheckRows {
  private static final String OF_MARIADB =
      "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE"
          + " FROM information_schema.CHECK_CONSTRAINTS WHERE ";

  private static final String OF_MYSQL =
      "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE"
          + " FROM information_schema.TABLE_CONSTRAINTS t"
          + " JOIN information_schema.CHECK_CONSTRAINTS c"
          + " ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA"
          + " AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME"
          + " WHERE t.CONSTRAINT_TYPE = 'CHECK' AND t.ENFORCED = 'YES' AND ";

  private CheckRows() {}

  static void read(CatalogQuery query, ServerVersion version, TableParts parts)
      throws SQLException {
    if (version.isMariaDb()) {
      query.run(
          OF_MARIADB,
          "CONSTRAINT_SCHEMA",
          "TABLE_NAME",
          "",
          (table, row) -> add(parts, table, row.getString(3), row.getString(4)));
    } else if (version.isAtLeast(8, 0, 16)) {
      query.run(
          OF_MYSQL,
          "t.TABLE_SCHEMA",
          "t.TABLE_NAME",
          " ORDER BY c.CONSTRAINT_NAME",
          (table, row) ->
              add(
                  parts,
                  table,
                  row.getString(3),
                  StringLiterals.unescapeCatalog(row.getString(4))));
    }
  }

  private static void add(TableParts parts, TableName table, String name, String clause) {
    parts.of(table).ifPresent(of -> of.checks.add(new Check(name, clause)));
  }
}
