package org.godwit.catalog;

import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.catalog.Generation.Computed;

/**
 * One column of a table. {@link #of} makes one and the {@code with} methods add to it, so that who
 * doesn't mind a property need not know it.
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

  /** A plain column without default, generation or comment. */
  public static Column of(String name, DataType type, String nativeType, boolean nullable) {
    return new Column(
        name,
        type,
        nativeType,
        nullable,
        new Default.None(),
        new Generation.Given(),
        false,
        "",
        Optional.empty());
  }

  /** Whether the engine computes the value, so that it can't be written. */
  public boolean isComputed() {
    return generation instanceof Computed;
  }

  /** The same column under another name. */
  public Column withName(String value) {
    return changed(draft -> draft.name = value);
  }

  /** The same column with another type. */
  public Column withType(DataType newType, String newNativeType) {
    return changed(
        draft -> {
          draft.type = newType;
          draft.nativeType = newNativeType;
        });
  }

  /** The same column, allowing NULL or not. */
  public Column withNullable(boolean value) {
    return changed(draft -> draft.nullable = value);
  }

  /** The same column with another default. */
  public Column withDefault(Default value) {
    return changed(draft -> draft.defaultValue = value);
  }

  /** The same column with another origin of its values. */
  public Column withGeneration(Generation value) {
    return changed(draft -> draft.generation = value);
  }

  /** The same column, set to the current moment by updates or not. */
  public Column withUpdatedToNow(boolean value) {
    return changed(draft -> draft.updatedToNow = value);
  }

  /** The same column with another comment. */
  public Column withComment(String value) {
    return changed(draft -> draft.comment = value);
  }

  /** The same column with another order of its text. */
  public Column withCollation(Optional<Collation> value) {
    return changed(draft -> draft.collation = value);
  }

  private Column changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new Column(
        draft.name,
        draft.type,
        draft.nativeType,
        draft.nullable,
        draft.defaultValue,
        draft.generation,
        draft.updatedToNow,
        draft.comment,
        draft.collation);
  }

  /** What may be changed. */
  private static final class Draft {
    private String name;
    private DataType type;
    private String nativeType;
    private boolean nullable;
    private Default defaultValue;
    private Generation generation;
    private boolean updatedToNow;
    private String comment;
    private Optional<Collation> collation;

    Draft(Column column) {
      name = column.name;
      type = column.type;
      nativeType = column.nativeType;
      nullable = column.nullable;
      defaultValue = column.defaultValue;
      generation = column.generation;
      updatedToNow = column.updatedToNow;
      comment = column.comment;
      collation = column.collation;
    }
  }
}
