package org.godwit.task.plan;

/**
 * What becomes of a column, as a page tells it.
 *
 * @param source its name, empty where a rule computes the value
 * @param sourceType as the source writes it, empty where a rule computes the value
 * @param target its name on the target, empty where it is left out
 * @param targetType as the target writes it, empty where it is left out
 * @param ruleId the rule that gave it name, type or value, {@link org.godwit.mapping.Rule#NONE} for
 *     none
 */
public record PlannedColumn(
    String source, String sourceType, String target, String targetType, long ruleId) {}
