package org.godwit.engine;

import java.util.List;
import org.godwit.catalog.TableName;

/**
 * A counter of a target that columns take values from, and that stays where it is when rows come
 * with values of their own: a sequence, with or without a column that it belongs to.
 */
public interface TargetCounter {
  /** Where it is. */
  TableName name();

  /** Whether it counts down. */
  boolean isDescending();

  /** Whether it begins again behind its end. */
  boolean cycles();

  /** The columns that take values from it, of the tables that were asked for. */
  List<Use> uses();

  /**
   * A statement that sets it behind what is used: what those columns hold whose values are its own,
   * and these numbers. It keeps to its own steps and bounds, is never set back, and left alone
   * where it stands behind all of that, or counts in a cycle whose end is used.
   *
   * @param used numbers that were given elsewhere, may be empty
   * @return one query; its one row has the number that comes next, it has none where nothing was
   *     done
   */
  String past(List<Long> used);

  /**
   * A statement that lets one that counts in a cycle go on where another of the same bounds stands,
   * unless that is behind it, by the shorter way around.
   *
   * @param last that the other gave
   * @return as {@link #past}; the row has the number that was given last
   */
  String inStep(long last);

  /**
   * A column that takes values from a counter.
   *
   * @param table of the column
   * @param column its name
   * @param isValue whether its values are the counter's numbers, and not made from them
   */
  record Use(TableName table, String column, boolean isValue) {}
}
