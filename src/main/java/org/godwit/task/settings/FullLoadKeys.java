package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.choice;
import static org.godwit.task.settings.SettingKey.whole;

import java.util.List;
import org.godwit.task.settings.SettingKind.Whole;

/** How existing rows are copied. */
final class FullLoadKeys {
  private static final String GROUP = "FullLoadSettings";

  static final SettingKey TARGET_TABLE_PREP_MODE =
      choice(
          GROUP,
          "TargetTablePrepMode",
          "What happens to target tables before the load; missing ones are always made.",
          "DO_NOTHING",
          "DROP_AND_CREATE",
          "TRUNCATE_BEFORE_LOAD");
  static final SettingKey CREATE_PK_AFTER_FULL_LOAD =
      bool(
          GROUP,
          "CreatePkAfterFullLoad",
          false,
          "Makes the primary key when the rows are there, not before.");
  static final SettingKey MAX_FULL_LOAD_SUB_TASKS =
      whole(
          GROUP,
          "MaxFullLoadSubTasks",
          new Whole(1, 49),
          8,
          "How many tables and segments are loaded at once.");

  static final SettingKey STOP_BEHIND_CACHED_CHANGES =
      bool(
              GROUP,
              "StopTaskCachedChangesApplied",
              false,
              "Stops when the changes of the load's time are applied.")
          .ofChanges(
              "Of a task's first load; a table that is loaded again later stops nothing. On MySQL and"
                  + " MariaDB targets triggers wait for the cutover: a table that has some is not"
                  + " followed.");
  static final SettingKey STOP_BEFORE_CACHED_CHANGES =
      bool(GROUP, "StopTaskCachedChangesNotApplied", false, "Stops before they are applied.")
          .ofChanges("As StopTaskCachedChangesApplied; with both, the task stops twice.");
  static final SettingKey TRANSACTION_CONSISTENCY_TIMEOUT =
      whole(
              GROUP,
              "TransactionConsistencyTimeout",
              Whole.NOT_NEGATIVE,
              600,
              "Seconds to wait for open transactions of the source before the load.")
          .ofChanges(
              "Where the time is over the run fails by name and is tried again; DMS loads all the"
                  + " same, without what they do. A full load alone waits for no transaction, as in"
                  + " DMS.");
  static final List<SettingKey> ALL =
      List.of(
          TARGET_TABLE_PREP_MODE,
          CREATE_PK_AFTER_FULL_LOAD,
          STOP_BEHIND_CACHED_CHANGES,
          STOP_BEFORE_CACHED_CHANGES,
          MAX_FULL_LOAD_SUB_TASKS,
          TRANSACTION_CONSISTENCY_TIMEOUT,
          whole(
                  GROUP,
                  "CommitRate",
                  new Whole(1, 50_000),
                  10_000,
                  "Rows that are transferred together.")
              .notNeeded(
                  "Rows stream from one side to the other; a segment and its mark commit together,"
                      + " so that it is loaded once."));

  private FullLoadKeys() {}
}
