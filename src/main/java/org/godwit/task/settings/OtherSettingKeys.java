package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.document;

import java.util.List;

/** What stands in the document beside the large groups. */
final class OtherSettingKeys {
  private static final String NOT_BUILT = "It isn't built yet.";
  private static final String NO_CHANGES = "Ongoing changes aren't applied yet.";

  static final List<SettingKey> ALL =
      List.of(
          document("", "PostProcessingRules", "Tags for the objects of an S3 target.")
              .accepted(NOT_BUILT),
          document("", "CharacterSetSettings", "Replaces characters on the way.")
              .accepted("Text is moved as Unicode, no character is replaced."),
          document("", "LoopbackPreventionSettings", "Keeps changes from running in a circle.")
              .accepted(NO_CHANGES),
          document("", "BeforeImageSettings", "Adds the values before a change to it.")
              .accepted(NO_CHANGES),
          document("", "ResyncSettings", "Repairs rows that validation found to differ.")
              .accepted(NOT_BUILT),
          bool("TTSettings", "EnableTT", false, "Writes a debug log of all changes to S3.")
              .accepted(NOT_BUILT),
          document("TTSettings", "TTS3Settings", "Where it is written to.").accepted(NOT_BUILT),
          document("TTSettings", "TTRecordSettings", "What is written.").accepted(NOT_BUILT),
          bool(
                  "",
                  "FailTaskWhenCleanTaskResourceFailed",
                  false,
                  "Fails the deletion of a task whose resources can't be removed.")
              .accepted(NOT_BUILT));

  private OtherSettingKeys() {}
}
