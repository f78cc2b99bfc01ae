package org.godwit.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;

/** A target that tables can be loaded into. */
public interface LoadTarget {

  /** How this engine stores types. */
  TypeMap typeMap();

  /**
   * Plans how tables would be made.
   *
   * @param connection on which expressions are tried and rolled back, in a transaction or not
   * @param tables all that are to be made, whose names nothing else may get
   */
  TargetPlanner planner(Connection connection, Collection<TableName> tables);

  /** Whether text may hold the character U+0000. */
  default boolean storesNulCharacters() {
    return true;
  }

  /** Drops the table if it is there; refused where a view or another table still needs it. */
  String dropTable(TableName table);

  /** Empties the table, or more tables at once where foreign keys tie them together. */
  String truncate(List<TableName> tables);

  /**
   * Switches foreign keys and triggers off for the rest of the session, so that existing tables can
   * be loaded in any order; empty where the engine has no such switch.
   */
  default String switchOffTriggers() {
    return "";
  }

  /**
   * Which of these names something on the target bears that is no table, such as a view or a
   * sequence; with a sentence that says what.
   */
  default Map<TableName, String> taken(Connection connection, Collection<TableName> names) {
    return Map.of();
  }

  /**
   * What of other tables stands in the way of dropping a table, and what others have on it.
   *
   * @param dropped the tables that are dropped with it, whose keys need not come back
   */
  default TableTies ties(Connection connection, TableName table, Set<TableName> dropped)
      throws SQLException {
    return TableTies.NONE;
  }

  /** The number by which the server knows the connection's session. */
  long session(Connection connection) throws SQLException;

  /**
   * Ends sessions that Godwit has opened as the same user where they keep another one waiting for a
   * lock and do nothing for a while themselves: their process is dead, or stands still.
   *
   * @param session that waits
   * @return what was ended, for messages
   * @throws SQLException where the user may not see who waits for whom
   */
  List<String> endIdleHolders(Connection connection, long session, Duration idle)
      throws SQLException;

  /** Statements that make a session ready to be written over, in order. */
  default List<String> session() {
    return List.of();
  }

  /** Statements that make a session ready to build keys and indexes, in order. */
  default List<String> building(BuildResources resources) {
    return List.of();
  }

  /**
   * Statements that make a session ready to look at the rows of foreign keys, in order; those of
   * {@link #building} undo them.
   */
  default List<String> lookingAtKeys(BuildResources resources) {
    return List.of();
  }

  /** Whether indexes of one table may be built beside each other, over a session each. */
  default boolean buildsIndexesTogether() {
    return false;
  }

  /**
   * Whether a statement that makes, alters or drops something commits by itself, and with it
   * whatever the transaction did before.
   */
  default boolean definitionsCommit() {
    return false;
  }

  /**
   * Runs a statement of a plan, or of ties, which may be several in one text.
   *
   * @throws SQLException where one is refused; those before it stay
   */
  default void run(Statement statement, String sql) throws SQLException {
    statement.execute(sql);
  }

  /**
   * As {@link #run} one after the other; where the server takes them in one round trip, that is
   * what is done.
   */
  default void runAll(Statement statement, List<String> all) throws SQLException {
    for (String sql : all) {
      run(statement, sql);
    }
  }

  /**
   * What acts on the rows of a table that stays and isn't silenced by {@link #switchOffTriggers}.
   *
   * @param connection in a transaction
   * @param isEmptied whether its rows go first
   */
  default TableTies triggers(Connection connection, TableName table, boolean isEmptied)
      throws SQLException {
    return TableTies.NONE;
  }

  /**
   * Rows that point at no other row although a foreign key of this table, or one to it, is there:
   * the keys were off while rows came and went. Nothing where a key that is there always holds.
   *
   * @return a sentence a key that doesn't hold
   */
  default List<String> orphans(Connection connection, TableName table) throws SQLException {
    return List.of();
  }

  /** What of the server slows a load down or narrows it, a sentence each, with what to do. */
  default List<String> remarks(Connection connection) throws SQLException {
    return List.of();
  }

  /** What the control schema says in this engine's own words. */
  ControlWords controlWords();

  /**
   * Which of these tables the user may not use so, each with a sentence that says what to grant.
   * Only looks, so that nothing is dropped before it is known.
   */
  default Map<TableName, String> forbidden(Connection connection, Map<TableName, TargetUse> uses) {
    return Map.of();
  }

  /** What an administrator runs so that the user can keep a control schema, empty for unknown. */
  default String controlSchemaGrant(String schema, EndpointConfig config) {
    return "";
  }

  /**
   * Opens a writer.
   *
   * @param connection in a transaction
   * @param table and which of its columns rows give
   * @param budget that large rows are taken from
   */
  TableWriter writer(
      Connection connection, TargetTable table, TableWriter.Mode mode, ByteBudget budget);

  /**
   * Which columns can be written undecoded ({@link org.godwit.codec.RowSink#putRaw}).
   *
   * @param sourceForms the form that the source gives of each target column's values ({@link
   *     SnapshotSource#wire}), empty for none
   * @return names of target columns; they are moved by {@link org.godwit.codec.Codecs#RAW}
   */
  default Set<String> rawColumns(Map<Column, String> sourceForms) {
    return Set.of();
  }

  /**
   * Whether whole rows can be written unparsed, by {@link TableWriter#putRow}.
   *
   * @param wires as {@link #rawColumns} gets them, for all columns that rows give
   * @param literals the form that the source gives of each of them in rows of text ({@link
   *     SnapshotSource#literal}), empty for none
   */
  default RowForm rowForm(Map<Column, String> wires, Map<Column, String> literals) {
    return RowForm.DECODED;
  }
}
