package org.godwit.task.cdc;

/**
 * Tables are to be loaded again, or were loaded beside the changes of the others: all that is whole
 * is committed, and the task is to be planned anew.
 */
public final class PlanAnew extends RuntimeException {
  private static final long serialVersionUID = 1;

  PlanAnew(String why) {
    super(why);
  }
}
