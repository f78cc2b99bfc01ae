package org.godwit.catalog;

/**
 * What the engine's statistics guess of a table's size. An estimate, never a count.
 *
 * @param rows estimated rows, 0 where unknown
 * @param bytes estimated bytes of rows without indexes, 0 where unknown
 */
public record TableSize(long rows, long bytes) {
  /** Nothing is known. */
  public static final TableSize UNKNOWN = new TableSize(0, 0);
}
