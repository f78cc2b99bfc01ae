package org.godwit.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.mapping.MappingNote.Severity;

/** Finds rules that do nothing. */
final class RuleChecks {
  private RuleChecks() {}

  static List<MappingNote> of(TableMapping mapping, List<MappedTable> tables, RuleUse use) {
    List<MappingNote> notes = new ArrayList<>();
    selection(mapping, tables).ifPresent(notes::add);
    for (Rule rule : mapping.rules()) {
      unused(rule, use).ifPresent(message -> notes.add(note(Severity.WARNING, rule.id(), message)));
    }
    for (NotActedOn item : mapping.notActedOn()) {
      notes.add(note(Severity.WARNING, item.ruleId(), item.sentence()));
    }
    return notes;
  }

  private static Optional<MappingNote> selection(TableMapping mapping, List<MappedTable> tables) {
    if (mapping.selectionRules().stream().noneMatch(SelectionRule::selects)) {
      return Optional.of(
          note(
              Severity.ERROR,
              Rule.NONE,
              "the mapping has no selection rule that includes tables; add one, e.g. for a whole"
                  + " schema with the table name %."));
    }
    return tables.isEmpty()
        ? Optional.of(
            note(
                Severity.ERROR,
                Rule.NONE,
                "the rules select no table; compare their schema and table names with the source,"
                    + " upper and lower case differ."))
        : Optional.empty();
  }

  private static Optional<String> unused(Rule rule, RuleUse use) {
    if (use.applied().contains(rule.id()) || isFlag(rule)) {
      return Optional.empty();
    }
    return switch (rule) {
      case KeptRule _ -> Optional.empty();
      case ValidationRule validation ->
          Optional.of(
              "no column that is compared matches "
                  + validation.locator().schema()
                  + "."
                  + validation.locator().table()
                  + "."
                  + validation.locator().column()
                  + "; key columns and computed ones are compared as they are, or not at all.");
      case SelectionRule selection ->
          Optional.of(
              "no "
                  + (selection.tableType() == SelectionRule.TableType.VIEW ? "view" : "table")
                  + " of the source matches "
                  + selection.locator().schema()
                  + "."
                  + selection.locator().table()
                  + "; upper and lower case differ.");
      case TableSettingsRule settings ->
          Optional.of(
              "no selected table is called "
                  + settings.locator().schema()
                  + "."
                  + settings.locator().table()
                  + "; the rule has no effect.");
      case TransformationRule transformation ->
          Optional.of(
              use.matched().contains(rule.id())
                  ? shadowed(transformation)
                  : "no selected "
                      + RuleWord.of(transformation.target())
                      + " matches "
                      + place(transformation)
                      + "; the rule has no effect.");
    };
  }

  /** Actions that say something else of their own when they have no effect. */
  private static boolean isFlag(Rule rule) {
    return rule instanceof TransformationRule transformation
        && (transformation.action() instanceof Transformation.AddBeforeImageColumns
            || transformation.target() == RuleTarget.TABLE_TABLESPACE
            || transformation.target() == RuleTarget.INDEX_TABLESPACE);
  }

  private static String shadowed(TransformationRule rule) {
    return RuleWord.of(rule.target()).equals("column")
            && rule.action() instanceof Transformation.RemoveColumn
        ? "another rule with a lower id removes the same columns."
        : "a rule with a lower id comes first for everything that "
            + place(rule)
            + " matches; only one "
            + TransformationWriter.word(rule.action())
            + " or similar action is done to an object.";
  }

  private static String place(TransformationRule rule) {
    Locator where = rule.locator();
    StringBuilder place = new StringBuilder(where.schema());
    place.append(where.table().isEmpty() ? "" : "." + where.table());
    place.append(where.column().isEmpty() ? "" : "." + where.column());
    place.append(where.dataType().isEmpty() ? "" : " of the type " + where.dataType());
    return place.toString();
  }

  private static MappingNote note(Severity severity, long ruleId, String message) {
    return new MappingNote(severity, ruleId, Optional.empty(), "", message);
  }
}
