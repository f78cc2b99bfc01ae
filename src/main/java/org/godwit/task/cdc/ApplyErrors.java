package org.godwit.task.cdc;

import org.godwit.engine.Failure;
import org.godwit.engine.RefusedChange;
import org.godwit.task.load.ErrorPolicy;

/**
 * What changes lead to that can't be applied.
 *
 * @param insert for a new row that the target's keys or constraints refuse
 * @param update for a changed row that the target doesn't have, or refuses likewise
 * @param delete for a row that goes and isn't there
 * @param data for a value that the target can't take
 * @param escalationCount changes of a table after which {@code escalation} holds, 0 for never
 * @param escalation what too many of them lead to
 * @param table for a table whose changes can't be applied any more
 * @param tableEscalationCount such tables after which the task stops, 0 for never
 */
public record ApplyErrors(
    ErrorPolicy insert,
    ErrorPolicy update,
    ErrorPolicy delete,
    ErrorPolicy data,
    int escalationCount,
    ErrorPolicy escalation,
    ErrorPolicy table,
    int tableEscalationCount) {

  /**
   * What a change leads to.
   *
   * @param count how many of its table there were, with this one
   */
  ErrorPolicy of(RefusedChange change, long count) {
    if (escalationCount > 0 && count >= escalationCount) {
      return escalation;
    }
    if (change.reason().failure() == Failure.VALUE) {
      return data;
    }
    return switch (change.kind()) {
      case INSERT -> insert;
      case UPDATE -> update;
      case DELETE -> delete;
    };
  }
}
