package org.godwit.codec;

/**
 * Moves one column's value from a source row into a target row. Chosen once a column, so that the
 * path of a row has no decisions about types; it keeps no state and may be shared by threads.
 */
@FunctionalInterface
public interface Codec {

  /**
   * Puts exactly one value into the sink.
   *
   * @param source the row that is read
   * @param column which of its values, from 0
   * @param target where the value goes
   * @param tally counts an altered value, under the index that {@code tallyColumn} gives
   * @param tallyColumn the target column's index
   * @throws ValueError where the value can't be moved under the policy
   */
  void move(Row source, int column, RowSink target, Tally tally, int tallyColumn);
}
