package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.choice;
import static org.godwit.task.settings.SettingKey.whole;

import java.util.Arrays;
import java.util.List;
import org.godwit.task.settings.SettingKind.Whole;

/** What errors lead to. */
final class ErrorBehaviorKeys {
  private static final String GROUP = "ErrorBehavior";

  static final SettingKey DATA_ERROR_POLICY =
      choice(
              GROUP,
              "DataErrorPolicy",
              "What a row leads to that the target can't take.",
              "LOG_ERROR",
              "IGNORE_RECORD",
              "SUSPEND_TABLE",
              "STOP_TASK")
          .differs("Rows are counted and kept under every policy.");
  static final SettingKey DATA_TRUNCATION_ERROR_POLICY =
      choice(
              GROUP,
              "DataTruncationErrorPolicy",
              "What a row leads to whose value is longer than its column takes.",
              "LOG_ERROR",
              "IGNORE_RECORD",
              "SUSPEND_TABLE",
              "STOP_TASK")
          .differs(
              "Rows are counted and kept under every policy. No value is cut for it:"
                  + " GodwitSettings.TruncationPolicy says that.");
  static final SettingKey DATA_MASKING_ERROR_POLICY =
      choice(
              GROUP,
              "DataMaskingErrorPolicy",
              "What a row leads to that can't be masked.",
              "STOP_TASK",
              "IGNORE_RECORD",
              "LOG_ERROR",
              "SUSPEND_TABLE")
          .differs("Such a row is never loaded, where DMS loads it unmasked under LOG_ERROR.");
  static final SettingKey DATA_ERROR_ESCALATION_POLICY =
      choice(
          GROUP,
          "DataErrorEscalationPolicy",
          "What too many such rows lead to.",
          "SUSPEND_TABLE",
          "STOP_TASK");
  static final SettingKey DATA_ERROR_ESCALATION_COUNT =
      count("DataErrorEscalationCount", "How many such rows of a table are too many, 0 for never.")
          .differs(
              "A load leaves as many out, and the next leads to the policy; of ongoing changes the last of"
                  + " them does, counted from the start of a run.");
  static final SettingKey TABLE_ERROR_POLICY =
      choice(
          GROUP,
          "TableErrorPolicy",
          "What a table leads to that can't be loaded.",
          "SUSPEND_TABLE",
          "STOP_TASK");
  static final SettingKey TABLE_ERROR_ESCALATION_COUNT =
      count("TableErrorEscalationCount", "How many such tables stop the task, 0 for never.");
  static final SettingKey APPLY_ERROR_DELETE_POLICY =
      apply("ApplyErrorDeletePolicy", "a delete that finds no row", "IGNORE_RECORD", "LOG_ERROR");
  static final SettingKey APPLY_ERROR_INSERT_POLICY =
      apply(
          "ApplyErrorInsertPolicy",
          "an insert of a row that is there",
          "LOG_ERROR",
          "IGNORE_RECORD",
          "INSERT_RECORD");
  static final SettingKey APPLY_ERROR_UPDATE_POLICY =
      apply(
          "ApplyErrorUpdatePolicy",
          "an update that finds no row",
          "LOG_ERROR",
          "IGNORE_RECORD",
          "UPDATE_RECORD");
  static final SettingKey APPLY_ERROR_ESCALATION_POLICY =
      apply("ApplyErrorEscalationPolicy", "too many such changes", "LOG_ERROR");
  static final SettingKey APPLY_ERROR_ESCALATION_COUNT =
      count("ApplyErrorEscalationCount", "How many such changes are too many, 0 for never.")
          .differs("Counted by table, from the start of a run.");
  static final SettingKey APPLY_ERROR_FAIL_ON_TRUNCATION =
      bool(
              GROUP,
              "ApplyErrorFailOnTruncationDdl",
              false,
              "Stops the task at a TRUNCATE of a table of the source.")
          .ofChanges("Also where HandleSourceTableTruncated is false. A resume comes to it again.");
  static final SettingKey RECOVERABLE_ERROR_COUNT =
      whole(
              GROUP,
              "RecoverableErrorCount",
              new Whole(-1, Integer.MAX_VALUE),
              -1,
              "How often the task begins again after an error that may pass.")
          .differs("-1 means 9 times for every such error.");
  static final SettingKey RECOVERABLE_ERROR_INTERVAL =
      whole(
          GROUP,
          "RecoverableErrorInterval",
          Whole.NOT_NEGATIVE,
          5,
          "Seconds before the first of these attempts.");
  static final SettingKey RECOVERABLE_ERROR_THROTTLING =
      bool(GROUP, "RecoverableErrorThrottling", true, "Whether each wait is twice the last.");
  static final SettingKey RECOVERABLE_ERROR_THROTTLING_MAX =
      whole(
          GROUP,
          "RecoverableErrorThrottlingMax",
          Whole.NOT_NEGATIVE,
          1800,
          "Seconds of the longest wait.");
  static final SettingKey RECOVERABLE_ERROR_STOP_RETRY =
      bool(
          GROUP,
          "RecoverableErrorStopRetryAfterThrottlingMax",
          true,
          "Whether the longest wait is the last one.");

  static final List<SettingKey> ALL =
      List.of(
          DATA_ERROR_POLICY,
          choice(
                  GROUP,
                  "EventErrorPolicy",
                  "What an event leads to that can't be sent.",
                  "IGNORE",
                  "STOP_TASK")
              .notNeeded("Events are kept by Godwit itself; none is sent to another service."),
          DATA_TRUNCATION_ERROR_POLICY,
          DATA_MASKING_ERROR_POLICY,
          DATA_ERROR_ESCALATION_POLICY,
          DATA_ERROR_ESCALATION_COUNT,
          TABLE_ERROR_POLICY,
          choice(
              GROUP,
              "TableErrorEscalationPolicy",
              "What too many such tables lead to.",
              "STOP_TASK"),
          TABLE_ERROR_ESCALATION_COUNT,
          RECOVERABLE_ERROR_COUNT,
          RECOVERABLE_ERROR_INTERVAL,
          RECOVERABLE_ERROR_THROTTLING,
          RECOVERABLE_ERROR_THROTTLING_MAX,
          RECOVERABLE_ERROR_STOP_RETRY,
          APPLY_ERROR_DELETE_POLICY,
          APPLY_ERROR_INSERT_POLICY,
          APPLY_ERROR_UPDATE_POLICY,
          APPLY_ERROR_ESCALATION_POLICY,
          APPLY_ERROR_ESCALATION_COUNT,
          APPLY_ERROR_FAIL_ON_TRUNCATION,
          bool(GROUP, "FullLoadIgnoreConflicts", true, "Ignores conflicts of cached changes.")
              .notNeeded(
                  "Load and changes meet at one place of the log, so that no conflict comes of the load;"
                      + " where a source's log can't (MongoDB), what the load has seen is never one."),
          bool(
                  GROUP,
                  "FailOnTransactionConsistencyBreached",
                  false,
                  "Stops at open transactions (Oracle).")
              .notNeeded(
                  "No open transaction is left out: Oracle's log is read from the beginning of the oldest."),
          bool(GROUP, "FailOnNoTablesCaptured", true, "Fails where the rules select no table.")
              .notNeeded("A mapping that selects no table is always refused."));

  private ErrorBehaviorKeys() {}

  private static SettingKey count(String name, String help) {
    return whole(GROUP, name, Whole.NOT_NEGATIVE, 0, help);
  }

  private static SettingKey apply(String name, String what, String... first) {
    String[] values = Arrays.copyOf(first, first.length + 2);
    values[first.length] = "SUSPEND_TABLE";
    values[first.length + 1] = "STOP_TASK";
    return choice(GROUP, name, "What " + what + " leads to.", values)
        .differs(
            "Every such change is kept in the exceptions table. What INSERT_RECORD and UPDATE_RECORD can't apply either takes its table out.");
  }
}
