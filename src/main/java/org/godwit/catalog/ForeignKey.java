package org.godwit.catalog;

import java.util.Arrays;
import java.util.List;

/**
 * A foreign key.
 *
 * @param name as the engine stores it
 * @param columns of the table that has the key
 * @param references the table that it points at
 * @param referencedColumns of that table, in the order of {@code columns}
 * @param onDelete what a delete of the referenced row does
 * @param onUpdate what an update of the referenced key does
 * @param options what the source engine writes of it beside all this ({@code DEFERRABLE INITIALLY
 *     DEFERRED}), empty for none
 */
public record ForeignKey(
    String name,
    List<String> columns,
    TableName references,
    List<String> referencedColumns,
    Action onDelete,
    Action onUpdate,
    String options) {
  public ForeignKey {
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
  }

  /** A foreign key that has no options. */
  public ForeignKey(
      String name,
      List<String> columns,
      TableName references,
      List<String> referencedColumns,
      Action onDelete,
      Action onUpdate) {
    this(name, columns, references, referencedColumns, onDelete, onUpdate, "");
  }

  /** Whether a delete or an update of the referenced row may change the rows that refer to it. */
  public boolean changesRows() {
    return onDelete.changesRows() || onUpdate.changesRows();
  }

  /** A referential action. */
  public enum Action {
    NO_ACTION("NO ACTION"),
    RESTRICT("RESTRICT"),
    CASCADE("CASCADE"),
    SET_NULL("SET NULL"),
    SET_DEFAULT("SET DEFAULT");

    private final String sql;

    Action(String sql) {
      this.sql = sql;
    }

    /** That of these words, with blanks or underscores between; none in particular for others. */
    public static Action of(String words) {
      return Arrays.stream(values())
          .filter(action -> action.sql.equals(words.replace('_', ' ')))
          .findFirst()
          .orElse(NO_ACTION);
    }

    /** Whether it changes the rows that refer to the one that goes or gets another key. */
    public boolean changesRows() {
      return this != NO_ACTION && this != RESTRICT;
    }

    /** As standard SQL writes it. */
    public String sql() {
      return sql;
    }
  }
}
