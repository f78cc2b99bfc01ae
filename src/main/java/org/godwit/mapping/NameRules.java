package org.godwit.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.godwit.catalog.DataType;
import org.godwit.catalog.TableName;
import org.godwit.mapping.Transformation.Naming;
import org.godwit.mapping.expression.NameScope;

/**
 * The transformation rules of a mapping, prepared for many tables. Locators match source names. Of
 * the rules that name an object, change its type or mask it, the one with the lowest id wins, each
 * kind for itself.
 */
final class NameRules {
  /** A name and the rule that gave it. */
  record Named(String name, long ruleId) {}

  /**
   * What becomes of a column.
   *
   * @param removedBy the rule that removes it; {@link Rule#NONE} with {@code removed} where no
   *     include-column rule names it, or it holds LOBs and those are not moved
   */
  record Fate(
      boolean removed,
      long removedBy,
      Named name,
      Optional<TransformationRule> type,
      Optional<TransformationRule> mask) {}

  private final String targetSchema;
  private final boolean movesLobs;
  private final UnaryOperator<String> stored;
  private final List<TransformationRule> schemaRules;
  private final RuleIndex<TransformationRule> tableRules;
  private final RuleIndex<TransformationRule> columnRules;
  private final Map<Long, Predicate<String>> columnPatterns = new HashMap<>();
  private final Map<Long, Predicate<String>> schemaPatterns = new HashMap<>();

  /**
   * Prepares the rules.
   *
   * @param stored what the target stores of a name
   */
  NameRules(TableMapping mapping, PreviewTarget target, UnaryOperator<String> stored) {
    this.stored = stored;
    this.targetSchema = target.targetSchema();
    this.movesLobs = target.movesLobs();
    List<TransformationRule> rules = mapping.transformationRules();
    schemaRules = ofTarget(rules, RuleTarget.SCHEMA);
    tableRules = new RuleIndex<>(ofTarget(rules, RuleTarget.TABLE), TransformationRule::locator);
    columnRules = new RuleIndex<>(ofTarget(rules, RuleTarget.COLUMN), TransformationRule::locator);
    for (TransformationRule rule : rules) {
      columnPatterns.put(rule.id(), Wildcard.compile(rule.locator().column()));
      schemaPatterns.put(rule.id(), Wildcard.compile(rule.locator().schema()));
    }
  }

  private static List<TransformationRule> ofTarget(
      List<TransformationRule> rules, RuleTarget target) {
    return rules.stream().filter(rule -> rule.target() == target).toList();
  }

  /** The table's place on the target. */
  TableName target(TableName source, RuleUse.Collector use) {
    return new TableName(schema(source.schema(), use).name(), table(source, use).name());
  }

  Named schema(String schema, RuleUse.Collector use) {
    List<TransformationRule> matching =
        schemaRules.stream()
            .filter(rule -> schemaPatterns.getOrDefault(rule.id(), _ -> false).test(schema))
            .toList();
    String unchanged = targetSchema.isEmpty() ? schema : targetSchema;
    return named(matching, schema, unchanged, new NameScope(schema, "", ""), use);
  }

  private Named table(TableName source, RuleUse.Collector use) {
    NameScope scope = new NameScope(source.schema(), source.table(), "");
    return named(tableRules.matching(source), source.table(), source.table(), scope, use);
  }

  private Named named(
      List<TransformationRule> matching,
      String name,
      String unchanged,
      NameScope scope,
      RuleUse.Collector use) {
    Named result = new Named(unchanged, Rule.NONE);
    for (TransformationRule rule : matching) {
      use.matched(rule.id());
      if (rule.action() instanceof Naming naming && result.ruleId() == Rule.NONE) {
        use.applied(rule.id());
        result = new Named(NameChange.apply(rule.id(), naming, name, scope), rule.id());
      }
    }
    return new Named(stored.apply(result.name()), result.ruleId());
  }

  /** What the target stores of a name that a rule gives. */
  String stored(String name) {
    return stored.apply(name);
  }

  /** Rules for the table that are not about its name, lowest id first. */
  List<TransformationRule> keyRules(TableName source) {
    return tableRules.matching(source).stream()
        .filter(rule -> rule.action() instanceof Transformation.DefinePrimaryKey)
        .toList();
  }

  /** Rules for columns of the table, lowest id first. */
  List<TransformationRule> columnRules(TableName source) {
    return columnRules.matching(source);
  }

  /**
   * What becomes of a column.
   *
   * @param rules those of {@link #columnRules} for its table
   * @param type of the column where it is known
   */
  Fate fate(
      TableName table,
      String column,
      Optional<DataType> type,
      List<TransformationRule> rules,
      RuleUse.Collector use) {
    List<TransformationRule> matching = new ArrayList<>();
    for (TransformationRule rule : rules) {
      if (matches(rule, column, type)) {
        matching.add(rule);
        if (includes(rule)) {
          use.applied(rule.id());
        }
      }
    }
    Named name =
        named(matching, column, column, new NameScope(table.schema(), table.table(), column), use);
    Optional<TransformationRule> remover = first(matching, Transformation.RemoveColumn.class);
    boolean included =
        rules.stream().noneMatch(NameRules::includes)
            || matching.stream().anyMatch(NameRules::includes);
    return new Fate(
        remover.isPresent() || !included || isUnmovedLob(type),
        remover.map(TransformationRule::id).orElse(Rule.NONE),
        name,
        first(matching, Transformation.ChangeDataType.class),
        first(matching, Transformation.Masking.class));
  }

  /** Whether the column is left out because it holds LOBs. */
  boolean isUnmovedLob(Optional<DataType> type) {
    return !movesLobs && type.filter(RuleType::isLob).isPresent();
  }

  private static boolean includes(TransformationRule rule) {
    return rule.action() instanceof Transformation.IncludeColumn;
  }

  private static Optional<TransformationRule> first(
      List<TransformationRule> rules, Class<? extends Transformation> action) {
    return rules.stream().filter(rule -> action.isInstance(rule.action())).findFirst();
  }

  private boolean matches(TransformationRule rule, String column, Optional<DataType> type) {
    if (rule.action() instanceof Transformation.AddColumn) {
      return false;
    }
    if (!columnPatterns.getOrDefault(rule.id(), _ -> false).test(column)) {
      return false;
    }
    String wanted = rule.locator().dataType();
    return wanted.isEmpty() || type.filter(it -> RuleType.isNamed(wanted, it)).isPresent();
  }
}
