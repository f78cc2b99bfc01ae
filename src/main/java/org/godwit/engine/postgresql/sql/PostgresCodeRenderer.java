package org.godwit.engine.postgresql.sql;

import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.CodeRenderer;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Dml;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Operator;
import org.godwit.sql.Query;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.Routine;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.Statement;

/** Writes PL/pgSQL: blocks, what they declare, and what stands around them. */
final class PostgresCodeRenderer implements CodeRenderer.Dialect {
  private static final String PIPELINED = "PIPELINED";
  private static final String VARIABLES_FIRST = "VARIABLES FIRST";

  private final SqlWriter out;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final PostgresDmlRenderer dml;
  private final PostgresTableRenderer tables;
  private final CodeRenderer code;

  PostgresCodeRenderer(SqlWriter out, QueryRenderer queries) {
    this.out = out;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.dml = new PostgresDmlRenderer(out, queries);
    this.tables = new PostgresTableRenderer(out, queries);
    this.code = new CodeRenderer(out, queries, this);
  }

  /**
   * A function or procedure with its body.
   *
   * @param quote the dollar quotes around the body, which must not stand in it
   */
  void routine(Routine routine, String quote) {
    Code.Block body =
        routine.body().orElseThrow(() -> new IllegalArgumentException("a routine without body"));
    out.text("CREATE OR REPLACE " + routine.kind() + " " + routine.name());
    parameters(routine.parameters());
    boolean isOfRows = routine.properties().contains(PIPELINED);
    routine
        .returns()
        .ifPresent(type -> out.line().text("RETURNS " + (isOfRows ? "SETOF " : "") + type(type)));
    out.line().text("LANGUAGE plpgsql");
    routine.properties().stream()
        .filter(property -> !property.equals(PIPELINED) && !property.equals(VARIABLES_FIRST))
        .forEach(property -> out.line().text(property));
    out.line().text("AS " + quote);
    // A name in a query is a column's where it can be one, as on the source, or a variable's.
    boolean isVariable = routine.properties().contains(VARIABLES_FIRST);
    out.line().text("#variable_conflict use_" + (isVariable ? "variable" : "column")).line();
    out.before(body);
    code.statement(body);
    out.text(";").line().text(quote);
  }

  private static String type(org.godwit.sql.Type type) {
    return ExpressionRenderer.type(type);
  }

  private void parameters(List<Routine.Parameter> parameters) {
    out.text("(");
    if (parameters.size() == 1) {
      parameter(parameters.getFirst());
    } else if (!parameters.isEmpty()) {
      out.indented(() -> out.lines(parameters, this::parameter));
    }
    out.text(")");
  }

  private void parameter(Routine.Parameter parameter) {
    out.text(parameter.mode().isEmpty() ? "" : parameter.mode() + " ");
    out.text(ParameterNames.spelled(parameter.name()) + " " + type(parameter.type()));
    parameter
        .value()
        .ifPresent(
            value -> {
              out.text(" DEFAULT ");
              expressions.expression(value);
            });
  }

  @Override
  public void declarations(List<Declaration> declarations) {
    out.indented(
        () -> {
          for (Declaration declaration : declarations) {
            out.line();
            out.before(declaration);
            declaration(declaration);
            out.text(";");
            out.after(declaration);
          }
        });
    out.line();
  }

  private void declaration(Declaration declaration) {
    switch (declaration) {
      case Declaration.Variable(
              var name,
              var isConstant,
              var type,
              var isNotNull,
              var value,
              _) -> {
        out.text(name + (isConstant ? " CONSTANT " : " ") + type(type));
        out.text(isNotNull ? " NOT NULL" : "");
        value.ifPresent(
            it -> {
              out.text(" := ");
              expressions.expression(it);
            });
      }
      case Declaration.Cursor(var name, var parameters, _, var query, _) -> {
        out.text(name + " CURSOR");
        if (!parameters.isEmpty()) {
          out.text(" ");
          parameters(parameters);
        }
        out.text(" FOR");
        queries.nested(
            query.orElseThrow(() -> new IllegalArgumentException("a cursor without query")));
      }
      default -> throw new IllegalArgumentException("PL/pgSQL declares no " + declaration);
    }
  }

  @Override
  public void bare(Statement statement) {
    switch (statement) {
      case Code it -> code.statement(it);
      case Dml.Read(var query, _) when performed(query).isPresent() -> {
        out.text("PERFORM ");
        expressions.expression(performed(query).get());
      }
      case Dml it -> dml.statement(it);
      case Ddl.Truncate(var table, _, _) -> out.text("TRUNCATE TABLE " + table);
      case Ddl.Drop(var kind, var name, var options, _) ->
          out.text("DROP " + kind + (options.isEmpty() ? " " : " " + options + " ") + name);
      case Ddl.CreateTable table -> tables.createTable(table);
      default -> throw new IllegalArgumentException("no statement of PL/pgSQL: " + statement);
    }
  }

  /** The function that is called for what it does. */
  private static Optional<Expression> performed(Query query) {
    return query.body() instanceof Query.Select select
            && select.into().isEmpty()
            && select.from().isEmpty()
            && select.items().size() == 1
        ? Optional.of(select.items().getFirst().value())
        : Optional.empty();
  }

  /** PL/pgSQL knows no {@code =>} there before 18. */
  @Override
  public String cursorKey() {
    return " := ";
  }

  @Override
  public void own(Code statement) {
    switch (statement) {
      case Code.Invoke(var call, _) -> {
        out.text("CALL ");
        expressions.expression(call, Operator.STRONGEST);
      }
      case Code.Compute(var values, _) -> {
        out.text("PERFORM ");
        out.list(values, expressions::expression);
      }
      case Code.PipeRow(var row, _) -> {
        out.text("RETURN NEXT ");
        expressions.expression(row);
      }
      case Code.ReturnRows(var query, _) -> {
        out.text("RETURN QUERY ");
        queries.query(query);
      }
      case Code.Open open -> code.open(open, " FOR EXECUTE ");
      case Code.Execute(var text, var into, var using, var returning, _) -> {
        out.text("EXECUTE ");
        expressions.expression(text);
        into.ifPresent(
            it -> {
              out.text(" INTO STRICT ");
              out.list(it.targets(), expressions::expression);
            });
        // What changes no row gives nothing back, and is no error.
        returning.ifPresent(
            it -> {
              out.text(" INTO ");
              out.list(it.targets(), expressions::expression);
            });
        code.using(using);
      }
      case Code.Signal signal -> signal(signal);
      case Code.Diagnostics(var target, var item, _) -> {
        out.text(item.startsWith("PG_EXCEPTION") ? "GET STACKED DIAGNOSTICS " : "GET DIAGNOSTICS ");
        expressions.expression(target);
        out.text(" = " + item);
      }
      default -> throw new IllegalArgumentException("no statement of PL/pgSQL: " + statement);
    }
  }

  private void signal(Code.Signal signal) {
    if (signal.state().isEmpty()) {
      out.text("RAISE " + signal.level() + " '%', ");
      expressions.expression(signal.message());
      return;
    }
    out.text("RAISE " + signal.level() + " USING ERRCODE = ");
    expressions.expression(signal.state().get());
    out.text(", MESSAGE = ");
    expressions.expression(signal.message());
  }
}
