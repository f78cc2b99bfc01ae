package org.godwit.task.validate;

/**
 * A column of the target whose values no validation looked at.
 *
 * @param column its name on the target
 * @param reason why, for people
 */
public record UncomparedColumn(String column, String reason) {
  /** A column that a transformation rule made by an expression; it has no source. */
  public static UncomparedColumn addedByRule(String column, String ruleId) {
    return new UncomparedColumn(column, "added by rule " + ruleId);
  }
}
