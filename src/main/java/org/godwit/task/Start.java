package org.godwit.task;

/** How a run begins, by DMS's start types. */
public enum Start {
  /** From where the last run ended; the first run from the beginning. */
  RESUME,
  /** All tables once more from the beginning. */
  RELOAD_TARGET
}
