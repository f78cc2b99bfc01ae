package org.godwit.catalog;

/**
 * A type with a name that people or an extension have given it, and that a table's columns need.
 *
 * @param engine the id of the engine that has it
 * @param schema where it is
 * @param name of it there
 * @param written as a column definition writes it
 * @param definition what makes it, ready to run; empty where no statement of its own does
 * @param extension that brings it, empty for none
 */
public record NamedType(
    String engine,
    String schema,
    String name,
    String written,
    String definition,
    String extension) {}
