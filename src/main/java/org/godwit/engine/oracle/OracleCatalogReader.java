package org.godwit.engine.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Reads Oracle's data dictionary. */
final class OracleCatalogReader implements CatalogReader {
  private final OracleDialect dialect = new OracleDialect();

  @Override
  public List<String> schemas(Connection connection) {
    try {
      return ShortQuery.column(connection, OracleDictionary.SCHEMAS);
    } catch (SQLException e) {
      throw explain(e, "listing the schemas");
    }
  }

  @Override
  public List<TableSummary> summaries(Connection connection) {
    List<TableSummary> summaries = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(1000);
      try (ResultSet row = statement.executeQuery(OracleDictionary.SUMMARIES)) {
        while (row.next()) {
          summaries.add(
              new TableSummary(
                  new TableName(row.getString(1), row.getString(2)),
                  TableKind.valueOf(row.getString(3)),
                  new TableSize(row.getLong(4), row.getLong(5))));
        }
      }
    } catch (SQLException e) {
      throw explain(e, "listing the tables");
    }
    summaries.sort((left, right) -> left.name().compareTo(right.name()));
    return summaries;
  }

  @Override
  public List<Table> tables(Connection connection, Collection<TableName> names) {
    try {
      return new OracleTables(new CatalogQuery(connection, names)).read(names);
    } catch (SQLException e) {
      throw explain(e, "reading the data dictionary");
    }
  }

  /**
   * The dictionary shows what one may use in any way; whether one may read it only reading tells. A
   * policy of Oracle's Virtual Private Database hides rows without a word.
   */
  @Override
  public Map<TableName, String> unreadable(Connection connection, Collection<TableName> names) {
    Map<TableName, String> unreadable = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      Set<String> privileges = OracleSession.privileges(connection);
      String user = OracleSession.user(connection);
      if (!privileges.contains("EXEMPT ACCESS POLICY")) {
        new CatalogQuery(connection, names)
            .run(
                OracleDictionary.ROW_POLICIES,
                "OBJECT_OWNER",
                "OBJECT_NAME",
                (name, row) ->
                    unreadable.put(
                        name,
                        "policy %s of %s may hide rows from user %s: GRANT EXEMPT ACCESS POLICY TO %3$s;"
                            .formatted(row.getString(3), name, user)));
      }
      boolean readsAll =
          privileges.contains("SELECT ANY TABLE") || privileges.contains("READ ANY TABLE");
      for (TableName name : names) {
        boolean isOpen = readsAll || name.schema().equals(user) || isReadable(statement, name);
        if (!isOpen) {
          unreadable.put(
              name,
              "user %s may not read %s: GRANT SELECT ON %s TO %1$s;"
                  .formatted(user, name, dialect.quote(name)));
        }
      }
    } catch (SQLException e) {
      throw explain(e, "reading privileges");
    }
    return unreadable;
  }

  private boolean isReadable(Statement statement, TableName table) throws SQLException {
    try (ResultSet none =
        statement.executeQuery("SELECT NULL FROM " + dialect.quote(table) + " WHERE 1 = 0")) {
      return !none.next();
    } catch (SQLException e) {
      int number = OracleErrors.numberOf(e).orElse(0);
      if (number == OracleErrors.NO_SUCH_TABLE || number == 1031) {
        return false;
      }
      if (number == 4063) {
        return true; // a view with errors: its load says what is wrong with it
      }
      throw e;
    }
  }

  @Override
  public List<String> blindSpots(Connection connection, Collection<String> schemas) {
    try {
      Set<String> privileges = OracleSession.privileges(connection);
      String user = OracleSession.user(connection);
      List<String> spots = new ArrayList<>();
      boolean seesAll =
          privileges.contains("SELECT ANY TABLE") || privileges.contains("READ ANY TABLE");
      for (String schema : new TreeSet<>(schemas)) {
        if (!seesAll && !schema.equals(user)) {
          spots.add(
              "User %s has no SELECT ANY TABLE: of schema %s it sees only tables that were granted to it one by one; tables without a grant are invisible to it and are not migrated. GRANT SELECT ANY TABLE TO %1$s;"
                  .formatted(user, schema));
        }
      }
      return spots;
    } catch (SQLException e) {
      throw explain(e, "reading privileges");
    }
  }

  private static EngineException explain(SQLException cause, String doing) {
    return OracleErrors.explain(cause, doing, OracleEngine.ID, "of this endpoint");
  }
}
