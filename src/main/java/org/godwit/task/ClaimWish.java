package org.godwit.task;

import java.util.Set;
import org.godwit.catalog.TableName;
import org.godwit.engine.EngineException;
import org.godwit.engine.Failure;
import org.godwit.task.control.LoadPhase;
import org.godwit.task.control.SourceIdentity;
import org.godwit.task.control.TableRecord;

/** What a claim is for. */
record ClaimWish(MigrationType type, Start start, Set<TableName> reload, SourceIdentity source) {
  /**
   * A copy may hold the same rows in other places, and segments may be cut by places: a table that
   * is half loaded begins again. So does one whose changes follow, for all its rows must be of one
   * snapshot.
   */
  boolean resets(TableRecord record) {
    boolean isHalfLoaded =
        record.segments() > 0
            && record.phase() != LoadPhase.LOADED
            && record.phase() != LoadPhase.COMPLETED;
    return start == Start.RELOAD_TARGET
        || reload.contains(record.source())
        || ((start == Start.RESUME_SAME_DATA || type.follows()) && isHalfLoaded);
  }

  /** Rows that were loaded without their place in the log can't be followed, nor the reverse. */
  void requireSameKind(boolean wasFollowed, boolean wasLoaded) {
    if (type.follows() && !wasFollowed && wasLoaded && start != Start.RELOAD_TARGET) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "the task's tables were loaded without following their changes, so that those since then are unknown: restart the task to load them again");
    }
    if (!type.follows() && wasFollowed) {
      throw new EngineException(
          Failure.CONFIGURATION,
          "the task follows changes, for which its source keeps its log: remove that first (--remove-from-source), or run it as before");
    }
  }
}
