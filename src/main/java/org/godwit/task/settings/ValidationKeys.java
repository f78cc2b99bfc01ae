package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.choice;
import static org.godwit.task.settings.SettingKey.whole;

import java.util.List;
import org.godwit.task.settings.SettingKind.Whole;

/** How both sides are compared. */
final class ValidationKeys {
  private static final String GROUP = "ValidationSettings";
  private static final String NO_CHANGES =
      "After a full load there are no later changes to wait for: rows are compared under the"
          + " load's snapshot. Beside ongoing changes nothing is compared yet.";

  static final SettingKey ENABLE_VALIDATION =
      bool(GROUP, "EnableValidation", false, "Compares source and target after the load.");
  static final SettingKey THREAD_COUNT =
      whole(GROUP, "ThreadCount", new Whole(1, 100), 5, "Parts that are compared at once.")
          .differs(
              "Parts of one table, one table after the other, over at most as many connections as"
                  + " read the source.");
  static final SettingKey PARTITION_SIZE =
      whole(
              GROUP,
              "PartitionSize",
              new Whole(1, 10_000_000),
              10_000,
              "Rows that are compared in one step.")
          .differs("It is the wished size of a hash bucket.");
  static final SettingKey FAILURE_MAX_COUNT =
      whole(
          GROUP,
          "FailureMaxCount",
          Whole.NOT_NEGATIVE,
          10_000,
          "Differing rows of the task after which no further table is compared.");
  static final SettingKey TABLE_FAILURE_MAX_COUNT =
      whole(
          GROUP,
          "TableFailureMaxCount",
          Whole.NOT_NEGATIVE,
          1000,
          "Differing rows of a table after which its validation ends.");

  static final SettingKey SKIP_LOB_COLUMNS =
      bool(GROUP, "SkipLobColumns", false, "Leaves LOB columns out.")
          .differs("They are named as not compared.");
  static final SettingKey PARTIAL_LOB_SIZE =
      whole(
              GROUP,
              "ValidationPartialLobSize",
              new Whole(0, 1_048_576),
              0,
              "KB of a LOB that are compared, 0 for all.")
          .differs("JSON is always compared whole.");
  static final SettingKey VALIDATION_ONLY =
      bool(GROUP, "ValidationOnly", false, "Compares without moving anything.")
          .refused(
              "true is refused: a task that only compares isn't built, and this one moves rows.");

  static final List<SettingKey> ALL =
      List.of(
          ENABLE_VALIDATION,
          choice(GROUP, "ValidationMode", "How rows are compared.", "ROW_LEVEL", "GROUP_LEVEL")
              .notNeeded(
                  "Groups of rows are always compared first, then the rows of those that differ."),
          THREAD_COUNT,
          PARTITION_SIZE,
          FAILURE_MAX_COUNT,
          minutes("RecordFailureDelayInMinutes", 5, "Minutes before a row counts as different."),
          minutes("RecordSuspendDelayInMinutes", 30, "Minutes before a changing row is left out."),
          whole(
                  GROUP,
                  "MaxKeyColumnSize",
                  Whole.NOT_NEGATIVE,
                  8096,
                  "Longest key that can be compared.")
              .notNeeded("Keys of any length are compared."),
          TABLE_FAILURE_MAX_COUNT,
          VALIDATION_ONLY,
          bool(GROUP, "HandleCollationDiff", false, "Allows for collations that differ.")
              .notNeeded(
                  "Rows are matched by hashes of their keys, so that collations don't matter."),
          minutes("RecordFailureDelayLimitInMinutes", 0, "Limit of the first of these delays."),
          SKIP_LOB_COLUMNS,
          PARTIAL_LOB_SIZE,
          whole(
                  GROUP,
                  "ValidationQueryCdcDelaySeconds",
                  Whole.NOT_NEGATIVE,
                  0,
                  "Seconds before a change is compared.")
              .notNeeded(NO_CHANGES));

  private ValidationKeys() {}

  private static SettingKey minutes(String name, long defaultValue, String help) {
    return whole(GROUP, name, Whole.NOT_NEGATIVE, defaultValue, help).notNeeded(NO_CHANGES);
  }
}
