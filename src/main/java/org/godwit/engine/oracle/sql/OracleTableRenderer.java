package org.godwit.engine.oracle.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.godwit.sql.Ddl;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Identifier;
import org.godwit.sql.Operator;
import org.godwit.sql.Partitioning;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.TableElement;

/** Writes CREATE TABLE and ALTER TABLE. */
final class OracleTableRenderer {
  private final SqlWriter out;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final Consumer<Ddl.CreateIndex> indexes;

  OracleTableRenderer(SqlWriter out, QueryRenderer queries, Consumer<Ddl.CreateIndex> indexes) {
    this.out = out;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.indexes = indexes;
  }

  void createTable(Ddl.CreateTable table) {
    out.text("CREATE ");
    table.modifiers().forEach(modifier -> out.text(modifier + " "));
    out.text("TABLE " + table.name());
    table.of().ifPresent(type -> out.text(" OF " + ExpressionRenderer.type(type)));
    if (!table.elements().isEmpty()) {
      elements(table.elements());
    }
    table.options().forEach(option -> out.line().text(option));
    table.partitioning().ifPresent(this::partitioning);
    table
        .rows()
        .ifPresent(
            rows -> {
              out.line().text("AS").line();
              queries.query(rows);
            });
  }

  /** Columns and constraints in parentheses, each on its line. */
  void elements(List<TableElement> elements) {
    out.text(" (");
    out.indented(() -> out.lines(elements, this::element));
    out.line().text(")");
  }

  void alterTable(Ddl.AlterTable table) {
    out.text("ALTER TABLE " + table.name());
    out.indented(
        () -> {
          for (Ddl.Alteration alteration : table.alterations()) {
            out.line();
            out.before(alteration);
            alteration(alteration);
          }
        });
  }

  private void alteration(Ddl.Alteration alteration) {
    switch (alteration) {
      case Ddl.Add(var elements, _) -> changed("ADD", elements);
      case Ddl.Modify(var elements, _) -> changed("MODIFY", elements);
      case Ddl.DropColumns(var columns, var isUnused, var options, _) -> {
        out.text((isUnused ? "SET UNUSED" : "DROP") + names(columns));
        options(options);
      }
      case Ddl.DropConstraint(var constraint, var options, _) -> {
        out.text("DROP ");
        constraint(constraint);
        options(options);
      }
      case Ddl.ModifyConstraint(var constraint, var states, var index, _) -> {
        out.text("MODIFY ");
        constraint(constraint);
        states(states, index);
      }
      case Ddl.EnableConstraint enable -> {
        out.text(enable.isEnabled() ? "ENABLE " : "DISABLE ");
        out.text(enable.validation().isEmpty() ? "" : enable.validation() + " ");
        constraint(enable.constraint());
        enable.index().ifPresent(this::usingIndex);
        options(enable.options());
      }
      case Ddl.RenameTable(var to, _) -> out.text("RENAME TO " + to);
      case Ddl.RenameColumn(var from, var to, _) -> out.text("RENAME COLUMN " + from + " TO " + to);
      case Ddl.RenameConstraint(var from, var to, _) ->
          out.text("RENAME CONSTRAINT " + from + " TO " + to);
      case Ddl.AddPartitions(var partitions, var words, _) -> {
        out.text("ADD");
        out.indented(() -> out.lines(partitions, it -> partition("PARTITION", it)));
        out.text(words.isEmpty() ? "" : " " + words);
      }
      case Ddl.ChangePartitions it -> partitions(it);
      case Ddl.Change(var words, _) -> out.text(words.text());
    }
  }

  private void partitions(Ddl.ChangePartitions change) {
    boolean isOfList = change.verb().equals("ADD VALUES") || change.verb().equals("DROP VALUES");
    String verb = isOfList ? "MODIFY" : change.verb().replaceFirst(" .*", "");
    out.text(verb + (change.partitions().size() > 1 ? " PARTITIONS " : " PARTITION "));
    out.list(change.partitions(), it -> out.text(it.toString()));
    if (!change.values().isEmpty()) {
      out.text(" " + (isOfList ? change.verb() : change.verb().replaceFirst("SPLIT ", "")) + " ");
      expressions.parenthesized(change.values());
    }
    if (verb.equals("MERGE") && !change.into().isEmpty()) {
      out.text(" INTO ");
      partition("PARTITION", change.into().getFirst());
    } else if (!change.into().isEmpty()) {
      out.text(" INTO (");
      out.indented(() -> out.lines(change.into(), it -> partition("PARTITION", it)));
      out.line().text(")");
    }
    out.text(change.options().isEmpty() ? "" : " " + change.options());
  }

  private void constraint(Ddl.ConstraintOf constraint) {
    out.before(constraint);
    out.text(constraint.kind());
    constraint.name().ifPresent(name -> out.text(" " + name));
    out.text(names(constraint.columns()));
  }

  private void options(List<String> options) {
    options.forEach(option -> out.text(" " + option));
  }

  private void changed(String word, List<TableElement> elements) {
    out.text(word);
    elements(elements);
  }

  private void element(TableElement element) {
    switch (element) {
      case TableElement.Column column -> column(column);
      case TableElement.Constraint constraint -> constraint(constraint);
      case TableElement.Words(var words, _) -> out.text(words.text());
    }
  }

  private void column(TableElement.Column column) {
    out.text(column.name().toString());
    column.type().ifPresent(type -> out.text(" " + ExpressionRenderer.type(type)));
    column.options().forEach(option -> out.text(" " + option));
    column.value().ifPresent(this::value);
    for (TableElement.Constraint constraint : column.constraints()) {
      out.text(" ");
      out.before(constraint);
      constraint(constraint);
    }
  }

  private void value(TableElement.DefaultValue value) {
    switch (value) {
      case TableElement.Default(var onNull, var expression, _) -> {
        out.text(onNull ? " DEFAULT ON NULL " : " DEFAULT ");
        // What stands behind DEFAULT binds stronger than the NOT of a NOT NULL.
        expressions.expression(expression, Operator.OPERAND);
      }
      case TableElement.Identity(var kind, var options, _) -> {
        out.text(kind.isEmpty() ? " GENERATED AS IDENTITY" : " GENERATED " + kind + " AS IDENTITY");
        if (!options.isEmpty()) {
          out.text(" (");
          for (SequenceOption option : options) {
            out.text(option.equals(options.getFirst()) ? "" : " ");
            out.before(option);
            out.text(OracleSequences.text(option));
          }
          out.text(")");
        }
      }
      case TableElement.Generated(var expression, var isStored, _) -> {
        out.text(" GENERATED ALWAYS AS (");
        expressions.expression(expression);
        out.text(isStored ? ") MATERIALIZED" : ") VIRTUAL");
      }
    }
  }

  private void constraint(TableElement.Constraint constraint) {
    constraint.name().ifPresent(name -> out.text("CONSTRAINT " + name + " "));
    switch (constraint.rule()) {
      case TableElement.Nullable(var isAllowed, _) -> out.text(isAllowed ? "NULL" : "NOT NULL");
      case TableElement.PrimaryKey(var columns, _) -> out.text("PRIMARY KEY" + names(columns));
      case TableElement.Unique(var columns, _) -> out.text("UNIQUE" + names(columns));
      case TableElement.ForeignKey(var columns, var table, var references, var onDelete, _) -> {
        out.text(columns.isEmpty() ? "" : "FOREIGN KEY" + names(columns) + " ");
        out.text("REFERENCES " + table + names(references));
        out.text(onDelete.isEmpty() ? "" : " ON DELETE " + onDelete);
      }
      case TableElement.Check(var condition, _) -> {
        out.text("CHECK (");
        expressions.expression(condition);
        out.text(")");
      }
    }
    states(constraint.states(), constraint.index());
  }

  /** The index stands before what says whether the constraint is in force. */
  private void states(List<String> states, Optional<TableElement.UsingIndex> index) {
    Optional<TableElement.UsingIndex> left = index;
    for (String state : states) {
      if (left.isPresent() && isForce(state)) {
        usingIndex(left.get());
        left = Optional.empty();
      }
      out.text(" " + state);
    }
    left.ifPresent(this::usingIndex);
  }

  private static boolean isForce(String state) {
    return switch (state) {
      case "ENABLE", "DISABLE", "VALIDATE", "NOVALIDATE" -> true;
      default -> state.startsWith("EXCEPTIONS");
    };
  }

  private void usingIndex(TableElement.UsingIndex index) {
    out.text(" ");
    out.before(index);
    out.text("USING INDEX");
    index.name().ifPresent(name -> out.text(" " + name));
    if (index.created().isPresent()) {
      out.text(" (");
      out.before(index.created().get());
      indexes.accept(index.created().get());
      out.text(")");
    }
    options(index.options());
  }

  private static String names(List<Identifier> names) {
    return QueryRenderer.names(names);
  }

  /** PARTITION BY, on lines of its own. */
  void partitioning(Partitioning partitioning) {
    out.line();
    partitioning("PARTITION", partitioning);
  }

  private void partitioning(String word, Partitioning partitioning) {
    out.before(partitioning);
    out.text(word + " BY " + partitioning.method());
    values(partitioning.columns());
    partitioning
        .interval()
        .ifPresent(
            interval -> {
              out.text(" INTERVAL (");
              expressions.expression(interval);
              out.text(")");
            });
    partitioning.options().forEach(option -> out.text(" " + option));
    partitioning
        .subpartitioning()
        .ifPresent(
            subpartitioning -> {
              out.line();
              partitioning("SUBPARTITION", subpartitioning);
            });
    if (!partitioning.partitions().isEmpty()) {
      out.text(word.equals("SUBPARTITION") ? " SUBPARTITION TEMPLATE (" : " (");
      out.indented(
          () -> out.lines(partitioning.partitions(), partition -> partition(word, partition)));
      out.line().text(")");
    }
  }

  private void values(List<Expression> values) {
    if (!values.isEmpty()) {
      out.text(" ");
      expressions.parenthesized(values);
    }
  }

  private void partition(String word, Partitioning.Partition partition) {
    out.text(word);
    Optional<Identifier> name = partition.name();
    name.ifPresent(it -> out.text(" " + it));
    if (!partition.bound().isEmpty()) {
      out.text(partition.bound().equals("IN") ? " VALUES" : " VALUES LESS THAN");
      values(partition.values());
    }
    partition.options().forEach(option -> out.text(" " + option));
    if (!partition.subpartitions().isEmpty()) {
      out.text(" (");
      out.indented(
          () -> out.lines(partition.subpartitions(), inner -> partition("SUBPARTITION", inner)));
      out.line().text(")");
    }
  }
}
