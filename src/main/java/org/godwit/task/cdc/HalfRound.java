package org.godwit.task.cdc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangeRow;
import org.godwit.engine.ChangeSource;
import org.godwit.engine.Position;
import org.godwit.task.control.ChangeSums;
import org.godwit.task.control.LaneRecord;

/**
 * A round of which some lanes had committed their parts when their process died. It is read again,
 * and what they have is left out.
 *
 * @param routes by which it was divided
 * @param committed the lanes that have their parts on the target
 * @param until behind the round
 * @param sums what they have applied
 * @param untold tables whose key was renamed since: nobody can tell which of their changes those
 *     are
 */
record HalfRound(
    LaneRoutes routes,
    Set<Integer> committed,
    Position until,
    ChangeSums sums,
    List<TableName> untold) {
  /**
   * By what the control schema says; empty where no round was cut short.
   *
   * @param tables that are followed
   * @param columns that divide their rows
   */
  static Optional<HalfRound> of(
      List<LaneRecord> committed,
      Map<TableName, List<String>> columns,
      Collection<ChangeTable> tables,
      ChangeSource source) {
    if (committed.isEmpty()) {
      return Optional.empty();
    }
    ChangeSums sums = new ChangeSums();
    committed.forEach(lane -> sums.add(lane.sums()));
    return Optional.of(
        new HalfRound(
            LaneRoutes.of(committed.getFirst().lanes(), tables, columns),
            committed.stream().map(LaneRecord::lane).collect(Collectors.toUnmodifiableSet()),
            source.position(committed.getFirst().position()),
            sums,
            untold(tables, columns)));
  }

  private static List<TableName> untold(
      Collection<ChangeTable> tables, Map<TableName, List<String>> columns) {
    return tables.stream()
        .filter(
            table ->
                !table.follows().columns().stream()
                    .map(Column::name)
                    .toList()
                    .containsAll(columns.getOrDefault(table.name(), List.of())))
        .map(ChangeTable::name)
        .toList();
  }

  /** Whether the target has the change that led to this row, or took it away. */
  boolean has(TableName table, ChangeRow row) {
    return routes.has(table) && committed.contains(routes.lane(table, row));
  }
}
