package org.godwit.engine;

import java.util.BitSet;
import org.godwit.codec.RowSink;

/**
 * Applies changes to one table within the caller's transaction, in the order in which they are
 * given. They may wait in a buffer of bounded size until {@link #flush}.
 *
 * <p>A change is given to the sink that its method returns: {@link RowSink#begin}, the values in
 * the order that the method tells, {@link RowSink#end}.
 *
 * <p>Any method may throw, for a change that waited: {@link Failure#CONSTRAINT}, {@link
 * Failure#VALUE} or {@link Failure#CONFLICT} where the target refuses it or has not the row that it
 * is for.
 */
public interface ChangeWriter extends AutoCloseable {

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

  /** Sends what waits. */
  void flush();

  /** Gives up what waits; the transaction is the caller's to end. */
  @Override
  void close();
}
