package org.godwit.engine.sqlserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.catalog.TableSize;
import org.godwit.engine.CatalogQuery;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.EngineException;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.TableSummary;

/** Reads the catalog views of the connection's database. */
final class SqlServerCatalogReader implements CatalogReader {
  private final SqlServerDialect dialect = new SqlServerDialect();

  @Override
  public List<String> schemas(Connection connection) {
    try {
      List<String> schemas =
          new ArrayList<>(ShortQuery.column(connection, SqlServerCatalogQueries.SCHEMAS));
      schemas.sort(null);
      return schemas;
    } catch (SQLException e) {
      throw explain(e, "listing the schemas");
    }
  }

  @Override
  public List<TableSummary> summaries(Connection connection) {
    List<TableSummary> summaries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SqlServerCatalogQueries.SUMMARIES)) {
      while (row.next()) {
        summaries.add(
            new TableSummary(
                new TableName(row.getString(1), row.getString(2)),
                kind(row.getString(3)),
                new TableSize(row.getLong(4), row.getLong(5))));
      }
    } catch (SQLException e) {
      throw explain(e, "listing the tables");
    }
    summaries.sort((left, right) -> left.name().compareTo(right.name()));
    return summaries;
  }

  static TableKind kind(String type) {
    return type.strip().equals("V") ? TableKind.VIEW : TableKind.TABLE;
  }

  @Override
  public List<Table> tables(Connection connection, Collection<TableName> names) {
    try {
      return new SqlServerTables(new CatalogQuery(connection, names)).read(names);
    } catch (SQLException e) {
      throw explain(e, "reading the catalog");
    }
  }

  @Override
  public Map<TableName, String> unreadable(Connection connection, Collection<TableName> names) {
    Map<TableName, String> unreadable = new TreeMap<>();
    CatalogQuery query = new CatalogQuery(connection, names);
    try {
      String user = ShortQuery.value(connection, SqlServerCatalogQueries.USER);
      String quoted = dialect.quote(user);
      query.run(
          SqlServerCatalogQueries.ROW_POLICIES,
          "s.name",
          "o.name",
          (name, row) ->
              unreadable.put(
                  name,
                  "security policy %s may hide rows of %s from every user: ALTER SECURITY POLICY %s WITH (STATE = OFF); for as long as the load runs"
                      .formatted(row.getString(3), name, dialect.quote(row.getString(3)))));
      query.run(
          SqlServerCatalogQueries.MASKED,
          "s.name",
          "o.name",
          (name, row) ->
              unreadable.put(
                  name,
                  "column %s of %s is masked for user %s: GRANT UNMASK TO %s;"
                      .formatted(row.getString(3), name, user, quoted)));
      query.run(
          SqlServerCatalogQueries.UNREADABLE,
          "s.name",
          "o.name",
          (name, row) ->
              unreadable.put(
                  name,
                  "user %s may not read %s: GRANT SELECT ON %s TO %s;"
                      .formatted(user, name, dialect.quote(name), quoted)));
    } catch (SQLException e) {
      throw explain(e, "reading permissions");
    }
    return unreadable;
  }

  /** Without a permission on a table it isn't in the catalog views, and definitions are NULL. */
  @Override
  public List<String> blindSpots(Connection connection, Collection<String> schemas) {
    try {
      String user = ShortQuery.value(connection, SqlServerCatalogQueries.USER);
      List<String> spots = new ArrayList<>();
      for (String schema : new TreeSet<>(schemas)) {
        if (!mayOnSchema(connection, schema, "SELECT")) {
          spots.add(
              "User %s has SELECT on some tables of schema %s at most: others are invisible to it and are not migrated. GRANT SELECT ON SCHEMA::%s TO %s;"
                  .formatted(user, schema, dialect.quote(schema), dialect.quote(user)));
        }
        if (!mayOnSchema(connection, schema, "VIEW DEFINITION")) {
          spots.add(
              "User %s has no VIEW DEFINITION on schema %s: defaults, checks and computed columns come without their expressions. GRANT VIEW DEFINITION ON SCHEMA::%s TO %s;"
                  .formatted(user, schema, dialect.quote(schema), dialect.quote(user)));
        }
      }
      return spots;
    } catch (SQLException e) {
      throw explain(e, "reading permissions");
    }
  }

  private boolean mayOnSchema(Connection connection, String schema, String permission)
      throws SQLException {
    return ShortQuery.value(
            connection,
            "SELECT HAS_PERMS_BY_NAME(%s, N'SCHEMA', N'%s')"
                .formatted(dialect.literal(dialect.quote(schema)), permission))
        .equals("1");
  }

  private static EngineException explain(SQLException cause, String doing) {
    return SqlServerErrors.explain(cause, doing, SqlServerEngine.ID, "of this endpoint", "");
  }
}
