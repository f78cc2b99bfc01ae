package org.godwit.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the statements of procedural code that dialects share, with those that they don't. */
public final class CodeRenderer {
  private final SqlWriter out;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final Dialect dialect;

  /** What a dialect writes its own way. */
  public interface Dialect {

    /** Declarations, each with its semicolon, one step further in. */
    void declarations(List<Declaration> declarations);

    /** A statement that isn't shared, without comments and semicolon. */
    void own(Code statement);

    /** Any statement, without comments and semicolon. */
    void bare(Statement statement);

    /** What stands between a cursor's parameter and its value. */
    default String cursorKey() {
      return CallRenderer.KEY;
    }
  }

  /** Writes to a writer. */
  public CodeRenderer(SqlWriter out, QueryRenderer queries, Dialect dialect) {
    this.out = out;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.dialect = dialect;
  }

  /** Statements, each with its semicolon, one step further in. */
  public void statements(List<Statement> statements) {
    out.indented(
        () -> {
          for (Statement statement : statements) {
            out.line();
            out.before(statement);
            dialect.bare(statement);
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
  public void statement(Code statement) {
    switch (statement) {
      case Code.Block block -> {
        if (!block.declarations().isEmpty()) {
          out.text("DECLARE");
          dialect.declarations(block.declarations());
        }
        body(block);
      }
      case Code.Assign(var target, var value, _) -> {
        expressions.target(target);
        out.text(" := ");
        expressions.expression(value);
      }
      case Code.If(var branches, var otherwise, _) -> ifThen(branches, otherwise);
      case Code.CaseOf caseOf -> caseOf(caseOf);
      case Code.Loop loop -> loop(loop);
      case Code.Exit(var label, var when, _) -> jump("EXIT", label.map(Object::toString), when);
      case Code.Continue(var label, var when, _) ->
          jump("CONTINUE", label.map(Object::toString), when);
      case Code.Labeled(var label, var labeled, _) -> {
        out.text("<<" + label + ">>");
        labeled.ifPresent(
            it -> {
              out.line();
              out.before(it);
              dialect.bare(it);
            });
      }
      case Code.Nothing _ -> out.text("NULL");
      case Code.Raise(var exception, _) ->
          out.text("RAISE" + exception.map(name -> " " + name).orElse(""));
      case Code.Return(var value, _) -> {
        out.text("RETURN");
        value.ifPresent(this::spaced);
      }
      case Code.Fetch(var cursor, var into, _) -> {
        out.text("FETCH ");
        expressions.expression(cursor, Operator.STRONGEST);
        queries.into(out.text(" "), into);
      }
      case Code.Close(var cursor, _) -> {
        out.text("CLOSE ");
        expressions.expression(cursor, Operator.STRONGEST);
      }
      case Code.Transaction(var verb, var text, _) ->
          out.text(text.isEmpty() ? verb : verb + " " + text);
      case Code.Compute _,
          Code.Diagnostics _,
          Code.Execute _,
          Code.ForAll _,
          Code.Goto _,
          Code.Invoke _,
          Code.Open _,
          Code.PipeRow _,
          Code.Prepare _,
          Code.ReturnRows _,
          Code.Signal _,
          Conditional _,
          Pragma _ ->
          dialect.own(statement);
    }
  }

  private void spaced(Expression expression) {
    out.text(" ");
    expressions.expression(expression);
  }

  /** {@code BEGIN … END} of a block, its declarations being written. */
  public void body(Code.Block block) {
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
        opened(cursor);
        out.text(" ");
      }
      case Code.ForChange(var targets, var change, _) -> {
        out.text("FOR ");
        out.list(targets, expressions::target);
        out.text(" IN").line();
        dialect.bare(change);
        out.line();
      }
      case Code.ForIterations(var words, _) -> out.text("FOR " + words.text() + " ");
    }
    out.text("LOOP");
    statements(loop.statements());
    out.text("END LOOP");
  }

  private void jump(String word, Optional<String> label, Optional<Expression> when) {
    out.text(word + label.map(it -> " " + it).orElse(""));
    when.ifPresent(
        condition -> {
          out.text(" WHEN ");
          expressions.expression(condition);
        });
  }

  /**
   * OPEN.
   *
   * @param forText the words in front of a text
   */
  public void open(Code.Open open, String forText) {
    out.text("OPEN ");
    opened(open.cursor());
    open.query()
        .ifPresent(
            query -> {
              out.text(" FOR");
              queries.nested(query);
            });
    open.text()
        .ifPresent(
            text -> {
              out.text(forText);
              expressions.expression(text);
            });
    using(open.using());
  }

  private void opened(Expression cursor) {
    if (cursor instanceof Expression.Call(var name, var arguments, _)) {
      out.before(cursor);
      out.text(name.toString());
      expressions.arguments(arguments, dialect.cursorKey());
    } else {
      expressions.expression(cursor, Operator.STRONGEST);
    }
  }

  /** Bind arguments behind USING; nothing where there are none. */
  public void using(List<Code.Using> using) {
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
}
