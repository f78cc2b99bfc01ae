package org.godwit.task.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.godwit.catalog.TableName;
import org.godwit.codec.ValueChange;
import org.godwit.task.Losses;
import org.godwit.task.TableState;
import org.godwit.task.TableStatistics;
import org.godwit.task.control.AlteredValues;
import org.godwit.task.control.ChangeCounts;
import org.godwit.task.validate.ValidationState;
import org.jspecify.annotations.Nullable;

/**
 * A table's statistics as the store mirrors them.
 *
 * @param source the table that is read
 * @param target the table that is written
 * @param state by DMS's names
 * @param load what the load has done
 * @param changes applied or rejected since the load
 * @param altered which values were altered how, by target column
 * @param message its error or warnings, a line each, empty for none
 * @param validation what validation found
 * @param updatedAt when any of this last changed
 */
public record TableRow(
    TableName source,
    TableName target,
    TableState state,
    Load load,
    ChangeCounts changes,
    List<AlteredValues> altered,
    String message,
    Validation validation,
    Instant updatedAt) {

  /**
   * What the load of one table has done.
   *
   * @param rowsEstimate what the source's statistics guess, or {@link TableStatistics#UNKNOWN}
   * @param rows loaded
   * @param rejected rows in the exceptions table instead
   * @param altered values that differ from the source's by policy
   * @param bytes read from the source
   * @param segments into how many the table is cut, 0 while undecided
   * @param segmentsDone how many are committed
   * @param startedAt when it began, null before
   * @param endedAt when all was done, null before
   * @param failedAt since when it is not loaded, or followed, any more; null where it is
   */
  public record Load(
      long rowsEstimate,
      long rows,
      long rejected,
      long altered,
      long bytes,
      int segments,
      int segmentsDone,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant failedAt) {
    /** Whether there is a guess of its rows. */
    public boolean isEstimated() {
      return rowsEstimate != TableStatistics.UNKNOWN;
    }

    /** Whether the guess is one: 0 is what statistics say that know nothing, too. */
    public boolean isGuessed() {
      return rowsEstimate > 0;
    }

    /** Whether it has begun. */
    public boolean isBegun() {
      return startedAt != null;
    }

    /** How long it took, up to now while it lasts; zero before it began. */
    public Duration lasted(Instant now) {
      Instant begun = startedAt;
      Instant ended = endedAt;
      return begun == null ? Duration.ZERO : Duration.between(begun, ended == null ? now : ended);
    }
  }

  /**
   * What validation has found so far.
   *
   * @param state by DMS's names
   * @param rows that were compared
   * @param failed rows that differ, or are on one side only
   * @param altered values that differ as the policy demands
   * @param details a sentence, empty for none
   */
  public record Validation(
      ValidationState state, long rows, long failed, long altered, String details) {}

  static TableRow read(ResultSet row) throws SQLException {
    return new TableRow(
        new TableName(row.getString("source_schema"), row.getString("source_table")),
        new TableName(row.getString("target_schema"), row.getString("target_table")),
        TableState.valueOf(row.getString("state")),
        new Load(
            row.getLong("rows_estimate"),
            row.getLong("row_count"),
            row.getLong("rejected"),
            row.getLong("altered"),
            row.getLong("byte_count"),
            row.getInt("segments"),
            row.getInt("segments_done"),
            StoreQuery.instant(row, "started_at"),
            StoreQuery.instant(row, "ended_at"),
            StoreQuery.instant(row, "failed_at")),
        new ChangeCounts(
            row.getLong("inserts"),
            row.getLong("updates"),
            row.getLong("deletes"),
            row.getLong("truncates"),
            row.getLong("alterations"),
            row.getLong("changes_rejected")),
        AlteredJson.read(row.getString("altered_values")),
        row.getString("message"),
        new Validation(
            ValidationState.valueOf(row.getString("validation_state")),
            row.getLong("validation_rows"),
            row.getLong("validation_failed"),
            row.getLong("validation_altered"),
            row.getString("validation_details")),
        Objects.requireNonNull(StoreQuery.instant(row, "updated_at")));
  }

  /** What was altered and rejected. */
  public Losses losses() {
    return new Losses(load.altered(), load.rejected(), changes.rejected());
  }

  /** Which values were altered how, in words; empty for none. */
  public String alteredDetails() {
    return altered.stream()
        .map(it -> it.column() + ": " + words(it))
        .collect(Collectors.joining("; "));
  }

  /** How the values of one target column were altered, in words; empty where they were not. */
  public String alteredDetails(String column) {
    return altered.stream()
        .filter(it -> it.column().equals(column))
        .map(TableRow::words)
        .collect(Collectors.joining("; "));
  }

  private static String words(AlteredValues values) {
    return String.format(
        Locale.ROOT, "%,d × %s", values.count(), ValueChange.valueOf(values.change()).words());
  }

  /** Changes when the row says something else than a figure; the page lets such rows fade in. */
  public int version() {
    return Objects.hash(state, message, validation.state(), losses().rejected() > 0);
  }
}
