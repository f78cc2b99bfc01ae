package org.godwit.engine.mysql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Code;
import org.godwit.sql.Ddl;
import org.godwit.sql.Declaration;
import org.godwit.sql.Expression;
import org.godwit.sql.ExpressionParser;
import org.godwit.sql.Identifier;
import org.godwit.sql.Operator;
import org.godwit.sql.Place;
import org.godwit.sql.Query;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Statement;
import org.godwit.sql.SyntaxProblem;
import org.godwit.sql.TableElement;
import org.godwit.sql.Token;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/**
 * Reads the bodies of stored programs. LEAVE is an EXIT with its label, ITERATE a CONTINUE, REPEAT
 * a loop with an EXIT at its end, SET an assignment for each variable. A statement that can't be
 * read is an unknown one up to its semicolon.
 */
final class MySqlCode {
  /** Statements that have others in them. */
  private static final Set<String> COMPOUND =
      MySqlWords.words("BEGIN CASE FOR IF LOOP REPEAT WHILE");

  private static final Set<String> ENDS = MySqlWords.words("ELSE ELSEIF END UNTIL WHEN");

  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;
  private final MySqlDml dml;
  private final MySqlDeclarations declarations;
  private final MySqlSettings settings;
  private final MySqlTables tables;

  /** What the statement at hand makes beside its own. */
  private final List<Statement> behind = new ArrayList<>();

  MySqlCode(TokenStream in, QueryParser queries, MySqlGrammar grammar) {
    this.in = in;
    this.queries = queries;
    this.expressions = queries.expressions();
    this.dml = new MySqlDml(in, queries, grammar);
    this.declarations = new MySqlDeclarations(in, queries, this);
    this.settings = new MySqlSettings(in, expressions);
    this.tables = new MySqlTables(in, queries, behind::add);
  }

  /** The body of a stored program; what is no block becomes one. */
  Code.Block body() {
    List<Statement> all = new ArrayList<>();
    statement(all);
    Place first = all.getFirst().place();
    return all.size() == 1 && all.getFirst() instanceof Code.Block block
        ? block
        : new Code.Block(List.of(), List.copyOf(all), List.of(), in.closeFrom(first));
  }

  /** Whether a semicolon stands here, which the script may take for its delimiter. */
  private boolean atSemicolon() {
    return in.at(";") || (in.at(Kind.TERMINATOR) && in.current().text().equals(";"));
  }

  /** Takes the semicolon that must stand here. */
  void semicolon() {
    if (!atSemicolon()) {
      throw in.expected(";");
    }
    in.take();
  }

  /** Statements up to a word that ends them. */
  List<Statement> statements() {
    List<Statement> all = new ArrayList<>();
    while (!in.atAny(ENDS) && !in.at(Kind.END) && (!in.at(Kind.TERMINATOR) || atSemicolon())) {
      recovered(all);
    }
    if (!all.isEmpty()) {
      in.keepComments(all.getLast().place());
    }
    return List.copyOf(all);
  }

  private void recovered(List<Statement> all) {
    boolean isCompound = in.atAny(COMPOUND) || in.ahead(1).is(":");
    int before = all.size();
    TokenStream.Mark mark = in.mark();
    try {
      statement(all);
      semicolon();
    } catch (SyntaxProblem problem) {
      if (isCompound) {
        throw problem;
      }
      in.reset(mark);
      behind.clear();
      all.subList(before, all.size()).clear();
      all.add(skipped(problem));
      semicolon();
    }
  }

  private Statement skipped(SyntaxProblem problem) {
    Place place = in.open();
    while (!atSemicolon()) {
      if (in.at(Kind.END) || in.at(Kind.TERMINATOR) || in.at(Kind.BROKEN)) {
        throw problem;
      }
      in.take();
    }
    in.close(place);
    String text = in.text().substring(place.start(), place.end());
    return new Statement.Unknown(text, problem.reason(), problem.position(), place);
  }

  /** One statement, without its semicolon; some become several. */
  void statement(List<Statement> all) {
    in.enter();
    if (in.current().isName() && in.ahead(1).is(":")) {
      all.add(labeled());
    } else if (in.at("SET")) {
      settings.set(all);
    } else if (in.at("GET")) {
      settings.diagnostics(all);
    } else if (in.at("DROP")) {
      drop(all);
    } else {
      all.add(single());
    }
    in.leave();
  }

  private Statement single() {
    Place place;
    return switch (in.at(Kind.WORD) ? in.current().text() : "") {
      case "BEGIN" ->
          in.ahead(1).is("WORK") ? transaction(in.open()) : block(in.open(), Optional.empty());
      case "IF" -> ifThen(in.open());
      case "CASE" -> caseOf(in.open());
      case "LOOP", "WHILE", "REPEAT", "FOR" -> loop(in.open(), Optional.empty());
      case "LEAVE" -> {
        place = in.open();
        in.take();
        Identifier label = expressions.identifier();
        yield new Code.Exit(Optional.of(label), Optional.empty(), in.closeItem(place));
      }
      case "ITERATE" -> {
        place = in.open();
        in.take();
        Identifier label = expressions.identifier();
        yield new Code.Continue(Optional.of(label), Optional.empty(), in.closeItem(place));
      }
      case "RETURN" -> {
        place = in.open();
        in.take();
        yield new Code.Return(Optional.of(expressions.expression()), in.closeItem(place));
      }
      case "OPEN" -> open(in.open());
      case "FETCH" -> fetch(in.open());
      case "CLOSE" -> {
        place = in.open();
        in.take();
        yield new Code.Close(cursor(), in.closeItem(place));
      }
      case "SIGNAL", "RESIGNAL" -> settings.signal(in.open());
      case "CALL" -> call(in.open());
      case "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE" -> transaction(in.open());
      default -> other();
    };
  }

  private Statement other() {
    return switch (in.at(Kind.WORD) ? in.current().text() : "") {
      case "DO" -> doing(in.open());
      case "PREPARE" -> prepare(in.open());
      case "EXECUTE" -> execute(in.open());
      case "DEALLOCATE" -> {
        Place place = in.open();
        in.take();
        in.expect("PREPARE");
        expressions.identifier();
        yield new Code.Nothing(in.closeItem(place));
      }
      case "TRUNCATE" -> truncate(in.open());
      case "CREATE" -> create();
      default -> dml.statement();
    };
  }

  private Statement labeled() {
    Place place = in.open();
    Identifier label = expressions.identifier();
    in.expect(":");
    Place at = in.open();
    Statement statement =
        in.at("BEGIN") ? block(at, Optional.of(label)) : loop(at, Optional.of(label));
    return new Code.Labeled(label, Optional.of(statement), in.closeItem(place));
  }

  /** {@code BEGIN … END label}. */
  private Code.Block block(Place place, Optional<Identifier> label) {
    in.expect("BEGIN");
    in.accept("NOT", "ATOMIC");
    List<Declaration> declared = declarations.all();
    List<Statement> statements = statements();
    in.expect("END");
    endLabel(label);
    return new Code.Block(declared, statements, List.of(), in.closeItem(place));
  }

  private void endLabel(Optional<Identifier> label) {
    Token token = in.current();
    if (label.isPresent()
        && token.isName()
        && in.text()
            .substring(token.start(), token.end())
            .replace("`", "")
            .equalsIgnoreCase(label.get().text())) {
      in.take();
    }
  }

  private Statement ifThen(Place place) {
    List<Code.Branch> branches = new ArrayList<>();
    do {
      Place at = in.open();
      in.take();
      Expression condition = expressions.expression();
      in.expect("THEN");
      branches.add(new Code.Branch(condition, statements(), in.close(at)));
    } while (in.at("ELSEIF"));
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
    return new Code.CaseOf(operand, List.copyOf(branches), otherwise, in.closeItem(place));
  }

  private Statement loop(Place place, Optional<Identifier> label) {
    Place at = in.open();
    String word = in.take().text();
    Code.Head head;
    List<Statement> statements;
    switch (word) {
      case "WHILE" -> {
        head = new Code.While(expressions.expression(), in.close(at));
        in.expect("DO");
        statements = statements();
      }
      case "REPEAT" -> {
        head = new Code.Forever(in.close(at));
        statements = new ArrayList<>(statements());
        Place until = in.open();
        in.expect("UNTIL");
        Optional<Expression> when = Optional.of(expressions.expression());
        statements.add(new Code.Exit(Optional.empty(), when, in.close(until)));
      }
      case "FOR" -> {
        head = forHead(at);
        in.expect("DO");
        statements = statements();
      }
      case "LOOP" -> {
        head = new Code.Forever(in.close(at));
        statements = statements();
      }
      default -> throw in.expected("LOOP, WHILE, REPEAT or FOR");
    }
    in.expect("END", word);
    endLabel(label);
    return new Code.Loop(head, List.copyOf(statements), in.closeItem(place));
  }

  /** Of MariaDB: {@code FOR i IN 1..9}, {@code FOR r IN (query)}. */
  private Code.Head forHead(Place place) {
    Identifier variable = expressions.identifier();
    in.expect("IN");
    boolean isReverse = in.accept("REVERSE");
    if (in.at("(") && in.ahead(1).is("SELECT")) {
      in.take();
      Query query = queries.query();
      in.expect(")");
      return new Code.ForQuery(variable, query, in.close(place));
    }
    Expression low = expressions.expression(Operator.OPERAND + 1);
    if (low instanceof Expression.Reference && in.at("DO")) {
      return new Code.ForCursor(variable, low, in.close(place));
    }
    in.expect("..");
    Expression high = expressions.expression(Operator.OPERAND + 1);
    return new Code.ForRange(variable, isReverse, low, high, in.close(place));
  }

  private Expression cursor() {
    Place place = in.open();
    return new Expression.Reference(expressions.name(), in.close(place));
  }

  private Statement open(Place place) {
    in.take();
    Expression cursor = cursor();
    return new Code.Open(
        cursor, Optional.empty(), Optional.empty(), List.of(), in.closeItem(place));
  }

  private Statement fetch(Place place) {
    in.take();
    in.accept("NEXT");
    in.accept("FROM");
    Expression cursor = cursor();
    Query.Into into = queries.into().orElseThrow(() -> in.expected("INTO"));
    return new Code.Fetch(cursor, into, in.closeItem(place));
  }

  private Statement call(Place place) {
    in.take();
    Place at = in.open();
    org.godwit.sql.Name name = expressions.name();
    List<Expression.Argument> arguments = in.at("(") ? expressions.arguments() : List.of();
    Expression call = new Expression.Call(name, arguments, in.close(at));
    return new Code.Invoke(call, in.closeItem(place));
  }

  /** {@code START TRANSACTION}, {@code COMMIT AND CHAIN}, {@code ROLLBACK TO s}, …. */
  private Statement transaction(Place place) {
    String verb = in.take().text();
    int from = in.position();
    while (!atSemicolon() && !in.at(Kind.END) && !in.at(Kind.TERMINATOR)) {
      in.take();
    }
    return new Code.Transaction(verb, in.words(from), in.closeItem(place));
  }

  /** {@code DO a, b} computes values and forgets them. */
  private Statement doing(Place place) {
    in.take();
    return new Code.Compute(expressions.expressions(), in.closeItem(place));
  }

  private Statement prepare(Place place) {
    in.take();
    Identifier name = expressions.identifier();
    in.expect("FROM");
    return new Code.Prepare(name, expressions.expression(), in.closeItem(place));
  }

  private Statement execute(Place place) {
    in.take();
    boolean isImmediate = in.accept("IMMEDIATE");
    Place at = in.open();
    Expression text =
        isImmediate
            ? expressions.expression()
            : new Expression.Reference(expressions.name(), in.close(at));
    List<Code.Using> using = new ArrayList<>();
    if (in.accept("USING")) {
      for (Expression value : expressions.expressions()) {
        using.add(new Code.Using("", value, value.place()));
      }
    }
    return new Code.Execute(
        text, Optional.empty(), List.copyOf(using), Optional.empty(), in.closeItem(place));
  }

  private Statement truncate(Place place) {
    in.take();
    in.accept("TABLE");
    return new Ddl.Truncate(expressions.name(), "", in.closeItem(place));
  }

  /** A table, with its unique indexes as constraints. */
  private Statement create() {
    if (!in.at("CREATE", "TEMPORARY") && !in.at("CREATE", "TABLE")) {
      throw in.expected("a table to create; other objects aren't made by code");
    }
    Statement made = tables.create().orElseThrow(() -> in.expected("TABLE"));
    List<TableElement> unique = new ArrayList<>();
    behind.forEach(it -> unique(it).ifPresent(unique::add));
    behind.clear();
    if (!(made instanceof Ddl.CreateTable it) || unique.isEmpty()) {
      return made;
    }
    unique.addAll(0, it.elements());
    return new Ddl.CreateTable(
        it.modifiers(),
        it.name(),
        Optional.empty(),
        List.copyOf(unique),
        it.options(),
        Optional.empty(),
        it.rows(),
        it.place());
  }

  /** Other indexes change no result. */
  private static Optional<TableElement> unique(Statement statement) {
    if (!(statement instanceof Ddl.CreateIndex index) || !index.kind().equals("UNIQUE")) {
      return Optional.empty();
    }
    List<Identifier> columns =
        index.columns().stream()
            .filter(it -> it.value() instanceof Expression.Reference)
            .map(it -> ((Expression.Reference) it.value()).name().last())
            .toList();
    return Optional.of(
        new TableElement.Constraint(
            Optional.empty(),
            new TableElement.Unique(columns, index.place()),
            List.of(),
            Optional.empty(),
            index.place()));
  }

  private void drop(List<Statement> all) {
    Place place = in.open();
    in.take();
    in.accept("TEMPORARY");
    in.expect("TABLE");
    String options = in.accept("IF", "EXISTS") ? "IF EXISTS" : "";
    do {
      all.add(new Ddl.Drop("TABLE", expressions.name(), options, in.closeItem(place)));
    } while (in.accept(","));
  }
}
