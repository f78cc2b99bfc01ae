package org.godwit.engine.oracle.sql;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Conditional;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Operator;
import org.godwit.sql.Pragma;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.Routine;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.Statement;
import org.godwit.sql.Type;

/** Writes what blocks, packages and types declare. */
final class DeclarationRenderer {
  private final SqlWriter out;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final PlSqlRenderer plSql;

  DeclarationRenderer(SqlWriter out, QueryRenderer queries, PlSqlRenderer plSql) {
    this.out = out;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.plSql = plSql;
  }

  /** All of them, each with its semicolon, one step further in. */
  void all(List<Declaration> declarations) {
    out.indented(
        () -> {
          for (Declaration declaration : declarations) {
            out.line();
            out.before(declaration);
            one(declaration);
            out.text(needsSemicolon(declaration) ? ";" : "");
            out.after(declaration);
          }
        });
    out.line();
  }

  private static boolean needsSemicolon(Declaration declaration) {
    return !(declaration instanceof Conditional) && !(declaration instanceof Statement.Unknown);
  }

  /** One, without comments and semicolon. */
  void one(Declaration declaration) {
    switch (declaration) {
      case Declaration.Variable variable -> variable(variable);
      case Declaration.Cursor cursor -> cursor(cursor);
      case Declaration.ExceptionName(var name, _) -> out.text(name + " EXCEPTION");
      case Declaration.TypeOf(var name, var body, _) -> typeOf(name.toString(), body);
      case Declaration.Attribute(var name, var type, _) -> out.text(name + " " + type(type));
      case Routine routine -> routine(routine);
      case Conditional conditional -> plSql.own(conditional);
      case Pragma pragma -> plSql.pragma(pragma);
      case Statement.Unknown unknown -> out.text(unknown.text());
      case Declaration.ConditionName _, Declaration.ConditionHandler _ ->
          throw new IllegalArgumentException("Oracle declares no " + declaration);
    }
  }

  private static String type(Type type) {
    return ExpressionRenderer.type(type);
  }

  private void variable(Declaration.Variable variable) {
    out.text(variable.name() + (variable.isConstant() ? " CONSTANT " : " "));
    out.text(type(variable.type()) + (variable.isNotNull() ? " NOT NULL" : ""));
    value(variable.value());
  }

  private void value(Optional<Expression> value) {
    value.ifPresent(
        it -> {
          out.text(" := ");
          expressions.expression(it);
        });
  }

  private void cursor(Declaration.Cursor cursor) {
    out.text("CURSOR " + cursor.name());
    parameters(cursor.parameters());
    cursor.returns().ifPresent(type -> out.text(" RETURN " + type(type)));
    cursor
        .query()
        .ifPresent(
            query -> {
              out.text(" IS");
              queries.nested(query);
            });
  }

  /** Parameters in parentheses; nothing where there are none. */
  void parameters(List<Routine.Parameter> parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    out.text("(");
    if (parameters.size() == 1) {
      out.before(parameters.getFirst());
      parameter(parameters.getFirst());
      out.after(parameters.getFirst());
    } else {
      out.indented(() -> out.lines(parameters, this::parameter));
    }
    out.text(")");
  }

  private void parameter(Routine.Parameter parameter) {
    out.text(parameter.name() + (parameter.mode().isEmpty() ? " " : " " + parameter.mode() + " "));
    out.text((parameter.isNoCopy() ? "NOCOPY " : "") + type(parameter.type()));
    value(parameter.value());
  }

  private void typeOf(String name, Declaration.TypeBody body) {
    switch (body) {
      case Declaration.Subtype(var base, var range, var isNotNull, _) -> {
        out.text("SUBTYPE " + name + " IS " + type(base));
        range.ifPresent(
            it -> {
              out.text(" RANGE ");
              expressions.expression(it, Operator.RANGE.binding());
            });
        out.text(isNotNull ? " NOT NULL" : "");
      }
      case Declaration.Incomplete _ -> out.text("TYPE " + name);
      default -> {
        out.text("TYPE " + name + " IS ");
        typeBody(body);
      }
    }
  }

  /** What a type is, behind its IS. */
  void typeBody(Declaration.TypeBody body) {
    switch (body) {
      case Declaration.RecordOf(var fields, _) -> {
        out.text("RECORD (");
        out.indented(() -> out.lines(fields, this::variable));
        out.text(")");
      }
      case Declaration.TableOf(var element, var isNotNull, var index, _) -> {
        out.text("TABLE OF " + type(element) + (isNotNull ? " NOT NULL" : ""));
        index.ifPresent(type -> out.text(" INDEX BY " + type(type)));
      }
      case Declaration.ArrayOf(var size, var element, var isNotNull, _) -> {
        out.text("VARRAY(");
        expressions.expression(size);
        out.text(") OF " + type(element) + (isNotNull ? " NOT NULL" : ""));
      }
      case Declaration.RefCursor(var returns, _) ->
          out.text("REF CURSOR" + returns.map(type -> " RETURN " + type(type)).orElse(""));
      case Declaration.Subtype _, Declaration.Incomplete _ ->
          throw new IllegalArgumentException("stands behind no IS: " + body);
    }
  }

  /** A routine, without its semicolon. */
  void routine(Routine routine) {
    routine.modifiers().forEach(modifier -> out.text(modifier + " "));
    out.text(routine.kind() + " " + routine.name());
    parameters(routine.parameters());
    if (routine.returnsSelf()) {
      out.text(" RETURN SELF AS RESULT");
    }
    routine.returns().ifPresent(type -> out.text(" RETURN " + type(type)));
    routine.properties().forEach(property -> out.text(" " + property));
    routine
        .body()
        .ifPresent(
            block -> {
              out.text(" IS");
              out.before(block);
              all(block.declarations());
              plSql.code().body(block);
              out.text(" " + routine.name().last());
            });
    routine.external().ifPresent(words -> out.text(" IS " + words.text()));
  }
}
