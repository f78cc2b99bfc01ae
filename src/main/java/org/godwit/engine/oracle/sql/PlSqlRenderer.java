package org.godwit.engine.oracle.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.sql.Code;
import org.godwit.sql.Conditional;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Pragma;
import org.godwit.sql.Query;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.Statement;

/** Writes PL/SQL's statements. */
final class PlSqlRenderer {
  private final SqlWriter out;
  private final OracleRenderer all;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final DeclarationRenderer declarations;

  PlSqlRenderer(SqlWriter out, QueryRenderer queries, OracleRenderer all) {
    this.out = out;
    this.all = all;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.declarations = new DeclarationRenderer(out, queries, this);
  }

  DeclarationRenderer declarations() {
    return declarations;
  }

  /** Statements, each with its semicolon, one step further in. */
  void statements(List<Statement> statements) {
    out.indented(
        () -> {
          for (Statement statement : statements) {
            out.line();
            out.before(statement);
            all.bare(statement);
            out.text(needsSemicolon(statement) ? ";" : "");
            out.after(statement);
          }
        });
    out.line();
  }

  private static boolean needsSemicolon(Statement statement) {
    return switch (statement) {
      case Conditional _, Statement.Unknown _ -> false;
      case Pragma(var name, _, _) -> !name.is("$ERROR");
      case Code.Labeled(_, var labeled, _) -> labeled.isPresent() && needsSemicolon(labeled.get());
      default -> true;
    };
  }

  /** A statement without comments and semicolon. */
  void statement(Code statement) {
    switch (statement) {
      case Code.Block block -> {
        if (!block.declarations().isEmpty()) {
          out.text("DECLARE");
          declarations.all(block.declarations());
        }
        body(block);
      }
      case Code.Assign(var target, var value, _) -> {
        expressions.expression(target, Operator.STRONGEST);
        out.text(" := ");
        expressions.expression(value);
      }
      case Code.If(var branches, var otherwise, _) -> ifThen(branches, otherwise);
      case Code.CaseOf caseOf -> caseOf(caseOf);
      case Code.Loop loop -> loop(loop);
      case Code.ForAll forAll -> forAll(forAll);
      case Code.Exit(var label, var when, _) -> jump("EXIT", label.map(Object::toString), when);
      case Code.Continue(var label, var when, _) ->
          jump("CONTINUE", label.map(Object::toString), when);
      case Code.Goto(var label, _) -> out.text("GOTO " + label);
      case Code.Labeled(var label, var labeled, _) -> {
        out.text("<<" + label + ">>");
        labeled.ifPresent(
            it -> {
              out.line();
              out.before(it);
              all.bare(it);
            });
      }
      case Code.Nothing _ -> out.text("NULL");
      case Code.Raise(var exception, _) ->
          out.text("RAISE" + exception.map(name -> " " + name).orElse(""));
      case Code.Return(var value, _) -> {
        out.text("RETURN");
        value.ifPresent(it -> spaced(it));
      }
      case Code.Invoke(var call, _) -> expressions.expression(call, Operator.STRONGEST);
      case Code.Open open -> open(open);
      case Code.Fetch(var cursor, var into, _) -> {
        out.text("FETCH ");
        expressions.expression(cursor, Operator.STRONGEST);
        queries.into(out.text(" "), into);
      }
      case Code.Close(var cursor, _) -> {
        out.text("CLOSE ");
        expressions.expression(cursor, Operator.STRONGEST);
      }
      case Code.Execute execute -> execute(execute);
      case Code.PipeRow(var row, _) -> {
        out.text("PIPE ROW (");
        expressions.expression(row);
        out.text(")");
      }
      case Code.Transaction(var verb, var text, _) ->
          out.text(text.isEmpty() ? verb : verb + " " + text);
      case Conditional conditional -> conditional(conditional);
      case Pragma pragma -> pragma(pragma);
    }
  }

  private void spaced(Expression expression) {
    out.text(" ");
    expressions.expression(expression);
  }

  /** {@code BEGIN … END} of a block, its declarations being written. */
  void body(Code.Block block) {
    out.line().text("BEGIN");
    statements(block.statements());
    if (!block.handlers().isEmpty()) {
      out.text("EXCEPTION");
      out.indented(() -> block.handlers().forEach(this::handler));
      out.line();
    }
    out.text("END");
  }

  private void handler(Code.Handler handler) {
    out.line();
    out.before(handler);
    out.text(
        handler.exceptions().stream()
            .map(Name::toString)
            .collect(Collectors.joining(" OR ", "WHEN ", " THEN")));
    statements(handler.statements());
  }

  private void ifThen(List<Code.Branch> branches, Optional<List<Statement>> otherwise) {
    String word = "IF ";
    for (Code.Branch branch : branches) {
      out.before(branch);
      out.text(word);
      expressions.condition(branch.condition());
      out.text(" THEN");
      statements(branch.statements());
      word = "ELSIF ";
    }
    otherwise.ifPresent(
        statements -> {
          out.text("ELSE");
          statements(statements);
        });
    out.text("END IF");
  }

  private void caseOf(Code.CaseOf caseOf) {
    out.text("CASE");
    caseOf.operand().ifPresent(this::spaced);
    out.indented(
        () -> {
          for (Code.Branch branch : caseOf.branches()) {
            out.line();
            out.before(branch);
            out.text("WHEN ");
            expressions.expression(branch.condition());
            out.text(" THEN");
            statements(branch.statements());
          }
          caseOf
              .otherwise()
              .ifPresent(
                  statements -> {
                    out.line().text("ELSE");
                    statements(statements);
                  });
        });
    out.line().text("END CASE");
  }

  private void loop(Code.Loop loop) {
    out.before(loop.head());
    switch (loop.head()) {
      case Code.Forever _ -> {
        // LOOP stands alone.
      }
      case Code.While(var condition, _) -> {
        out.text("WHILE ");
        expressions.condition(condition);
        out.text(" ");
      }
      case Code.ForRange(var variable, var isReverse, var low, var high, _) -> {
        out.text("FOR " + variable + (isReverse ? " IN REVERSE " : " IN "));
        expressions.expression(low, Operator.RANGE.binding() + 1);
        out.text(" .. ");
        expressions.expression(high, Operator.RANGE.binding() + 1);
        out.text(" ");
      }
      case Code.ForQuery(var variable, var query, _) -> {
        out.text("FOR " + variable + " IN (");
        queries.nested(query);
        out.text(") ");
      }
      case Code.ForCursor(var variable, var cursor, _) -> {
        out.text("FOR " + variable + " IN ");
        expressions.expression(cursor);
        out.text(" ");
      }
      case Code.ForIterations(var words, _) -> out.text("FOR " + words.text() + " ");
    }
    out.text("LOOP");
    statements(loop.statements());
    out.text("END LOOP");
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

  private void jump(String word, Optional<String> label, Optional<Expression> when) {
    out.text(word + label.map(it -> " " + it).orElse(""));
    when.ifPresent(
        condition -> {
          out.text(" WHEN ");
          expressions.expression(condition);
        });
  }

  private void open(Code.Open open) {
    out.text("OPEN ");
    expressions.expression(open.cursor(), Operator.STRONGEST);
    open.query()
        .ifPresent(
            query -> {
              out.text(" FOR");
              queries.nested(query);
            });
    open.text()
        .ifPresent(
            text -> {
              out.text(" FOR ");
              expressions.expression(text);
            });
    using(open.using());
  }

  private void using(List<Code.Using> using) {
    if (!using.isEmpty()) {
      out.text(" USING ");
      out.list(
          using,
          it -> {
            out.text(it.mode().isEmpty() ? "" : it.mode() + " ");
            expressions.expression(it.value());
          });
    }
  }

  private void execute(Code.Execute execute) {
    out.text("EXECUTE IMMEDIATE ");
    expressions.expression(execute.text());
    execute.into().ifPresent(into -> queries.into(out.text(" "), into));
    using(execute.using());
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
      statements(branch.statements());
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
