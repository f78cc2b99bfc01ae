package org.godwit.task.settings;

import static org.godwit.task.settings.SettingKey.bool;
import static org.godwit.task.settings.SettingKey.text;
import static org.godwit.task.settings.SettingKey.whole;

import java.util.List;
import org.godwit.task.settings.SettingKind.Whole;

/** What is written to the target, and how LOBs travel. */
final class TargetMetadataKeys {
  private static final String GROUP = "TargetMetadata";
  private static final int KILOBYTES_MAX = 2_097_151;
  private static final String OTHER_TARGETS =
      "DMS knows it for targets that Godwit doesn't write (Redshift, Kinesis, Kafka, DynamoDB,"
          + " OpenSearch); MaxFullLoadSubTasks sets how much is loaded at once.";

  static final SettingKey TARGET_SCHEMA =
      text(
              GROUP,
              "TargetSchema",
              "The schema of all target tables; empty for the source's schemas.")
          .differs("A transformation rule on a schema wins over it.");
  static final SettingKey SUPPORT_LOBS =
      bool(GROUP, "SupportLobs", true, "Whether LOB columns are moved.")
          .differs("The preview names the columns that are left out.");
  static final SettingKey FULL_LOB_MODE =
      bool(GROUP, "FullLobMode", false, "Moves LOBs whole.")
          .differs("LOBs travel with their rows, there is no lookup for each of them.");
  static final SettingKey LOB_CHUNK_SIZE =
      whole(GROUP, "LobChunkSize", Whole.NOT_NEGATIVE, 0, "Size in KB of the pieces of a LOB.")
          .notNeeded(
              "LOBs aren't looked up in pieces, they arrive with their rows;"
                  + " GodwitSettings.MemoryLimitMb bounds memory.");
  static final SettingKey LIMITED_LOB_MODE =
      bool(GROUP, "LimitedSizeLobMode", true, "Cuts LOBs at LobMaxSize.")
          .differs("Every value that is cut is counted by table and column.");
  static final SettingKey LOB_MAX_SIZE =
      whole(
          GROUP,
          "LobMaxSize",
          new Whole(0, KILOBYTES_MAX),
          32,
          "Size in KB at which limited LOB mode cuts.");
  static final SettingKey INLINE_LOB_MAX_SIZE =
      whole(
              GROUP,
              "InlineLobMaxSize",
              new Whole(0, 102_400),
              0,
              "Size in KB up to which full LOB mode moves a LOB with its row.")
          .notNeeded("LOBs of every size travel with their rows, none is looked up by itself.");

  static final SettingKey BATCH_APPLY_ENABLED =
      bool(GROUP, "BatchApplyEnabled", false, "Collects the changes of a time into one batch.")
          .ofChanges("");

  static final SettingKey PARALLEL_APPLY_THREADS =
      threads(
              "ParallelApplyThreads",
              200,
              "Threads that apply changes, divided by table and key; who reads the target may see a part"
                  + " of a transaction then. 0 for one, in the source's order.")
          .ofChanges("On every target.");
  static final SettingKey PARALLEL_APPLY_BUFFER_SIZE =
      threads("ParallelApplyBufferSize", 1000, "Records that such a thread buffers.")
          .ofChanges("0 for 20 times MinTransactionSize, or for BatchSplitSize.");

  static final List<SettingKey> ALL =
      List.of(
          TARGET_SCHEMA,
          SUPPORT_LOBS,
          FULL_LOB_MODE,
          LOB_CHUNK_SIZE,
          LIMITED_LOB_MODE,
          LOB_MAX_SIZE,
          INLINE_LOB_MAX_SIZE,
          threads("LoadMaxFileSize", 100_000, "Size in KB of the files of a load by files.")
              .notNeeded("Rows are streamed, no files are written."),
          threads("ParallelLoadThreads", 200, "Threads that load one table.")
              .notNeeded(OTHER_TARGETS),
          threads("ParallelLoadBufferSize", 1000, "Records that such a thread buffers.")
              .notNeeded(OTHER_TARGETS),
          BATCH_APPLY_ENABLED,
          bool(GROUP, "TaskRecoveryTableEnabled", false, "Keeps the checkpoint on the target.")
              .notNeeded("The control schema always keeps it."),
          threads("ParallelLoadQueuesPerThread", 512, "Queues of such a thread.")
              .notNeeded(OTHER_TARGETS),
          PARALLEL_APPLY_THREADS,
          PARALLEL_APPLY_BUFFER_SIZE,
          threads("ParallelApplyQueuesPerThread", 512, "Queues of such a thread.")
              .notNeeded("Each thread has one queue."));

  private TargetMetadataKeys() {}

  private static SettingKey threads(String name, int max, String help) {
    return whole(GROUP, name, new Whole(0, max), 0, help);
  }
}
