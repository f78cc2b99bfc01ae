package org.godwit.catalog;

/**
 * A check constraint.
 *
 * @param name as the engine stores it
 * @param expression in the words of the engine that it was read from
 * @param options what the engine writes behind it ({@code NO INHERIT NOT VALID}), empty for none
 */
public record Check(String name, String expression, String options) {
  /** A check of all rows. */
  public Check(String name, String expression) {
    this(name, expression, "");
  }
}
