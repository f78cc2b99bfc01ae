package org.godwit.task;

import org.godwit.catalog.TableName;

/**
 * What a run has done about a table by itself, and a person should know.
 *
 * @param table by which the task knows it
 * @param sentence without the table's name and the full stop
 */
public record TableNews(Kind kind, TableName table, String sentence) {
  /** What became of the table. */
  public enum Kind {
    /** It has come to the task, and is followed. */
    TAKEN,
    /** Its rows are loaded from the beginning, for what is on the target is of another table. */
    LOADED_AGAIN,
    /** Its changes are followed no longer. */
    LEFT
  }
}
