package org.godwit.task.validate;

/**
 * A column of which the load altered values because its policy said so.
 *
 * @param column its name on the source
 * @param values how many, counted on the source
 */
public record AlteredColumn(String column, long values) {}
