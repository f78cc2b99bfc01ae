package org.godwit.task.control;

/**
 * How many changes of a table were applied or rejected, and how often its definition was followed.
 *
 * @param inserts rows that came
 * @param updates rows that were changed
 * @param deletes rows that went
 * @param truncates how often the table was emptied
 * @param alterations how often the target's table was altered with its source's
 * @param rejected changes of rows that are in the exceptions table instead
 */
public record ChangeCounts(
    long inserts, long updates, long deletes, long truncates, long alterations, long rejected) {
  /** Nothing yet. */
  public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0, 0);

  /** Of rows alone. */
  public static ChangeCounts of(long inserts, long updates, long deletes, long truncates) {
    return new ChangeCounts(inserts, updates, deletes, truncates, 0, 0);
  }

  /** Of the definition alone. */
  public static ChangeCounts ofAlterations(long alterations) {
    return new ChangeCounts(0, 0, 0, 0, alterations, 0);
  }

  /** Of those alone that were not applied. */
  public static ChangeCounts ofRejected(long rejected) {
    return new ChangeCounts(0, 0, 0, 0, 0, rejected);
  }

  /** Both together. */
  public ChangeCounts plus(ChangeCounts more) {
    return new ChangeCounts(
        inserts + more.inserts,
        updates + more.updates,
        deletes + more.deletes,
        truncates + more.truncates,
        alterations + more.alterations,
        rejected + more.rejected);
  }

  /** These without those. */
  public ChangeCounts minus(ChangeCounts less) {
    return new ChangeCounts(
        inserts - less.inserts,
        updates - less.updates,
        deletes - less.deletes,
        truncates - less.truncates,
        alterations - less.alterations,
        rejected - less.rejected);
  }

  /** All changes of rows together that were applied. */
  public long total() {
    return inserts + updates + deletes + truncates;
  }
}
