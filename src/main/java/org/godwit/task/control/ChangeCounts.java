package org.godwit.task.control;

/**
 * How many changes of a table were applied.
 *
 * @param inserts rows that came
 * @param updates rows that were changed
 * @param deletes rows that went
 * @param truncates how often the table was emptied
 */
public record ChangeCounts(long inserts, long updates, long deletes, long truncates) {
  /** Nothing yet. */
  public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0);

  /** Both together. */
  public ChangeCounts plus(ChangeCounts more) {
    return new ChangeCounts(
        inserts + more.inserts,
        updates + more.updates,
        deletes + more.deletes,
        truncates + more.truncates);
  }

  /** These without those. */
  public ChangeCounts minus(ChangeCounts less) {
    return new ChangeCounts(
        inserts - less.inserts,
        updates - less.updates,
        deletes - less.deletes,
        truncates - less.truncates);
  }

  /** All kinds together. */
  public long total() {
    return inserts + updates + deletes + truncates;
  }
}
