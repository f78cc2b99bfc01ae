package org.godwit.task.validate;

/** Hears how a table's validation goes on; called from several threads. */
@FunctionalInterface
public interface ValidationListener {
  /** Hears nothing. */
  ValidationListener NONE = (_, _) -> {};

  /**
   * Another part of the table was compared.
   *
   * @param rows source rows compared so far
   * @param failed differing rows found so far
   */
  void compared(long rows, long failed);
}
