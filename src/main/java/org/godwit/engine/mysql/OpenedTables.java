package org.godwit.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.CatalogReader;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.engine.ShortQuery;
import org.godwit.engine.SourceTable;

/** Whether the catalog still has the tables that a stream is opened with. */
final class OpenedTables {
  private static final MySqlDialect DIALECT = new MySqlDialect();
  private static final int NO_SUCH_TABLE = 1146;

  private OpenedTables() {}

  /**
   * A definition that is being changed is waited for.
   *
   * @throws EngineException of {@link Failure#DEFINITION_CHANGED} where one is another, or gone
   */
  static void requireSame(
      Connection connection, CatalogReader catalog, Collection<SourceTable> tables)
      throws SQLException {
    for (SourceTable table : tables) {
      try {
        ShortQuery.run(
            connection, "SELECT 1 FROM " + DIALECT.quote(table.table().name()) + " LIMIT 0");
      } catch (SQLException e) {
        if (e.getErrorCode() == NO_SUCH_TABLE) {
          throw changed(table.table().name());
        }
        throw e;
      }
    }
    Map<TableName, Table> now = new HashMap<>();
    catalog
        .tables(connection, tables.stream().map(table -> table.table().name()).toList())
        .forEach(table -> now.put(table.name(), table));
    for (SourceTable table : tables) {
      Table found = now.get(table.table().name());
      if (found == null || !forms(found).equals(forms(table.table()))) {
        throw changed(table.table().name());
      }
    }
  }

  /** What of columns makes their form in the log. */
  private static List<List<Object>> forms(Table table) {
    return table.columns().stream()
        .map(column -> List.<Object>of(column.name(), column.nativeType(), column.collation()))
        .toList();
  }

  /** Tells that the plan is of other tables. */
  static EngineException changed(TableName name) {
    return new EngineException(
        Failure.DEFINITION_CHANGED,
        "the definition of %s was changed on the source while the task started; resume, so that it is looked at anew"
            .formatted(name));
  }
}
