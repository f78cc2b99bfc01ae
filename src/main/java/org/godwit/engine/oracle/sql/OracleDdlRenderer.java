package org.godwit.engine.oracle.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.ExpressionRenderer;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.SequenceOption;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.Statement;

/** Writes CREATE, ALTER, DROP, GRANT and their like, without the semicolon. */
final class OracleDdlRenderer {
  private final SqlWriter out;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final PlSqlRenderer plSql;
  private final DeclarationRenderer declarations;
  private final OracleTableRenderer tables;
  private final OracleRenderer all;

  OracleDdlRenderer(SqlWriter out, QueryRenderer queries, PlSqlRenderer plSql, OracleRenderer all) {
    this.out = out;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.plSql = plSql;
    this.declarations = plSql.declarations();
    this.tables = new OracleTableRenderer(out, queries, this::index);
    this.all = all;
  }

  void statement(Ddl statement) {
    switch (statement) {
      case Ddl.CreateTable table -> tables.createTable(table);
      case Ddl.AlterTable table -> tables.alterTable(table);
      case Ddl.CreateIndex index -> index(index);
      case Ddl.CreateView view -> view(view);
      case Ddl.CreateMaterializedView view -> materializedView(view);
      case Ddl.CreateSequence(var name, var options, _) ->
          sequence("CREATE SEQUENCE " + name, options);
      case Ddl.AlterSequence(var name, var options, _) ->
          sequence("ALTER SEQUENCE " + name, options);
      case Ddl.CreateSynonym(var modifiers, var name, var target, _) ->
          words(create(modifiers, "SYNONYM"), List.of(name.toString(), "FOR", target.toString()));
      case Ddl.CreateDatabaseLink(var modifiers, var name, var options, _) -> {
        words(create(modifiers, "DATABASE LINK"), List.of(name.toString()));
        secrets(options);
      }
      case Ddl.CreateType type -> type(type);
      case Ddl.CreateDomain it ->
          throw new IllegalArgumentException("no statement of Oracle: " + it.name());
      case Ddl.CreateTypeBody(var modifiers, var name, var members, _) -> {
        words(create(modifiers, "TYPE BODY"), List.of(name + " IS"));
        declarations.all(members);
        out.text("END");
      }
      case Ddl.CreatePackage create -> {
        words(create(create.modifiers(), "PACKAGE"), List.of(create.name().toString()));
        create.properties().forEach(property -> out.text(" " + property));
        out.text(" IS");
        declarations.all(create.declarations());
        out.text("END " + create.name().last());
      }
      case Ddl.CreatePackageBody create -> packageBody(create);
      case Ddl.CreateRoutine(var modifiers, var routine, _) -> {
        out.text("CREATE ");
        modifiers.forEach(modifier -> out.text(modifier + " "));
        out.before(routine);
        declarations.routine(routine);
      }
      case Ddl.CreateTrigger trigger -> trigger(trigger);
      case Ddl.CreateEvent _ -> throw new IllegalArgumentException("Oracle has no events");
      case Ddl.CommentOn(var kind, var name, var text, _) ->
          out.text("COMMENT ON " + kind + " " + name + " IS '" + text.replace("'", "''") + "'");
      case Ddl.Grant grant -> grant(grant);
      case Ddl.CreatePrincipal(var kind, var name, var options, _) -> {
        out.text("CREATE " + kind + " " + name);
        secrets(options);
      }
      case Ddl.Alter(var kind, var name, var text, _) ->
          words(
              List.of("ALTER", kind, name.toString()), text.isEmpty() ? List.of() : List.of(text));
      case Ddl.Drop(var kind, var name, var options, _) -> drop(kind, name, options);
      case Ddl.Truncate(var table, var options, _) ->
          out.text("TRUNCATE TABLE " + table + (options.isEmpty() ? "" : " " + options));
      case Ddl.Rename(var from, var to, _) -> out.text("RENAME " + from + " TO " + to);
    }
  }

  private void sequence(String words, List<SequenceOption> options) {
    out.text(words);
    for (SequenceOption option : options) {
      out.text(" ");
      out.before(option);
      out.text(OracleSequences.text(option));
    }
  }

  private static List<String> create(List<String> modifiers, String kind) {
    return modifiers.isEmpty()
        ? List.of("CREATE", kind)
        : List.of("CREATE", String.join(" ", modifiers), kind);
  }

  private void words(List<String> first, List<String> second) {
    out.text(String.join(" ", first));
    second.forEach(word -> out.text(" " + word));
  }

  /** Options; a password that was left out is a placeholder. */
  private void secrets(List<String> options) {
    for (String option : options) {
      boolean isSecret = option.endsWith("IDENTIFIED BY") || option.endsWith("AUTHENTICATED BY");
      out.text(" " + option + (isSecret ? " \"***\"" : ""));
    }
  }

  private void drop(String kind, Name name, String options) {
    boolean isConditional = options.startsWith("IF EXISTS");
    String rest = isConditional ? options.substring("IF EXISTS".length()).strip() : options;
    out.text("DROP " + kind + (isConditional ? " IF EXISTS " : " ") + name);
    out.text(rest.isEmpty() ? "" : " " + rest);
  }

  void index(Ddl.CreateIndex index) {
    String kind = index.kind().isEmpty() ? "" : index.kind() + " ";
    out.text("CREATE " + kind + "INDEX " + index.name() + " ON ");
    out.text(index.cluster() ? "CLUSTER " + index.table() : index.table().toString());
    index.alias().ifPresent(alias -> out.text(" " + alias));
    if (!index.columns().isEmpty()) {
      out.text(" (");
      expressions.orderItems(index.columns());
      out.text(")");
    }
    index.options().forEach(option -> out.text(" " + option));
  }

  private void view(Ddl.CreateView view) {
    words(create(view.modifiers(), "VIEW"), List.of(view.name().toString()));
    if (!view.columns().isEmpty()) {
      tables.elements(view.columns());
    }
    view.of().ifPresent(of -> out.text(" " + of.text()));
    view.options().stream()
        .filter(option -> !option.startsWith("CONTAINER"))
        .forEach(option -> out.text(" " + option));
    out.text(" AS").line();
    queries.query(view.query());
    if (!view.restriction().isEmpty()) {
      out.line().text("WITH " + view.restriction());
    }
    view.options().stream()
        .filter(option -> option.startsWith("CONTAINER"))
        .forEach(option -> out.text(" " + option));
  }

  private void materializedView(Ddl.CreateMaterializedView view) {
    out.text("CREATE MATERIALIZED VIEW " + view.name() + QueryRenderer.names(view.columns()));
    out.indented(() -> view.options().forEach(option -> out.line().text(option)));
    view.partitioning().ifPresent(tables::partitioning);
    out.line().text("AS").line();
    queries.query(view.query());
  }

  private void type(Ddl.CreateType type) {
    words(create(type.modifiers(), "TYPE"), List.of(type.name().toString()));
    List<String> before =
        type.properties().stream().filter(it -> !it.startsWith("EXTERNAL")).toList();
    before.forEach(property -> out.text(" " + property));
    if (type.under().isPresent()) {
      out.text(" UNDER " + type.under().get());
      members(type.members());
    } else if (type.body().isPresent()) {
      if (!(type.body().get() instanceof Declaration.Incomplete)) {
        out.text(" IS ");
        declarations.typeBody(type.body().get());
      }
    } else {
      out.text(" IS OBJECT");
      type.properties().stream()
          .filter(it -> it.startsWith("EXTERNAL"))
          .forEach(property -> out.text(" " + property));
      members(type.members());
    }
    type.finals().forEach(word -> out.text(" " + word));
  }

  private void members(List<Declaration> members) {
    if (!members.isEmpty()) {
      out.text(" (");
      out.indented(() -> out.lines(members, declarations::one));
      out.line().text(")");
    }
  }

  private void packageBody(Ddl.CreatePackageBody create) {
    words(create(create.modifiers(), "PACKAGE BODY"), List.of(create.name() + " IS"));
    declarations.all(create.declarations());
    create.initialisation().ifPresentOrElse(plSql.code()::body, () -> out.text("END"));
    out.text(" " + create.name().last());
  }

  private void trigger(Ddl.CreateTrigger trigger) {
    words(create(trigger.modifiers(), "TRIGGER"), List.of(trigger.name().toString()));
    out.indented(
        () -> {
          out.line().text(trigger.timing() + " ");
          out.text(
              trigger.events().stream()
                  .map(OracleDdlRenderer::event)
                  .collect(Collectors.joining(" OR ")));
          out.text(" ON ");
          trigger.nestedTable().ifPresent(column -> out.text("NESTED TABLE " + column + " OF "));
          out.text(trigger.on().toString());
          if (!trigger.referencing().isEmpty()) {
            out.line().text("REFERENCING " + String.join(" ", trigger.referencing()));
          }
          if (trigger.isForEachRow()) {
            out.line().text("FOR EACH ROW");
          }
          trigger.options().forEach(option -> out.line().text(option));
          trigger
              .when()
              .ifPresent(
                  condition -> {
                    out.line().text("WHEN (");
                    expressions.expression(condition);
                    out.text(")");
                  });
        });
    out.line();
    out.before(trigger.body());
    switch (trigger.body()) {
      case Ddl.Simple(var statement, _) -> {
        out.text(isCall(statement) ? "CALL " : "");
        all.bare(statement);
      }
      case Ddl.Compound(var declared, var sections, _) -> {
        out.text("COMPOUND TRIGGER");
        declarations.all(declared);
        out.indented(() -> sections.forEach(this::section));
        out.line().text("END " + trigger.name().last());
      }
    }
  }

  private static boolean isCall(Statement statement) {
    return statement instanceof Code.Invoke;
  }

  private void section(Ddl.Section section) {
    out.line();
    out.before(section);
    out.text(section.moment() + " IS");
    out.before(section.block());
    declarations.all(section.block().declarations());
    plSql.code().body(section.block());
    out.text(" " + section.moment() + ";");
    out.after(section);
  }

  private static String event(Ddl.TriggerEvent event) {
    return event.columns().isEmpty()
        ? event.word()
        : event.columns().stream()
            .map(Identifier::toString)
            .collect(Collectors.joining(", ", event.word() + " OF ", ""));
  }

  private void grant(Ddl.Grant grant) {
    out.text(grant.isRevoke() ? "REVOKE " : "GRANT ");
    out.list(grant.privileges(), out::text);
    Optional<Name> on = grant.on();
    if (on.isPresent()) {
      out.text(" ON " + (grant.onKind().isEmpty() ? "" : grant.onKind() + " ") + on.get());
    }
    out.text(grant.isRevoke() ? " FROM " : " TO ");
    out.list(grant.grantees(), name -> out.text(name.toString()));
    secrets(grant.options());
  }
}
