package org.godwit.task;

/** Which part of a task speaks in its log; DMS's names. */
public enum LogComponent {
  TASK_MANAGER,
  METADATA_MANAGER,
  TABLES_MANAGER,
  TRANSFORMATION,
  SOURCE_UNLOAD,
  TARGET_LOAD,
  SOURCE_CAPTURE,
  TARGET_APPLY,
  PERFORMANCE,
  VALIDATOR_EXT
}
