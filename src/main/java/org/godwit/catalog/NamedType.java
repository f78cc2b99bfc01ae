package org.godwit.catalog;

/**
 * A type with a name that people or an extension have given it, and that a table's columns need.
 *
 * @param engine the id of the engine that has it
 * @param schema where it is; of a table as the target shall have it, where it goes
 * @param name of it there
 * @param written as a column definition of the engine that it was read from writes it
 * @param definition what makes it there, ready to run; empty where no statement of its own does
 * @param extension that brings it, empty for none
 */
public record NamedType(
    String engine,
    String schema,
    String name,
    String written,
    String definition,
    String extension) {

  /** The same type, to be made elsewhere. */
  public NamedType withSchema(String newSchema) {
    return new NamedType(engine, newSchema, name, written, definition, extension);
  }
}
