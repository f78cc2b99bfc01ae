package org.godwit.mapping;

/**
 * How the LOBs of one table travel.
 *
 * @param mode the way
 * @param bulkMaxSizeKb kilobytes that values are cut to in limited mode
 */
public record LobSettings(Mode mode, int bulkMaxSizeKb) {
  /** The way that LOBs travel. */
  public enum Mode {
    /** Values over the size are cut. */
    LIMITED,
    /** Values are moved whole. */
    UNLIMITED,
    /** As the task's settings say. */
    NONE
  }
}
