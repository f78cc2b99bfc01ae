package org.godwit.engine.mysql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of a key in the server's order, which can be cut between any two.
 *
 * @param <V> a value's form here
 */
interface KeyLine<V> {

  /**
   * A part of the line.
   *
   * @param least where it begins
   * @param end beyond its greatest value, null for no end
   */
  record Stretch<V>(V least, @Nullable V end) {}

  /** From the least to the greatest value of these rows; empty where there are none. */
  Optional<Stretch<V>> stretch(KeyRows rows) throws SQLException;

  /** Whether there is nothing to cut: all these rows have the least value. */
  boolean isOneValue(Stretch<V> stretch, KeyRows rows) throws SQLException;

  /**
   * Places beyond the least value and before the end, the most promising first.
   *
   * @param share of the rows that shall lie before it, between 0 and 1
   */
  List<V> middles(Stretch<V> stretch, KeyRows rows, double share) throws SQLException;

  /** The value as the server reads it. */
  String literalOf(V value);
}
