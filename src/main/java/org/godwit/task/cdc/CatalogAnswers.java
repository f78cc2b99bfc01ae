package org.godwit.task.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.EndpointConfig;
import org.godwit.engine.Engine;

/**
 * What a source's catalog says of tables that its log says something of: a log may have messages
 * that anybody may have written.
 *
 * @param definitions that the target's tables are made by
 */
record CatalogAnswers(
    Engine engine,
    EndpointConfig config,
    ChangeSource source,
    CarriedTables carried,
    Map<TableName, String> definitions) {

  /** Whether a table that is said to be dropped is there all the same. */
  boolean isStillThere(TableName table) {
    if (source.isDefinitionOfServer()) {
      return false;
    }
    try (Connection connection = engine.connect(config)) {
      return !carried.lost(connection).containsKey(table);
    } catch (SQLException e) {
      throw engine.explain(e, "looking for " + table, config);
    }
  }

  /** Whether the source has no table of that name. */
  boolean isAbsent(TableName table) {
    try (Connection connection = engine.connect(config)) {
      return engine.catalogReader().tables(connection, List.of(table)).isEmpty();
    } catch (SQLException e) {
      throw engine.explain(e, "looking for " + table, config);
    }
  }

  /** Whether a table that is said to have another primary key has the one that it had. */
  boolean hasSameKey(TableName table) {
    String definition = definitions.get(table);
    try (Connection connection = engine.connect(config)) {
      return definition != null && !source.hasOtherKey(connection, table, definition);
    } catch (SQLException e) {
      throw engine.explain(e, "looking at the key of " + table, config);
    }
  }
}
