package org.godwit.engine;

import java.time.Instant;
import java.util.List;
import org.godwit.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A step of a source's log. Transactions come whole, one after the other in the order in which the
 * source committed them: {@link Begin}, what was done, {@link Commit}. What was rolled back never
 * comes.
 */
public sealed interface Change {

  /**
   * A committed transaction begins.
   *
   * @param position by which {@link ChangeSource#isBefore} tells whether a snapshot holds it
   * @param committedAt when the source committed it, by the source's clock
   * @param transaction the source's name for it, for messages
   */
  record Begin(Position position, Instant committedAt, String transaction) implements Change {}

  /** A row came. */
  record Insert(TableName table, ChangeRow after) implements Change {}

  /**
   * A row was changed.
   *
   * @param before what identified the row, where that was changed or the source logs whole rows;
   *     null where the new row tells it
   * @param after the new row
   */
  record Update(TableName table, @Nullable ChangeRow before, ChangeRow after) implements Change {}

  /**
   * A row went.
   *
   * @param before what identified it
   */
  record Delete(TableName table, ChangeRow before) implements Change {}

  /** Tables were emptied at once. */
  record Truncate(List<TableName> tables) implements Change {
    public Truncate {
      tables = List.copyOf(tables);
    }
  }

  /** What a statement did to a table as a whole. */
  enum Deed {
    /** It made it, or gave it its name. */
    MADE,
    /** It made it unless it was there, and nothing says that it wasn't. */
    MADE_UNLESS_THERE,
    /** It altered it, gave it another name, or put another in its place. */
    ALTERED,
    /** It altered it so that its rows are best loaded again. */
    REMADE,
    /** It dropped it, with all its rows. */
    DROPPED
  }

  /**
   * A statement made, altered or dropped a table, and the catalog knows what it has led to. Where
   * the log has the statement, it is a transaction of its own; else this comes before a row that
   * shows it. An altered table's rows behind it are in a form that the stream doesn't know: it has
   * to be opened anew from before them.
   *
   * @param table one of those that the stream was opened with, or for {@link Deed#MADE} and {@link
   *     Deed#MADE_UNLESS_THERE} any other
   * @param statement as messages show it, or what it led to
   */
  record Redefined(TableName table, Deed deed, String statement) implements Change {}

  /**
   * Rows of a table that nobody knows the form of: the stream has no more of it, and its rows have
   * to be loaded again.
   *
   * @param why a sentence without its full stop
   */
  record Unreadable(TableName table, String why) implements Change {}

  /**
   * The transaction ends.
   *
   * @param next where a later stream goes on, behind this transaction
   */
  record Commit(Position next) implements Change {}

  /**
   * Between two transactions: all that was committed before the position has come.
   *
   * @param next where a later stream may go on
   */
  record Idle(Position next) implements Change {}
}
