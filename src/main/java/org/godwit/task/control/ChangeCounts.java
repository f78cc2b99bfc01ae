package org.godwit.task.control;

/**
 * How many changes of a table were applied, and how often its definition was followed.
 *
 * @param inserts rows that came
 * @param updates rows that were changed
 * @param deletes rows that went
 * @param truncates how often the table was emptied
 * @param alterations how often the target's table was altered with its source's
 */
public record ChangeCounts(
    long inserts, long updates, long deletes, long truncates, long alterations) {
  /** Nothing yet. */
  public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0);

  /** Of rows alone. */
  public static ChangeCounts of(long inserts, long updates, long deletes, long truncates) {
    return new ChangeCounts(inserts, updates, deletes, truncates, 0);
  }

  /** Both together. */
  public ChangeCounts plus(ChangeCounts more) {
    return new ChangeCounts(
        inserts + more.inserts,
        updates + more.updates,
        deletes + more.deletes,
        truncates + more.truncates,
        alterations + more.alterations);
  }

  /** These without those. */
  public ChangeCounts minus(ChangeCounts less) {
    return new ChangeCounts(
        inserts - less.inserts,
        updates - less.updates,
        deletes - less.deletes,
        truncates - less.truncates,
        alterations - less.alterations);
  }

  /** All changes of rows together. */
  public long total() {
    return inserts + updates + deletes + truncates;
  }
}
