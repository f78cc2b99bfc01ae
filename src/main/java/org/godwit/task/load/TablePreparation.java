package org.godwit.task.load;

/** What happens to a target table before its load; DMS's names. */
public enum TablePreparation {
  DO_NOTHING,
  DROP_AND_CREATE,
  TRUNCATE_BEFORE_LOAD
}
