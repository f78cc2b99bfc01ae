package org.godwit.catalog;

/** What a column holds when an insert leaves it out. */
public sealed interface Default {

  /** Nothing was declared. */
  record None() implements Default {}

  /** A constant, unquoted. */
  record Literal(String text) implements Default {}

  /**
   * The moment of the insert.
   *
   * @param scale digits of a second
   */
  record Now(int scale) implements Default {}

  /** Any other expression, in the words of the engine that it was read from. */
  record Expression(String text) implements Default {}
}
