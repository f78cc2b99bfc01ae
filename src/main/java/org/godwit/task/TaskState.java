package org.godwit.task;

import java.util.Map;
import java.util.Set;

/** Where a task stands, by DMS's names; the allowed changes are data. */
public enum TaskState {
  CREATING,
  READY,
  STARTING,
  RUNNING,
  STOPPING,
  STOPPED,
  MODIFYING,
  DELETING,
  FAILED;

  private static final Map<TaskState, Set<TaskState>> NEXT =
      Map.of(
          CREATING, Set.of(READY, FAILED),
          READY, Set.of(STARTING, MODIFYING, DELETING),
          STARTING, Set.of(RUNNING, STOPPING, FAILED),
          RUNNING, Set.of(STOPPING, STOPPED, FAILED),
          STOPPING, Set.of(STOPPED, FAILED),
          STOPPED, Set.of(STARTING, MODIFYING, DELETING),
          MODIFYING, Set.of(READY, STOPPED, FAILED),
          DELETING, Set.of(),
          FAILED, Set.of(STARTING, MODIFYING, DELETING));

  /** Whether a task in this state may change to the next. */
  public boolean mayBecome(TaskState next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether a process works on the task in this state. */
  public boolean isActive() {
    return this == STARTING || this == RUNNING || this == STOPPING;
  }
}
