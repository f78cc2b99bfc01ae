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
  private static final String NOT_WRITTEN =
      "The control schema holds it in tables of its own, and the console shows it; tables of DMS's"
          + " names are not written.";
  private static final String MEMORY = "GodwitSettings.MemoryLimitMb bounds memory as a whole.";

  static final SettingKey CONTROL_SCHEMA =
      text(GROUP, "ControlSchema", "The schema on the target that holds the task's own tables.")
          .differs("Empty means a schema of Godwit's own, never that of the data.");

  static final List<SettingKey> ALL =
      List.of(
          CONTROL_SCHEMA,
          whole(
                  GROUP,
                  "HistoryTimeslotInMinutes",
                  new Whole(1, 1440),
                  5,
                  "Minutes that one row of the history table covers.")
              .notNeeded(NOT_WRITTEN),
          bool(GROUP, "HistoryTableEnabled", false, "Writes awsdms_history.")
              .notNeeded(NOT_WRITTEN),
          bool(GROUP, "SuspendedTablesTableEnabled", false, "Writes awsdms_suspended_tables.")
              .notNeeded(NOT_WRITTEN),
          bool(GROUP, "StatusTableEnabled", false, "Writes awsdms_status.").notNeeded(NOT_WRITTEN),
          bool(
                  GROUP,
                  "FullLoadExceptionTableEnabled",
                  false,
                  "Keeps rows that the target refused in a table of the control schema.")
              .notNeeded("Refused rows are always kept there."),
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
