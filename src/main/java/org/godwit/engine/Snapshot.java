package org.godwit.engine;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One point in time of a source, held open by one or more connections. It dies with the process, or
 * with its connections.
 */
public interface Snapshot extends AutoCloseable {

  /** The place in the source's log, empty where the source keeps no log. */
  Optional<Position> position();

  /** When it was taken, by the source's clock. */
  Instant takenAt();

  /** How it was taken, a sentence for the log and the page. */
  String method();

  /** Tables whose rows the snapshot does not hold still, because their storage engine can't. */
  List<String> outside();

  /**
   * The connections that share it, each for one reader at a time. Closing the snapshot closes them.
   */
  List<Connection> connections();

  /**
   * How other queries over these connections name the rows of this moment; empty where a
   * connection's own transaction holds it still.
   */
  default Optional<Dialect> dialect() {
    return Optional.empty();
  }

  /**
   * Opens one segment.
   *
   * @param connection one of {@link #connections}, free at the moment
   */
  RowCursor read(Connection connection, SourceTable table, Segment segment, ByteBudget budget);

  /**
   * Opens one segment, to be passed on unparsed.
   *
   * @param form that {@link LoadTarget#rowForm} chose, never {@link RowForm#DECODED}
   */
  default RowStream pass(
      Connection connection, SourceTable table, Segment segment, RowForm form, ByteBudget budget) {
    throw new UnsupportedOperationException("this source gives no rows in " + form + " form");
  }

  /**
   * Lets go of what reading over a connection has left on the server, such as locks on tables. What
   * queries have set in its session may be gone with it.
   *
   * @param connection one of {@link #connections}, free at the moment
   */
  default void release(Connection connection) {}

  @Override
  void close();
}
