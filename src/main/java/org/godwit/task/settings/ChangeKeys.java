package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.whole;

import java.util.List;
import org.godwit.task.settings.SettingKind.Whole;

/** How ongoing changes are applied. */
final class ChangeKeys {
  private static final String DDL = "ChangeProcessingDdlHandlingPolicy";
  private static final String TUNING = "ChangeProcessingTuning";
  private static final String UNKEPT =
      "Changes go into the target's transaction as they come, and aren't kept until they are committed;"
          + " where a source's log makes them wait (Oracle), large transactions go to disk.";

  static final SettingKey HANDLE_SOURCE_TABLE_DROPPED =
      bool(DDL, "HandleSourceTableDropped", true, "Drops the target table with its source.")
          .ofChanges("A table of PostgreSQL is parked where no event trigger logs it.");
  static final SettingKey HANDLE_SOURCE_TABLE_TRUNCATED =
      bool(DDL, "HandleSourceTableTruncated", true, "Truncates it with its source.").ofChanges("");
  static final SettingKey HANDLE_SOURCE_TABLE_ALTERED =
      bool(DDL, "HandleSourceTableAltered", true, "Alters it with its source.")
          .ofChanges("Where it is off, the table is parked.");
  static final SettingKey BATCH_APPLY_TIMEOUT_MIN =
      number("BatchApplyTimeoutMin", 1, "Seconds from one batch to the next.");
  static final SettingKey BATCH_APPLY_MEMORY_LIMIT =
      number("BatchApplyMemoryLimit", 500, "MB that a batch may take.")
          .ofChanges(
              "64 MB at most, above which batches are slower; for rounds of lanes a quarter of the heap.");
  static final SettingKey BATCH_SPLIT_SIZE =
      number("BatchSplitSize", 0, "Most changes of a batch, 0 for no limit.");
  static final SettingKey MIN_TRANSACTION_SIZE =
      number("MinTransactionSize", 1000, "Least changes of a target transaction.");
  static final SettingKey COMMIT_TIMEOUT =
      number("CommitTimeout", 1, "Seconds after which such a transaction is committed.");

  static final List<SettingKey> ALL =
      List.of(
          HANDLE_SOURCE_TABLE_DROPPED,
          HANDLE_SOURCE_TABLE_TRUNCATED,
          HANDLE_SOURCE_TABLE_ALTERED,
          bool(TUNING, "BatchApplyPreserveTransaction", true, "Keeps a transaction in one batch.")
              .notNeeded("A batch always ends where a transaction of the source does."),
          BATCH_APPLY_TIMEOUT_MIN,
          number("BatchApplyTimeoutMax", 30, "Most seconds between two batches.")
              .notNeeded("A batch ends with the first transaction after BatchApplyTimeoutMin."),
          BATCH_APPLY_MEMORY_LIMIT,
          BATCH_SPLIT_SIZE,
          MIN_TRANSACTION_SIZE,
          COMMIT_TIMEOUT,
          number("MemoryLimitTotal", 1024, "MB of changes in memory before they go to disk.")
              .notNeeded(UNKEPT),
          number("MemoryKeepTime", 60, "Seconds that a transaction stays in memory.")
              .notNeeded(UNKEPT),
          whole(TUNING, "StatementCacheSize", new Whole(0, 200), 50, "Prepared statements kept.")
              .notNeeded("As many are kept as are used, up to a limit that no task needs to set."),
          whole(
                  TUNING,
                  "RecoveryTimeout",
                  new Whole(-1, Integer.MAX_VALUE),
                  -1,
                  "Minutes to wait for a recovery.")
              .notNeeded("A resume reads the source's log from its checkpoint on."));

  private ChangeKeys() {}

  private static SettingKey number(String name, long defaultValue, String help) {
    return whole(TUNING, name, Whole.NOT_NEGATIVE, defaultValue, help).ofChanges("");
  }
}
