package org.godwit.engine.oracle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Index;
import org.godwit.catalog.Index.Part;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.KeyParts;
import org.godwit.engine.TableParts;

/** Primary and unique keys, and the indexes that serve neither. */
final class OracleIndexes {
  private final CatalogQuery query;
  private final TableParts parts;

  /** Indexes that a key is kept by, by table. */
  private final Map<TableName, Set<String>> ofKeys = new HashMap<>();

  private final KeyParts keys = new KeyParts();
  private final Map<IndexName, SortedMap<Integer, String>> expressions = new HashMap<>();

  OracleIndexes(CatalogQuery query, TableParts parts) {
    this.query = query;
    this.parts = parts;
  }

  private record IndexName(TableName table, String owner, String index) {}

  void read() throws SQLException {
    readKeys();
    query.run(
        OracleDictionary.INDEX_EXPRESSIONS,
        "TABLE_OWNER",
        "TABLE_NAME",
        (table, row) -> {
          IndexName index = new IndexName(table, row.getString(3), row.getString(4));
          int place = row.getInt(5);
          expressions
              .computeIfAbsent(index, name -> new TreeMap<>())
              .put(place, Objects.requireNonNullElse(row.getString(6), "").strip());
        });
    query.run(
        OracleDictionary.INDEXES,
        "i.TABLE_OWNER",
        "i.TABLE_NAME",
        (table, row) -> {
          IndexName name = new IndexName(table, row.getString(3), row.getString(4));
          if (!ofKeys.getOrDefault(table, Set.of()).contains(name.index())) {
            add(name, row);
          }
        });
    keys.addTo(parts);
  }

  private void add(IndexName name, ResultSet row) throws SQLException {
    Index.Kind kind = kind(row.getString(5), Objects.requireNonNullElse(row.getString(7), ""));
    boolean isUnique = row.getString(6).equals("UNIQUE");
    int place = row.getInt(9);
    boolean isDescending = "DESC".equals(row.getString(10));
    keys.index(
        name.table(),
        name.owner(),
        name.index(),
        new KeyParts.IndexHead(kind, isUnique, false, ""),
        place,
        part(row.getString(8), expressions.get(name), place, isDescending));
  }

  /** A descending column is stored as an expression that is just its name. */
  private static Part part(
      String column,
      @org.jspecify.annotations.Nullable SortedMap<Integer, String> expressions,
      int place,
      boolean isDescending) {
    String expression = expressions == null ? null : expressions.get(place);
    if (expression == null) {
      return new Part(column, "", DataType.UNBOUNDED, isDescending);
    }
    boolean isName = expression.matches("\"[^\"]+\"");
    return isName
        ? new Part(
            expression.substring(1, expression.length() - 1), "", DataType.UNBOUNDED, isDescending)
        : new Part("", expression, DataType.UNBOUNDED, isDescending);
  }

  private static Index.Kind kind(String type, String domain) {
    return switch (type) {
      case "DOMAIN" ->
          domain.startsWith("SPATIAL_INDEX")
              ? Index.Kind.SPATIAL
              : domain.equals("CONTEXT") || domain.equals("CTXCAT")
                  ? Index.Kind.FULLTEXT
                  : Index.Kind.OTHER;
      case "CLUSTER", "LOB" -> Index.Kind.OTHER;
      default -> Index.Kind.ORDERED;
    };
  }

  private void readKeys() throws SQLException {
    query.run(
        OracleDictionary.KEYS,
        "c.OWNER",
        "c.TABLE_NAME",
        (table, row) -> {
          String name = row.getString(3);
          boolean isPrimary = row.getString(4).equals("P");
          String index = row.getString(5);
          if (index != null) {
            ofKeys.computeIfAbsent(table, it -> new HashSet<>()).add(index);
          }
          keys.index(
              table,
              "",
              name,
              new KeyParts.IndexHead(Index.Kind.ORDERED, true, isPrimary, ""),
              row.getInt(7),
              Part.column(row.getString(6)));
        });
  }
}
