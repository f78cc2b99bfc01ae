package org.godwit.sql;

/** Writes statements of one dialect. */
@FunctionalInterface
public interface StatementRenderer {

  /**
   * The statement with its comments and what ends it; ends with a new line.
   *
   * @throws IllegalArgumentException where the dialect has no such statement: a rule left something
   *     that it should have turned into an action item
   */
  Rendered render(Statement statement);
}
