package org.godwit.catalog;

import java.util.Optional;
import org.godwit.catalog.Generation.Computed;

/**
 * One column of a table.
 *
 * @param name as the engine stores it
 * @param type in shared terms
 * @param nativeType as the engine itself writes the type, for pages and messages
 * @param nullable whether NULL is allowed
 * @param defaultValue what an insert without the column gives
 * @param generation where values come from
 * @param updatedToNow whether every update sets it to the current moment (MySQL's ON UPDATE
 *     CURRENT_TIMESTAMP)
 * @param comment empty where there is none
 * @param collation of text, empty where there is none but the engine's default
 */
public record Column(
    String name,
    DataType type,
    String nativeType,
    boolean nullable,
    Default defaultValue,
    Generation generation,
    boolean updatedToNow,
    String comment,
    Optional<Collation> collation) {

  /** A column whose text, if any, is ordered as its engine does by default. */
  public Column(
      String name,
      DataType type,
      String nativeType,
      boolean nullable,
      Default defaultValue,
      Generation generation,
      boolean updatedToNow,
      String comment) {
    this(
        name,
        type,
        nativeType,
        nullable,
        defaultValue,
        generation,
        updatedToNow,
        comment,
        Optional.empty());
  }

  /** A plain column without default, generation or comment. */
  public static Column of(String name, DataType type, String nativeType, boolean nullable) {
    return new Column(
        name, type, nativeType, nullable, new Default.None(), new Generation.Given(), false, "");
  }

  /** Whether the engine computes the value, so that it can't be written. */
  public boolean isComputed() {
    return generation instanceof Computed;
  }

  /** The same column under another name. */
  public Column withName(String newName) {
    return new Column(
        newName,
        type,
        nativeType,
        nullable,
        defaultValue,
        generation,
        updatedToNow,
        comment,
        collation);
  }

  /** The same column with another type. */
  public Column withType(DataType newType, String newNativeType) {
    return new Column(
        name,
        newType,
        newNativeType,
        nullable,
        defaultValue,
        generation,
        updatedToNow,
        comment,
        collation);
  }

  /** The same column with another default. */
  public Column withDefault(Default newDefault) {
    return new Column(
        name, type, nativeType, nullable, newDefault, generation, updatedToNow, comment, collation);
  }

  /** The same column with another origin of its values. */
  public Column withGeneration(Generation newGeneration) {
    return new Column(
        name,
        type,
        nativeType,
        nullable,
        defaultValue,
        newGeneration,
        updatedToNow,
        comment,
        collation);
  }

  /** The same column, allowing NULL or not. */
  public Column withNullable(boolean newNullable) {
    return new Column(
        name,
        type,
        nativeType,
        newNullable,
        defaultValue,
        generation,
        updatedToNow,
        comment,
        collation);
  }
}
