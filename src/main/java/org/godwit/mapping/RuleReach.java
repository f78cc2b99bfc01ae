package org.godwit.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.godwit.catalog.TableName;
import org.godwit.mapping.expression.NameScope;

/**
 * A table that a rule is for, known by its name alone; for who is still writing the rule.
 *
 * @param source the table
 * @param target its name by this rule and no other; the same where the rule gives it none
 */
public record RuleReach(TableName source, TableName target) {

  /**
   * Those of the tables that the rule is for, in their order. Whether its columns exist isn't
   * known.
   *
   * @throws MappingException where the rule gives a table no usable name
   */
  public static List<RuleReach> of(Rule rule, Collection<TableName> tables) {
    Optional<Locator> locator =
        switch (rule) {
          case SelectionRule it -> Optional.of(it.locator());
          case TransformationRule it -> Optional.of(it.locator());
          case TableSettingsRule it -> Optional.of(it.locator());
          case ValidationRule it -> Optional.of(it.locator());
          case KeptRule _ -> Optional.empty();
        };
    if (locator.isEmpty()) {
      return List.of();
    }
    Locator where = locator.get();
    Locator whole = where.table().isEmpty() ? Locator.tables(where.schema(), "%") : where;
    RuleIndex<Rule> index = new RuleIndex<>(List.of(rule), _ -> whole);
    return tables.stream()
        .filter(table -> !index.matching(table).isEmpty())
        .map(table -> new RuleReach(table, named(rule, table)))
        .toList();
  }

  /** Whether the rule gives the table or its schema another name. */
  public boolean isRenamed() {
    return !source.equals(target);
  }

  private static TableName named(Rule rule, TableName table) {
    if (!(rule instanceof TransformationRule it)
        || !(it.action() instanceof Transformation.Naming naming)) {
      return table;
    }
    NameScope schema = new NameScope(table.schema(), "", "");
    NameScope scope = new NameScope(table.schema(), table.table(), "");
    return switch (it.target()) {
      case SCHEMA ->
          new TableName(NameChange.apply(rule.id(), naming, table.schema(), schema), table.table());
      case TABLE ->
          new TableName(table.schema(), NameChange.apply(rule.id(), naming, table.table(), scope));
      case COLUMN, TABLE_TABLESPACE, INDEX_TABLESPACE -> table;
    };
  }
}
