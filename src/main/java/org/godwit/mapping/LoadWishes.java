package org.godwit.mapping;

import java.util.List;
import java.util.Optional;

/**
 * How a table shall be loaded.
 *
 * @param filters all must hold
 * @param loadOrder higher ones are loaded first, 0 for no wish
 * @param parallelLoad how it is cut into segments
 * @param lobSettings how its LOBs travel, where not as the task's settings say
 */
public record LoadWishes(
    List<RowFilter> filters,
    int loadOrder,
    Optional<ParallelLoad> parallelLoad,
    Optional<LobSettings> lobSettings) {
  public LoadWishes {
    filters = List.copyOf(filters);
  }
}
