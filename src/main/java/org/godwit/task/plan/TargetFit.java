package org.godwit.task.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Table;
import org.godwit.engine.ColumnStatements;
import org.godwit.mapping.MappedColumn;
import org.godwit.mapping.MappedTable;
import org.godwit.task.load.TablePreparation;
import org.jspecify.annotations.Nullable;

/**
 * What the target has of a table, and what of that stays.
 *
 * @param existing the target's table; null where it has none
 * @param preparation what becomes of it
 * @param write how it is altered with its source's; empty where it stays as it is
 */
record TargetFit(
    @Nullable Table existing, TablePreparation preparation, Optional<ColumnStatements> write) {

  /** Whether the target had the table. */
  boolean exists() {
    return existing != null;
  }

  private @Nullable Table kept() {
    return preparation == TablePreparation.DROP_AND_CREATE ? null : existing;
  }

  /** Whether nothing is altered of the table that the target has. */
  boolean isAsItIs() {
    return kept() != null && write.isEmpty();
  }

  /**
   * The table as rows will find it.
   *
   * @param planned as it would be made
   */
  Table table(Table planned) {
    Table kept = kept();
    if (kept == null) {
      return planned;
    }
    return write.isEmpty() ? kept : withMissing(kept, planned);
  }

  private static Table withMissing(Table kept, Table planned) {
    List<Column> columns = new ArrayList<>(kept.columns());
    columns.addAll(missing(kept, planned));
    return kept.withColumns(columns);
  }

  private static List<Column> missing(Table kept, Table planned) {
    return planned.columns().stream()
        .filter(column -> kept.column(column.name()).isEmpty())
        .toList();
  }

  /**
   * What makes the emptied table take the rows: columns that it lacks are added, and what no row
   * fills any more may be NULL.
   */
  List<String> statements(MappedTable mapped, Table planned) {
    Table kept = kept();
    if (kept == null || write.isEmpty()) {
      return List.of();
    }
    List<String> statements = new ArrayList<>();
    for (Column column : missing(kept, planned)) {
      add(kept, column, sourceOf(mapped, column)).ifPresent(statements::add);
    }
    for (Column column : kept.columns()) {
      boolean isFilled =
          column.nullable()
              || !(column.defaultValue() instanceof Default.None)
              || !(column.generation() instanceof Generation.Given)
              || mapped.columns().stream()
                  .anyMatch(pair -> pair.target().name().equals(column.name()));
      if (!isFilled) {
        statements.add(write.get().allowNull(kept.name(), column, column));
      }
    }
    return statements;
  }

  /** What can't be added as planned comes without what keeps it from that. */
  private Optional<String> add(Table kept, Column column, Column source) {
    ColumnStatements altering = write.orElseThrow();
    return altering
        .add(kept.name(), column, source)
        .or(
            () ->
                altering.add(
                    kept.name(),
                    column
                        .withDefault(new Default.None())
                        .withGeneration(new Generation.Given())
                        .withNullable(true),
                    source));
  }

  private static Column sourceOf(MappedTable mapped, Column target) {
    return mapped.columns().stream()
        .filter(pair -> pair.target().name().equals(target.name()))
        .map(pair -> pair instanceof MappedColumn.FromSource read ? read.source() : pair.target())
        .findFirst()
        .orElse(target);
  }
}
