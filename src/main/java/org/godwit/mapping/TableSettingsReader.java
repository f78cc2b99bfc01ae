package org.godwit.mapping;

import java.util.List;
import java.util.Optional;
import org.godwit.json.JsonKeys;

/** Reads what a table-settings rule says of one table. */
final class TableSettingsReader {
  private static final int RANGE_COLUMNS_MAX = 10;

  private final JsonKeys rule;

  TableSettingsReader(JsonKeys rule) {
    this.rule = rule;
  }

  Optional<ParallelLoad> parallelLoad() {
    return rule.optionalObject("parallel-load").map(TableSettingsReader::parallelLoad);
  }

  private static ParallelLoad parallelLoad(JsonKeys keys) {
    ParallelLoad load =
        new ParallelLoad(
            RuleReader.choice(keys, "type", ParallelLoad.Type.class),
            keys.texts("partitions"),
            keys.texts("subpartitions"),
            keys.texts("columns"),
            keys.textLists("boundaries"));
    switch (load.type()) {
      case RANGES -> mustHaveRanges(keys, load);
      case PARTITIONS_LIST -> {
        if (load.partitions().isEmpty() && load.subpartitions().isEmpty()) {
          throw keys.refuse("partitions", "is missing; partitions-list needs their names.");
        }
      }
      case NONE, PARTITIONS_AUTO, SUBPARTITIONS_AUTO -> {}
    }
    return load;
  }

  private static void mustHaveRanges(JsonKeys keys, ParallelLoad load) {
    if (load.columns().isEmpty() || load.columns().size() > RANGE_COLUMNS_MAX) {
      throw keys.refuse(
          "columns", "must name 1 to " + RANGE_COLUMNS_MAX + " columns whose ranges are loaded.");
    }
    if (load.boundaries().isEmpty()) {
      throw keys.refuse("boundaries", "is missing; ranges need at least one upper bound.");
    }
    List<List<String>> boundaries = load.boundaries();
    for (int i = 0; i < boundaries.size(); i++) {
      if (boundaries.get(i).size() != load.columns().size()) {
        throw keys.refuse(
            "boundaries[" + i + "]",
            "has "
                + boundaries.get(i).size()
                + " values for "
                + load.columns().size()
                + " columns; give one value a column.");
      }
    }
  }

  Optional<LobSettings> lobSettings() {
    return rule.optionalObject("lob-settings").map(TableSettingsReader::lobSettings);
  }

  private static LobSettings lobSettings(JsonKeys keys) {
    LobSettings.Mode mode =
        keys.has("mode")
            ? RuleReader.choice(keys, "mode", LobSettings.Mode.class)
            : LobSettings.Mode.LIMITED;
    int size = RuleReader.positive(keys, "bulk-max-size");
    if (mode == LobSettings.Mode.LIMITED && size == 0) {
      throw keys.refuse(
          "bulk-max-size", "must be at least 1 in limited mode; 0 would empty every LOB.");
    }
    return new LobSettings(mode, size);
  }
}
