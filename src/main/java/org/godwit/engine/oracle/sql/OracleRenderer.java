package org.godwit.engine.oracle.sql;

import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Dml;
import org.godwit.sql.DmlRenderer;
import org.godwit.sql.Kept;
import org.godwit.sql.QueryRenderer;
import org.godwit.sql.Script;
import org.godwit.sql.SqlWriter;
import org.godwit.sql.Statement;

/** Writes trees as scripts of Oracle. What it writes reads back as the same tree. */
public final class OracleRenderer {
  private final SqlWriter out = new SqlWriter();
  private final PlSqlRenderer plSql;
  private final DmlRenderer dml;
  private final OracleDdlRenderer ddl;

  private OracleRenderer() {
    QueryRenderer queries =
        new QueryRenderer(
            out,
            routine -> {
              declarations().routine(routine);
              out.text(";").line();
            });
    this.plSql = new PlSqlRenderer(out, queries, this);
    this.dml = new DmlRenderer(out, queries, this::bare);
    this.ddl = new OracleDdlRenderer(out, queries, plSql, this);
  }

  private DeclarationRenderer declarations() {
    return plSql.declarations();
  }

  /** A whole script. */
  public static String render(Script script) {
    OracleRenderer renderer = new OracleRenderer();
    for (Statement statement : script.statements()) {
      renderer.out.emptyLine();
      renderer.whole(statement);
    }
    script.lastWords().forEach(comment -> renderer.out.line().comment(comment));
    return renderer.out.text() + "\n";
  }

  /** One statement, with what ends it in a script. */
  public static String render(Statement statement) {
    OracleRenderer renderer = new OracleRenderer();
    renderer.whole(statement);
    return renderer.out.text() + "\n";
  }

  private void whole(Statement statement) {
    out.before(statement);
    bare(statement);
    switch (statement) {
      case Statement.Command _, Statement.Unknown _ -> {
        // Ends with its line, or as it did.
      }
      case Statement.Other(var words, _, _) when words.equals("CREATE JAVA") -> {
        // Has semicolons of its own.
      }
      case Ddl.CreateTrigger trigger when isCall(trigger) -> {
        // Oracle wants no semicolon behind its CALL.
      }
      default -> out.text(";");
    }
    out.after(statement);
    if (isUnit(statement)) {
      out.line().text("/");
    }
    out.line();
  }

  private static boolean isCall(Ddl.CreateTrigger trigger) {
    return trigger.body() instanceof Ddl.Simple(Code.Invoke _, _);
  }

  /** Whether a slash must end it, because semicolons stand within it. */
  private static boolean isUnit(Statement statement) {
    return switch (statement) {
      case Code.Block _, Code.Labeled _ -> true;
      case Ddl.CreatePackage _, Ddl.CreatePackageBody _, Ddl.CreateRoutine _ -> true;
      case Ddl.CreateTrigger _, Ddl.CreateType _, Ddl.CreateTypeBody _ -> true;
      case Statement.Other(var words, _, _) -> words.equals("CREATE JAVA");
      default -> false;
    };
  }

  /** The statement without comments around it and what ends it. */
  void bare(Statement statement) {
    switch (statement) {
      case Code code -> plSql.code().statement(code);
      case Ddl definition -> ddl.statement(definition);
      case Dml rows -> dml.statement(rows);
      case Statement.Command(var word, var text, _) ->
          out.text(text.isEmpty() ? word : word + " " + text);
      case Statement.Other(var words, var text, _) -> {
        String before = words.equals("CREATE JAVA") ? "CREATE" : words;
        out.text(text.isEmpty() ? before : before + " " + text);
      }
      case Statement.Unknown(var text, _, _, _) -> out.text(text);
      case Kept it ->
          throw new IllegalArgumentException(
              "Oracle has no statement %s %s".formatted(it.verb(), it.kind()));
    }
  }
}
