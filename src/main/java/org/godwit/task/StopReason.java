package org.godwit.task;

/** Why a task's run ended, by DMS's names. */
public enum StopReason {
  /** Somebody stopped it. */
  NORMAL,
  /** A full-load task has done its work. */
  FULL_LOAD_ONLY_FINISHED,
  /** Tables are loaded, and what changed meanwhile waits: StopTaskCachedChangesNotApplied. */
  STOPPED_AFTER_FULL_LOAD,
  /** What changed while tables were loaded is applied too: StopTaskCachedChangesApplied. */
  STOPPED_AFTER_CACHED_EVENTS,
  /** Changes were followed up to the position that was asked for; not one of DMS's. */
  STOPPED_AT_POSITION,
  /** Changes were followed up to those that the source committed at a time. */
  STOPPED_AT_COMMIT_TIME,
  /** The time has come at which the run was to end. */
  STOPPED_AT_SERVER_TIME,
  /** The source had no more changes for as long as was asked for; not one of DMS's. */
  STOPPED_WHEN_IDLE,
  /** An error that may pass; a resume goes on. */
  RECOVERABLE_ERROR,
  /** An error that a person must put right. */
  FATAL_ERROR
}
