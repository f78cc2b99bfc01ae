package org.godwit.task.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.godwit.task.Losses;

/**
 * The sums over a task's tables.
 *
 * @param tables how many the task moves, but for those that the source has no longer; 0 until its
 *     first run has read the source's catalog
 * @param completed tables whose load has ended well
 * @param failed tables in state Table error
 * @param loading tables that are read at the moment
 * @param rows loaded
 * @param rowsExpected rows of completed tables, and for the others what the source's statistics
 *     guess: an estimate until all are completed
 * @param unestimated tables not completed whose number of rows can't be guessed, because a filter
 *     chooses them
 * @param bytes read from the source
 * @param rejected rows in the exceptions table instead of the target
 * @param altered values that differ from the source's by policy
 * @param changes that were applied
 * @param changesRejected changes that are in the exceptions table instead
 * @param validated tables that validation found equal
 * @param differing rows that validation found different
 */
public record TaskFigures(
    long tables,
    long completed,
    long failed,
    long loading,
    long rows,
    long rowsExpected,
    long unestimated,
    long bytes,
    long rejected,
    long altered,
    long changes,
    long changesRejected,
    long validated,
    long differing) {
  /** The columns that {@link #read} reads, over {@code task_table}. */
  static final String COLUMNS =
      """
      count(*) filter (where state <> 'DOES_NOT_EXIST') as tables,
      count(*) filter (where state = 'COMPLETED') as completed,
      count(*) filter (where state = 'ERROR') as failed,
      count(*) filter (where state = 'FULL_LOAD' or state = 'RELOADING') as loading,
      coalesce(sum(row_count), 0)::bigint as row_total,
      coalesce(sum(case when state = 'COMPLETED' then row_count
                        else greatest(row_count, rows_estimate) end), 0)::bigint as rows_expected,
      count(*) filter (where rows_estimate < 0 and state <> 'COMPLETED') as unestimated,
      coalesce(sum(byte_count), 0)::bigint as bytes,
      coalesce(sum(rejected), 0)::bigint as rejected_total,
      coalesce(sum(altered), 0)::bigint as altered_total,
      coalesce(sum(inserts + updates + deletes + truncates), 0)::bigint as change_total,
      coalesce(sum(changes_rejected), 0)::bigint as change_rejected_total,
      count(*) filter (where validation_state = 'VALIDATED') as validated,
      coalesce(sum(validation_failed), 0)::bigint as differing
      """;

  static TaskFigures read(ResultSet row) throws SQLException {
    return new TaskFigures(
        row.getLong("tables"),
        row.getLong("completed"),
        row.getLong("failed"),
        row.getLong("loading"),
        row.getLong("row_total"),
        row.getLong("rows_expected"),
        row.getLong("unestimated"),
        row.getLong("bytes"),
        row.getLong("rejected_total"),
        row.getLong("altered_total"),
        row.getLong("change_total"),
        row.getLong("change_rejected_total"),
        row.getLong("validated"),
        row.getLong("differing"));
  }

  /** What was altered and rejected. */
  public Losses losses() {
    return new Losses(altered, rejected, changesRejected);
  }

  /** Whether every table is loaded. */
  public boolean isLoaded() {
    return tables > 0 && completed == tables;
  }

  /** Whether {@link #rowsExpected} says anything: less than there is by now says nothing. */
  public boolean isEstimated() {
    return unestimated == 0 && rowsExpected > rows;
  }

  /** Whether validation found every table equal. */
  public boolean isValidated() {
    return tables > 0 && validated == tables;
  }

  /**
   * How much of the rows is loaded, 0 to 100; 100 only when every table is completed. Where the
   * number of rows can't be guessed it is how many of the tables are.
   */
  public int percent() {
    if (isLoaded()) {
      return 100;
    }
    if (rowsExpected == 0 || unestimated > 0) {
      return tables == 0 ? 0 : (int) (completed * 100 / tables);
    }
    return (int) Math.min(99, rows * 100.0 / rowsExpected);
  }
}
