package org.godwit.engine.oracle.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.sql.Code;
import org.godwit.sql.Comment;
import org.godwit.sql.Place;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Routine;
import org.godwit.sql.Script;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;
import org.godwit.sql.SyntaxProblem;
import org.godwit.sql.Token;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/**
 * Reads a script of Oracle: SQL, PL/SQL, and the commands of SQL*Plus around them. Never fails:
 * what it can't read is an unknown statement with its text and the reason, and the next one goes
 * on.
 */
public final class OracleParser implements ScriptReader {
  /** Commands of SQL*Plus and SQLcl; where it also begins SQL, {@link #isCommand} decides. */
  private static final Set<String> COMMANDS =
      Set.of(
          "ACC",
          "ACCEPT",
          "ARCHIVE",
          "APPEND",
          "BREAK",
          "BTITLE",
          "CHANGE",
          "CL",
          "CLEAR",
          "COL",
          "COLUMN",
          "COMPUTE",
          "CONN",
          "CONNECT",
          "COPY",
          "DEF",
          "DEFINE",
          "DEL",
          "DESC",
          "DESCRIBE",
          "DISC",
          "DISCONNECT",
          "EDIT",
          "EXEC",
          "EXECUTE",
          "EXIT",
          "GET",
          "HELP",
          "HOST",
          "INPUT",
          "LIST",
          "PASSWORD",
          "PAUSE",
          "PRINT",
          "PRO",
          "PROMPT",
          "QUIT",
          "REM",
          "REMARK",
          "REPFOOTER",
          "REPHEADER",
          "RUN",
          "SAVE",
          "SET",
          "SHO",
          "SHOW",
          "SHUTDOWN",
          "SPO",
          "SPOOL",
          "STA",
          "START",
          "STARTUP",
          "STORE",
          "TIMING",
          "TTITLE",
          "UNDEF",
          "UNDEFINE",
          "VAR",
          "VARIABLE",
          "WHENEVER",
          "XQUERY",
          "LOAD",
          "CD",
          "ALIAS",
          "DDL");

  private static final Pattern LONE_SLASH = Pattern.compile("(?m)^[ \\t]*/[ \\t]*\\r?$");
  private static final Pattern JOINED = Pattern.compile("(?<!-)-[ \\t]*\\r?\\n");
  private static final Pattern NEXT_UNIT =
      Pattern.compile(
          "(?mi)^[ \\t]*(/[ \\t]*\\r?$|(CREATE|ALTER|DROP|COMMENT\\s+ON|GRANT|REVOKE|INSERT\\s+INTO|PROMPT)\\b)");

  private final TokenStream in;
  private final OracleDml dml;
  private final OracleDdl ddl;
  private final PlSql plSql;
  private final PlSqlRecovery recovery;

  /** Of the whole text of a script. */
  public OracleParser(String text) {
    this.in = new TokenStream(text, OracleWords.LEXICON);
    QueryParser queries = new QueryParser(in, OracleWords.VOCABULARY, this::routinesOfWith);
    this.dml = new OracleDml(in, queries);
    this.recovery = new PlSqlRecovery(in);
    this.plSql = new PlSql(in, queries, dml, recovery);
    this.ddl = new OracleDdl(in, queries, plSql);
  }

  /** All statements of a script. */
  public static Script parse(String text) {
    OracleParser parser = new OracleParser(text);
    List<Statement> statements = new ArrayList<>();
    for (Optional<Statement> next = parser.next(); next.isPresent(); next = parser.next()) {
      statements.add(next.get());
    }
    return new Script(List.copyOf(statements), parser.lastWords());
  }

  /** The next statement; empty at the end. The parser keeps none of them. */
  @Override
  public Optional<Statement> next() {
    in.beginStatement();
    while (in.at(";") || in.at(Kind.TERMINATOR)) {
      in.take();
      in.beginStatement();
    }
    if (in.at(Kind.END)) {
      return Optional.empty();
    }
    recovery.begin();
    TokenStream.Mark mark = in.mark();
    try {
      return Optional.of(statement());
    } catch (SyntaxProblem problem) {
      in.reset(mark);
      return Optional.of(joined().orElseGet(() -> unknown(problem)));
    }
  }

  /**
   * The statement without hyphens at the end of lines, with which SQL*Plus joins lines of SQL, too;
   * empty where it can't be read so either. Other clients send them, and then they subtract.
   */
  private Optional<Statement> joined() {
    if (!JOINED.matcher(in.seen()).find()) {
      return Optional.empty();
    }
    int start = in.current().start();
    in.joinLines(true);
    in.moveTo(start);
    recovery.begin();
    try {
      return Optional.of(statement());
    } catch (SyntaxProblem _) {
      in.joinLines(false);
      in.moveTo(start);
      return Optional.empty();
    } finally {
      in.joinLines(false);
    }
  }

  /** Comments behind the last statement. */
  @Override
  public List<Comment> lastWords() {
    return in.remainingComments();
  }

  /** The line of a character of the script, from 1. */
  @Override
  public int line(int character) {
    return in.line(character);
  }

  /** Whether a line that begins with the word, in upper case, is the client's. */
  static boolean isCommandWord(String word) {
    return COMMANDS.contains(word);
  }

  static boolean isEnd(Token token) {
    return token.kind() == Kind.END
        || token.kind() == Kind.TERMINATOR
        || token.kind() == Kind.BROKEN;
  }

  private Statement statement() {
    if (isCommand()) {
      return command();
    }
    if (isJava()) {
      return java();
    }
    if (isBlock()) {
      Code.Block block = plSql.block();
      in.closeItem(block.place());
      end();
      return block;
    }
    if (in.at("<<")) {
      Statement labeled = plSql.statement();
      end();
      return labeled;
    }
    if (dml.isHere()) {
      Statement statement = dml.statement();
      end();
      return statement;
    }
    if (in.at("COMMIT") || in.at("ROLLBACK") || in.at("SAVEPOINT") || in.at("SET", "TRANSACTION")) {
      Statement statement = plSql.transaction(in.open());
      end();
      return statement;
    }
    Statement statement = ddl.statement().orElseThrow(() -> in.expected("a statement"));
    end();
    return statement;
  }

  private boolean isBlock() {
    return in.at("DECLARE") || in.at("BEGIN");
  }

  /** A statement ends with a semicolon, a lone slash, or its file. */
  private void end() {
    if (in.accept(";") || in.at(Kind.TERMINATOR) || in.at(Kind.END)) {
      return;
    }
    throw in.expected("; or the end of the statement");
  }

  private List<Routine> routinesOfWith() {
    List<Routine> routines = new ArrayList<>();
    while (in.at("FUNCTION") || in.at("PROCEDURE")) {
      routines.add(plSql.declarations().routines().routine());
      in.accept(";");
    }
    return List.copyOf(routines);
  }

  private boolean isCommand() {
    Token token = in.current();
    if (token.is("@") || token.is("!") || token.is("#") || token.is("$")) {
      return true;
    }
    if (!in.atAny(COMMANDS)) {
      return false;
    }
    Token next = in.ahead(1);
    boolean isSqlSet =
        next.is("TRANSACTION")
            || next.is("ROLE")
            || next.is("CONSTRAINT")
            || next.is("CONSTRAINTS");
    return !token.is("SET") || !isSqlSet;
  }

  private Statement command() {
    Place place = in.open();
    Token word = in.current();
    // What stands behind it may be anything: no token is made of it.
    int from = word.end();
    String line = in.takeLine(from);
    String text = word.text().startsWith("CONN") ? withoutPassword(line) : line;
    return new Statement.Command(word.text(), text, place.endAtText(from + line.length()));
  }

  private static String withoutPassword(String connect) {
    return connect.replaceAll("/[^@\\s]*", "/***");
  }

  private boolean isJava() {
    if (!in.at("CREATE")) {
      return false;
    }
    int at = 1;
    while (at < 8 && !in.ahead(at).is("JAVA")) {
      if (!in.ahead(at).is("OR")
          && !in.ahead(at).is("REPLACE")
          && !in.ahead(at).is("AND")
          && !in.ahead(at).is("RESOLVE")
          && !in.ahead(at).is("COMPILE")
          && !in.ahead(at).is("NOFORCE")) {
        return false;
      }
      at++;
    }
    return in.ahead(at).is("JAVA")
        && (in.ahead(at + 1).is("SOURCE")
            || in.ahead(at + 1).is("CLASS")
            || in.ahead(at + 1).is("RESOURCE"));
  }

  /** Java's own words up to a lone slash. */
  private Statement java() {
    Place place = in.open();
    String text = in.text();
    Matcher slash = LONE_SLASH.matcher(text);
    int end = slash.find(place.start()) ? slash.start() : text.length();
    String source = text.substring(place.start() + "CREATE".length(), end).strip();
    in.moveTo(end);
    return new Statement.Other("CREATE JAVA", source, place.endAtText(end));
  }

  /**
   * What can't be read: a statement of SQL goes to its semicolon; a unit of PL/SQL to its slash, or
   * to the next line that begins another statement.
   */
  private Statement unknown(SyntaxProblem problem) {
    Place place = in.open();
    boolean isUnit = isUnit();
    Token token = in.take();
    while (!isEnd(token) && (isUnit || !token.is(";"))) {
      if (isUnit && in.current().startsLine() && in.at("CREATE")) {
        break;
      }
      token = in.current();
      if (!isEnd(token)) {
        in.take();
      }
    }
    if (token.kind() == Kind.BROKEN) {
      return broken(problem, place);
    }
    in.close(place);
    String text = in.text().substring(place.start(), place.end());
    return new Statement.Unknown(text, problem.reason(), problem.position(), place);
  }

  /**
   * A string or comment without end would take all that follows: the next line that looks like a
   * statement goes on.
   */
  private Statement broken(SyntaxProblem problem, Place place) {
    String text = in.text();
    int from = text.indexOf('\n', place.start());
    Matcher next = NEXT_UNIT.matcher(text);
    int end = from >= 0 && next.find(from) ? next.start() : text.length();
    in.moveTo(end);
    return new Statement.Unknown(
        text.substring(place.start(), end).strip(),
        problem.reason(),
        problem.position(),
        place.endAtText(end));
  }

  private boolean isUnit() {
    if (isBlock()) {
      return true;
    }
    for (int at = 1; in.at("CREATE") && at < 8; at++) {
      Token token = in.ahead(at);
      if (token.is("PROCEDURE")
          || token.is("FUNCTION")
          || token.is("PACKAGE")
          || token.is("TRIGGER")
          || token.is("TYPE")) {
        return true;
      }
      if (token.is("TABLE") || token.is("VIEW") || token.is("INDEX")) {
        return false;
      }
    }
    return false;
  }
}
