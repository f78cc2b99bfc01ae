package org.godwit.task.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.Default;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Table;
import org.godwit.codec.Codec;
import org.godwit.codec.Codecs;
import org.godwit.codec.IncompatibleColumns;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.Engine;
import org.godwit.engine.LoadTarget;
import org.godwit.engine.RowForm;
import org.godwit.engine.SnapshotSource;
import org.godwit.engine.SourceTable;
import org.godwit.engine.TargetPlan;
import org.godwit.engine.TargetTable;
import org.godwit.mapping.ExpressionCodec;
import org.godwit.mapping.MappedColumn;
import org.godwit.mapping.MappedTable;
import org.godwit.mapping.MappingException;
import org.godwit.mapping.Surroundings;
import org.godwit.task.load.LoadColumn;
import org.godwit.task.load.LoadTable;

/** Pairs the columns of a table with those of its target and chooses their codecs. */
final class ColumnPlan {
  private final Engine source;
  private final LoadTarget target;
  private final ValuePolicy policy;
  private final Surroundings surroundings;

  ColumnPlan(Engine source, LoadTarget target, ValuePolicy policy, Surroundings surroundings) {
    this.source = source;
    this.target = target;
    this.policy = policy;
    this.surroundings = surroundings;
  }

  /**
   * Pairs all columns.
   *
   * @param fit what the target has of the table
   * @throws MappingException where a filter or a boundary doesn't fit its column, or a masking key
   *     is missing
   * @throws IncompatibleColumns where the target's table can't take the rows
   */
  LoadTable fill(MappedTable mapped, TargetPlan plan, TargetFit fit) {
    Table table = fit.table(plan.table());
    Map<String, Integer> places = places(mapped);
    Map<Column, String> wires = sourceForms(mapped, table, SnapshotSource::wire);
    Set<String> rawTargets = target.rawColumns(wires);
    Set<String> rawSources = new HashSet<>();
    List<LoadColumn> columns = new ArrayList<>();
    for (MappedColumn column : mapped.columns()) {
      Column to = targetOf(column, table);
      if (to.isComputed()) {
        continue;
      }
      boolean raw = rawTargets.contains(to.name());
      Column from = sourceOf(column);
      if (raw) {
        rawSources.add(from.name());
      }
      int place = places.getOrDefault(from.name(), 0);
      columns.add(new LoadColumn(to, place, codec(mapped, column, to, raw)));
    }
    requireValues(table, columns, fit.isAsItIs());
    return new LoadTable(
        mapped,
        new SourceTable(
            mapped.source(), mapped.columnsToRead(), mapped.where(source.dialect()), rawSources),
        plan,
        new TargetTable(
            table,
            columns.stream().map(LoadColumn::target).toList(),
            rawTargets,
            rowForm(mapped, table, wires, columns)),
        mapped.ranges(source.dialect()),
        fit.exists(),
        columns,
        fit.statements(mapped, plan.table()));
  }

  /**
   * How the changes of a table travel: as its rows do, in the forms that its log has.
   *
   * @param form in which the log has a column's values, empty for none
   * @param raw which columns of the target take them undecoded
   */
  ChangePlan changes(
      LoadTable table,
      Function<Column, String> form,
      Function<Map<Column, String>, Set<String>> raw) {
    MappedTable mapped = table.mapped();
    Map<String, Integer> places = places(mapped);
    Map<Column, String> forms = new LinkedHashMap<>();
    for (MappedColumn column : mapped.columns()) {
      Column to = targetOf(column, table.target());
      if (!to.isComputed()) {
        forms.put(to, mustBeLookedAt(mapped, column) ? "" : form.apply(sourceOf(column)));
      }
    }
    Set<String> rawTargets = raw.apply(forms);
    List<LoadColumn> columns = new ArrayList<>();
    for (MappedColumn column : mapped.columns()) {
      Column to = targetOf(column, table.target());
      if (!to.isComputed()) {
        Codec codec = codec(mapped, column, to, rawTargets.contains(to.name()));
        int place = places.getOrDefault(sourceOf(column).name(), 0);
        columns.add(new LoadColumn(to, place, codec));
      }
    }
    return new ChangePlan(columns, rawTargets);
  }

  private Codec codec(MappedTable mapped, MappedColumn column, Column to, boolean raw) {
    Codec codec = Codecs.choose(sourceOf(column), to, policy, raw);
    return switch (column) {
      case MappedColumn.FromSource _ -> codec;
      case MappedColumn.FromExpression computed ->
          new ExpressionCodec(mapped, computed, codec, surroundings);
    };
  }

  private static Column sourceOf(MappedColumn column) {
    return switch (column) {
      case MappedColumn.FromSource(Column read, Column _, long _) -> read;
      case MappedColumn.FromExpression computed -> computed.target();
    };
  }

  /** Rows pass whole where each gives the target's columns, all of them and in their order. */
  private RowForm rowForm(
      MappedTable mapped, Table table, Map<Column, String> wires, List<LoadColumn> columns) {
    boolean isSameRow = mapped.columnsToRead().size() == columns.size();
    for (int i = 0; i < columns.size(); i++) {
      isSameRow &= columns.get(i).sourceColumn() == i;
    }
    return isSameRow
        ? target.rowForm(wires, sourceForms(mapped, table, SnapshotSource::literal))
        : RowForm.DECODED;
  }

  /** In which forms values could pass undecoded as far as the source is concerned. */
  private Map<Column, String> sourceForms(
      MappedTable mapped, Table table, BiFunction<SnapshotSource, Column, String> form) {
    Map<Column, String> forms = new LinkedHashMap<>();
    Optional<SnapshotSource> reader = source.snapshotSource();
    if (reader.isEmpty()) {
      return forms;
    }
    for (MappedColumn column : mapped.columns()) {
      Column to = targetOf(column, table);
      if (!to.isComputed()) {
        forms.put(
            to, mustBeLookedAt(mapped, column) ? "" : form.apply(reader.get(), sourceOf(column)));
      }
    }
    return forms;
  }

  /** A value that an expression reads or makes, or that a policy may alter. */
  private boolean mustBeLookedAt(MappedTable mapped, MappedColumn column) {
    DataType type = sourceOf(column).type();
    // An interval's months, days and seconds stay apart, and a shape keeps its SRID, only
    // undecoded;
    // an expression can read them so too.
    boolean isWholeOnlySo = type instanceof DataType.TimeSpan || type instanceof DataType.Geometry;
    if (column instanceof MappedColumn.FromExpression
        || (mapped.hasExpressions() && !isWholeOnlySo)) {
      return true;
    }
    boolean isLimited = policy.lobBytesMax() != ValuePolicy.WHOLE;
    return switch (type) {
      case DataType.Date _, DataType.Timestamp _ ->
          policy.zeroDates() == ValuePolicy.ZeroDates.NULL;
      case DataType.Text _ ->
          isLimited
              || policy.nulCharacters() == ValuePolicy.NulCharacters.REMOVE
              || policy.truncation() == ValuePolicy.Truncation.CUT
              || !policy.characters().isEmpty();
      case DataType.Json _ ->
          isLimited || policy.nulCharacters() == ValuePolicy.NulCharacters.REMOVE;
      case DataType.Binary _ -> isLimited || policy.truncation() == ValuePolicy.Truncation.CUT;
      case DataType.Native _ -> isLimited;
      default -> false;
    };
  }

  private static Map<String, Integer> places(MappedTable mapped) {
    Map<String, Integer> places = new HashMap<>();
    List<Column> read = mapped.columnsToRead();
    for (int i = 0; i < read.size(); i++) {
      places.put(read.get(i).name(), i);
    }
    return places;
  }

  private static Column targetOf(MappedColumn column, Table table) {
    return table
        .column(column.target().name())
        .orElseThrow(
            () ->
                new IncompatibleColumns(
                    "the target table has no column %s; add it, remove or rename the column by a rule, or choose DROP_AND_CREATE"
                        .formatted(column.target().name())));
  }

  /** An existing table may have columns that no row fills; they must do without. */
  private static void requireValues(Table table, List<LoadColumn> columns, boolean kept) {
    if (!kept) {
      return;
    }
    Set<String> filled = new HashSet<>();
    columns.forEach(column -> filled.add(column.target().name()));
    for (Column column : table.columns()) {
      boolean doesWithout =
          column.nullable()
              || !(column.defaultValue() instanceof Default.None)
              || !(column.generation() instanceof Generation.Given);
      if (!doesWithout && !filled.contains(column.name())) {
        throw new IncompatibleColumns(
            "the target's column %s is NOT NULL without a default and no source column fills it; give it a default, add it by a rule, or choose DROP_AND_CREATE"
                .formatted(column.name()));
      }
    }
  }
}
