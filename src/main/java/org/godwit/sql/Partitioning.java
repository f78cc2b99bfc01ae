package org.godwit.sql;

import java.util.List;
import java.util.Optional;

/**
 * PARTITION BY, SUBPARTITION BY.
 *
 * @param method {@code RANGE}, {@code LIST}, {@code HASH}, {@code REFERENCE}, {@code SYSTEM}
 * @param interval of {@code INTERVAL (…)}
 * @param subpartitioning its partitions are the template
 * @param options {@code PARTITIONS 4}, {@code STORE IN (…)}, {@code AUTOMATIC}
 */
public record Partitioning(
    String method,
    List<Expression> columns,
    Optional<Expression> interval,
    Optional<Partitioning> subpartitioning,
    List<String> options,
    List<Partition> partitions,
    Place place)
    implements Clause {

  /**
   * One partition.
   *
   * @param bound {@code LESS THAN}, {@code IN} (a list), or nothing
   */
  public record Partition(
      Optional<Identifier> name,
      String bound,
      List<Expression> values,
      List<String> options,
      List<Partition> subpartitions,
      Place place)
      implements Clause {}
}
