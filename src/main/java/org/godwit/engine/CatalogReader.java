package org.godwit.engine;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;

/** Reads what a database contains. System schemas and Godwit's own control schemas are left out. */
public interface CatalogReader {

  /** Every schema, in order of name. */
  List<String> schemas(Connection connection);

  /** Every table and view with the size that the catalog guesses, in order of name. */
  List<TableSummary> summaries(Connection connection);

  /**
   * Every table and view without its size, in order of name. Where a server opens each table to
   * guess its size, this asks it not to.
   */
  default SortedMap<TableName, TableKind> kinds(Connection connection) {
    SortedMap<TableName, TableKind> kinds = new TreeMap<>();
    summaries(connection).forEach(table -> kinds.put(table.name(), table.kind()));
    return kinds;
  }

  /**
   * The named tables whole. Few queries for many tables: 10,000 must take seconds.
   *
   * @return in the order of the names; one that doesn't exist is left out
   */
  List<Table> tables(Connection connection, Collection<TableName> names);

  /**
   * Which of these tables the user may not read, or would read only in part, each with a sentence
   * that says what to grant.
   */
  default Map<TableName, String> unreadable(Connection connection, Collection<TableName> names) {
    return Map.of();
  }

  /**
   * Why these schemas may hold tables or columns that {@link #tables} can't know of, because the
   * server shows a user only what was granted; a sentence each that says what to grant.
   */
  default List<String> blindSpots(Connection connection, Collection<String> schemas) {
    return List.of();
  }

  /**
   * What these schemas have beside tables that no load gives a target, such as views and routines;
   * a sentence a kind. What tables have of the sort is in {@link Table#notMoved}.
   */
  default List<String> notMoved(Connection connection, Collection<String> schemas) {
    return List.of();
  }
}
