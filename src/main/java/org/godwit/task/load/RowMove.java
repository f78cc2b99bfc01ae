package org.godwit.task.load;

import org.godwit.codec.Tally;
import org.godwit.codec.ValueError;
import org.godwit.engine.RowCursor;
import org.godwit.engine.TableWriter;

/** Moves the row that a cursor stands on into a writer, column by column. */
final class RowMove {
  private final LoadColumn[] columns;
  private final RowCursor cursor;

  RowMove(LoadTable table, RowCursor cursor) {
    this.columns = table.columns().toArray(LoadColumn[]::new);
    this.cursor = cursor;
  }

  /**
   * Puts the row, or rejects it.
   *
   * @return whether the writer has it
   */
  boolean put(TableWriter writer, Tally tally, Rejects rejects) {
    writer.begin();
    try {
      for (int i = 0; i < columns.length; i++) {
        LoadColumn column = columns[i];
        column.codec().move(cursor, column.sourceColumn(), writer, tally, i);
      }
    } catch (ValueError e) {
      writer.drop();
      rejects.add(SourceValues.of(rejects.sourceColumns(), cursor), e.kind(), e.sentence());
      return false;
    }
    writer.end();
    return true;
  }
}
