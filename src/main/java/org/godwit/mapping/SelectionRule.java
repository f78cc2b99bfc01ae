package org.godwit.mapping;

import java.util.List;
import org.godwit.json.OtherKeys;

/**
 * Says which tables are moved. A table is selected where an include or explicit rule matches and no
 * exclude rule does.
 *
 * @param locator schema and table
 * @param action what the rule does with the tables
 * @param tableType tables, views or both
 * @param loadOrder 0 for no wish; higher ones are loaded first
 * @param filters all must hold; rows that don't pass stay at the source
 * @param where a condition in the source's SQL that must hold too, empty for none; DMS has no such
 *     key
 */
public record SelectionRule(
    long id,
    String name,
    Locator locator,
    Action action,
    TableType tableType,
    int loadOrder,
    List<Filter> filters,
    String where,
    OtherKeys otherKeys)
    implements Rule {
  public SelectionRule {
    filters = List.copyOf(filters);
  }

  /** What a selection rule does. */
  public enum Action {
    INCLUDE,
    EXCLUDE,
    /** As include, for one table by its exact name. */
    EXPLICIT
  }

  /** What kind of row sets a rule is for. */
  public enum TableType {
    TABLE,
    VIEW,
    ALL
  }

  /** A rule without filters for tables. */
  public static SelectionRule of(long id, Action action, String schema, String table) {
    return new SelectionRule(
        id,
        Long.toString(id),
        Locator.tables(schema, table),
        action,
        TableType.TABLE,
        0,
        List.of(),
        "",
        OtherKeys.NONE);
  }

  /** Whether rows of the tables are left at the source. */
  public boolean hasConditions() {
    return !filters.isEmpty() || !where.isEmpty();
  }

  /** Whether tables that match are moved. */
  public boolean selects() {
    return action != Action.EXCLUDE;
  }
}
