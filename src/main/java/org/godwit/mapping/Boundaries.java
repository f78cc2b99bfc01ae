package org.godwit.mapping;

import java.util.ArrayList;
import java.util.List;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;
import org.godwit.engine.KeyRange;

/** The boundaries of a table's parallel-load as ranges in the source's SQL. */
record Boundaries(Dialect dialect, Table table, TableSettingsRule rule) {
  private static final String KEY = "parallel-load";

  /** One range more than there are boundaries; none where the rule gives no ranges. */
  List<KeyRange> ranges() {
    return rule.parallelLoad()
        .filter(load -> load.type() == ParallelLoad.Type.RANGES)
        .map(this::ranges)
        .orElse(List.of());
  }

  private List<KeyRange> ranges(ParallelLoad load) {
    dialect
        .noConditions()
        .ifPresent(
            why -> {
              throw MappingException.ofRule(
                  rule.id(), KEY + ": " + why + ". Use the type partitions-auto.");
            });
    List<ColumnLiteral> columns = load.columns().stream().map(this::column).toList();
    List<KeyRange> ranges = new ArrayList<>();
    List<String> from = List.of();
    for (List<String> boundary : load.boundaries()) {
      List<String> to = new ArrayList<>();
      for (int i = 0; i < boundary.size(); i++) {
        to.add(columns.get(i).of(boundary.get(i)));
      }
      ranges.add(new KeyRange(load.columns(), from, to));
      from = to;
    }
    ranges.add(new KeyRange(load.columns(), from, List.of()));
    return ranges;
  }

  private ColumnLiteral column(String name) {
    ColumnLiteral.Place place = new ColumnLiteral.Place(rule.id(), KEY, table);
    return new ColumnLiteral(
        dialect, place, table.column(name).orElseThrow(() -> place.lacks(name)));
  }
}
