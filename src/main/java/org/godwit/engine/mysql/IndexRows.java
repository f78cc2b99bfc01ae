package org.godwit.engine.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Index.Kind;
import org.godwit.catalog.Index.Part;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.KeyParts;
import org.godwit.engine.TableParts;

/** Reads {@code information_schema.STATISTICS}. */
final class IndexRows {
  private static final String PRIMARY = "PRIMARY";

  private IndexRows() {}

  static void read(CatalogQuery query, ServerVersion version, TableParts parts)
      throws SQLException {
    // Functional key parts came with MySQL 8.0.13; MariaDB has none.
    String expression = !version.isMariaDb() && version.isAtLeast(8, 0, 13) ? "EXPRESSION" : "NULL";
    // MariaDB calls it IGNORED, since 10.6.
    String isHidden =
        version.isMariaDb()
            ? version.isAtLeast(10, 6, 0) ? "IGNORED = 'YES'" : "FALSE"
            : "IS_VISIBLE = 'NO'";
    KeyParts keys = new KeyParts();
    query.run(
        "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART,"
            + " INDEX_TYPE, "
            + expression
            + ", SEQ_IN_INDEX, "
            + isHidden
            + " FROM information_schema.STATISTICS WHERE ",
        "TABLE_SCHEMA",
        "TABLE_NAME",
        (table, row) -> {
          keys.index(table, "", row.getString(3), head(row), row.getInt(10), part(row));
          if (row.getBoolean(11) && row.getInt(10) == 1) {
            String sentence =
                "the index %s is hidden from the server's optimizer; on the target it is used."
                    .formatted(row.getString(3));
            parts.of(table).ifPresent(of -> of.notMoved.add(sentence));
          }
        });
    keys.addTo(parts);
  }

  private static KeyParts.IndexHead head(ResultSet row) throws SQLException {
    return new KeyParts.IndexHead(
        kind(row.getString(8)), row.getInt(4) == 0, row.getString(3).equals(PRIMARY), "");
  }

  private static Part part(ResultSet row) throws SQLException {
    String expression = row.getString(9);
    String column = row.getString(5);
    String type = row.getString(8);
    int prefix = row.getInt(7);
    // A spatial index gives the bytes of its rectangle as a prefix.
    boolean isWhole = row.wasNull() || type.equals("SPATIAL") || type.equals("FULLTEXT");
    boolean isDescending = "D".equals(row.getString(6));
    return new Part(
        column == null ? "" : column,
        expression == null ? "" : StringLiterals.unescapeCatalog(expression),
        isWhole ? DataType.UNBOUNDED : prefix,
        isDescending);
  }

  private static Kind kind(String indexType) {
    return switch (indexType) {
      case "BTREE" -> Kind.ORDERED;
      case "HASH" -> Kind.HASH;
      case "FULLTEXT" -> Kind.FULLTEXT;
      case "SPATIAL", "RTREE" -> Kind.SPATIAL;
      default -> Kind.OTHER;
    };
  }
}
