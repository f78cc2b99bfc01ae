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

/** Reads pg_catalog: a handful of queries for any number of tables. */
final class PostgresCatalog implements CatalogReader {
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
    return read(connection, "reading the catalog", query -> new CatalogTables(query, names).read());
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
