package org.godwit.task.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.godwit.catalog.Column;
import org.godwit.catalog.TableName;
import org.godwit.mapping.MappedColumn;
import org.godwit.mapping.Rule;
import org.godwit.task.load.LoadTable;

/**
 * What becomes of a table, as pages tell it and as two plans are compared.
 *
 * @param target where its rows go
 * @param filter the condition on its rows in the source's SQL, empty for all rows
 * @param columns in the target's order, then those that are left out
 */
public record PlannedTable(TableName target, String filter, List<PlannedColumn> columns) {
  public PlannedTable {
    columns = List.copyOf(columns);
  }

  /** Tells a table of a plan. */
  public static PlannedTable of(LoadTable table) {
    return new PlannedTable(table.target().name(), table.source().where(), columns(table));
  }

  /** Whether the same rows arrive in the same columns of the same table. */
  public boolean isLike(PlannedTable other) {
    return target.equals(other.target)
        && filter.equals(other.filter)
        && columns.size() == other.columns.size()
        && IntStream.range(0, columns.size())
            .allMatch(i -> columns.get(i).isLike(other.columns.get(i)));
  }

  private static List<PlannedColumn> columns(LoadTable table) {
    List<PlannedColumn> columns = new ArrayList<>();
    Set<String> moved = new HashSet<>();
    for (MappedColumn column : table.mapped().columns()) {
      String target = column.target().name();
      String type = table.target().column(target).map(Column::nativeType).orElse("");
      String meaning = column.target().type().toString();
      switch (column) {
        case MappedColumn.FromSource(var source, var _, var ruleId) -> {
          moved.add(source.name());
          columns.add(
              new PlannedColumn(source.name(), source.nativeType(), target, type, meaning, ruleId));
        }
        case MappedColumn.FromExpression computed -> {
          Optional<Column> masked =
              computed.maskedColumn().flatMap(table.mapped().source()::column);
          masked.map(Column::name).ifPresent(moved::add);
          columns.add(
              new PlannedColumn(
                  masked.map(Column::name).orElse(""),
                  masked.map(Column::nativeType).orElse(""),
                  target,
                  type,
                  meaning + " " + computed.expression(),
                  computed.ruleId()));
        }
      }
    }
    for (Column column : table.mapped().source().columns()) {
      if (!moved.contains(column.name())) {
        columns.add(new PlannedColumn(column.name(), column.nativeType(), "", "", "", Rule.NONE));
      }
    }
    return columns;
  }
}
