package org.godwit.task.load;

import java.nio.file.Path;
import java.time.Duration;
import org.godwit.engine.BuildResources;

/**
 * What of the task settings concerns the load.
 *
 * @param preparation what happens to target tables first
 * @param keyAfterLoad whether the primary key is built when the rows are there
 * @param subTasksMax segments that are loaded at once
 * @param readers connections to the source that share a snapshot
 * @param segmentBytes how large a segment should be
 * @param memoryBytes that rows may take in memory together
 * @param build what the target's server may build keys and indexes with
 * @param errors what errors lead to
 * @param openTransactionsWait how long the source's open transactions are waited for where changes
 *     follow
 * @param rejectFolder where rejected rows are written to
 */
public record LoadSettings(
    TablePreparation preparation,
    boolean keyAfterLoad,
    int subTasksMax,
    int readers,
    long segmentBytes,
    long memoryBytes,
    BuildResources build,
    Errors errors,
    Duration openTransactionsWait,
    Path rejectFolder) {

  /**
   * What errors lead to.
   *
   * @param data for a row that the target can't take
   * @param truncation for a row with a value that is too long
   * @param masking for a row that can't be masked
   * @param dataEscalationCount rows of a table after which {@code dataEscalation} holds, 0 for
   *     never
   * @param dataEscalation what too many such rows lead to
   * @param table for a table that can't be loaded
   * @param tableEscalationCount tables after which the task stops, 0 for never
   */
  public record Errors(
      ErrorPolicy data,
      ErrorPolicy truncation,
      ErrorPolicy masking,
      int dataEscalationCount,
      ErrorPolicy dataEscalation,
      ErrorPolicy table,
      int tableEscalationCount) {}
}
