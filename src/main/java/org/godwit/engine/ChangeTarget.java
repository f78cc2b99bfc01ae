package org.godwit.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;

/** A target that changes can be applied to, together with how far they have come. */
public interface ChangeTarget {

  /**
   * Which columns can be written undecoded.
   *
   * @param sourceForms the form that the source gives of each target column's values ({@link
   *     ChangeSource#wire}), empty for none
   */
  Set<String> rawColumns(Map<Column, String> sourceForms);

  /**
   * Opens a writer. It may apply what the changes between two calls of {@link
   * TransactionWriter#flush} come to instead of each of them, where that ends in the same rows.
   *
   * @param connection in a transaction, here and whenever the writer is used
   * @param bulkMin so many changes of a table are worth that
   * @param bytesMax how much of them may wait in memory, about
   */
  TransactionWriter writer(Connection connection, int bulkMin, long bytesMax);

  /**
   * Tables that changes can't be applied to, with a sentence that says why and what to do. Only
   * looks.
   *
   * @param tables as they are or will be
   */
  default Map<TableName, String> unfollowed(Connection connection, Collection<Table> tables)
      throws SQLException {
    return Map.of();
  }

  /**
   * What a person leaves undone on tables that changes are applied to, a sentence without its full
   * stop; empty for nothing.
   */
  default Optional<String> leftForTheCutover() {
    return Optional.empty();
  }

  /**
   * Tables whose rows nothing but their identity relates to each other: changes of others of their
   * rows may be applied in any order. Only looks.
   *
   * @return their columns whose texts are equal only where they are the same characters
   */
  Map<TableName, Set<String>> unbound(Connection connection, Collection<ChangedTable> tables)
      throws SQLException;

  /** Statements that alter tables of the server. Only looks. */
  ColumnStatements columnStatements(Connection connection) throws SQLException;

  /**
   * Whether columns take values from counters that don't follow what is written into the columns,
   * so that {@link #counters} has to be asked.
   */
  default boolean hasCounters() {
    return false;
  }

  /**
   * The counters that columns of these tables take values from, in order of name. Only looks.
   *
   * @param tables of the target; those that aren't there have none
   */
  default List<TargetCounter> counters(Connection connection, Collection<TableName> tables)
      throws SQLException {
    return List.of();
  }

  /** Empties tables at once within the transaction. */
  void truncate(Connection connection, List<TableName> tables) throws SQLException;

  /** How transactions are marked by a name; the name is a schema's, of those that need one. */
  TransactionMark mark(String schema);

  /** A place in the target's own log behind all that is committed so far. */
  String committed(Connection connection) throws SQLException;

  /** Whether what was committed before the place outlives a crash of the server. */
  boolean isDurable(Connection connection, String place) throws SQLException;
}
