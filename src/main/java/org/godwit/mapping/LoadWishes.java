package org.godwit.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table shall be loaded.
 *
 * @param filters all must hold
 * @param loadOrder higher ones are loaded first, 0 for no wish
 * @param tableSettings the rule that says how it is cut and how its LOBs travel
 * @param validation how validation shall see source columns, by their names
 */
public record LoadWishes(
    List<RowFilter> filters,
    int loadOrder,
    Optional<TableSettingsRule> tableSettings,
    Map<String, ValidationRule> validation) {
  public LoadWishes {
    validation = Map.copyOf(validation);
    filters = List.copyOf(filters);
  }

  /** How it is cut into segments. */
  public Optional<ParallelLoad> parallelLoad() {
    return tableSettings.flatMap(TableSettingsRule::parallelLoad);
  }

  /** How its LOBs travel, where not as the task's settings say. */
  public Optional<LobSettings> lobSettings() {
    return tableSettings.flatMap(TableSettingsRule::lobSettings);
  }
}
