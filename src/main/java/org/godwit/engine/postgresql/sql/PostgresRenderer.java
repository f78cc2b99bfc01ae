package org.godwit.engine.postgresql.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Identifier;
import org.godwit.sql.OrderItem;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.Rendered;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.Statement;

/**
 * Writes definitions in PostgreSQL's SQL. Names and types in the tree are PostgreSQL's already:
 * rules bring them there, so nothing is decided here.
 */
public final class PostgresRenderer {
  private static final String QUOTE = "$$";

  private final SqlWriter out = new SqlWriter();
  private final QueryRenderer queries =
      new QueryRenderer(
          out,
          routine -> {
            throw new IllegalArgumentException("PostgreSQL has no routines in WITH");
          },
          "INTO STRICT ",
          ParameterNames::spelled);
  private final ExpressionRenderer expressions = queries.expressions();
  private final PostgresTableRenderer tables = new PostgresTableRenderer(out, queries);
  private final PostgresCodeRenderer code = new PostgresCodeRenderer(out, queries);
  private final String quote;

  private PostgresRenderer(String quote) {
    this.quote = quote;
  }

  /**
   * One statement with its semicolon.
   *
   * @throws IllegalArgumentException where PostgreSQL has no such statement
   */
  public static Rendered render(Statement statement) {
    Rendered rendered = render(statement, QUOTE);
    // Rarely, the body of a routine has the quotes that stand around it.
    for (int at = 1; count(rendered.text(), quote(at - 1)) > 2; at++) {
      rendered = render(statement, quote(at));
    }
    return rendered;
  }

  private static String quote(int at) {
    return at == 0 ? QUOTE : "$body" + at + "$";
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private static Rendered render(Statement statement, String quote) {
    PostgresRenderer renderer = new PostgresRenderer(quote);
    renderer.out.before(statement);
    renderer.statement(statement);
    renderer.out.text(";");
    renderer.out.after(statement);
    return renderer.out.rendered().with("\n");
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Ddl.CreateTable table -> tables.createTable(table);
      case Ddl.AlterTable table -> tables.alterTable(table);
      case Ddl.CreateIndex index -> index(index);
      case Ddl.CreateView view -> view(view);
      case Ddl.CreateMaterializedView view -> materializedView(view);
      case Ddl.CreateSequence(var name, var options, _) -> {
        out.text("CREATE SEQUENCE " + name);
        for (SequenceOption option : options) {
          out.text(" " + PostgresTableRenderer.text(option));
        }
      }
      case Ddl.CommentOn(var kind, var name, var text, _) ->
          out.text("COMMENT ON " + kind + " " + name + " IS '" + text.replace("'", "''") + "'");
      case Ddl.Grant grant -> grant(grant);
      case Ddl.CreateRoutine(_, var routine, _) -> code.routine(routine, quote);
      case Ddl.CreateTrigger trigger -> trigger(trigger);
      case Ddl.CreateType type -> type(type);
      case Ddl.CreateDomain(var name, var base, var check, _) -> {
        out.text("CREATE DOMAIN " + name + " AS " + ExpressionRenderer.type(base));
        out.line().text("CHECK (");
        expressions.expression(check);
        out.text(")");
      }
      default ->
          throw new IllegalArgumentException(
              "no statement of PostgreSQL: " + statement.getClass().getSimpleName());
    }
  }

  private void index(Ddl.CreateIndex index) {
    boolean isOfWords = index.kind().equals("GIN");
    out.text(index.kind().equals("UNIQUE") ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    out.text(index.name() + " ON " + index.table() + (isOfWords ? " USING gin (" : " ("));
    out.list(index.columns(), this::indexColumn);
    out.text(")");
    index.options().forEach(option -> out.text(" " + option));
  }

  /** What is neither a column nor a call stands in parentheses of its own. */
  private void indexColumn(OrderItem column) {
    boolean isBare =
        column.value() instanceof Expression.Reference || column.value() instanceof Expression.Call;
    if (isBare) {
      expressions.orderItems(List.of(column));
      return;
    }
    out.text("(");
    expressions.expression(column.value());
    out.text(")");
    out.text(column.direction() == OrderItem.Direction.DESCENDING ? " DESC" : "");
    out.text(
        switch (column.nulls()) {
          case UNSAID -> "";
          case FIRST -> " NULLS FIRST";
          case LAST -> " NULLS LAST";
        });
  }

  private void view(Ddl.CreateView view) {
    out.text("CREATE OR REPLACE VIEW " + view.name() + tables.columnNames(view.columns()));
    out.text(view.options().isEmpty() ? "" : " WITH (" + String.join(", ", view.options()) + ")");
    out.text(" AS");
    out.line();
    queries.query(view.query());
    if (!view.restriction().isEmpty()) {
      out.line().text("WITH " + view.restriction());
    }
  }

  private void materializedView(Ddl.CreateMaterializedView view) {
    out.text("CREATE MATERIALIZED VIEW " + view.name() + QueryRenderer.names(view.columns()));
    out.text(" AS").line();
    queries.query(view.query());
    view.options().forEach(option -> out.line().text(option));
  }

  private void trigger(Ddl.CreateTrigger trigger) {
    out.text("CREATE OR REPLACE TRIGGER " + trigger.name()).line();
    out.text(trigger.timing() + " ");
    out.text(
        trigger.events().stream()
            .map(
                event ->
                    event.columns().isEmpty()
                        ? event.word()
                        : event.word()
                            + event.columns().stream()
                                .map(Identifier::toString)
                                .collect(Collectors.joining(", ", " OF ", "")))
            .collect(Collectors.joining(" OR ")));
    out.text(" ON " + trigger.on()).line();
    out.text(trigger.isForEachRow() ? "FOR EACH ROW" : "FOR EACH STATEMENT");
    trigger
        .when()
        .ifPresent(
            when -> {
              out.line().text("WHEN (");
              expressions.expression(when);
              out.text(")");
            });
    if (!(trigger.body() instanceof Ddl.Simple(Code.Invoke(var call, _), _))) {
      throw new IllegalArgumentException("a trigger of PostgreSQL calls a function");
    }
    out.line().text("EXECUTE FUNCTION ");
    expressions.expression(call);
  }

  private void type(Ddl.CreateType type) {
    if (!(type.body().orElse(null) instanceof Declaration.RecordOf(var fields, _))) {
      throw new IllegalArgumentException("a composite type has fields");
    }
    out.text("CREATE TYPE " + type.name() + " AS (");
    out.indented(
        () ->
            out.lines(
                fields,
                field -> out.text(field.name() + " " + ExpressionRenderer.type(field.type()))));
    out.line().text(")");
  }

  private void grant(Ddl.Grant grant) {
    out.text(grant.isRevoke() ? "REVOKE " : "GRANT ");
    out.list(grant.privileges(), out::text);
    grant
        .on()
        .ifPresent(
            on -> out.text(" ON " + (grant.onKind().isEmpty() ? "" : grant.onKind() + " ") + on));
    out.text(grant.isRevoke() ? " FROM " : " TO ");
    out.list(grant.grantees(), name -> out.text(name.toString()));
    grant.options().forEach(option -> out.text(" " + option));
  }
}
