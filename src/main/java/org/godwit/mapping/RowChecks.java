package org.godwit.mapping;

import static org.godwit.catalog.DataType.UNBOUNDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.mapping.MappedColumn.FromSource;
import org.godwit.mapping.MappingNote.Severity;

/** Looks whether filters fit their columns and whether LOBs would be cut. */
final class RowChecks {
  private static final long KILOBYTE = 1024;

  private final PreviewTarget target;

  RowChecks(PreviewTarget target) {
    this.target = target;
  }

  List<MappingNote> of(List<MappedTable> tables) {
    List<MappingNote> notes = new ArrayList<>();
    for (MappedTable table : tables) {
      filters(table, notes);
      ranges(table, notes);
      lobs(table, notes);
    }
    return notes;
  }

  private void filters(MappedTable table, List<MappingNote> notes) {
    FilterSql sql = new FilterSql(target.source());
    for (RowFilter any : table.wishes().filters()) {
      if (!(any instanceof RowFilter.ByColumn filter)) {
        continue; // only the source itself can judge its SQL
      }
      try {
        sql.where(table.source(), List.of(filter));
      } catch (MappingException e) {
        e.problems()
            .forEach(
                problem ->
                    notes.add(
                        MappingNote.of(
                            Severity.ERROR,
                            filter.ruleId(),
                            table.source().name(),
                            filter.filter().column(),
                            problem)));
      }
      letsNothingPass(table, filter).ifPresent(notes::add);
    }
  }

  private void ranges(MappedTable table, List<MappingNote> notes) {
    for (TableSettingsRule rule : table.wishes().tableSettings().stream().toList()) {
      try {
        table.ranges(target.source());
      } catch (MappingException e) {
        e.problems()
            .forEach(
                problem ->
                    notes.add(
                        MappingNote.of(Severity.ERROR, rule.id(), table.source().name(), problem)));
      }
    }
  }

  private static Optional<MappingNote> letsNothingPass(
      MappedTable table, RowFilter.ByColumn filter) {
    List<Filter.Condition> conditions = filter.filter().conditions();
    boolean hasNegative = conditions.stream().anyMatch(Filter.Condition::isNegative);
    boolean onlyNull =
        conditions.stream()
            .filter(condition -> !condition.isNegative())
            .allMatch(new Filter.Nullness(true)::equals);
    boolean hasNull = conditions.contains(new Filter.Nullness(true));
    return hasNegative && hasNull && onlyNull
        ? Optional.of(
            MappingNote.of(
                Severity.WARNING,
                filter.ruleId(),
                table.source().name(),
                filter.filter().column(),
                "null beside negative conditions alone lets no row pass, as in DMS: negative conditions"
                    + " are joined by AND and are never true for NULL. Remove one of them."))
        : Optional.empty();
  }

  private void lobs(MappedTable table, List<MappingNote> notes) {
    long limit = table.lobBytesMax(target.lobBytesMax());
    if (limit == Long.MAX_VALUE) {
      return;
    }
    for (MappedColumn column : table.columns()) {
      if (column instanceof FromSource(Column source, Column _, long _)
          && mayExceed(source.type(), limit)) {
        notes.add(
            MappingNote.of(
                Severity.WARNING,
                Rule.NONE,
                table.source().name(),
                source.name(),
                "values over "
                    + limit / KILOBYTE
                    + " KB are cut (limited LOB mode); choose full LOB mode to move them whole."));
      }
    }
  }

  /** LOBs in the sense of DMS: texts and bytes without a limit, JSON and geometries. */
  private static boolean mayExceed(DataType type, long limit) {
    return switch (type) {
      case DataType.Text(int length, boolean _) -> length == UNBOUNDED || length > limit;
      case DataType.Binary(int length, boolean _) -> length == UNBOUNDED || length > limit;
      case DataType.Json _, DataType.Geometry _ -> true;
      default -> false;
    };
  }
}
