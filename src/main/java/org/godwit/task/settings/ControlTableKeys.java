package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.text;
import static org.godwit.task.settings.SettingKey.whole;

import java.util.List;
import org.godwit.task.settings.SettingKind.Whole;

/** What the task writes about itself on the target, and its buffers. */
final class ControlTableKeys {
  private static final String GROUP = "ControlTablesSettings";
  private static final String BUFFERS = "StreamBufferSettings";
  private static final String MEMORY = "GodwitSettings.MemoryLimitMb bounds memory as a whole.";

  static final SettingKey CONTROL_SCHEMA =
      text(GROUP, "ControlSchema", "The schema on the target that holds the task's own tables.")
          .differs("Empty means a schema of Godwit's own, never that of the data.");

  static final SettingKey HISTORY_TIMESLOT =
      whole(
          GROUP,
          "HistoryTimeslotInMinutes",
          new Whole(1, 1440),
          5,
          "Minutes that one row of awsdms_history covers.");
  static final SettingKey HISTORY =
      bool(
          GROUP,
          "HistoryTableEnabled",
          false,
          "Writes awsdms_history: what the task has moved by stretches of time.");
  static final SettingKey SUSPENDED =
      bool(
          GROUP,
          "SuspendedTablesTableEnabled",
          false,
          "Writes awsdms_suspended_tables: tables that failed or are parked.");
  static final SettingKey STATUS =
      bool(GROUP, "StatusTableEnabled", false, "Writes awsdms_status: where the task stands.");
  static final SettingKey FULL_LOAD_EXCEPTIONS =
      bool(
              GROUP,
              "FullLoadExceptionTableEnabled",
              false,
              "Shows rows that the target refused as awsdms_full_load_exceptions.")
          .differs("They are always kept, in the table full_load_exception.");

  static final List<SettingKey> ALL =
      List.of(
          CONTROL_SCHEMA,
          HISTORY_TIMESLOT,
          HISTORY,
          SUSPENDED,
          STATUS,
          FULL_LOAD_EXCEPTIONS,
          whole(BUFFERS, "StreamBufferCount", new Whole(1, 1000), 3, "Buffers between both sides.")
              .notNeeded(MEMORY),
          whole(BUFFERS, "StreamBufferSizeInMB", new Whole(1, 10_000), 8, "Size of such a buffer.")
              .notNeeded(MEMORY),
          whole(
                  BUFFERS,
                  "CtrlStreamBufferSizeInMB",
                  new Whole(1, 8),
                  5,
                  "Size of the buffer for control messages.")
              .notNeeded(MEMORY));

  private ControlTableKeys() {}
}
