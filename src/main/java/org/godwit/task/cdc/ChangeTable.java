package org.godwit.task.cdc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.engine.ChangedTable;
import org.godwit.engine.Position;
import org.godwit.mapping.MappedColumn;
import org.godwit.task.load.LoadColumn;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.ChangePlan;

/**
 * A table whose changes are followed.
 *
 * @param load what is read and written of it
 * @param columns of the target that changes give
 * @param writes how the target is written
 * @param loadedAt the place in the source's log at which its rows were loaded; what was committed
 *     before it is among them. Empty where no rows were loaded
 */
record ChangeTable(
    LoadTable load, List<LoadColumn> columns, ChangedTable writes, Optional<Position> loadedAt) {
  ChangeTable {
    columns = List.copyOf(columns);
  }

  TableName name() {
    return load.name();
  }

  static ChangeTable of(LoadTable load, ChangePlan plan, Optional<Position> loadedAt) {
    Map<String, Integer> places = placesOfSource(load, plan.columns());
    List<Integer> identity = new ArrayList<>();
    for (String column : identityOf(load)) {
      identity.add(places.get(column));
    }
    boolean isKey = !load.source().table().keyColumns().isEmpty();
    return new ChangeTable(
        load,
        plan.columns(),
        new ChangedTable(
            load.target(),
            plan.columns().stream().map(LoadColumn::target).toList(),
            identity,
            isKey,
            plan.rawColumns()),
        loadedAt);
  }

  /** By its key, else by all columns that are moved. */
  private static List<String> identityOf(LoadTable load) {
    List<String> key = load.source().table().keyColumns();
    return key.isEmpty() ? load.source().columns().stream().map(Column::name).toList() : key;
  }

  /** At which place among the written columns a source column's values go. */
  private static Map<String, Integer> placesOfSource(LoadTable load, List<LoadColumn> columns) {
    Map<String, Integer> places = new HashMap<>();
    for (MappedColumn mapped : load.mapped().columns()) {
      for (int i = 0; i < columns.size(); i++) {
        if (mapped instanceof MappedColumn.FromSource(var source, var target, var _)
            && columns.get(i).target().name().equals(target.name())) {
          places.putIfAbsent(source.name(), i);
        }
      }
    }
    return places;
  }

  /** Why changes of the table can't be followed; empty where they can. */
  static String obstacle(LoadTable load) {
    if (!load.source().where().isBlank()) {
      return "a filter chooses among its rows, and rows that cross a filter aren't followed yet";
    }
    if (load.mapped().hasExpressions()) {
      return "a rule computes columns of it, which isn't followed yet";
    }
    for (MappedColumn column : load.mapped().columns()) {
      if (column instanceof MappedColumn.FromSource(var source, var target, var _)
          && source.isComputed()
          && load.target().column(target.name()).filter(it -> !it.isComputed()).isPresent()) {
        return "its column %s is computed by the source, whose log doesn't have it, and not by the target; leave it out by a rule"
            .formatted(source.name());
      }
    }
    List<String> read = load.source().columns().stream().map(Column::name).toList();
    for (String key : load.source().table().keyColumns()) {
      if (!read.contains(key)) {
        return "its key column %s is left out by a rule, so that no row can be told from another"
            .formatted(key);
      }
    }
    return "";
  }
}
