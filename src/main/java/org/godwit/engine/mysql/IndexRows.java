package org.godwit.engine.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Index;
import org.godwit.catalog.Index.Kind;
import org.godwit.catalog.Index.Part;
import org.godwit.catalog.Key;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.TableParts;

/** Reads {@code information_schema.STATISTICS}. */
final class IndexRows {
  private static final String PRIMARY = "PRIMARY";

  private record Name(TableName table, String index) {}

  private record Header(String type, boolean isUnique, SortedMap<Integer, Part> byPlace) {
    List<Part> parts() {
      return List.copyOf(byPlace.values());
    }
  }

  private IndexRows() {}

  static void read(CatalogQuery query, ServerVersion version, TableParts parts)
      throws SQLException {
    // Functional key parts came with MySQL 8.0.13; MariaDB has none.
    String expression = !version.isMariaDb() && version.isAtLeast(8, 0, 13) ? "EXPRESSION" : "NULL";
    Map<Name, Header> indexes = new LinkedHashMap<>();
    query.run(
        "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART,"
            + " INDEX_TYPE, "
            + expression
            + ", SEQ_IN_INDEX FROM information_schema.STATISTICS WHERE ",
        "TABLE_SCHEMA",
        "TABLE_NAME",
        (table, row) ->
            indexes
                .computeIfAbsent(new Name(table, row.getString(3)), name -> header(row))
                .byPlace()
                .put(row.getInt(10), part(row)));
    indexes.forEach((name, header) -> add(parts, name, header));
  }

  private static Header header(ResultSet row) {
    try {
      return new Header(row.getString(8), row.getInt(4) == 0, new TreeMap<>());
    } catch (SQLException e) {
      throw new IllegalStateException("a column of STATISTICS is missing", e);
    }
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

  private static void add(TableParts parts, Name name, Header header) {
    TableParts.Parts table = parts.of(name.table()).orElse(null);
    if (table == null) {
      return;
    }
    if (name.index().equals(PRIMARY)) {
      table.primaryKey = new Key(PRIMARY, header.parts().stream().map(Part::column).toList());
    } else {
      table.indexes.add(
          new Index(name.index(), kind(header.type()), header.isUnique(), header.parts(), ""));
    }
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
