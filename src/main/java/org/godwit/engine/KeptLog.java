package org.godwit.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a source keeps of its log from a task's place on, and what bounds it: its size or its age.
 *
 * @param holder what keeps it, in words: {@code replication slot godwit_shop_1}
 * @param state as the server calls it, empty where it has no word for it
 * @param setting of the server that bounds it, or would
 * @param bytes from the task's place to the log's end
 * @param bytesMax how many there may be before the server gives the task's place up, null where
 *     their number doesn't matter
 * @param age since when the server has counted towards {@code ageMax}
 * @param ageMax after how long the server gives the task's place up, null where age doesn't matter
 */
public record KeptLog(
    String holder,
    String state,
    String setting,
    long bytes,
    @Nullable Long bytesMax,
    Duration age,
    @Nullable Duration ageMax) {

  /** Whether the server gives the task's place up at some time. */
  public boolean isBounded() {
    return bytesMax != null || ageMax != null;
  }

  /** How much of what bounds it is used: 1 where all is, 0 where nothing bounds it. */
  public double used() {
    Long most = bytesMax;
    Duration oldest = ageMax;
    double byBytes = most == null ? 0 : (double) bytes / Math.max(1, most);
    double byAge = oldest == null ? 0 : (double) age.toMillis() / Math.max(1, oldest.toMillis());
    return Math.max(byBytes, byAge);
  }
}
