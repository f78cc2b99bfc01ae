package org.godwit.task.settings;

import java.time.Duration;
import org.godwit.task.cdc.ApplyErrors;
import org.godwit.task.cdc.ApplySettings;
import org.godwit.task.load.ErrorPolicy;

/** What a document says of how changes are applied. */
final class ChangeProcessing {
  private static final long MEGABYTE = 1 << 20;

  /**
   * Of a batch's memory a round of changes takes such a part: one waits, one is applied twice over.
   */
  private static final int ROUNDS_IN_MEMORY = 4;

  /** Below so many changes of a table the statements of a bulk cost more than theirs. */
  private static final int BULK_MIN = 200;

  /** Of transactions that aren't collected for a batch; more doesn't make them faster. */
  private static final long HELD_BYTES_MAX = 32 * MEGABYTE;

  /** Of batches: the garbage of larger ones costs more than their fewer statements save. */
  private static final long BATCH_BYTES_MAX = 64 * MEGABYTE;

  /** A transaction takes in more than the least only where that comes within such a time. */
  private static final Duration OPEN_MIN = Duration.ofMillis(200);

  /**
   * Of the time from one batch to the next so many per cent pass before it is applied, so that its
   * changes are on the target when that time is over.
   */
  private static final int COLLECTING_PERCENT = 80;

  /** Of the least that a transaction has, in how many times as much it ends. */
  private static final int ENOUGH_TIMES = 20;

  private final TaskSettings settings;

  ChangeProcessing(TaskSettings settings) {
    this.settings = settings;
  }

  /** As {@link TaskSettings#apply}. */
  ApplySettings settings(long heapBytes) {
    boolean isBatch = settings.is(TargetMetadataKeys.BATCH_APPLY_ENABLED);
    long split = settings.number(ChangeKeys.BATCH_SPLIT_SIZE);
    long least = settings.number(ChangeKeys.MIN_TRANSACTION_SIZE);
    long changesMin = isBatch ? (split == 0 ? Long.MAX_VALUE : split) : least;
    long changesEnough = isBatch ? changesMin : least * ENOUGH_TIMES;
    Duration openMax =
        isBatch
            ? seconds(ChangeKeys.BATCH_APPLY_TIMEOUT_MIN)
                .multipliedBy(COLLECTING_PERCENT)
                .dividedBy(100)
            : seconds(ChangeKeys.COMMIT_TIMEOUT);
    long batchBytesMax =
        Math.min(settings.number(ChangeKeys.BATCH_APPLY_MEMORY_LIMIT) * MEGABYTE, heapBytes / 4);
    int lanes = (int) settings.number(TargetMetadataKeys.PARALLEL_APPLY_THREADS);
    long buffered = settings.number(TargetMetadataKeys.PARALLEL_APPLY_BUFFER_SIZE);
    return new ApplySettings(
        isBatch,
        isBatch ? 1 : BULK_MIN,
        Math.min(batchBytesMax, isBatch ? BATCH_BYTES_MAX : HELD_BYTES_MAX),
        changesMin,
        OPEN_MIN,
        changesEnough,
        openMax,
        applyErrors(),
        new ApplySettings.Definitions(
            settings.is(ChangeKeys.HANDLE_SOURCE_TABLE_DROPPED),
            settings.is(ChangeKeys.HANDLE_SOURCE_TABLE_TRUNCATED),
            settings.is(ErrorBehaviorKeys.APPLY_ERROR_FAIL_ON_TRUNCATION),
            settings.is(ChangeKeys.HANDLE_SOURCE_TABLE_ALTERED)),
        settings.cachedStops(),
        settings.loopback(),
        new ApplySettings.Lanes(
            lanes == 1 ? 0 : lanes,
            buffered == 0 ? Math.max(1, changesEnough) : buffered,
            batchBytesMax / ROUNDS_IN_MEMORY));
  }

  private Duration seconds(SettingKey key) {
    return Duration.ofSeconds(settings.number(key));
  }

  private ApplyErrors applyErrors() {
    return new ApplyErrors(
        isBy(ErrorBehaviorKeys.APPLY_ERROR_INSERT_POLICY, "INSERT_RECORD"),
        isBy(ErrorBehaviorKeys.APPLY_ERROR_UPDATE_POLICY, "UPDATE_RECORD"),
        applyPolicy(ErrorBehaviorKeys.APPLY_ERROR_INSERT_POLICY),
        applyPolicy(ErrorBehaviorKeys.APPLY_ERROR_UPDATE_POLICY),
        applyPolicy(ErrorBehaviorKeys.APPLY_ERROR_DELETE_POLICY),
        settings.policy(ErrorBehaviorKeys.DATA_ERROR_POLICY),
        settings.policy(ErrorBehaviorKeys.DATA_TRUNCATION_ERROR_POLICY),
        settings.policy(ErrorBehaviorKeys.DATA_MASKING_ERROR_POLICY),
        (int) settings.number(ErrorBehaviorKeys.DATA_ERROR_ESCALATION_COUNT),
        settings.policy(ErrorBehaviorKeys.DATA_ERROR_ESCALATION_POLICY),
        (int) settings.number(ErrorBehaviorKeys.APPLY_ERROR_ESCALATION_COUNT),
        settings.policy(ErrorBehaviorKeys.APPLY_ERROR_ESCALATION_POLICY),
        settings.policy(ErrorBehaviorKeys.TABLE_ERROR_POLICY),
        (int) settings.number(ErrorBehaviorKeys.TABLE_ERROR_ESCALATION_COUNT),
        false);
  }

  private boolean isBy(SettingKey key, String name) {
    return settings.value(key).asText().equals(name);
  }

  /** What even an upsert can't apply takes its table out. */
  private ErrorPolicy applyPolicy(SettingKey key) {
    boolean isUpsert = isBy(key, "INSERT_RECORD") || isBy(key, "UPDATE_RECORD");
    return isUpsert ? ErrorPolicy.SUSPEND_TABLE : settings.policy(key);
  }
}
