package org.godwit.mapping;

import java.util.List;

/**
 * How a table is cut into segments.
 *
 * @param type the way to cut
 * @param partitions by name, for {@link Type#PARTITIONS_LIST}
 * @param subpartitions likewise
 * @param columns whose values are compared, for {@link Type#RANGES}
 * @param boundaries upper bounds in rising order, one value a column; n bounds make n + 1 segments
 */
public record ParallelLoad(
    Type type,
    List<String> partitions,
    List<String> subpartitions,
    List<String> columns,
    List<List<String>> boundaries) {
  public ParallelLoad {
    partitions = List.copyOf(partitions);
    subpartitions = List.copyOf(subpartitions);
    columns = List.copyOf(columns);
    boundaries = boundaries.stream().map(List::copyOf).toList();
  }

  /** The way to cut. */
  public enum Type {
    NONE,
    PARTITIONS_AUTO,
    SUBPARTITIONS_AUTO,
    PARTITIONS_LIST,
    RANGES
  }
}
