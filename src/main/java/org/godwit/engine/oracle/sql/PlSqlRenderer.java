package org.godwit.engine.oracle.sql;

import java.util.List;
import org.godwit.sql.Code;
import org.godwit.sql.CodeRenderer;
import org.godwit.sql.Conditional;
import org.godwit.sql.Declaration;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Operator;
import org.godwit.sql.Pragma;
import org.godwit.sql.Query;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.Statement;

/** Writes the statements that only PL/SQL has. */
final class PlSqlRenderer implements CodeRenderer.Dialect {
  private final SqlWriter out;
  private final OracleRenderer all;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final CodeRenderer code;
  private final DeclarationRenderer declarations;

  PlSqlRenderer(SqlWriter out, QueryRenderer queries, OracleRenderer all) {
    this.out = out;
    this.all = all;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.code = new CodeRenderer(out, queries, this);
    this.declarations = new DeclarationRenderer(out, queries, this);
  }

  DeclarationRenderer declarations() {
    return declarations;
  }

  /** Writes what dialects share. */
  CodeRenderer code() {
    return code;
  }

  @Override
  public void declarations(List<Declaration> all) {
    declarations.all(all);
  }

  @Override
  public void bare(Statement statement) {
    all.bare(statement);
  }

  @Override
  public void own(Code statement) {
    switch (statement) {
      case Code.ForAll forAll -> forAll(forAll);
      case Code.Goto(var label, _) -> out.text("GOTO " + label);
      case Code.Invoke(var call, _) -> expressions.expression(call, Operator.STRONGEST);
      case Code.Open open -> code.open(open, " FOR ");
      case Code.Execute execute -> execute(execute);
      case Code.PipeRow(var row, _) -> {
        out.text("PIPE ROW (");
        expressions.expression(row);
        out.text(")");
      }
      case Conditional conditional -> conditional(conditional);
      case Pragma pragma -> pragma(pragma);
      default -> throw new IllegalArgumentException("no statement of Oracle: " + statement);
    }
  }

  private void forAll(Code.ForAll forAll) {
    out.text("FORALL " + forAll.variable() + " IN ");
    switch (forAll.bounds()) {
      case Code.Between(var low, var high, _) -> {
        expressions.expression(low, Operator.OPERAND);
        out.text(" .. ");
        expressions.expression(high, Operator.OPERAND);
      }
      case Code.IndicesOf(var collection, var between, _) -> {
        out.text("INDICES OF ");
        expressions.expression(collection, Operator.STRONGEST);
        between.ifPresent(
            it -> {
              out.text(" BETWEEN ");
              expressions.expression(it.low(), Operator.OPERAND);
              out.text(" AND ");
              expressions.expression(it.high(), Operator.OPERAND);
            });
      }
      case Code.ValuesOf(var collection, _) -> {
        out.text("VALUES OF ");
        expressions.expression(collection, Operator.STRONGEST);
      }
    }
    out.text(forAll.savesExceptions() ? " SAVE EXCEPTIONS" : "");
    out.indented(
        () -> {
          out.line();
          out.before(forAll.statement());
          all.bare(forAll.statement());
        });
  }

  private void execute(Code.Execute execute) {
    out.text("EXECUTE IMMEDIATE ");
    expressions.expression(execute.text());
    execute.into().ifPresent(into -> queries.into(out.text(" "), into));
    code.using(execute.using());
    execute
        .returning()
        .ifPresent(
            (Query.Into into) -> {
              out.text(" RETURNING ");
              queries.into(out, into);
            });
  }

  private void conditional(Conditional conditional) {
    String word = "$IF ";
    for (Conditional.Branch branch : conditional.branches()) {
      if (branch.condition().isPresent()) {
        out.text(word);
        expressions.expression(branch.condition().get());
        out.text(" $THEN");
      } else {
        out.text("$ELSE");
      }
      declarations.all(branch.declarations());
      code.statements(branch.statements());
      word = "$ELSIF ";
    }
    out.text("$END");
  }

  /** A pragma, or {@code $ERROR … $END}. */
  void pragma(Pragma pragma) {
    if (pragma.name().is("$ERROR")) {
      out.text("$ERROR ");
      expressions.expression(pragma.arguments().getFirst().value());
      out.text(" $END");
      return;
    }
    out.text("PRAGMA " + pragma.name());
    if (!pragma.arguments().isEmpty()) {
      expressions.arguments(pragma.arguments());
    }
  }
}
