package org.godwit.task.control;

/**
 * How many values of a column were altered in one way.
 *
 * @param column the target column
 * @param change the kind, {@code ValueChange}'s name
 * @param count how many
 */
public record AlteredValues(String column, String change, long count) {}
