package org.godwit.task;

/** Why a task's run ended, by DMS's names. */
public enum StopReason {
  /** Somebody stopped it. */
  NORMAL,
  /** A full-load task has done its work. */
  FULL_LOAD_ONLY_FINISHED,
  /** An error that may pass; a resume goes on. */
  RECOVERABLE_ERROR,
  /** An error that a person must put right. */
  FATAL_ERROR
}
