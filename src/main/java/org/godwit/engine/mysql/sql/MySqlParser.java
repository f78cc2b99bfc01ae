package org.godwit.engine.mysql.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.godwit.sql.Comment;
import org.godwit.sql.Place;
import org.godwit.sql.QueryParser;
import org.godwit.sql.Script;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;
import org.godwit.sql.SyntaxProblem;
import org.godwit.sql.Token;
import org.godwit.sql.Token.Kind;
import org.godwit.sql.TokenStream;

/**
 * Reads a script of MySQL or MariaDB: what mysqldump writes, and what people give to the client
 * {@code mysql}, with its DELIMITER. Indexes within CREATE TABLE and ALTER TABLE are statements of
 * their own behind it. Never fails: what it can't read is an unknown statement with its text and
 * the reason, and the next one goes on.
 */
public final class MySqlParser implements ScriptReader {
  /** Commands of the client that take the rest of their line. */
  private static final Set<String> COMMANDS =
      MySqlWords.words("DELIMITER SOURCE TEE NOTEE WARNINGS NOWARNING STATUS SYSTEM PROMPT PAGER");

  /** Statements that make no object; rows among them aren't kept. */
  private static final Set<String> OTHERS =
      MySqlWords.words(
          "ANALYZE BEGIN CALL CHANGE CHECK CHECKSUM COMMIT DEALLOCATE DELETE DO EXECUTE EXPLAIN"
              + " FLUSH GRANT HANDLER IMPORT INSERT INSTALL KILL LOAD LOCK OPTIMIZE PREPARE PURGE"
              + " RENAME REPAIR REPLACE RESET RESTART REVOKE ROLLBACK SAVEPOINT SELECT SET SHOW"
              + " SHUTDOWN SLAVE START STOP TABLE TRUNCATE UNINSTALL UNLOCK UPDATE USE VALUES WITH"
              + " XA DESCRIBE DESC");

  private final TokenStream in;
  private final MySqlTables tables;
  private final MySqlObjects objects;
  private final Deque<Statement> waiting = new ArrayDeque<>();

  /** Of the whole text of a script. */
  public MySqlParser(String text) {
    this.in = new TokenStream(VersionedComments.opened(text), MySqlWords.LEXICON);
    MySqlGrammar grammar = new MySqlGrammar(in);
    QueryParser queries = new QueryParser(in, MySqlWords.VOCABULARY, List::of, grammar);
    this.tables = new MySqlTables(in, queries, waiting::add);
    this.objects = new MySqlObjects(in, queries, new MySqlCode(in, queries, grammar));
  }

  /** All statements of a script. */
  public static Script parse(String text) {
    MySqlParser parser = new MySqlParser(text);
    List<Statement> statements = new ArrayList<>();
    for (Optional<Statement> next = parser.next(); next.isPresent(); next = parser.next()) {
      statements.add(next.get());
    }
    return new Script(List.copyOf(statements), parser.lastWords());
  }

  @Override
  public Optional<Statement> next() {
    if (!waiting.isEmpty()) {
      return Optional.of(waiting.remove());
    }
    in.beginStatement();
    while (in.at(";") || in.at(Kind.TERMINATOR)) {
      in.take();
      in.beginStatement();
    }
    if (in.at(Kind.END)) {
      return Optional.empty();
    }
    TokenStream.Mark mark = in.mark();
    try {
      return Optional.of(statement());
    } catch (SyntaxProblem problem) {
      in.reset(mark);
      waiting.clear();
      return Optional.of(unknown(problem));
    }
  }

  @Override
  public List<Comment> lastWords() {
    return in.remainingComments();
  }

  @Override
  public int line(int character) {
    return in.line(character);
  }

  private Statement statement() {
    Token token = in.current();
    if (token.is("\\") || (in.atAny(COMMANDS) && token.startsLine())) {
      return command();
    }
    if (in.at("CREATE")) {
      return ended(create());
    }
    if (in.at("ALTER")) {
      return ended(tables.alter().orElseGet(() -> other()));
    }
    if (in.at("DROP")) {
      return ended(objects.drop().orElseGet(() -> other()));
    }
    if (!in.atAny(OTHERS)) {
      throw in.expected("a statement");
    }
    return in.at("USE") ? use() : ended(other());
  }

  private Statement create() {
    return tables.create().or(objects::create).orElseGet(() -> other());
  }

  private Statement ended(Statement statement) {
    if (!in.at(Kind.TERMINATOR) && !in.at(Kind.END) && !in.at(";")) {
      throw in.expected("the end of the statement");
    }
    return statement;
  }

  /** What DELIMITER names ends statements from the next line on. */
  private Statement command() {
    Place place = in.open();
    Token word = in.current();
    int from = word.end();
    String text = in.text();
    int lineEnd = text.indexOf('\n', from);
    String line = text.substring(from, lineEnd < 0 ? text.length() : lineEnd).strip();
    in.moveTo(lineEnd < 0 ? text.length() : lineEnd);
    if (word.is("DELIMITER") && !line.isEmpty()) {
      in.endBy(line.split("\\s", 2)[0]);
    }
    return new Statement.Command(word.text(), line, place.endAtText(from));
  }

  /** The client takes it without a delimiter, too. */
  private Statement use() {
    Place place = in.open();
    in.take();
    String schema = in.take().text();
    String written = in.text().substring(in.previous().start(), in.previous().end());
    boolean isQuoted = written.startsWith("`");
    in.close(place);
    return new Statement.Command("USE", isQuoted ? schema : written, place);
  }

  /** A statement that makes no object; what it says of rows isn't kept. */
  private Statement other() {
    Place place = in.open();
    String first = in.take().text();
    String second = in.at(Kind.WORD) ? " " + in.current().text() : "";
    boolean isShort =
        switch (first) {
          case "INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "SET", "CALL", "WITH" -> true;
          default -> false;
        };
    MySqlUnits.skip(in);
    return new Statement.Other(isShort ? first : first + second, "", in.close(place));
  }

  /**
   * What can't be read goes to the delimiter; where that is a semicolon, a stored program's are
   * passed.
   */
  private Statement unknown(SyntaxProblem problem) {
    Place place = in.open();
    MySqlUnits.skip(in);
    if (in.at(Kind.BROKEN)) {
      in.moveTo(in.text().length());
      return new Statement.Unknown(
          in.text().substring(place.start()).strip(),
          problem.reason(),
          problem.position(),
          place.endAtText(in.text().length()));
    }
    in.close(place);
    String text = in.text().substring(place.start(), place.end());
    return new Statement.Unknown(text, problem.reason(), problem.position(), place);
  }
}
