package org.godwit.engine.postgresql.sql;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Dml;
import org.godwit.sql.DmlRenderer;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Operator;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.SqlWriter;

/** Writes statements that change rows; MERGE as the standard has it. */
final class PostgresDmlRenderer {
  private final SqlWriter out;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final DmlRenderer shared;

  PostgresDmlRenderer(SqlWriter out, QueryRenderer queries) {
    this.out = out;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.shared =
        new DmlRenderer(
            out,
            queries,
            statement -> {
              throw new IllegalArgumentException("PostgreSQL explains nothing into a table");
            });
  }

  void statement(Dml statement) {
    if (statement instanceof Dml.Merge merge) {
      merge(merge);
    } else {
      shared.statement(statement);
    }
  }

  private void merge(Dml.Merge merge) {
    out.text("MERGE INTO ");
    queries.fromItem(merge.target());
    out.line().text("USING ");
    queries.fromItem(merge.using());
    out.line().text("ON ");
    expressions.condition(merge.on());
    for (Dml.MergeAction action : merge.actions()) {
      out.line();
      out.before(action);
      switch (action) {
        case Dml.MergeUpdate(var assignments, var where, var deleteWhere, _) -> {
          if (deleteWhere.isPresent()) {
            when("WHEN MATCHED", where);
            out.text(" AND ");
            expressions.expression(deleteWhere.get(), Operator.NOT.binding());
            out.text(" THEN DELETE").line();
          }
          when("WHEN MATCHED", where);
          out.text(" THEN UPDATE ");
          shared.assignments(assignments);
        }
        case Dml.MergeInsert(var columns, var values, var where, _) -> {
          when("WHEN NOT MATCHED", where);
          out.text(" THEN INSERT ");
          columns(columns);
          queries.query(values);
        }
      }
    }
  }

  private void when(String words, Optional<Expression> condition) {
    out.text(words);
    condition.ifPresent(
        it -> {
          out.text(" AND ");
          expressions.expression(it, Operator.NOT.binding());
        });
  }

  private void columns(List<Expression> columns) {
    if (!columns.isEmpty()) {
      expressions.parenthesized(columns);
      out.text(" ");
    }
  }
}
