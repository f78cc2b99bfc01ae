package org.godwit.catalog;

/**
 * How an engine orders and compares the text of a column.
 *
 * @param engine the id of the engine that has it; MariaDB's and MySQL's are both {@code mysql}
 * @param name as a column definition writes it
 * @param characters the character set that the text is stored in, empty where that isn't the
 *     column's own
 */
public record Collation(String engine, String name, String characters) {}
