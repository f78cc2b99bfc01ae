package org.godwit.task.plan;

/**
 * What becomes of a column, as a page tells it.
 *
 * @param source its name, also where a rule masks it; empty where a rule computes the value
 * @param sourceType as the source writes it; empty where a rule computes the value
 * @param target its name on the target, empty where it is left out
 * @param targetType as the target writes it, empty where it is left out
 * @param meaning its type in shared terms and its expression, by which two plans are compared;
 *     empty where it is left out
 * @param ruleId the rule that gave it name, type or value, {@link org.godwit.mapping.Rule#NONE} for
 *     none
 */
public record PlannedColumn(
    String source,
    String sourceType,
    String target,
    String targetType,
    String meaning,
    long ruleId) {
  /** Whether the same values arrive in the same column of the same type. */
  boolean isLike(PlannedColumn other) {
    return source.equals(other.source)
        && target.equals(other.target)
        && meaning.equals(other.meaning);
  }
}
