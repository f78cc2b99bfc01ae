package org.godwit.engine.mysql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.TableParts;

/** Reads {@code information_schema.TABLES}. */
final class TableRows {
  private TableRows() {}

  static void read(CatalogQuery query, TableParts parts) throws SQLException {
    query.run(
        "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_ROWS, DATA_LENGTH, AUTO_INCREMENT,"
            + " TABLE_COMMENT, CREATE_OPTIONS FROM information_schema.TABLES WHERE TABLE_TYPE <> 'SEQUENCE' AND ",
        "TABLE_SCHEMA",
        "TABLE_NAME",
        (table, row) -> {
          TableKind kind = MySqlCatalogReader.TableKinds.parse(row.getString(3));
          // The comment of a view is the word VIEW, or why it is invalid.
          String comment =
              kind == TableKind.VIEW ? "" : Objects.requireNonNullElse(row.getString(7), "");
          TableParts.Parts added =
              new TableParts.Parts(
                  kind, comment, new TableSize(row.getLong(4), row.getLong(5)), next(row));
          if (row.getString(3).equals("SYSTEM VERSIONED")) {
            added.notMoved.add(
                "the table is system-versioned: its present rows are loaded, its history isn't, and the target keeps none.");
          }
          if (Objects.requireNonNullElse(row.getString(8), "").contains("partitioned")) {
            added.notMoved.add(
                "the table is partitioned, and one plain table on the target unless it is made there before.");
          }
          parts.add(table, added);
        });
  }

  /**
   * 0 where there is no counter, or where it is beyond 2^63 − 1, which no other engine counts to.
   */
  private static long next(ResultSet row) throws SQLException {
    BigDecimal next = row.getBigDecimal(6);
    return next == null || next.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? 0
        : next.longValueExact();
  }
}
