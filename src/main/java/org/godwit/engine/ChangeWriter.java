package org.godwit.engine;

import java.util.BitSet;
import org.godwit.codec.RowSink;

/**
 * Takes the changes of one table for its {@link TransactionWriter}.
 *
 * <p>A change is given to the sink that its method returns: {@link RowSink#begin}, the values in
 * the order that the method tells, {@link RowSink#end}. The sink is good for that one change.
 */
public interface ChangeWriter {

  /**
   * A new row.
   *
   * @param given the columns whose values come, in order; the others take the target's default
   */
  RowSink insert(BitSet given);

  /**
   * A changed row: first the values that identify it, then its new ones.
   *
   * @param given the columns whose new values come, in order; the others stay; at least one
   */
  RowSink update(BitSet given);

  /** A row that goes: the values that identify it. */
  RowSink delete();
}
