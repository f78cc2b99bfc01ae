package org.godwit.task.control;

/** How far a table has durably come; the order is the order of the work. */
public enum LoadPhase {
  /** Known, nothing done on the target. */
  PLANNED,
  /**
   * The target table did not exist and is being made, on a target whose definitions commit by
   * themselves: what is there of it is ours, and empty.
   */
  CREATING,
  /** The target table stands ready to take rows. */
  PREPARED,
  /** Every segment is committed. */
  LOADED,
  /** Keys, indexes and the rest that belongs to the table alone are built. */
  COMPLETED,
  /** Suspended by an error; a reload or a resume takes it up again. */
  ERROR
}
