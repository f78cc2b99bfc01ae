package org.godwit.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.godwit.catalog.Column;
import org.godwit.catalog.Key;
import org.godwit.catalog.NamedType;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableKind;
import org.godwit.catalog.TableName;

/** Says what source tables become under a mapping. Prepared once, then asked for many tables. */
public final class TableMapper {
  private final Selection selection;
  private final NameRules names;
  private final Map<TableName, TableSettingsRule> settings = new LinkedHashMap<>();
  private final RuleIndex<ValidationRule> validationRules;
  private final PreviewTarget target;
  private final Function<TableName, Optional<Table>> tables;

  /**
   * Prepares the rules.
   *
   * @param target both engines' SQL, and what the settings say of schemas and LOBs
   * @param tables finds the tables that foreign keys point at
   * @param stored what the target stores of a name; the identity where whole names are wanted
   */
  public TableMapper(
      TableMapping mapping,
      PreviewTarget target,
      Function<TableName, Optional<Table>> tables,
      UnaryOperator<String> stored) {
    this.selection = new Selection(mapping);
    this.names = new NameRules(mapping, target, stored);
    this.validationRules = new RuleIndex<>(mapping.validationRules(), ValidationRule::locator);
    this.target = target;
    this.tables = tables;
    for (TableSettingsRule rule : mapping.tableSettingsRules()) {
      String schema = Wildcard.literalName(rule.locator().schema());
      String table = Wildcard.literalName(rule.locator().table());
      if (schema != null && table != null) {
        settings.putIfAbsent(new TableName(schema, table), rule);
      }
    }
  }

  /** Whether the table is moved. */
  public boolean selects(Table table) {
    return selection.selects(table.name(), table.kind());
  }

  /** Where the table will be on the target. */
  public TableName targetName(TableName table) {
    return names.target(table, new RuleUse.Collector());
  }

  /**
   * What the table becomes.
   *
   * @throws MappingException where a rule gives no usable name
   */
  public MappedTable map(Table table) {
    RuleUse.Collector use = new RuleUse.Collector();
    List<MappingNote> notes = new ArrayList<>();
    TableName name = names.target(table.name(), use);
    LoadWishes wishes = wishes(table, use);
    table
        .notMoved()
        .forEach(
            sentence ->
                notes.add(
                    MappingNote.of(
                        MappingNote.Severity.WARNING, Rule.NONE, table.name(), sentence)));
    ColumnMapping columns = new ColumnMapping(table, names, target);
    List<MappedColumn> mapped = columns.map(use, notes);
    KeyMapping keys = new KeyMapping(table, columns, this, target);
    Table result =
        Table.of(name, TableKind.TABLE, mapped.stream().map(MappedColumn::target).toList())
            .withPrimaryKey(keys.primaryKey(notes))
            .withIndexes(keys.indexes(notes))
            .withForeignKeys(keys.foreignKeys(notes))
            .withChecks(keys.checks(notes))
            .withComment(table.comment())
            .withSize(table.size())
            .withTypes(types(table, use))
            .withSequences(
                table.sequences().stream()
                    .map(it -> it.withSchema(names.schema(it.name().schema(), use).name()))
                    .toList());
    for (TransformationRule rule : names.keyRules(table.name())) {
      result = keys.defined(result, rule, use, notes);
    }
    return new MappedTable(table, result, mapped, wishes, notes, use.use());
  }

  /** Types go where the tables of their schema go; an extension's are where it puts them. */
  private List<NamedType> types(Table table, RuleUse.Collector use) {
    return table.types().stream()
        .map(
            type ->
                type.extension().isEmpty()
                    ? type.withSchema(names.schema(type.schema(), use).name())
                    : type)
        .toList();
  }

  private LoadWishes wishes(Table table, RuleUse.Collector use) {
    List<RowFilter> filters = new ArrayList<>();
    int loadOrder = 0;
    for (SelectionRule rule : selection.rulesFor(table.name(), table.kind())) {
      use.applied(rule.id());
      loadOrder = Math.max(loadOrder, rule.loadOrder());
      rule.filters().forEach(filter -> filters.add(new RowFilter.ByColumn(rule.id(), filter)));
      if (!rule.where().isEmpty()) {
        filters.add(new RowFilter.BySql(rule.id(), rule.where()));
      }
    }
    Optional<TableSettingsRule> rule = Optional.ofNullable(settings.get(table.name()));
    rule.ifPresent(found -> use.applied(found.id()));
    return new LoadWishes(filters, loadOrder, rule, validation(table, use));
  }

  /** Rules for columns that are no part of a key, the one with the lowest id for each. */
  private Map<String, ValidationRule> validation(Table table, RuleUse.Collector use) {
    Map<String, ValidationRule> found = new LinkedHashMap<>();
    List<String> key = table.primaryKey().map(Key::columns).orElse(List.of());
    for (ValidationRule rule : validationRules.matching(table.name())) {
      for (Column column : table.columns()) {
        boolean matches = Wildcard.compile(rule.locator().column()).test(column.name());
        if (matches && !key.contains(column.name())) {
          use.applied(rule.id());
          found.putIfAbsent(column.name(), rule);
        }
      }
    }
    return found;
  }

  /** A column's name on the target, empty where it is removed. */
  Optional<String> targetColumn(TableName table, String column) {
    NameRules.Fate fate =
        names.fate(
            table,
            column,
            tables.apply(table).flatMap(found -> found.column(column)).map(found -> found.type()),
            names.columnRules(table),
            new RuleUse.Collector());
    return fate.removed() ? Optional.empty() : Optional.of(fate.name().name());
  }

  /** Whether a table that a foreign key points at is moved. */
  boolean selectsReferenced(TableName table) {
    return selection.selects(table, TableKind.TABLE);
  }
}
