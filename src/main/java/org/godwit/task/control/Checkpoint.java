package org.godwit.task.control;

/**
 * How far a task has followed its source.
 *
 * @param stream the name of what its source keeps for it
 * @param position behind the last change that is on the target, as the source's engine writes it;
 *     empty before the beginning is known
 */
public record Checkpoint(String stream, String position) {
  /** Whether there is a position to go on from. */
  public boolean isBegun() {
    return !position.isEmpty();
  }
}
