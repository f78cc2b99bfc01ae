package org.godwit.task.control;

/**
 * What a segment moved.
 *
 * @param rowsLoaded rows that the target stored
 * @param rowsRejected rows that are in the exceptions table instead
 * @param bytesRead as the source's protocol carried them
 */
public record SegmentCounts(long rowsLoaded, long rowsRejected, long bytesRead) {
  /** Nothing yet. */
  public static final SegmentCounts NONE = new SegmentCounts(0, 0, 0);
}
