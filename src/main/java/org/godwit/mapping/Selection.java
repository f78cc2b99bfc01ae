package org.godwit.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.mapping.SelectionRule.TableType;

/** Which tables a mapping moves, prepared for asking about many. */
public final class Selection {
  private final RuleIndex<SelectionRule> rules;

  /** Prepares the selection rules of a mapping. */
  public Selection(TableMapping mapping) {
    rules = new RuleIndex<>(mapping.selectionRules(), SelectionRule::locator);
  }

  /** Whether the table is moved: an include or explicit rule matches and no exclude rule does. */
  public boolean selects(TableName table, TableKind kind) {
    boolean selected = false;
    for (SelectionRule rule : rules.matching(table)) {
      if (isFor(rule, kind)) {
        if (!rule.selects()) {
          return false;
        }
        selected = true;
      }
    }
    return selected;
  }

  /** Whether the table would be moved if it were of another kind, a table and no view. */
  public boolean missesOnlyByKind(TableName table, TableKind kind) {
    return !selects(table, kind)
        && Stream.of(TableKind.values()).anyMatch(other -> selects(table, other));
  }

  /** Every selection rule that matches the table, lowest id first. */
  public List<SelectionRule> rulesFor(TableName table, TableKind kind) {
    List<SelectionRule> found = new ArrayList<>();
    for (SelectionRule rule : rules.matching(table)) {
      if (isFor(rule, kind)) {
        found.add(rule);
      }
    }
    return found;
  }

  private static boolean isFor(SelectionRule rule, TableKind kind) {
    return rule.tableType() == TableType.ALL
        || (rule.tableType() == TableType.VIEW) == (kind == TableKind.VIEW);
  }
}
