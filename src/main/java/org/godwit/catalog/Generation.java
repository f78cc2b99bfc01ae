package org.godwit.catalog;

/** Where a column's value comes from. */
public sealed interface Generation {

  /** From the insert, or the default. */
  record Given() implements Generation {}

  /**
   * From a counter of the table (AUTO_INCREMENT, identity).
   *
   * @param next the value that the next insert would get; 0 where the catalog does not say
   */
  record Identity(long next) implements Generation {}

  /**
   * From other columns.
   *
   * @param expression in the words of the engine that it was read from
   * @param stored whether the value is kept on disk
   */
  record Computed(String expression, boolean stored) implements Generation {}
}
