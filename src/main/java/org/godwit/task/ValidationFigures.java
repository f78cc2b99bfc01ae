package org.godwit.task;

import java.util.List;
import org.godwit.task.validate.Difference;
import org.godwit.task.validate.ValidationState;

/**
 * What validation has found of a table so far.
 *
 * @param state how far it is
 * @param rows that were compared
 * @param failed rows that differ, or are on one side only
 * @param altered values that differ as the policy demands
 * @param details a sentence, empty for none
 * @param differences the first of the rows that failed
 */
public record ValidationFigures(
    ValidationState state,
    long rows,
    long failed,
    long altered,
    String details,
    List<Difference> differences) {
  /** Validation is switched off. */
  public static final ValidationFigures NOT_ENABLED = of(ValidationState.NOT_ENABLED);

  /** Validation has yet to begin. */
  public static final ValidationFigures PENDING = of(ValidationState.PENDING_VALIDATION);

  /** The table is not loaded, so that there is nothing to compare. */
  public static final ValidationFigures NOT_COMPARED =
      new ValidationFigures(
          ValidationState.TABLE_ERROR,
          0,
          0,
          0,
          "not compared, because the table is not loaded",
          List.of());

  public ValidationFigures {
    differences = List.copyOf(differences);
  }

  private static ValidationFigures of(ValidationState state) {
    return new ValidationFigures(state, 0, 0, 0, "", List.of());
  }

  /** Validation is under way. */
  public static ValidationFigures comparing(long rows, long failed) {
    return new ValidationFigures(ValidationState.PENDING_RECORDS, rows, failed, 0, "", List.of());
  }
}
