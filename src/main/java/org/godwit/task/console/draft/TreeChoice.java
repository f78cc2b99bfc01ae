package org.godwit.task.console.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;
import org.godwit.mapping.Locator;
import org.godwit.mapping.Rule;
import org.godwit.mapping.Selection;
import org.godwit.mapping.SelectionRule;
import org.godwit.mapping.SelectionRule.Action;
import org.godwit.mapping.SelectionRule.TableType;
import org.godwit.mapping.TableMapping;
import org.godwit.security.InvalidInput;

/**
 * What a tick in the tree does to the rules. It takes back what an earlier tick wrote and adds at
 * most one rule; rules with wildcards or filters that a person wrote stay.
 */
public final class TreeChoice {
  private final TableMapping mapping;

  /** Ticks change this mapping's successor, never itself. */
  public TreeChoice(TableMapping mapping) {
    this.mapping = mapping;
  }

  /** Moves a schema's tables, all of them. */
  public TableMapping withSchema(String schema) {
    String exact = literal(schema);
    TableMapping without = without(it -> isPlain(it) && it.locator().schema().equals(exact));
    return plus(without, Action.INCLUDE, new Locator(exact, "%", "", ""), TableType.TABLE);
  }

  /** Moves no table of a schema. */
  public TableMapping withoutSchema(String schema, List<TableTree.Leaf> tables) {
    String exact = literal(schema);
    TableMapping without = without(it -> it.locator().schema().equals(exact));
    Selection selection = new Selection(without);
    boolean isStillSelected =
        tables.stream()
            .anyMatch(
                it -> it.name().schema().equals(schema) && selection.selects(it.name(), it.kind()));
    return isStillSelected
        ? plus(without, Action.EXCLUDE, new Locator(exact, "%", "", ""), TableType.ALL)
        : without;
  }

  /**
   * Moves a table.
   *
   * @throws InvalidInput where a rule that a person wrote leaves it out
   */
  public TableMapping withTable(TableName table, TableKind kind) {
    Locator exact = locator(table);
    TableMapping without =
        without(it -> it.action() == Action.EXCLUDE && it.locator().equals(exact));
    if (new Selection(without).selects(table, kind)) {
      return without;
    }
    new Selection(without)
        .rulesFor(table, kind).stream()
            .filter(it -> it.action() == Action.EXCLUDE)
            .findFirst()
            .ifPresent(
                it -> {
                  throw new InvalidInput(
                      "tables",
                      "Rule %d leaves out %s.%s, so a tick can't move %s. Change or delete it under Rules."
                          .formatted(it.id(), it.locator().schema(), it.locator().table(), table));
                });
    return plus(without, Action.INCLUDE, exact, type(kind));
  }

  /** Leaves a table out. */
  public TableMapping withoutTable(TableName table, TableKind kind) {
    Locator exact = locator(table);
    TableMapping without = without(it -> isPlain(it) && it.selects() && isFor(it, exact, table));
    return new Selection(without).selects(table, kind)
        ? plus(without, Action.EXCLUDE, exact, type(kind))
        : without;
  }

  private static boolean isFor(SelectionRule rule, Locator exact, TableName table) {
    boolean isExplicit =
        rule.action() == Action.EXPLICIT
            && rule.locator().schema().equals(table.schema())
            && rule.locator().table().equals(table.table());
    return isExplicit || rule.locator().equals(exact);
  }

  private static boolean isPlain(SelectionRule rule) {
    return !rule.hasConditions() && rule.loadOrder() == 0;
  }

  private static TableType type(TableKind kind) {
    return kind == TableKind.VIEW ? TableType.VIEW : TableType.TABLE;
  }

  private TableMapping without(Predicate<SelectionRule> gone) {
    List<Rule> rules =
        mapping.rules().stream()
            .filter(it -> !(it instanceof SelectionRule selection && gone.test(selection)))
            .toList();
    return new TableMapping(rules, mapping.otherKeys());
  }

  private static TableMapping plus(
      TableMapping to, Action action, Locator locator, TableType type) {
    long id = to.rules().stream().mapToLong(Rule::id).max().orElse(0) + 1;
    SelectionRule plain = SelectionRule.of(id, action, locator.schema(), locator.table());
    List<Rule> rules = new ArrayList<>(to.rules());
    rules.add(
        new SelectionRule(
            id, plain.name(), locator, action, type, 0, List.of(), "", plain.otherKeys()));
    return new TableMapping(rules, to.otherKeys());
  }

  private static Locator locator(TableName table) {
    return Locator.tables(literal(table.schema()), literal(table.table()));
  }

  /** The name as a pattern that matches nothing else. */
  private static String literal(String name) {
    return name.replaceAll("([%_\\[])", "[$1]");
  }
}
