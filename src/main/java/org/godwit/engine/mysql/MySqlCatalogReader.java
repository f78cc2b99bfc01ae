package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.TableParts;
import org.godwit.engine.TableSummary;

/** Reads information_schema of MySQL and MariaDB. */
final class MySqlCatalogReader implements CatalogReader {
  private static final int TABLE_DENIED = 1142;
  private static final int VIEW_INVALID = 1356;

  /** The servers' own schemas, and those in which Godwit and DMS keep their control tables. */
  private static final String NOT_SYSTEM =
      " NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys', 'ndbinfo',"
          + " 'godwit_control', 'awsdms_control')";

  @Override
  public List<String> schemas(Connection connection) {
    String sql =
        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE LOWER(SCHEMA_NAME)"
            + NOT_SYSTEM
            + " ORDER BY SCHEMA_NAME";
    List<String> schemas = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        schemas.add(row.getString(1));
      }
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "listing the schemas", connection);
    }
    schemas.sort(null);
    return schemas;
  }

  @Override
  public List<TableSummary> summaries(Connection connection) {
    List<TableSummary> summaries = new ArrayList<>();
    listTables(
        connection,
        ", TABLE_ROWS, DATA_LENGTH",
        (name, kind, row) ->
            summaries.add(
                new TableSummary(name, kind, new TableSize(row.getLong(4), row.getLong(5)))));
    summaries.sort((left, right) -> left.name().compareTo(right.name()));
    return summaries;
  }

  @Override
  public SortedMap<TableName, TableKind> kinds(Connection connection) {
    SortedMap<TableName, TableKind> kinds = new TreeMap<>();
    listTables(connection, "", (name, kind, _) -> kinds.put(name, kind));
    return kinds;
  }

  /** Takes one table of the list. */
  private interface Listed {
    void take(TableName name, TableKind kind, ResultSet row) throws SQLException;
  }

  /** For what isn't in a table's definition, such as its size, the server opens the table. */
  private static void listTables(Connection connection, String moreColumns, Listed listed) {
    String sql =
        "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE"
            + moreColumns
            + " FROM information_schema.TABLES WHERE TABLE_TYPE <> 'SEQUENCE'"
            + " AND LOWER(TABLE_SCHEMA)"
            + NOT_SYSTEM;
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        listed.take(
            new TableName(row.getString(1), row.getString(2)),
            TableKinds.parse(row.getString(3)),
            row);
      }
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "listing the tables", connection);
    }
  }

  @Override
  public List<Table> tables(Connection connection, Collection<TableName> names) {
    try {
      ServerVersion version = ServerVersion.of(connection);
      CatalogQuery query = new CatalogQuery(connection, names);
      TableParts parts = new TableParts();
      TableRows.read(query, parts);
      CheckRows.read(query, version, parts);
      ColumnRows.read(query, version, parts);
      IndexRows.read(query, version, parts);
      ForeignKeyRows.read(query, parts);
      NotMovedRows.read(query, parts);
      return parts.tables(names);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "reading the catalog", connection);
    }
  }

  /** Where SELECT isn't held on a whole schema, each table is asked. */
  @Override
  public Map<TableName, String> unreadable(Connection connection, Collection<TableName> names) {
    Map<TableName, String> unreadable = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      Grants grants = Grants.of(connection);
      MySqlDialect dialect = new MySqlDialect();
      for (TableName name : names) {
        if (!grants.readsSchema(name.schema()) && !isReadable(statement, dialect.quote(name))) {
          unreadable.put(
              name,
              "user %s may not read %s: GRANT SELECT ON %s TO %1$s;"
                  .formatted(grants.user(), name, dialect.quote(name)));
        }
      }
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "reading privileges", connection);
    }
    return unreadable;
  }

  private static boolean isReadable(Statement statement, String table) throws SQLException {
    try (ResultSet none = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 0")) {
      return !none.next();
    } catch (SQLException e) {
      if (e.getErrorCode() == TABLE_DENIED) {
        return false;
      }
      if (e.getErrorCode() == VIEW_INVALID) {
        return true; // its load says what is wrong with it
      }
      throw e;
    }
  }

  @Override
  public List<String> blindSpots(Connection connection, Collection<String> schemas) {
    try {
      Grants grants = Grants.of(connection);
      MySqlDialect dialect = new MySqlDialect();
      List<String> spots = new ArrayList<>();
      for (String schema : schemas) {
        if (!grants.readsSchema(schema)) {
          spots.add(
              "User %s has SELECT neither on *.* nor on %s.*: it sees only tables that were granted to it one by one; tables without a grant are invisible to it and are not migrated. GRANT SELECT ON %s.* TO %1$s;"
                  .formatted(grants.user(), schema, dialect.quote(schema)));
        }
      }
      for (String table : grants.tablesInPart()) {
        spots.add(
            "User %s has SELECT on some columns of %s only: the others are invisible to it and are not migrated. GRANT SELECT ON %2$s TO %1$s;"
                .formatted(grants.user(), table));
      }
      return spots;
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "reading privileges", connection);
    }
  }

  @Override
  public List<String> notMoved(Connection connection, Collection<String> schemas) {
    try {
      return NotMovedRows.ofSchemas(connection, schemas);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "reading views and routines", connection);
    }
  }

  /** The words of {@code TABLE_TYPE}: BASE TABLE, SYSTEM VERSIONED, VIEW, SYSTEM VIEW. */
  static final class TableKinds {
    private TableKinds() {}

    static TableKind parse(String tableType) {
      return tableType.endsWith("VIEW") ? TableKind.VIEW : TableKind.TABLE;
    }
  }
}
