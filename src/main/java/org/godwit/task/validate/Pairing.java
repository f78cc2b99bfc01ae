package org.godwit.task.validate;

import java.util.List;
import java.util.stream.IntStream;

/** The two sides of one table; their columns stand in the same order, in the same forms. */
record Pairing(Side source, Side target) {

  boolean hasKey() {
    return !source.key().isEmpty();
  }

  List<RenderedColumn> columns() {
    return source.values();
  }

  boolean hasColumnComparedByValue() {
    return columns().stream().anyMatch(column -> column.form().isComparedByValue());
  }

  /** The rows' cells are equal, by text or by value. */
  boolean isSame(List<CellText> source, List<CellText> target) {
    for (int i = 0; i < source.size(); i++) {
      if (!source.get(i).isSameAs(target.get(i), columns().get(i).form())) {
        return false;
      }
    }
    return true;
  }

  /** The row's name for people: its key, or all of it. */
  List<KeyValue> nameOf(List<CellText> row) {
    List<Integer> positions =
        hasKey() ? source.key() : IntStream.range(0, row.size()).boxed().toList();
    return positions.stream()
        .map(i -> new KeyValue(columns().get(i).name(), row.get(i).shown()))
        .toList();
  }
}
