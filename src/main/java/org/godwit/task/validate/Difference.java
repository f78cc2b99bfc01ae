package org.godwit.task.validate;

import java.util.List;

/**
 * One row that isn't the same on both sides.
 *
 * @param kind how it differs
 * @param key the values of the key, or of the whole row where the table has none
 * @param cells the differing cells, empty for a missing row
 * @param rows how many rows; more than one only in a table without a key
 */
public record Difference(Kind kind, List<KeyValue> key, List<CellDifference> cells, long rows) {
  public Difference {
    key = List.copyOf(key);
    cells = List.copyOf(cells);
  }

  /** By the names of DMS's table of validation failures. */
  public enum Kind {
    RECORD_DIFF,
    MISSING_SOURCE,
    MISSING_TARGET
  }

  /** The key as one line: {@code id=7, lang=de}. */
  public String keyText() {
    return String.join(
        ", ", key.stream().map(value -> value.column() + "=" + value.value()).toList());
  }
}
