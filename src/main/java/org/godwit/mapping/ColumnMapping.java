package org.godwit.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.godwit.catalog.Column;
import org.godwit.catalog.Table;
import org.godwit.mapping.MappingNote.Severity;
import org.godwit.mapping.NameRules.Fate;
import org.godwit.mapping.Transformation.AddColumn;

/** The columns of one table: which stay, what they are called, and which are added. */
final class ColumnMapping {
  private final Table table;
  private final NameRules rules;
  private final List<TransformationRule> columnRules;
  private final Map<String, Fate> fates = new LinkedHashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private final Set<String> altered = new HashSet<>();
  private final PreviewTarget target;

  ColumnMapping(Table table, NameRules rules, PreviewTarget target) {
    this.table = table;
    this.rules = rules;
    this.target = target;
    this.columnRules = rules.columnRules(table.name());
  }

  List<MappedColumn> map(RuleUse.Collector use, List<MappingNote> notes) {
    for (Column column : table.columns()) {
      Fate fate =
          rules.fate(table.name(), column.name(), Optional.of(column.type()), columnRules, use);
      fates.put(column.name(), fate);
      if (!fate.removed()) {
        kept.put(column.name(), fate.name().name());
      }
      if (fate.removed()
          || fate.type().isPresent()
          || fate.mask().isPresent()
          || !fate.name().name().equals(column.name())) {
        altered.add(column.name());
      }
    }
    StandardSql sql = standardSql();
    List<MappedColumn> mapped = new ArrayList<>();
    for (Column column : table.columns()) {
      Fate fate = fateOf(column.name());
      if (fate.removed()) {
        noteRemoval(column, fate, use, notes);
      } else {
        mapped.add(new OneColumn(table, column, fate, sql).map(use, notes));
      }
    }
    for (TransformationRule rule : columnRules) {
      if (rule.action() instanceof AddColumn added) {
        new AddedColumn(table, rule.id(), added, rules.stored(added.column()))
            .map(use, notes)
            .ifPresent(mapped::add);
      }
    }
    return mapped;
  }

  private void noteRemoval(
      Column column, Fate fate, RuleUse.Collector use, List<MappingNote> notes) {
    if (fate.removedBy() == Rule.NONE) {
      notes.add(
          MappingNote.of(
              Severity.WARNING,
              Rule.NONE,
              table.name(),
              column.name(),
              rules.isUnmovedLob(Optional.of(column.type()))
                  ? "the column is lost: it holds LOBs ("
                      + column.nativeType()
                      + "), and SupportLobs is false."
                  : "the column is lost: other columns of its table are named by include-column"
                      + " rules and it is not."));
      return;
    }
    use.applied(fate.removedBy());
    notes.add(
        MappingNote.of(
            Severity.WARNING,
            fate.removedBy(),
            table.name(),
            column.name(),
            "the column is lost, the rule removes it."));
  }

  private Fate fateOf(String column) {
    Fate fate = fates.get(column);
    if (fate == null) {
      throw new IllegalStateException(table.name() + " has no column " + column);
    }
    return fate;
  }

  /** A column's name on the target, empty where it is removed. */
  Optional<String> targetName(String column) {
    return Optional.ofNullable(kept.get(column));
  }

  /** What the target stores of a column's name. */
  String stored(String column) {
    return rules.stored(column);
  }

  /** The rule that names the column, {@link Rule#NONE} for none. */
  long namedBy(String column) {
    Fate fate = fates.get(column);
    return fate == null ? Rule.NONE : fate.name().ruleId();
  }

  StandardSql standardSql() {
    return new StandardSql(target, table, kept, altered);
  }
}
