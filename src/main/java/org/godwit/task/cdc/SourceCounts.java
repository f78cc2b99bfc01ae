package org.godwit.task.cdc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Sequence;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.engine.TargetCounter;
import org.godwit.task.plan.PlannedColumn;
import org.godwit.task.plan.PlannedTable;
import org.jspecify.annotations.Nullable;

/** Brings together where counters of the source stand, and the target's that go on with them. */
final class SourceCounts {
  /** A column of the target. */
  private record Place(TableName table, String column) {
    static Place of(TargetCounter.Use use) {
      return new Place(use.table(), use.column());
    }
  }

  /**
   * Where a counter of the source stands that a column takes values from.
   *
   * @param sequence its name without a schema, empty for one that is the column's own
   * @param isOnly whether the column takes values from no other
   * @param last that it gave, null where it gave none
   * @param cycles whether it begins again behind its end
   */
  private record Count(String sequence, boolean isOnly, @Nullable Long last, boolean cycles) {}

  private final Map<Place, List<Count>> counts = new HashMap<>();
  private final Map<Place, Integer> countersOf = new HashMap<>();

  /** With nothing known of the source yet. */
  SourceCounts(List<TargetCounter> ofTarget) {
    for (TargetCounter counter : ofTarget) {
      counter.uses().forEach(use -> countersOf.merge(Place.of(use), 1, Integer::sum));
    }
  }

  /** What a table of the source says, as it is now. */
  void add(Table table, PlannedTable planned) {
    for (PlannedColumn column : planned.columns()) {
      Place place = new Place(planned.target(), column.target());
      if (countersOf.containsKey(place)) {
        table.column(column.source()).ifPresent(it -> counts.put(place, of(it, table)));
      }
    }
  }

  private static List<Count> of(Column column, Table table) {
    if (column.generation() instanceof Generation.Identity(long next)) {
      // The number before it is the last that was used, or none; 0 says nothing.
      return next == 0
          ? List.of()
          : List.of(new Count("", true, next > 0 ? next - 1 : next + 1, false));
    }
    if (!(column.defaultValue() instanceof Default.Expression(String text))) {
      return List.of();
    }
    List<Sequence> asked =
        table.sequences().stream().filter(sequence -> text.contains(sequence.call())).toList();
    return asked.stream()
        .filter(sequence -> sequence.last().isPresent() || sequence.reason().isEmpty())
        .map(
            sequence ->
                new Count(
                    sequence.name().table(),
                    asked.size() == 1,
                    sequence.last().orElse(null),
                    sequence.cycles()))
        .toList();
  }

  /**
   * What sets a counter of the target: no statement where the source has not used its own yet, and
   * empty where neither the target's rows nor the source tell.
   */
  Optional<String> statement(TargetCounter counter) {
    List<Count> own =
        counter.uses().stream().map(Place::of).flatMap(it -> of(it, counter).stream()).toList();
    List<Long> used = new ArrayList<>();
    for (Count count : own) {
      Long last = count.last();
      if (last != null && count.cycles() && counter.cycles()) {
        return Optional.of(counter.inStep(last));
      }
      if (last != null) {
        used.add(last);
      }
    }
    if (used.isEmpty() && counter.uses().stream().noneMatch(TargetCounter.Use::isValue)) {
      return own.isEmpty() ? Optional.empty() : Optional.of("");
    }
    return Optional.of(counter.past(used));
  }

  /** A default may ask several sequences: those go by their names. */
  private List<Count> of(Place place, TargetCounter counter) {
    boolean isOnly = countersOf.getOrDefault(place, 0) == 1;
    return counts.getOrDefault(place, List.of()).stream()
        .filter(it -> it.sequence().equals(counter.name().table()) || (it.isOnly() && isOnly))
        .toList();
  }
}
