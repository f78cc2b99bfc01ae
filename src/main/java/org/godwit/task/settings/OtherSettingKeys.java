package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.document;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;

/** What stands in the document beside the large groups. */
final class OtherSettingKeys {
  private static final String NO_S3_LOG =
      "Godwit doesn't write to S3; LogComponents says how much the task's log has.";

  static final SettingKey RESYNC =
      document("", "ResyncSettings", "Repairs rows that validation found to differ.")
          .refused("EnableResync true is refused: it isn't built; reload a table that differs.");
  static final SettingKey CHARACTER_SETS =
      new SettingKey(
          "",
          "CharacterSetSettings",
          new SettingKind.CharacterSetsKind(),
          NullNode.getInstance(),
          "Replaces characters of text on the way.",
          SettingKey.Status.ACTED_ON,
          "Also in text without a limit, which DMS leaves alone; every value is counted by column."
              + " Replacements are validated as such; text columns of a task with CharacterSetSupport"
              + " are not compared, as in DMS.");

  static final SettingKey LOOPBACK =
      new SettingKey(
          "",
          "LoopbackPreventionSettings",
          new SettingKind.LoopbackKind(),
          NullNode.getInstance(),
          "Keeps changes of two tasks that go both ways from running in a circle.",
          SettingKey.Status.ACTED_ON,
          "Both tasks of the pair need it, with SourceSchema and TargetSchema swapped. On MySQL and"
              + " MariaDB the schema gets a table godwit_loopback; on PostgreSQL, 14+ as a source, it"
              + " is a name alone.");

  static final List<SettingKey> ALL =
      List.of(
          document("", "PostProcessingRules", "Tags for the objects of an S3 target.")
              .notNeeded("Godwit doesn't write to S3."),
          CHARACTER_SETS,
          LOOPBACK,
          document("", "BeforeImageSettings", "Adds the values before a change to it.")
              .noEffect("It isn't built: no column is made for the values before a change."),
          RESYNC,
          bool("TTSettings", "EnableTT", false, "Writes a debug log of all changes to S3.")
              .notNeeded(NO_S3_LOG),
          document("TTSettings", "TTS3Settings", "Where it is written to.").notNeeded(NO_S3_LOG),
          document("TTSettings", "TTRecordSettings", "What is written.").notNeeded(NO_S3_LOG),
          bool(
                  "",
                  "FailTaskWhenCleanTaskResourceFailed",
                  false,
                  "Fails the deletion of a task whose resources can't be removed.")
              .notNeeded("A task has no resources on AWS that could stay behind."));

  private OtherSettingKeys() {}
}
