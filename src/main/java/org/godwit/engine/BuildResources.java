package org.godwit.engine;

/**
 * What a target's server may use to build keys and indexes.
 *
 * @param sessions that may build at once
 * @param bytes of memory for all of them together, 0 for what builds fastest
 * @param processes that may build one index together, 0 for the server's own setting
 * @param largestTable bytes of the largest table that they build for, as the source has it
 */
public record BuildResources(int sessions, long bytes, int processes, long largestTable) {
  /** The same for other tables. */
  public BuildResources withLargestTable(long tableBytes) {
    return new BuildResources(sessions, bytes, processes, tableBytes);
  }
}
