package org.godwit.engine;

/**
 * Applies changes to any number of tables within the caller's transactions, in the order in which
 * they are given, whatever tables they are of. They may wait in a buffer of bounded size until
 * {@link #flush}; those of two of the caller's transactions never wait together.
 *
 * <p>Any method, and those of its {@link ChangeWriter}s, may throw for a change that waited, what
 * {@link RefusedChanges} throws among it.
 */
public interface TransactionWriter extends AutoCloseable {

  /**
   * The way to one of the tables; asked for once for each.
   *
   * @param refused is asked about each of its changes that the target doesn't take
   */
  ChangeWriter table(ChangedTable table, RefusedChanges refused);

  /** Sends what waits; the caller does so before it commits, or writes by itself. */
  void flush();

  /** Gives up what waits; the transaction is the caller's to end. */
  @Override
  void close();
}
