package org.godwit.engine.mysql;

import static org.godwit.engine.DdlStatement.Phase.CHECK;
import static org.godwit.engine.DdlStatement.Phase.FOREIGN_KEY;
import static org.godwit.engine.DdlStatement.Phase.IDENTITY;
import static org.godwit.engine.DdlStatement.Phase.INDEX;
import static org.godwit.engine.DdlStatement.Phase.SCHEMA;
import static org.godwit.engine.DdlStatement.Phase.STATISTICS;
import static org.godwit.engine.DdlStatement.Phase.TABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.catalog.Check;
import org.godwit.catalog.Column;
import org.godwit.catalog.DataType;
import org.godwit.catalog.ForeignKey;
import org.godwit.catalog.Generation;
import org.godwit.catalog.Index;
import org.godwit.catalog.Table;
import org.godwit.engine.DdlStatement;
import org.godwit.engine.DdlStatement.Phase;
import org.godwit.engine.ObjectNames;
import org.godwit.engine.TargetPlan;

/** Draws a target table: what it will be, and the statements that make it. One use, one table. */
final class TableDesign {
  private static final int COMMENT_MAX = 2048;
  private static final int NAMED_INDEXES_MAX = 5;

  private final TargetTraits traits;
  private final ColumnDesign columns;
  private final ExpressionDesign expressions;
  private final Table wanted;
  private final List<String> notes;
  private final MySqlDialect dialect = new MySqlDialect();
  private final List<DdlStatement> statements = new ArrayList<>();

  TableDesign(
      Table wanted,
      TargetTraits traits,
      ColumnDesign columns,
      ExpressionDesign expressions,
      List<String> notes) {
    this.wanted = wanted;
    this.traits = traits;
    this.columns = columns;
    this.expressions = expressions;
    this.notes = notes;
  }

  /**
   * Draws it.
   *
   * @param hasDatabase whether the database is there; its making asks for a privilege of its own
   */
  TargetPlan draw(boolean hasDatabase) {
    columns.draw();
    Table made = wanted.withColumns(columns.columns());
    if (!hasDatabase) {
      add(
          SCHEMA,
          "database " + made.name().schema(),
          "CREATE DATABASE IF NOT EXISTS %s CHARACTER SET utf8mb4 COLLATE %s"
              .formatted(dialect.quote(made.name().schema()), traits.collation()),
          false);
    }
    create(made);
    indexes(made);
    checks(made);
    foreignKeys(made);
    identity(made);
    add(STATISTICS, "statistics", "ANALYZE TABLE " + dialect.quote(made.name()), true);
    return new TargetPlan(made, statements, notes);
  }

  private void add(Phase phase, String object, String sql, boolean optional) {
    statements.add(new DdlStatement(phase, wanted.name(), object, sql, optional));
  }

  /** The key comes with the table: InnoDB stores the rows in it. */
  private void create(Table made) {
    List<String> members = new ArrayList<>(columns.definitions());
    made.primaryKey().ifPresent(key -> members.add("PRIMARY KEY (" + quoted(key.columns()) + ")"));
    counter(made)
        .filter(column -> !isFirstInKey(made, column))
        .ifPresent(column -> members.add("INDEX (" + dialect.quote(column.name()) + ")"));
    String comment =
        wanted.comment().isEmpty()
            ? ""
            : " COMMENT " + columns.commentLiteral(wanted.comment(), COMMENT_MAX, "table");
    add(
        TABLE,
        "table",
        "CREATE TABLE %s (%s) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE %s%s"
            .formatted(
                dialect.quote(made.name()),
                String.join(", ", members),
                traits.collation(),
                comment),
        false);
  }

  private static Optional<Column> counter(Table made) {
    return made.columns().stream()
        .filter(column -> column.generation() instanceof Generation.Identity)
        .findFirst();
  }

  private static boolean isFirstInKey(Table made, Column column) {
    return !made.keyColumns().isEmpty() && made.keyColumns().getFirst().equals(column.name());
  }

  /** Plain indexes are built in one pass over the table; those that may fail, each alone. */
  private void indexes(Table made) {
    IndexDesign design = new IndexDesign(made, traits, expressions, notes);
    List<String> plain = new ArrayList<>();
    List<String> plainNames = new ArrayList<>();
    for (Index index : made.indexes()) {
      String name = index.name().equalsIgnoreCase("primary") ? "primary_index" : index.name();
      design
          .draw(index, name)
          .ifPresent(
              part -> {
                if (part.startsWith("INDEX ")) {
                  plain.add("ADD " + part);
                  plainNames.add(name);
                } else {
                  add(INDEX, "index " + name, alter(made) + "ADD " + part, true);
                }
              });
    }
    if (!plain.isEmpty()) {
      String object =
          plain.size() <= NAMED_INDEXES_MAX
              ? "index " + String.join(", ", plainNames)
              : plain.size() + " indexes";
      add(INDEX, object, alter(made) + String.join(", ", plain), true);
    }
  }

  private void checks(Table made) {
    ObjectNames names = new ObjectNames(made.name().table(), dialect);
    for (Check check : made.checks()) {
      Optional<String> own = expressions.of(check.expression());
      if (own.isEmpty()) {
        notes.add(
            "check %s of %s isn't made: it isn't sure that its expression means the same here."
                .formatted(check.name(), made.name()));
      } else {
        check(made, names.of(check.name()), own.get());
      }
    }
    for (int i = 0; i < made.columns().size(); i++) {
      Column column = made.columns().get(i);
      boolean isJsonText =
          wanted.columns().get(i).type() instanceof DataType.Json
              && column.type() instanceof DataType.Text;
      if (isJsonText) {
        check(
            made,
            names.of(column.name() + "_json"),
            "json_valid(" + dialect.quote(column.name()) + ")");
      }
      labelCheck(made, wanted.columns().get(i), column, names);
    }
  }

  /** An enumeration that MySQL's own can't hold is text that a check holds to its labels. */
  private void labelCheck(Table made, Column source, Column column, ObjectNames names) {
    if (source.type() instanceof DataType.Enumeration(List<String> labels)
        && column.type() instanceof DataType.Text) {
      check(
          made,
          names.of(column.name() + "_labels"),
          dialect.quote(column.name())
              + " IN ("
              + labels.stream().map(dialect::literal).collect(Collectors.joining(", "))
              + ")");
    }
  }

  private void check(Table made, String name, String expression) {
    add(
        CHECK,
        "check " + name,
        alter(made) + "ADD CONSTRAINT " + dialect.quote(name) + " CHECK (" + expression + ")",
        true);
  }

  /** With the session's checks on, so that the server looks at every row. */
  private void foreignKeys(Table made) {
    ObjectNames names = new ObjectNames(made.name().table(), dialect);
    for (ForeignKey key : made.foreignKeys()) {
      String name = names.of(key.name());
      add(
          FOREIGN_KEY,
          "foreign key " + name,
          Script.of(
              List.of(
                  "SET SESSION foreign_key_checks = 1",
                  "%sADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)%s%s"
                      .formatted(
                          alter(made),
                          dialect.quote(name),
                          quoted(key.columns()),
                          dialect.quote(key.references()),
                          quoted(key.referencedColumns()),
                          action(name, " ON DELETE ", key.onDelete()),
                          action(name, " ON UPDATE ", key.onUpdate())))),
          true);
    }
  }

  private String action(String name, String event, ForeignKey.Action action) {
    if (action == ForeignKey.Action.SET_DEFAULT) {
      notes.add(
          "foreign key %s of %s says%s SET DEFAULT, which InnoDB doesn't have; here it refuses such changes."
              .formatted(name, wanted.name(), event));
      return "";
    }
    return action == ForeignKey.Action.NO_ACTION ? "" : event + action.sql();
  }

  /** The counter stands behind the rows anyway; where the source's stood further, it goes there. */
  private void identity(Table made) {
    counter(made)
        .map(Column::generation)
        .filter(generation -> generation instanceof Generation.Identity(long next) && next > 1)
        .ifPresent(
            generation ->
                add(
                    IDENTITY,
                    "counter",
                    alter(made) + "AUTO_INCREMENT = " + ((Generation.Identity) generation).next(),
                    true));
  }

  private String alter(Table made) {
    return "ALTER TABLE " + dialect.quote(made.name()) + " ";
  }

  private String quoted(List<String> names) {
    return names.stream().map(dialect::quote).collect(Collectors.joining(", "));
  }
}
