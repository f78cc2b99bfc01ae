package org.godwit.engine.postgresql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Partitioning;
import org.godwit.sql.Query;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.TableElement;

/** Writes CREATE TABLE and ALTER TABLE. */
final class PostgresTableRenderer {
  private final SqlWriter out;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;

  PostgresTableRenderer(SqlWriter out, QueryRenderer queries) {
    this.out = out;
    this.queries = queries;
    this.expressions = queries.expressions();
  }

  void createTable(Ddl.CreateTable table) {
    boolean isTemporary = table.modifiers().contains("TEMPORARY");
    out.text(isTemporary ? "CREATE TEMPORARY TABLE " + ifNotThere(table) : "CREATE TABLE ");
    out.text(table.name().toString());
    Optional<Query> rows = table.rows();
    if (rows.isPresent()) {
      out.text(columnNames(table.elements()) + onCommit(table) + " AS").line();
      queries.query(rows.get());
      return;
    }
    out.text(" (");
    out.indented(() -> out.lines(table.elements(), this::element));
    out.line().text(")" + onCommit(table));
    table
        .partitioning()
        .ifPresent(
            it -> {
              by(it);
              partitions(table.name(), table.name(), it, it.partitions());
            });
  }

  private static String ifNotThere(Ddl.CreateTable table) {
    return table.modifiers().contains("IF NOT EXISTS") ? "IF NOT EXISTS " : "";
  }

  private static String onCommit(Ddl.CreateTable table) {
    return table.modifiers().contains("ON COMMIT DROP") ? " ON COMMIT DROP" : "";
  }

  private void by(Partitioning partitioning) {
    out.text(" PARTITION BY " + partitioning.method() + " ");
    expressions.parenthesized(partitioning.columns());
  }

  /** Each partition is a statement of its own. */
  private void partitions(
      Name beside, Name of, Partitioning partitioning, List<Partitioning.Partition> partitions) {
    for (Partitioning.Partition it : partitions) {
      List<Identifier> parts = new ArrayList<>(beside.parts());
      parts.set(parts.size() - 1, it.name().orElseThrow());
      Name name = new Name(List.copyOf(parts), "");
      out.text(";").line().text("CREATE TABLE " + name + " PARTITION OF " + of);
      bound(it);
      boolean isDivided = !it.subpartitions().isEmpty();
      if (isDivided) {
        partitioning.subpartitioning().ifPresent(this::by);
        partitions(name, name, partitioning, it.subpartitions());
      }
    }
  }

  private void bound(Partitioning.Partition partition) {
    List<Expression> values = partition.values();
    switch (partition.bound()) {
      case "FROM" -> {
        out.text(" FOR VALUES FROM ");
        expressions.parenthesized(values.subList(0, values.size() / 2));
        out.text(" TO ");
        expressions.parenthesized(values.subList(values.size() / 2, values.size()));
      }
      case "HASH" -> {
        out.text(" FOR VALUES WITH (MODULUS ");
        expressions.expression(values.getFirst());
        out.text(", REMAINDER ");
        expressions.expression(values.getLast());
        out.text(")");
      }
      case "IN" -> {
        out.text(" FOR VALUES IN ");
        expressions.parenthesized(values);
      }
      default -> out.text(" DEFAULT");
    }
  }

  /** {@code (a, b)}, or nothing where there are no columns. */
  String columnNames(List<TableElement> elements) {
    List<Identifier> names =
        elements.stream()
            .filter(TableElement.Column.class::isInstance)
            .map(element -> ((TableElement.Column) element).name())
            .toList();
    return QueryRenderer.names(names);
  }

  void alterTable(Ddl.AlterTable table) {
    out.text("ALTER TABLE " + table.name());
    out.indented(
        () ->
            out.lines(
                table.alterations(),
                alteration -> {
                  switch (alteration) {
                    case Ddl.Add(var elements, _) -> {
                      for (TableElement element : elements) {
                        out.text(element.equals(elements.getFirst()) ? "" : ", ");
                        out.before(element);
                        out.text("ADD ");
                        element(element);
                      }
                    }
                    case Ddl.Modify(var elements, _) -> elements.forEach(this::modify);
                    case Ddl.DropColumns(var columns, _, _, _) ->
                        out.text(
                            columns.stream()
                                .map(it -> "DROP COLUMN " + it + " CASCADE")
                                .collect(Collectors.joining(", ")));
                    case Ddl.RenameColumn(var from, var to, _) ->
                        out.text("RENAME COLUMN " + from + " TO " + to);
                    default ->
                        throw new IllegalArgumentException(
                            "no change of PostgreSQL: " + alteration);
                  }
                }));
  }

  private void modify(TableElement element) {
    if (!(element instanceof TableElement.Column column)) {
      throw new IllegalArgumentException("no column: " + element);
    }
    String alter = "ALTER COLUMN " + column.name() + " ";
    List<Runnable> all = new ArrayList<>();
    column
        .type()
        .map(ExpressionRenderer::type)
        .ifPresent(
            type ->
                all.add(
                    () ->
                        out.text(
                            alter
                                + "TYPE "
                                + type
                                + " USING CAST("
                                + column.name()
                                + " AS "
                                + type
                                + ")")));
    if (column.value().orElse(null) instanceof TableElement.Default(_, var value, _)) {
      all.add(
          () -> {
            out.text(alter + "SET DEFAULT ");
            expressions.expression(value);
          });
    }
    for (TableElement.Constraint it : column.constraints()) {
      if (it.rule() instanceof TableElement.Nullable(var isAllowed, _)) {
        all.add(() -> out.text(alter + (isAllowed ? "DROP" : "SET") + " NOT NULL"));
      }
    }
    for (int at = 0; at < all.size(); at++) {
      out.text(at == 0 ? "" : ", ");
      all.get(at).run();
    }
  }

  private void element(TableElement element) {
    switch (element) {
      case TableElement.Column column -> column(column);
      case TableElement.Constraint constraint -> constraint(constraint);
      case TableElement.Words(var words, _) ->
          throw new IllegalArgumentException("no element of PostgreSQL: " + words.text());
    }
  }

  private void column(TableElement.Column column) {
    out.text(column.name().toString());
    column.type().ifPresent(type -> out.text(" " + ExpressionRenderer.type(type)));
    column.value().ifPresent(this::value);
    for (TableElement.Constraint constraint : column.constraints()) {
      out.text(" ");
      out.before(constraint);
      constraint(constraint);
    }
  }

  private void value(TableElement.DefaultValue value) {
    switch (value) {
      case TableElement.Default(_, var expression, _) -> {
        out.text(" DEFAULT ");
        expressions.expression(expression, Operator.OPERAND);
      }
      case TableElement.Identity(var kind, var options, _) -> {
        out.text(" GENERATED " + kind + " AS IDENTITY");
        if (!options.isEmpty()) {
          out.text(
              options.stream()
                  .map(PostgresTableRenderer::text)
                  .collect(Collectors.joining(" ", " (", ")")));
        }
      }
      case TableElement.Generated(var expression, _, _) -> {
        out.text(" GENERATED ALWAYS AS (");
        expressions.expression(expression);
        out.text(") STORED");
      }
    }
  }

  /** As it is written. */
  static String text(SequenceOption option) {
    return option.value().isEmpty() ? option.words() : option.words() + " " + option.value();
  }

  private void constraint(TableElement.Constraint constraint) {
    constraint.name().ifPresent(name -> out.text("CONSTRAINT " + name + " "));
    switch (constraint.rule()) {
      case TableElement.Nullable(var isAllowed, _) -> out.text(isAllowed ? "NULL" : "NOT NULL");
      case TableElement.PrimaryKey(var columns, _) ->
          out.text("PRIMARY KEY" + QueryRenderer.names(columns));
      case TableElement.Unique(var columns, _) -> out.text("UNIQUE" + QueryRenderer.names(columns));
      case TableElement.ForeignKey(var columns, var table, var references, var onDelete, _) -> {
        out.text(columns.isEmpty() ? "" : "FOREIGN KEY" + QueryRenderer.names(columns) + " ");
        out.text("REFERENCES " + table + QueryRenderer.names(references));
        out.text(onDelete.isEmpty() ? "" : " ON DELETE " + onDelete);
      }
      case TableElement.Check(var condition, _) -> {
        out.text("CHECK (");
        expressions.expression(condition);
        out.text(")");
      }
    }
    constraint.states().forEach(state -> out.text(" " + state));
  }
}
