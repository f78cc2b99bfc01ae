package org.godwit.task;

import org.godwit.catalog.TableName;

/**
 * What a person wishes of one table while its task runs.
 *
 * @param id tells it from any other wish of the store
 * @param table by which the task knows it
 * @param deed what becomes of it
 * @param by who wishes it, for messages
 */
public record TableWish(long id, TableName table, Deed deed, String by) {
  /** What may become of a table. */
  public enum Deed {
    /** It is loaded from the beginning; where the task loads nothing, followed from there on. */
    RELOAD,
    /** Its changes are no longer applied, until it is reloaded. */
    SUSPEND
  }
}
