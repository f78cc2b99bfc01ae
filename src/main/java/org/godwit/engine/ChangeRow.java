package org.godwit.engine;

import org.godwit.codec.Row;

/**
 * A row as a source's log of changes has it. Its columns are those of the {@link SourceTable} that
 * the stream was opened with, in that order, and its values are exactly those that a {@link
 * RowCursor} would give. It stands until the next step of its stream.
 */
public interface ChangeRow extends Row {

  /**
   * Whether the log holds no value of the column: an update left it as it was, or an image has the
   * key alone. Nothing else may be asked of such a column.
   */
  boolean isAbsent(int column);

  /**
   * Whether the server did with the change what foreign keys that refer to the row say; asked where
   * {@link ChangeSource#hidesCascades} is true alone.
   */
  default boolean cascades() {
    return false;
  }
}
