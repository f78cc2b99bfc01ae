package org.godwit.task.load;

/** What an error leads to; DMS's names. */
public enum ErrorPolicy {
  IGNORE_RECORD,
  LOG_ERROR,
  SUSPEND_TABLE,
  STOP_TASK
}
