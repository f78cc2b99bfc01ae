package org.godwit.task.cdc;

import org.godwit.engine.ChangeKind;
import org.godwit.engine.Failure;
import org.godwit.engine.RefusedChange;
import org.godwit.task.load.DataErrors;
import org.godwit.task.load.ErrorPolicy;

/**
 * What changes lead to that can't be applied.
 *
 * @param replacesRows whether a new row whose key is taken comes in the place of the one there
 * @param insertsMissing whether a changed row that isn't there comes as a new one
 * @param insert for a new row that the target's keys or constraints refuse
 * @param update for a changed row that the target doesn't have, or refuses likewise
 * @param delete for a row that goes and isn't there
 * @param data for a value that the target can't take
 * @param truncation for a value that is longer than the target's column takes
 * @param masking for a value that can't be masked
 * @param dataEscalationCount the how many-th change of a table for one of these three reasons leads
 *     to {@code dataEscalation}, 0 for none
 * @param dataEscalation what too many of them lead to
 * @param escalationCount the how many-th other change of a table, 0 for none
 * @param escalation what too many of them lead to
 * @param table for a table whose changes can't be applied any more
 * @param tableEscalationCount such tables after which the task stops, 0 for never
 * @param converges whether a row that is there already, or not any more, is no conflict, because
 *     the source tells of changes that the load may have seen ({@link
 *     org.godwit.engine.ChangeSource#isExact})
 */
public record ApplyErrors(
    boolean replacesRows,
    boolean insertsMissing,
    ErrorPolicy insert,
    ErrorPolicy update,
    ErrorPolicy delete,
    ErrorPolicy data,
    ErrorPolicy truncation,
    ErrorPolicy masking,
    int dataEscalationCount,
    ErrorPolicy dataEscalation,
    int escalationCount,
    ErrorPolicy escalation,
    ErrorPolicy table,
    int tableEscalationCount,
    boolean converges) {

  /** The same for a source whose loads may have seen changes that come. */
  ApplyErrors converging() {
    return new ApplyErrors(
        true,
        true,
        insert,
        update,
        delete,
        data,
        truncation,
        masking,
        dataEscalationCount,
        dataEscalation,
        escalationCount,
        escalation,
        table,
        tableEscalationCount,
        true);
  }

  /** Whether a change was refused for what the load has seen of it, or of one behind it. */
  boolean isSeen(RefusedChange change) {
    return converges
        && change.kind() == ChangeKind.DELETE
        && change.reason().failure() == Failure.CONFLICT;
  }

  /** Whether a change is refused for one of its values, and not for the rows that are there. */
  static boolean isOfData(RefusedChange change) {
    return change.reason().failure() == Failure.VALUE;
  }

  /**
   * What a change leads to.
   *
   * @param count how many of its table there were that are {@link #isOfData} as it is, with this
   *     one
   */
  ErrorPolicy of(RefusedChange change, long count) {
    if (isOfData(change)) {
      return dataEscalationCount > 0 && count >= dataEscalationCount
          ? dataEscalation
          : ofData(change);
    }
    if (escalationCount > 0 && count >= escalationCount) {
      return escalation;
    }
    return switch (change.kind()) {
      case INSERT -> insert;
      case UPDATE -> update;
      case DELETE -> delete;
    };
  }

  private ErrorPolicy ofData(RefusedChange change) {
    return switch (DataErrors.kindOf(change.reason())) {
      case VALUE -> data;
      case TRUNCATION -> truncation;
      case MASKING -> masking;
    };
  }
}
