package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.TableSummary;

/** Reads information_schema of MySQL and MariaDB. */
final class MySqlCatalogReader implements CatalogReader {
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
    String sql =
        "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_ROWS, DATA_LENGTH"
            + " FROM information_schema.TABLES WHERE TABLE_TYPE <> 'SEQUENCE'"
            + " AND LOWER(TABLE_SCHEMA)"
            + NOT_SYSTEM;
    List<TableSummary> summaries = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        summaries.add(
            new TableSummary(
                new TableName(row.getString(1), row.getString(2)),
                TableKinds.parse(row.getString(3)),
                new TableSize(row.getLong(4), row.getLong(5))));
      }
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "listing the tables", connection);
    }
    summaries.sort((left, right) -> left.name().compareTo(right.name()));
    return summaries;
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
      return parts.tables(names);
    } catch (SQLException e) {
      throw ConnectionPlace.explain(e, "reading the catalog", connection);
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
