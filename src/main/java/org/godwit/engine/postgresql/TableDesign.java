package org.godwit.engine.postgresql;

import static org.godwit.engine.DdlStatement.Phase.CHECK;
import static org.godwit.engine.DdlStatement.Phase.FOREIGN_KEY;
import static org.godwit.engine.DdlStatement.Phase.FOREIGN_KEY_VALIDATION;
import static org.godwit.engine.DdlStatement.Phase.INDEX;
import static org.godwit.engine.DdlStatement.Phase.PRIMARY_KEY;
import static org.godwit.engine.DdlStatement.Phase.SCHEMA;
import static org.godwit.engine.DdlStatement.Phase.STATISTICS;
import static org.godwit.engine.DdlStatement.Phase.TABLE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Index;
import org.godwit.catalog.Key;
import org.godwit.catalog.NamedType;
import org.godwit.catalog.Sequence;
import org.godwit.catalog.Table;
import org.godwit.catalog.TableName;
import org.godwit.codec.ValuePolicy;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.ObjectNames;
import org.godwit.engine.TargetPlan;

/** Draws a target table: what it will be, and the statements that make it. One use, one table. */
final class TableDesign {
  private static final String PRIMARY_KEY_NAME = "pkey";
  private static final String MATCH_FULL = "MATCH FULL";

  private final PostgresDialect dialect;
  private final PostgresTypes types;
  private final ValuePolicy policy;
  private final ExpressionTrial trial;
  private final Set<String> tables;
  private final List<DdlStatement> statements = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * For one table.
   *
   * @param tables names of all tables of its schema
   */
  TableDesign(
      PostgresDialect dialect,
      PostgresTypes types,
      ValuePolicy policy,
      ExpressionTrial trial,
      Set<String> tables) {
    this.dialect = dialect;
    this.types = types;
    this.policy = policy;
    this.trial = trial;
    this.tables = tables;
  }

  TargetPlan of(Table asOnSource) {
    TypesDesign named = new TypesDesign(asOnSource, trial, dialect, notes);
    SequencesDesign counters = new SequencesDesign(named.renamed(), trial, dialect, notes);
    Table wanted = counters.renamed();
    ObjectNames names = new ObjectNames(wanted.name().table(), dialect, tables);
    ColumnsDesign columns = new ColumnsDesign(dialect, types, policy, trial, wanted, named);
    columns.draw(names, notes);
    Table made = wanted.withColumns(columns.columns());
    create(made, columns, named, counters);
    // A constraint need only differ from its table's others: a foreign key keeps its index's name.
    ObjectNames constraints = new ObjectNames(wanted.name().table(), dialect);
    primaryKey(made, names);
    constraints.of(PRIMARY_KEY_NAME);
    indexes(made, names);
    checks(made, columns.checks(), constraints);
    foreignKeys(made, constraints);
    columns.trigger(names).ifPresent(sql -> add(made, Phase.TRIGGER, "trigger", sql, true));
    for (String sql : columns.identityPositions()) {
      add(made, Phase.IDENTITY, "identity", sql, true);
    }
    for (String sql : counters.positions()) {
      add(made, Phase.IDENTITY, "sequence", sql, true);
    }
    add(made, STATISTICS, "statistics", "ANALYZE " + dialect.quote(made.name()), true);
    statements.sort(Comparator.comparing(DdlStatement::phase));
    return new TargetPlan(made, statements, notes);
  }

  private void add(Table table, Phase phase, String object, String sql, boolean optional) {
    statements.add(new DdlStatement(phase, table.name(), object, sql, optional));
  }

  private void create(
      Table table, ColumnsDesign columns, TypesDesign named, SequencesDesign counters) {
    String quoted = dialect.quote(table.name());
    schema(table.name());
    for (NamedType type : named.toMake()) {
      schema(new TableName(type.schema(), type.name()));
      add(table, TABLE, "type " + type.written(), named.statement(type), false);
    }
    for (Sequence sequence : counters.toMake()) {
      schema(sequence.name());
      add(table, TABLE, "sequence " + sequence.name(), counters.statement(sequence), false);
    }
    for (String sql : columns.sequencesBefore()) {
      add(table, TABLE, "sequence", sql, false);
    }
    String lines =
        columns.definitions().stream().map(line -> "  " + line).collect(Collectors.joining(",\n"));
    add(
        table,
        TABLE,
        "table " + table.name(),
        "CREATE TABLE %s (\n%s\n)".formatted(quoted, lines),
        false);
    for (String sql : columns.sequencesAfter()) {
      add(table, TABLE, "sequence", sql, false);
    }
    comment(table, "TABLE " + quoted, table.comment());
    for (Column column : table.columns()) {
      comment(table, "COLUMN " + quoted + "." + dialect.quote(column.name()), column.comment());
    }
  }

  private void schema(TableName of) {
    statements.add(
        new DdlStatement(
            SCHEMA,
            of,
            "schema " + of.schema(),
            "CREATE SCHEMA IF NOT EXISTS " + dialect.quote(of.schema()),
            false));
  }

  private void comment(Table table, String object, String text) {
    if (!text.isEmpty()) {
      String stored = text.replace("\0", "");
      add(
          table,
          TABLE,
          "comment",
          "COMMENT ON %s IS %s".formatted(object, dialect.literal(stored)),
          false);
    }
  }

  private void primaryKey(Table table, ObjectNames names) {
    if (table.primaryKey().isEmpty()) {
      return;
    }
    Key key = table.primaryKey().get();
    String name = names.of(PRIMARY_KEY_NAME);
    add(
        table,
        PRIMARY_KEY,
        "primary key " + name,
        alter(table)
            + "ADD CONSTRAINT %s %s"
                .formatted(
                    dialect.quote(name),
                    key.definition().isEmpty()
                        ? "PRIMARY KEY (" + quoted(key.columns()) + ")"
                        : key.definition()),
        false);
  }

  private void indexes(Table table, ObjectNames names) {
    IndexDesign design = new IndexDesign(dialect, table);
    for (Index index : table.indexes()) {
      String name = names.of(index.name());
      design
          .draw(index, name)
          .ifPresentOrElse(
              // A constraint locks the table, so it comes after the indexes that are built
              // together.
              sql ->
                  add(
                      table,
                      IndexDesign.isConstraint(index) ? CHECK : INDEX,
                      "index " + name,
                      sql,
                      true),
              () ->
                  notes.add(
                      (index.kind() == Index.Kind.OTHER
                              ? "index %s of %s isn't made: its kind can only be made as the source's server writes it, and its columns are others here; make it by hand after the load."
                              : "index %s of %s is of a kind that PostgreSQL doesn't have without an extension; it isn't made.")
                          .formatted(index.name(), table.name())));
    }
  }

  private void checks(Table table, List<Check> own, ObjectNames names) {
    List<Check> all = new ArrayList<>(own);
    all.addAll(table.checks());
    for (Check check : all) {
      String name = names.of(check.name());
      add(
          table,
          CHECK,
          "check " + name,
          alter(table)
              + "ADD CONSTRAINT %s CHECK (%s) %s"
                  .formatted(dialect.quote(name), check.expression(), check.options())
                  .strip(),
          true);
    }
  }

  private void foreignKeys(Table table, ObjectNames names) {
    for (ForeignKey key : table.foreignKeys()) {
      String name = names.of(key.name());
      add(
          table,
          FOREIGN_KEY,
          "foreign key " + name,
          alter(table)
              + "ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)%s%s%s%s NOT VALID"
                  .formatted(
                      dialect.quote(name),
                      quoted(key.columns()),
                      dialect.quote(key.references()),
                      quoted(key.referencedColumns()),
                      key.options().startsWith(MATCH_FULL) ? " " + MATCH_FULL : "",
                      action(" ON DELETE ", key.onDelete()),
                      action(" ON UPDATE ", key.onUpdate()),
                      deferral(key)),
          true);
      add(
          table,
          FOREIGN_KEY_VALIDATION,
          "foreign key " + name,
          alter(table) + "VALIDATE CONSTRAINT " + dialect.quote(name),
          true);
    }
  }

  /** PostgreSQL wants it behind the actions, and MATCH FULL before them. */
  private static String deferral(ForeignKey key) {
    String rest = key.options().replace(MATCH_FULL, "").strip();
    return rest.isEmpty() ? "" : " " + rest;
  }

  private static String action(String event, ForeignKey.Action action) {
    return action == ForeignKey.Action.NO_ACTION ? "" : event + action.sql();
  }

  private String alter(Table table) {
    return "ALTER TABLE " + dialect.quote(table.name()) + " ";
  }

  private String quoted(List<String> columns) {
    return columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
  }
}
