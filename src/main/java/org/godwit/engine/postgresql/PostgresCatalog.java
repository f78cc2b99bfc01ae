package org.godwit.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.TableSummary;
import org.godwit.engine.postgresql.CatalogQuery.Version;
import org.jspecify.annotations.Nullable;

/** Reads pg_catalog: a handful of queries for any number of tables. */
final class PostgresCatalog implements CatalogReader {
  private static final int READS_MAX = 10;

  /** What functions say of what is dropped while they look at it. */
  private static final String INTERNAL_ERROR = "XX000";

  static final String USERS_OWN =
      """
      n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_class m WHERE m.relnamespace = n.oid
                          AND m.relname IN ('load_statement', 'load_table')
                       HAVING count(*) = 2)""";

  @Override
  public List<String> schemas(Connection connection) {
    return read(
        connection,
        "reading schemas",
        query ->
            query.list(
                "SELECT n.nspname FROM pg_namespace n WHERE " + USERS_OWN + " ORDER BY 1",
                row -> row.getString(1)));
  }

  @Override
  public Map<TableName, String> unreadable(Connection connection, Collection<TableName> names) {
    try {
      return new PostgresPrivileges(connection, new PostgresDialect()).unreadable(names);
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, "reading privileges", PostgresEngine.ID);
    }
  }

  @Override
  public List<TableSummary> summaries(Connection connection) {
    return read(
        connection,
        "listing tables",
        query ->
            query.list(
                CatalogQuery.TABLES.formatted(USERS_OWN) + " ORDER BY 1, 2",
                row ->
                    new TableSummary(
                        new TableName(row.getString(1), row.getString(2)),
                        kind(row.getString(3)),
                        new TableSize(row.getLong(4), row.getLong(5)))));
  }

  @Override
  public List<String> notMoved(Connection connection, Collection<String> schemas) {
    return read(
        connection, "reading views", query -> new CatalogNotMoved(query).ofSchemas(schemas));
  }

  static TableKind kind(String relkind) {
    return switch (relkind) {
      case "v", "m" -> TableKind.VIEW;
      case "p" -> TableKind.PARTITIONED;
      default -> TableKind.TABLE;
    };
  }

  @Override
  public List<Table> tables(Connection connection, Collection<TableName> names) {
    return read(connection, "reading the catalog", query -> unaltered(query, names));
  }

  /**
   * Tables are read by several queries, and somebody who alters or drops one meanwhile would have
   * parts of it read that don't belong together; functions that write definitions out even fail.
   * Then all are read again. Where that goes on and on, those that are gone or others are left out.
   */
  private static List<Table> unaltered(CatalogQuery query, Collection<TableName> names)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      Map<TableName, Version> before = query.versions(names);
      try {
        List<Table> tables = new CatalogTables(query, names).read();
        Map<TableName, Version> behind = query.versions(names);
        if (behind.equals(before)) {
          return tables;
        }
        if (attempt == READS_MAX) {
          return tables.stream()
              .filter(table -> isOne(before.get(table.name()), behind.get(table.name())))
              .toList();
        }
      } catch (SQLException e) {
        boolean mayBeGone = INTERNAL_ERROR.equals(e.getSQLState()) && query.mayGoOn();
        if (!mayBeGone || attempt == READS_MAX) {
          throw e;
        }
      }
    }
  }

  private static boolean isOne(@Nullable Version before, @Nullable Version behind) {
    return before != null && behind != null && before.oid() == behind.oid();
  }

  /** What is read, under a search path that makes the server write every name in full. */
  interface Reading<T> {
    T from(CatalogQuery query) throws SQLException;
  }

  static <T> T read(Connection connection, String doing, Reading<T> reading) {
    try {
      CatalogQuery query = new CatalogQuery(connection);
      String path = query.list("SHOW search_path", row -> row.getString(1)).getFirst();
      query.setSearchPath("pg_catalog");
      T result = reading.from(query);
      query.setSearchPath(path);
      return result;
    } catch (SQLException e) {
      throw PostgresErrors.explain(e, doing, PostgresEngine.ID);
    }
  }
}
