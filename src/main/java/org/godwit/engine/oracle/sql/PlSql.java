package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godwit.sql.Code;
import org.godwit.sql.Conditional;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Name;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Pragma;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.SyntaxProblem;
import org.godwit.sql.Token;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/** Reads PL/SQL's blocks and statements. */
final class PlSql {
  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final OracleDml dml;
  private final PlSqlLoops loops;
  private final PlSqlDeclarations declarations;
  private final PlSqlRecovery recovery;

  PlSql(TokenStream in, QueryParser queries, OracleDml dml, PlSqlRecovery recovery) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.dml = dml;
    this.recovery = recovery;
    this.loops = new PlSqlLoops(in, queries, this);
    this.declarations = new PlSqlDeclarations(in, queries, this, recovery);
  }

  PlSqlDeclarations declarations() {
    return declarations;
  }

  /** {@code DECLARE … BEGIN … END}, without the semicolon. */
  Code.Block block() {
    Place place = in.open();
    List<Declaration> declared = List.of();
    if (in.accept("DECLARE")) {
      declared = declarations.untilBegin();
    }
    return body(declared, place);
  }

  /** {@code BEGIN … EXCEPTION … END name}. */
  Code.Block body(List<Declaration> declared, Place place) {
    Code.Block block = sectionBody(declared, place);
    if (in.current().isName()) {
      expressions.name();
    }
    in.close(place);
    return block;
  }

  /** {@code BEGIN … EXCEPTION … END}. */
  Code.Block sectionBody(List<Declaration> declared, Place place) {
    in.enter();
    in.expect("BEGIN");
    List<Statement> statements = statements();
    List<Code.Handler> handlers = new ArrayList<>();
    if (in.accept("EXCEPTION")) {
      while (in.at("WHEN")) {
        handlers.add(handler());
      }
    }
    in.expect("END");
    in.leave();
    return new Code.Block(declared, statements, List.copyOf(handlers), in.close(place));
  }

  /** {@code END}, with the name that may stand behind it. */
  void end() {
    in.expect("END");
    if (in.current().isName()) {
      expressions.name();
    }
  }

  private Code.Handler handler() {
    Place place = in.open();
    in.expect("WHEN");
    List<Name> exceptions = new ArrayList<>();
    do {
      exceptions.add(expressions.name());
    } while (in.accept("OR"));
    in.expect("THEN");
    return new Code.Handler(List.copyOf(exceptions), statements(), in.close(place));
  }

  /** Statements up to a word that ends them. */
  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    while (!isEnd(in.current())) {
      statements.add(recovered());
    }
    if (!statements.isEmpty()) {
      in.keepComments(statements.getLast().place());
    }
    return List.copyOf(statements);
  }

  private static boolean isEnd(Token token) {
    return switch (token.kind()) {
      case END, TERMINATOR -> true;
      case WORD ->
          switch (token.text()) {
            case "END", "ELSE", "ELSIF", "EXCEPTION", "WHEN", "$END", "$ELSE", "$ELSIF" -> true;
            default -> false;
          };
      default -> false;
    };
  }

  private Statement recovered() {
    TokenStream.Mark mark = in.mark();
    try {
      Statement statement = statement();
      if (needsSemicolon(statement)) {
        in.expect(";");
      }
      return statement;
    } catch (SyntaxProblem problem) {
      in.reset(mark);
      return recovery.skipStatement(problem);
    }
  }

  private static boolean needsSemicolon(Statement statement) {
    return switch (statement) {
      case Conditional _ -> false;
      case Pragma(var name, _, _) -> !name.is("$ERROR");
      case Code.Labeled(_, var labeled, _) -> labeled.isPresent() && needsSemicolon(labeled.get());
      default -> true;
    };
  }

  /** One statement, without its semicolon. */
  Statement statement() {
    in.enter();
    Statement statement = anyStatement();
    in.leave();
    return statement;
  }

  private Statement anyStatement() {
    if (in.at("<<")) {
      return labeled(in.open());
    }
    if (!in.at(Kind.WORD)) {
      return dml.isHere() ? dml.statement() : callOrAssignment(in.open());
    }
    return switch (in.current().text()) {
      case "BEGIN", "DECLARE" -> {
        Code.Block block = block();
        in.closeItem(block.place());
        yield block;
      }
      case "IF" -> ifThen(in.open());
      case "CASE" -> caseOf(in.open());
      case "LOOP", "WHILE", "FOR" -> loops.loop(in.open());
      case "NULL" -> nothing(in.open());
      case "RETURN" -> returned(in.open());
      case "RAISE" -> raise(in.open());
      case "SELECT", "WITH", "INSERT", "UPDATE", "MERGE" -> dml.statement();
      case "$IF" -> conditional(in.open());
      case "$ERROR" -> compilerError(in.open());
      default -> isNameBehind() ? callOrAssignment(in.open()) : byWord();
    };
  }

  private Statement labeled(Place place) {
    in.expect("<<");
    Identifier label = expressions.identifier();
    in.expect(">>");
    Optional<Statement> statement =
        isEnd(in.current()) ? Optional.empty() : Optional.of(statement());
    return new Code.Labeled(label, statement, in.closeItem(place));
  }

  private Statement returned(Place place) {
    in.expect("RETURN");
    Optional<Expression> value =
        in.at(";") ? Optional.empty() : Optional.of(expressions.expression());
    return new Code.Return(value, in.closeItem(place));
  }

  private Statement raise(Place place) {
    in.expect("RAISE");
    Optional<Name> exception = in.at(";") ? Optional.empty() : Optional.of(expressions.name());
    return new Code.Raise(exception, in.closeItem(place));
  }

  /** Whether what stands here is a name, although it could be the word of a statement. */
  private boolean isNameBehind() {
    Token next = in.ahead(1);
    return next.is("(") || next.is(":=") || next.is(".") || next.is("%");
  }

  private Statement byWord() {
    return switch (in.current().text()) {
      case "DELETE", "LOCK" -> dml.statement();
      case "FORALL" -> loops.forAll(in.open());
      case "EXIT" -> exit(in.open());
      case "CONTINUE" -> continued(in.open());
      case "GOTO" -> goTo(in.open());
      case "OPEN" -> open(in.open());
      case "FETCH" -> fetch(in.open());
      case "CLOSE" -> close(in.open());
      case "EXECUTE" -> execute(in.open());
      case "PIPE" -> pipeRow(in.open());
      case "COMMIT", "ROLLBACK", "SAVEPOINT", "SET" -> transaction(in.open());
      case "PRAGMA" -> pragma(in.open());
      default -> callOrAssignment(in.open());
    };
  }

  private Statement exit(Place place) {
    in.expect("EXIT");
    Optional<Identifier> label = label();
    return new Code.Exit(label, when(), in.closeItem(place));
  }

  private Statement continued(Place place) {
    in.expect("CONTINUE");
    Optional<Identifier> label = label();
    return new Code.Continue(label, when(), in.closeItem(place));
  }

  private Statement goTo(Place place) {
    in.expect("GOTO");
    return new Code.Goto(expressions.identifier(), in.closeItem(place));
  }

  private Statement close(Place place) {
    in.expect("CLOSE");
    return new Code.Close(expressions.expression(Operator.STRONGEST), in.closeItem(place));
  }

  private Statement pipeRow(Place place) {
    in.expect("PIPE", "ROW");
    return new Code.PipeRow(expressions.expression(), in.closeItem(place));
  }

  private Statement nothing(Place place) {
    in.expect("NULL");
    return new Code.Nothing(in.closeItem(place));
  }

  private Optional<Identifier> label() {
    return in.at(";") || in.at("WHEN") ? Optional.empty() : Optional.of(expressions.identifier());
  }

  private Optional<Expression> when() {
    return in.accept("WHEN") ? Optional.of(expressions.expression()) : Optional.empty();
  }

  private Statement callOrAssignment(Place place) {
    Expression target = expressions.expression(Operator.STRONGEST);
    if (in.accept(":=")) {
      return new Code.Assign(target, expressions.expression(), in.closeItem(place));
    }
    return switch (target) {
      case Expression.Call _, Expression.Reference _, Expression.Apply _, Expression.Member _ ->
          new Code.Invoke(target, in.closeItem(place));
      default -> throw in.expected(":=");
    };
  }

  private Statement ifThen(Place place) {
    List<Code.Branch> branches = new ArrayList<>();
    do {
      Place at = in.open();
      in.take();
      Expression condition = expressions.expression();
      in.expect("THEN");
      branches.add(new Code.Branch(condition, statements(), in.close(at)));
    } while (in.at("ELSIF"));
    Optional<List<Statement>> otherwise =
        in.accept("ELSE") ? Optional.of(statements()) : Optional.empty();
    in.expect("END", "IF");
    return new Code.If(List.copyOf(branches), otherwise, in.closeItem(place));
  }

  private Statement caseOf(Place place) {
    in.expect("CASE");
    Optional<Expression> operand =
        in.at("WHEN") ? Optional.empty() : Optional.of(expressions.expression());
    List<Code.Branch> branches = new ArrayList<>();
    while (in.at("WHEN")) {
      Place at = in.open();
      in.take();
      Expression condition = expressions.expression();
      in.expect("THEN");
      branches.add(new Code.Branch(condition, statements(), in.close(at)));
    }
    Optional<List<Statement>> otherwise =
        in.accept("ELSE") ? Optional.of(statements()) : Optional.empty();
    in.expect("END", "CASE");
    endLabel();
    return new Code.CaseOf(operand, List.copyOf(branches), otherwise, in.closeItem(place));
  }

  /** The label that may stand behind END. */
  void endLabel() {
    if (in.current().isName()) {
      expressions.identifier();
    }
  }

  private Statement open(Place place) {
    in.expect("OPEN");
    Expression cursor = expressions.expression(Operator.STRONGEST);
    Optional<Query> query = Optional.empty();
    Optional<Expression> text = Optional.empty();
    if (in.accept("FOR")) {
      if (dml.isHere()) {
        query = Optional.of(queries.query());
      } else {
        text = Optional.of(expressions.expression());
      }
    }
    return new Code.Open(cursor, query, text, using(), in.closeItem(place));
  }

  private Statement fetch(Place place) {
    in.expect("FETCH");
    Expression cursor = expressions.expression(Operator.STRONGEST);
    Query.Into into = queries.into().orElseThrow(() -> in.expected("INTO"));
    return new Code.Fetch(cursor, into, in.closeItem(place));
  }

  private Statement execute(Place place) {
    in.expect("EXECUTE", "IMMEDIATE");
    Expression text = expressions.expression();
    Optional<Query.Into> into = queries.into();
    List<Code.Using> using = using();
    if (into.isEmpty()) {
      into = queries.into();
    }
    Optional<Query.Into> returning = Optional.empty();
    if (in.accept("RETURNING") || in.accept("RETURN")) {
      returning = queries.into();
    }
    return new Code.Execute(text, into, using, returning, in.closeItem(place));
  }

  private List<Code.Using> using() {
    if (!in.accept("USING")) {
      return List.of();
    }
    List<Code.Using> using = new ArrayList<>();
    do {
      Place place = in.open();
      int from = in.position();
      in.accept("IN");
      in.accept("OUT");
      String mode = in.words(from);
      using.add(new Code.Using(mode, expressions.expression(), in.close(place)));
    } while (in.accept(","));
    return List.copyOf(using);
  }

  /** COMMIT and its like, in blocks and in scripts. */
  Statement transaction(Place place) {
    String verb = in.take().text();
    int from = in.position();
    while (!in.at(";") && !OracleParser.isEnd(in.current())) {
      in.take();
    }
    return new Code.Transaction(verb, in.words(from), in.closeItem(place));
  }

  Pragma pragma(Place place) {
    in.expect("PRAGMA");
    Identifier name = expressions.identifier();
    List<Expression.Argument> arguments = in.at("(") ? expressions.arguments() : List.of();
    return new Pragma(name, arguments, in.closeItem(place));
  }

  Pragma compilerError(Place place) {
    in.expect("$ERROR");
    Expression message = expressions.expression();
    in.expect("$END");
    Place at = message.place();
    List<Expression.Argument> arguments =
        List.of(new Expression.Argument(Optional.empty(), message, at));
    return new Pragma(Identifier.of("$ERROR"), arguments, in.closeItem(place));
  }

  private Conditional conditional(Place place) {
    List<Conditional.Branch> branches = new ArrayList<>();
    do {
      Place at = in.open();
      Optional<Expression> condition = Optional.empty();
      if (!in.accept("$ELSE")) {
        in.take();
        condition = Optional.of(expressions.expression());
        in.expect("$THEN");
      }
      branches.add(new Conditional.Branch(condition, List.of(), statements(), in.close(at)));
    } while (in.at("$ELSIF") || in.at("$ELSE"));
    in.expect("$END");
    return new Conditional(List.copyOf(branches), in.closeItem(place));
  }
}
