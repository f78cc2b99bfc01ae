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
import org.godwit.engine.SourceTable;
import org.godwit.mapping.MappedColumn;
import org.godwit.task.load.LoadColumn;
import org.godwit.task.load.LoadTable;
import org.godwit.task.plan.ChangePlan;

/**
 * A table whose changes are followed.
 *
 * @param load what is read and written of it
 * @param follows what is read of it in the source's log: what the load reads, and behind that what
 *     the filters read
 * @param wanted which of its rows the task has
 * @param columns of the target that changes give
 * @param writes how the target is written
 * @param loadedAt the place in the source's log at which its rows were loaded; what was committed
 *     before it is among them. Empty where no rows were loaded
 */
record ChangeTable(
    LoadTable load,
    SourceTable follows,
    RowsWanted wanted,
    List<ChangeColumn> columns,
    ChangedTable writes,
    Optional<Position> loadedAt) {
  ChangeTable {
    columns = List.copyOf(columns);
  }

  TableName name() {
    return load.name();
  }

  static ChangeTable of(
      LoadTable load, ChangePlan plan, RowsWanted wanted, Optional<Position> loadedAt) {
    SourceTable read = load.source();
    List<ChangeColumn> columns = new ArrayList<>();
    for (LoadColumn column : plan.columns()) {
      columns.add(ChangeColumn.of(column, mapped(load, column), read.columns()));
    }
    boolean isKey = !read.table().keyColumns().isEmpty();
    return new ChangeTable(
        load,
        new SourceTable(
            read.table(), wanted.withOwn(read.columns()), read.where(), read.rawColumns()),
        wanted,
        columns,
        new ChangedTable(
            load.target(),
            plan.columns().stream().map(LoadColumn::target).toList(),
            isKey ? placesOfKey(load, plan.columns()) : placesOfSteady(columns),
            isKey,
            plan.rawColumns()),
        loadedAt);
  }

  private static MappedColumn mapped(LoadTable load, LoadColumn column) {
    return load.mapped().columns().stream()
        .filter(it -> it.target().name().equals(column.target().name()))
        .findFirst()
        .orElseThrow();
  }

  /** At which places among the written columns the key's values go, masked or not. */
  private static List<Integer> placesOfKey(LoadTable load, List<LoadColumn> columns) {
    Map<String, String> targets = new HashMap<>();
    for (MappedColumn mapped : load.mapped().columns()) {
      sourceName(mapped).ifPresent(name -> targets.putIfAbsent(name, mapped.target().name()));
    }
    List<String> written = columns.stream().map(column -> column.target().name()).toList();
    return load.source().table().keyColumns().stream()
        .map(key -> written.indexOf(targets.get(key)))
        .toList();
  }

  /** Without a key a row is told by all that is the same of it at any time. */
  private static List<Integer> placesOfSteady(List<ChangeColumn> columns) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isSteady()) {
        places.add(i);
      }
    }
    return places;
  }

  /** The source column whose value, masked or not, the column has. */
  private static Optional<String> sourceName(MappedColumn column) {
    return switch (column) {
      case MappedColumn.FromSource(Column source, Column _, long _) -> Optional.of(source.name());
      case MappedColumn.FromExpression computed -> computed.maskedColumn();
    };
  }

  /** Whether deletes mark rows instead of removing them. */
  boolean marksDeletes() {
    return columns.stream().anyMatch(ChangeColumn::indicatesDeletes);
  }

  /** Why changes of the table can't be followed; empty where they can. */
  static String obstacle(LoadTable load) {
    List<String> key = load.source().table().keyColumns();
    for (MappedColumn column : load.mapped().columns()) {
      if (column instanceof MappedColumn.FromSource(var source, var target, var _)
          && source.isComputed()
          && load.target().column(target.name()).filter(it -> !it.isComputed()).isPresent()) {
        return "its column %s is computed by the source, whose log doesn't have it, and not by the target; leave it out by a rule"
            .formatted(source.name());
      }
      if (column instanceof MappedColumn.FromExpression computed) {
        String obstacle = obstacle(load, computed, key);
        if (!obstacle.isEmpty()) {
          return obstacle;
        }
      }
    }
    for (String name : key) {
      if (load.mapped().columns().stream()
          .noneMatch(it -> sourceName(it).equals(Optional.of(name)))) {
        return "its key column %s is left out by a rule, so that no row can be told from another"
            .formatted(name);
      }
    }
    return "";
  }

  private static String obstacle(
      LoadTable load, MappedColumn.FromExpression computed, List<String> key) {
    for (String name : computed.expression().columns()) {
      if (load.source().table().column(name).filter(Column::isComputed).isPresent()) {
        return "a rule makes %s of %s, which the source computes and its log doesn't have"
            .formatted(computed.target().name(), name);
      }
    }
    if (computed.expression().indicatesDeletes() && key.isEmpty()) {
      return "operation_indicator marks its deleted rows in %s, and without a primary key no row can be told from another"
          .formatted(computed.target().name());
    }
    boolean isKey = computed.maskedColumn().filter(key::contains).isPresent();
    return isKey && !computed.expression().isSteady()
        ? "its key column %s is masked by chance, so that a changed row isn't found again; use data-masking-hash-mask or a masking key"
            .formatted(computed.target().name())
        : "";
  }

  /**
   * Why each change must come with the whole row before and after it, for a person to read; empty
   * where it needn't.
   */
  static Optional<String> needForWholeRows(
      LoadTable load, RowsWanted wanted, boolean logsChangesAlone) {
    List<String> key = load.source().table().keyColumns();
    if (!wanted.readsOnly(key)) {
      return Optional.of(
          "A filter reads columns that aren't of the key: only the whole row tells whether it passed before it was changed or deleted.");
    }
    for (MappedColumn column : load.mapped().columns()) {
      if (column instanceof MappedColumn.FromExpression computed) {
        List<String> read = computed.expression().columns();
        boolean mayLackSome =
            (read.size() > 1 || !computed.expression().isSteady())
                && read.stream().anyMatch(name -> logsChangesAlone || mayBeLeftOut(load, name));
        boolean isOfDeleted = computed.expression().indicatesDeletes() && !key.containsAll(read);
        if (mayLackSome || isOfDeleted) {
          return Optional.of(
              "A rule makes %s of values that the log may lack without it."
                  .formatted(computed.target().name()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean mayBeLeftOut(LoadTable load, String column) {
    return load.source().table().column(column).stream()
        .anyMatch(it -> ChangeColumn.mayBeLeftOut(it.type()));
  }
}
