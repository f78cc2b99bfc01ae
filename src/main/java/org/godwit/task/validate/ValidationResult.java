package org.godwit.task.validate;

import java.util.List;

/**
 * What the validation of one table found.
 *
 * @param state the verdict
 * @param details a sentence or more about it, for people
 * @param rowsSource rows read on the source
 * @param rowsTarget rows read on the target
 * @param validated source rows that the target has, equal in every compared column
 * @param failed rows that differ or miss on one side; at least so many where the limit was reached
 * @param altered columns with values that the policy altered; empty where nothing was
 * @param differences the rows that failed
 * @param uncompared columns that were not looked at, with reasons
 */
public record ValidationResult(
    ValidationState state,
    String details,
    long rowsSource,
    long rowsTarget,
    long validated,
    long failed,
    List<AlteredColumn> altered,
    List<Difference> differences,
    List<UncomparedColumn> uncompared) {
  public ValidationResult {
    altered = List.copyOf(altered);
    differences = List.copyOf(differences);
    uncompared = List.copyOf(uncompared);
  }

  /** Values that the policy altered. */
  public long alteredValues() {
    return altered.stream().mapToLong(AlteredColumn::values).sum();
  }

  /**
   * Whether the target holds what the task demands.
   *
   * @param strict whether an altered value is a failure too
   */
  public boolean isPassed(boolean strict) {
    return state == ValidationState.VALIDATED && !(strict && alteredValues() > 0);
  }
}
