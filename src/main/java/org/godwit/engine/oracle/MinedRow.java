package org.godwit.engine.oracle;

import java.util.List;
import java.util.Map;
import org.godwit.catalog.Column;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ReadRow;
import org.jspecify.annotations.Nullable;

/** A row of the redo log, with the values that the load reads. */
final class MinedRow extends ReadRow implements ChangeRow {
  private final List<Column> columns;
  private final boolean[] absent;

  /** A row that is put again and again. */
  MinedRow(List<Column> columns) {
    super(columns.size());
    this.columns = List.copyOf(columns);
    absent = new boolean[columns.size()];
  }

  /**
   * Puts a row.
   *
   * @param first where a value is looked for first, by the column's name
   * @param second where else
   * @param isWhole whether what is in neither is NULL, and else it isn't known
   * @throws RedoStatement.Unreadable where a value is in no form that is known
   */
  MinedRow put(Map<String, RedoLiteral> first, Map<String, RedoLiteral> second, boolean isWhole) {
    for (int i = 0; i < absent.length; i++) {
      Column column = columns.get(i);
      RedoLiteral given = first.get(column.name());
      @Nullable RedoLiteral literal = given == null ? second.get(column.name()) : given;
      absent[i] = literal == null && !isWhole;
      if (literal == null) {
        value(i).setNull();
      } else {
        MinedValue.put(column, literal, value(i));
      }
    }
    return this;
  }

  @Override
  public boolean isAbsent(int column) {
    return absent[column];
  }
}
