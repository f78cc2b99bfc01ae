package org.godwit.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes statements that read and change rows, without their semicolon. */
public final class DmlRenderer {
  private final SqlWriter out;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final Consumer<Statement> statements;

  /**
   * Writes to a writer.
   *
   * @param statements writes the statement that EXPLAIN PLAN is for
   */
  public DmlRenderer(SqlWriter out, QueryRenderer queries, Consumer<Statement> statements) {
    this.out = out;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.statements = statements;
  }

  /** The statement. */
  public void statement(Dml statement) {
    switch (statement) {
      case Dml.Read(var query, _) -> queries.query(query);
      case Dml.Insert insert -> insert(insert);
      case Dml.Upsert upsert -> upsert(upsert);
      case Dml.Limited(var change, var orderBy, var limit, _) -> {
        statement(change);
        if (!orderBy.isEmpty()) {
          out.line().text("ORDER BY ");
          expressions.orderItems(orderBy);
        }
        limit.ifPresent(queries::limit);
      }
      case Dml.DeleteFrom(var tables, var rows, var where, _) -> {
        out.text("DELETE FROM ");
        out.list(tables, it -> out.text(it.toString()));
        out.text(" USING ");
        queries.fromItem(rows);
        expressions.clause("WHERE", where);
      }
      case Dml.MultiInsert insert -> multiInsert(insert);
      case Dml.Update update -> update(update);
      case Dml.Delete delete -> delete(delete);
      case Dml.Merge merge -> merge(merge);
      case Dml.Together it -> together(it);
      case Dml.LockTable(var tables, var mode, var wait, _) -> {
        out.text("LOCK TABLE ");
        queries.fromItems(tables);
        out.text(" IN " + mode + " MODE" + (wait.isEmpty() ? "" : " " + wait));
      }
      case Dml.ExplainPlan(var options, var explained, _) -> {
        out.text("EXPLAIN PLAN " + (options.isEmpty() ? "" : options + " ") + "FOR").line();
        statements.accept(explained);
      }
    }
  }

  private void insert(Dml.Insert insert) {
    out.text("INSERT");
    queries.hints(insert.hints());
    out.text(" INTO ");
    queries.fromItem(insert.target());
    columns(insert.columns());
    rows(insert.rows());
    returning(insert.returning());
    errorLog(insert.errorLog());
  }

  private void columns(List<Expression> columns) {
    if (!columns.isEmpty()) {
      out.text(" ");
      expressions.parenthesized(columns);
    }
  }

  private void rows(Query rows) {
    out.indented(
        () -> {
          out.line();
          queries.query(rows);
        });
  }

  private void upsert(Dml.Upsert upsert) {
    insert(upsert.insert());
    out.line().text("ON CONFLICT ");
    out.text(upsert.key().isEmpty() ? "" : QueryRenderer.names(upsert.key()).strip() + " ");
    if (upsert.changes().isEmpty()) {
      out.text("DO NOTHING");
    } else {
      out.text("DO UPDATE ");
      assignments(upsert.changes());
    }
  }

  private void multiInsert(Dml.MultiInsert insert) {
    out.text("INSERT");
    queries.hints(insert.hints());
    out.text(insert.isFirst() ? " FIRST" : " ALL");
    boolean isConditional =
        insert.branches().stream().anyMatch(branch -> branch.condition().isPresent());
    out.indented(
        () -> {
          for (Dml.InsertBranch branch : insert.branches()) {
            out.line();
            out.before(branch);
            if (branch.condition().isPresent()) {
              out.text("WHEN ");
              expressions.expression(branch.condition().get());
              out.text(" THEN");
            } else if (isConditional) {
              out.text("ELSE");
            }
            out.indented(() -> branch.targets().forEach(this::insertInto));
            out.after(branch);
          }
        });
    out.line();
    queries.query(insert.rows());
  }

  private void insertInto(Dml.InsertInto into) {
    out.line();
    out.before(into);
    out.text("INTO ");
    queries.fromItem(into.target());
    columns(into.columns());
    into.values()
        .ifPresent(
            values -> {
              out.text(" ");
              queries.query(values);
            });
    errorLog(into.errorLog());
    out.after(into);
  }

  private void update(Dml.Update update) {
    out.text("UPDATE");
    queries.hints(update.hints());
    out.text(" ");
    queries.fromItem(update.target());
    out.line();
    assignments(update.assignments());
    if (!update.from().isEmpty()) {
      out.line().text("FROM ");
      queries.fromItems(update.from());
    }
    expressions.clause("WHERE", update.where());
    returning(update.returning());
    errorLog(update.errorLog());
  }

  /** SET with its assignments. */
  public void assignments(List<Dml.Assignment> assignments) {
    if (assignments.size() == 1) {
      out.text("SET ");
      out.before(assignments.getFirst());
      assignment(assignments.getFirst());
      out.after(assignments.getFirst());
    } else {
      out.text("SET");
      out.indented(() -> out.lines(assignments, this::assignment));
    }
  }

  private void assignment(Dml.Assignment assignment) {
    expressions.expression(assignment.column());
    out.text(" = ");
    expressions.expression(assignment.value());
  }

  private void delete(Dml.Delete delete) {
    out.text("DELETE");
    queries.hints(delete.hints());
    out.text(" FROM ");
    queries.fromItem(delete.target());
    expressions.clause("WHERE", delete.where());
    returning(delete.returning());
    errorLog(delete.errorLog());
  }

  private void together(Dml.Together together) {
    List<Dml> all = together.changes();
    int named = together.count().isPresent() ? all.size() : all.size() - 1;
    out.text("WITH ");
    together
        .source()
        .ifPresent(
            it -> {
              out.text(it.name() + " AS (");
              out.indented(
                  () -> {
                    out.line();
                    queries.query(it.query());
                  });
              out.line().text(")" + (named > 0 ? ", " : ""));
            });
    for (int at = 0; at < named; at++) {
      Dml change = all.get(at);
      out.text("_changed_" + (at + 1) + " AS (");
      out.indented(
          () -> {
            out.line();
            statement(change);
            out.line().text("RETURNING 1");
          });
      out.line().text(at < named - 1 ? "), " : ")");
    }
    out.line();
    if (together.count().isEmpty()) {
      statement(all.getLast());
      return;
    }
    for (int at = 0; at < named; at++) {
      out.text(at == 0 ? "SELECT " : " + ");
      out.text("(SELECT COUNT(*) FROM _changed_" + (at + 1) + ")");
    }
    out.line().text("INTO ");
    expressions.expression(together.count().get());
  }

  private void merge(Dml.Merge merge) {
    out.text("MERGE");
    queries.hints(merge.hints());
    out.text(" INTO ");
    queries.fromItem(merge.target());
    out.line().text("USING ");
    queries.fromItem(merge.using());
    out.line().text("ON (");
    expressions.condition(merge.on());
    out.text(")");
    for (Dml.MergeAction action : merge.actions()) {
      out.line();
      out.before(action);
      mergeAction(action);
      out.after(action);
    }
    errorLog(merge.errorLog());
  }

  private void mergeAction(Dml.MergeAction action) {
    switch (action) {
      case Dml.MergeUpdate(var assignments, var where, var deleteWhere, _) -> {
        out.text("WHEN MATCHED THEN UPDATE ");
        assignments(assignments);
        out.indented(
            () -> {
              expressions.clause("WHERE", where);
              expressions.clause("DELETE WHERE", deleteWhere);
            });
      }
      case Dml.MergeInsert(var columns, var values, var where, _) -> {
        out.text("WHEN NOT MATCHED THEN INSERT");
        columns(columns);
        rows(values);
        out.indented(() -> expressions.clause("WHERE", where));
      }
    }
  }

  private void returning(Optional<Dml.Returning> returning) {
    returning.ifPresent(
        it -> {
          out.line().text("RETURNING ");
          out.list(it.values(), expressions::expression);
          it.into().ifPresent(into -> queries.into(out.text(" "), into));
        });
  }

  private void errorLog(Optional<Dml.ErrorLog> errorLog) {
    errorLog.ifPresent(
        it -> {
          out.line().text("LOG ERRORS");
          it.into().ifPresent(into -> out.text(" INTO " + into));
          it.tag()
              .ifPresent(
                  tag -> {
                    out.text(" (");
                    expressions.expression(tag);
                    out.text(")");
                  });
          it.rejectLimit().ifPresent(limit -> out.text(" REJECT LIMIT " + limit));
        });
  }
}
