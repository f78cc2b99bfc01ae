package org.godwit.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.engine.Dialect;
import org.godwit.engine.KeyRange;
import org.godwit.mapping.MappedColumn.FromExpression;
import org.godwit.mapping.MappedColumn.FromSource;

/**
 * What a source table becomes.
 *
 * @param source as the catalog describes it
 * @param target under its target names; types in shared terms as the source or a rule has them, all
 *     expressions in standard SQL; keys, indexes, foreign keys and checks as far as their columns
 *     are still there
 * @param columns of the target, in its order
 * @param wishes how it shall be loaded
 * @param notes what a person should know
 * @param use which rules met it
 */
public record MappedTable(
    Table source,
    Table target,
    List<MappedColumn> columns,
    LoadWishes wishes,
    List<MappingNote> notes,
    RuleUse use) {
  public MappedTable {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /**
   * The condition on source rows in the source's SQL, empty for all rows.
   *
   * @throws MappingException where a filter doesn't fit its column
   */
  public String where(Dialect sourceDialect) {
    return new FilterSql(sourceDialect).where(source, wishes.filters());
  }

  /**
   * The conditions on source rows, all of which must hold, for rows that don't come from a query.
   *
   * @throws MappingException where one can't be told of a row alone
   */
  public List<RowCondition> conditions(Dialect sourceDialect) {
    return wishes.filters().stream()
        .map(filter -> RowCondition.of(source, filter, sourceDialect))
        .toList();
  }

  /**
   * The ranges that a parallel-load of the type ranges cuts the table into, in the source's SQL;
   * empty where it wants none. Whether the boundaries rise is the source's to say.
   *
   * @throws MappingException where a boundary doesn't fit its column
   */
  public List<KeyRange> ranges(Dialect sourceDialect) {
    return wishes.tableSettings().stream()
        .flatMap(rule -> new Boundaries(sourceDialect, source, rule).ranges().stream())
        .toList();
  }

  /** The source columns that must be read: those that are moved and those that expressions use. */
  public List<Column> columnsToRead() {
    Set<String> names = new LinkedHashSet<>();
    for (MappedColumn column : columns) {
      switch (column) {
        case FromSource(Column from, Column _, long _) -> names.add(from.name());
        case FromExpression _ -> {}
      }
    }
    for (MappedColumn column : columns) {
      if (column instanceof FromExpression computed) {
        names.addAll(computed.expression().columns());
      }
    }
    List<Column> read = new ArrayList<>();
    names.forEach(name -> source.column(name).ifPresent(read::add));
    return read;
  }

  /**
   * What this table's LOBs are cut to in bytes.
   *
   * @param taskLobBytesMax what the task's settings say, {@link Long#MAX_VALUE} for never
   */
  public long lobBytesMax(long taskLobBytesMax) {
    if (wishes.lobSettings().isEmpty()) {
      return taskLobBytesMax;
    }
    LobSettings own = wishes.lobSettings().get();
    return switch (own.mode()) {
      case LIMITED -> own.bulkMaxSizeKb() * 1024L;
      case UNLIMITED -> Long.MAX_VALUE;
      case NONE -> taskLobBytesMax;
    };
  }

  /** Whether a value is computed for each row, so that rows can't pass undecoded. */
  public boolean hasExpressions() {
    return columns.stream().anyMatch(FromExpression.class::isInstance);
  }
}
