package org.godwit.task.console;

/** Why a run begins. */
enum RunCause {
  /** Somebody starts or resumes it. */
  ASKED("task.start"),
  /** Likewise, who consents to what the source has to be changed by, as the last run has told. */
  SET_UP("task.set_up_source"),
  /** Likewise, who says that another source holds the same data. */
  SAME_DATA("task.start_same_data"),
  /** Somebody wants every table loaded from the beginning. */
  RESTART("task.restart"),
  /** Somebody wants some tables loaded from the beginning. */
  RELOAD("task.reload"),
  /** The console that ran it has ended or is taken for dead, and its source goes on changing. */
  BY_ITSELF("task.resume");

  private final String action;

  RunCause(String action) {
    this.action = action;
  }

  /** As the audit calls it. */
  String action() {
    return action;
  }
}
