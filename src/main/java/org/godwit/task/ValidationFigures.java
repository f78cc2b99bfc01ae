package org.godwit.task;

/**
 * What validation has found of a table so far.
 *
 * @param state DMS's word ({@code Validated}, {@code Mismatched records}, …)
 * @param rows that were compared
 * @param failed rows that differ, or are on one side only
 * @param altered values that differ as the policy demands
 * @param details a sentence, empty for none
 */
public record ValidationFigures(
    String state, long rows, long failed, long altered, String details) {
  /** Validation is switched off. */
  public static final ValidationFigures NOT_ENABLED =
      new ValidationFigures("Not enabled", 0, 0, 0, "");

  /** Validation has yet to begin. */
  public static final ValidationFigures PENDING =
      new ValidationFigures("Pending validation", 0, 0, 0, "");
}
