package org.godwit.task;

/** How a run begins, by DMS's start types and one more. */
public enum Start {
  /** From where the last run ended; the first run from the beginning. */
  RESUME,
  /**
   * As {@link #RESUME}, though the source may be another server or have another address: a person
   * says that it holds the same data.
   */
  RESUME_SAME_DATA,
  /** All tables once more from the beginning. */
  RELOAD_TARGET
}
