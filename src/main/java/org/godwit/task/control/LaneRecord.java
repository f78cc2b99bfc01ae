package org.godwit.task.control;

/**
 * A lane that has committed its part of a round whose end the task has not reached.
 *
 * @param lane its number
 * @param lanes among how many the round was divided
 * @param position behind the round, as the source's engine writes it
 * @param sums what it has applied, kept by one of the lanes that committed together
 */
public record LaneRecord(int lane, int lanes, String position, ChangeSums sums) {}
