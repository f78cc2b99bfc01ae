package org.godwit.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.ConnectionReport.Check;

/**
 * A source whose changes can be followed. What it keeps on its server for a task bears the name
 * {@code stream}: lower-case letters, digits and underscores, at most 50, of one task alone.
 */
public interface ChangeSource {

  /**
   * Reads a position as the engine's own tools write it, also out of what a tool that dumps or
   * backs up has written about its own.
   *
   * @throws EngineException of {@link Failure#CONFIGURATION} where the text is none
   */
  Position position(String text);

  /** Finds places of the log by time; empty where the engine's log can't be searched so. */
  default Optional<LogSearch> search() {
    return Optional.empty();
  }

  /** Finds what tasks have left behind; empty where the engine keeps nothing by a stream's name. */
  default Optional<KeptStreams> streams() {
    return Optional.empty();
  }

  /**
   * The same source, which keeps what memory shouldn't hold of a transaction below this folder, in
   * one of the stream's name. It matters to engines whose log has transactions in pieces.
   */
  default ChangeSource keepingIn(Path folder) {
    return this;
  }

  /**
   * The same source without the transactions that {@link ChangeTarget#mark} has marked so; empty
   * where the engine's log doesn't tell them.
   */
  default Optional<ChangeSource> leavingOut(String schema) {
    return Optional.empty();
  }

  /**
   * Whether a place of the log lies before another. A transaction whose {@link Change.Begin} lies
   * before a snapshot of {@link #snapshot} is in it, any other is not.
   */
  boolean isBefore(Position place, Position other);

  /**
   * Whether {@link #snapshot} has exactly what lies before its position. Where it hasn't, it has
   * all of that and, row by row, some of what lies behind; then every row that comes or is changed
   * comes whole, so that rows are as the source has them once what was there is replaced, what
   * wasn't is added, and what is gone may go again.
   */
  default boolean isExact() {
    return true;
  }

  /**
   * The form in which {@link ChangeRow#raw} gives the column's values; empty where it gives none.
   */
  String wire(Column column);

  /**
   * What of the server's and the user's settings following depends on; where one has failed it is
   * impossible. Asked before each start. Only looks.
   */
  List<Check> checks(Connection connection, String stream) throws SQLException;

  /**
   * Whether the user may do to these tables what {@link #setup} lists; where one has failed it may
   * not. For a stream that hasn't begun. Only looks.
   */
  default List<Check> tableChecks(
      Connection connection,
      String stream,
      Collection<Table> tables,
      Map<TableName, String> wholeRows)
      throws SQLException {
    return List.of();
  }

  /**
   * Whether the user may make the table of a canary, which isn't there, write to it and drop it.
   * Only looks.
   */
  default List<Check> canaryChecks(Connection connection, TableName canary) throws SQLException {
    return List.of();
  }

  /**
   * Tables whose changes can't be followed, with a sentence that says why and what to do. Where the
   * stream is there, also those that it lacks and that the user may not add to it.
   */
  Map<TableName, String> unfollowed(Connection connection, String stream, Collection<Table> tables)
      throws SQLException;

  /**
   * Why the log doesn't have a column's values as the load reads them, a sentence without its full
   * stop; empty where it does.
   */
  default String unlogged(Column column) {
    return "";
  }

  /**
   * What has to be made or changed on the source before the tables can be followed, in order;
   * nothing where all of it is there. Only looks.
   *
   * @param wholeRows those of the tables whose log must have all values of a row before and after
   *     it was changed, by the reason why
   */
  List<SetupStatement> setup(
      Connection connection,
      String stream,
      Collection<Table> tables,
      Map<TableName, String> wholeRows)
      throws SQLException;

  /**
   * Whether {@link #setup} and {@link #tableChecks} may be asked about a table that isn't there
   * yet, and is made before what they list is run.
   */
  default boolean setsUpAhead() {
    return true;
  }

  /**
   * Whether an update logs the columns that it changed and those of the key alone, unless {@link
   * #setup} was told to have whole rows.
   */
  default boolean logsChangedColumnsAlone() {
    return false;
  }

  /** Whether the log always has all values of a row before and after it was changed. */
  default boolean logsWholeRows() {
    return false;
  }

  /**
   * NULL in the source's SQL, of the column's own type and collation; empty for a type that no
   * expression has.
   */
  Optional<String> nullSql(Column column);

  /**
   * A value as {@link #nullSql} has NULL: a condition means of it what it means of the column.
   *
   * @param place of the column in the row, whose value is not NULL
   */
  String valueSql(Column column, ChangeRow row, int place);

  /**
   * Whether {@link #leavingOut} leaves out statements that empty, drop or alter tables too. Where
   * it doesn't, such a statement may be the other task's own.
   */
  default boolean leavesOutStatements() {
    return true;
  }

  /**
   * Whether the table has another primary key than in its definition, as the catalog says: a log
   * that others may write to says no more than that it may have.
   *
   * @param definition that the target's table was made by, as {@link #definitions} has given it
   */
  default boolean hasOtherKey(Connection connection, TableName table, String definition)
      throws SQLException {
    return true;
  }

  /**
   * Whether its server changes rows by foreign keys (CASCADE, SET NULL) and logs nothing of that.
   * Only looks.
   */
  default boolean hidesCascades(Connection connection) throws SQLException {
    return false;
  }

  /** Whether nobody but the server writes into its log what becomes of tables. */
  default boolean isDefinitionOfServer() {
    return true;
  }

  /**
   * Whether {@link #valueSql} means what the column means in comparisons with text alone, as where
   * the column is a number too.
   */
  default boolean isText(Column column) {
    return false;
  }

  /**
   * Which of these tables the stream carries all changes of, each with an id that is another one
   * where a table was dropped and made anew. What is carried by no means of its own has no gaps:
   * every table is there, under the same id.
   */
  Map<TableName, String> carried(Connection connection, String stream, Collection<TableName> tables)
      throws SQLException;

  /**
   * Whether the log tells what statements do to tables, so that what {@link #carried} no longer has
   * is told there at its own place.
   */
  default boolean tellsDefinitions(Connection connection) throws SQLException {
    return false;
  }

  /**
   * Whether a stream tells of tables in {@code before} of {@link #open} that the source has no
   * longer: rows of theirs that the log still has, as {@link Change.Unreadable}, and, as far as the
   * log tells what becomes of tables, where they went, as {@link Change.Redefined}.
   */
  default boolean tellsOfAbsent() {
    return false;
  }

  /** What the source keeps for the task, as statements that remove it; only looks. */
  List<SetupStatement> removal(Connection connection, String stream) throws SQLException;

  /**
   * Runs statements of {@link #setup} or {@link #removal}.
   *
   * @param patience how long to wait for transactions that are open on the source
   * @throws EngineException where one is refused, or the wait was in vain; those before it stay
   */
  void run(EndpointConfig config, List<SetupStatement> statements, Duration patience);

  /**
   * Where a stream that was never read begins. Everything that is committed from now on is behind
   * it.
   *
   * @throws EngineException of {@link Failure#POSITION_LOST} where the source keeps nothing for it
   */
  Position beginning(Connection connection, String stream) throws SQLException;

  /**
   * The earliest place that a stream may begin at. An engine that keeps its log for a stream alone
   * has none before {@link #beginning}.
   */
  default Position oldest(Connection connection, String stream) throws SQLException {
    return beginning(connection, stream);
  }

  /**
   * Why a stream can't begin at a place that the log has and a person gave, a sentence with what to
   * give instead; empty where it can, or where only reading from there on will tell. Only looks.
   */
  default Optional<String> unfitStart(EndpointConfig config, String stream, Position from)
      throws SQLException {
    return Optional.empty();
  }

  /**
   * How much of its log the source keeps for a task, and for how long. Only looks.
   *
   * @param from up to where the task has come
   * @return empty where the source keeps nothing for it, or that isn't known at this position
   */
  Optional<KeptLog> kept(Connection connection, EndpointConfig config, String stream, Position from)
      throws SQLException;

  /**
   * Whether the log is kept by table, from each one's setup on. What all tables' loads have seen is
   * then never asked for.
   */
  default boolean keepsByTable() {
    return false;
  }

  /** Where the log ends now. All that is committed lies before it, also what isn't on disk yet. */
  Position end(Connection connection) throws SQLException;

  /** What time it is by the clock that stamps the log's transactions, as fine as it does. */
  Instant now(Connection connection) throws SQLException;

  /**
   * As {@link SnapshotSource#take}, with a position that divides the log: what {@link #isBefore}
   * says of a transaction is exact, also while others write.
   *
   * @param patience how long to wait for transactions that are open on the source
   */
  Snapshot snapshot(
      EndpointConfig config,
      int readers,
      Collection<Table> tables,
      Duration patience,
      Consumer<String> announce);

  /**
   * Whether {@link #open} may go on from the position of a {@link #snapshot}, and gives every
   * transaction whole that was committed behind it, also one that had begun before.
   */
  default boolean opensAtSnapshots() {
    return false;
  }

  /**
   * The definitions of tables, as far as changes of their rows depend on them, each as a text that
   * {@link #open} reads. Only looks.
   */
  Map<TableName, String> definitions(Connection connection, Collection<TableName> tables)
      throws SQLException;

  /**
   * Opens the stream.
   *
   * @param tables whose changes are wanted, as the catalog has them now; others never come
   * @param before the definitions of the tables that the target's were made by, where they are
   *     known; a table in it alone was followed and is there no longer ({@link #tellsOfAbsent})
   * @param from where it goes on, as an earlier step or {@link #beginning} gave it
   * @param announce is told what a person should know
   * @throws EngineException of {@link Failure#POSITION_LOST} where the source no longer has it; of
   *     {@link Failure#DEFINITION_CHANGED} where the catalog has other tables than these by now
   */
  ChangeStream open(
      EndpointConfig config,
      String stream,
      Collection<SourceTable> tables,
      Map<TableName, String> before,
      Position from,
      Consumer<String> announce);
}
