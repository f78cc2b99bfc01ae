package org.godwit.engine.postgresql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.godwit.engine.postgresql.sql.DumpToken.Kind;
import org.godwit.sql.Comment;
import org.godwit.sql.Lines;
import org.godwit.sql.Place;
import org.godwit.sql.ScriptReader;
import org.godwit.sql.Statement;

/**
 * Reads what pg_dump writes, and other scripts for psql: cuts them into statements, which stay as
 * they are, and says of each what it is about. Rows of COPY are stepped over; a line that begins
 * with a backslash is a command of psql.
 */
public final class DumpReader implements ScriptReader {
  private static final Set<String> VERBS =
      Set.of(
          "abort",
          "alter",
          "analyze",
          "begin",
          "call",
          "checkpoint",
          "close",
          "cluster",
          "comment",
          "commit",
          "copy",
          "create",
          "deallocate",
          "declare",
          "delete",
          "discard",
          "do",
          "drop",
          "end",
          "execute",
          "explain",
          "fetch",
          "grant",
          "import",
          "insert",
          "listen",
          "load",
          "lock",
          "merge",
          "move",
          "notify",
          "prepare",
          "reassign",
          "refresh",
          "reindex",
          "release",
          "reset",
          "revoke",
          "rollback",
          "savepoint",
          "security",
          "select",
          "set",
          "show",
          "start",
          "table",
          "truncate",
          "unlisten",
          "update",
          "vacuum",
          "values",
          "with");

  /** Where reading goes on behind something that has no end. */
  private static final Pattern NEXT =
      Pattern.compile(
          "(?im)^(?:CREATE|ALTER|COMMENT\\s+ON|GRANT|REVOKE|DROP|INSERT\\s+INTO|SET|COPY)\\s");

  private static final Pattern END_OF_ROWS = Pattern.compile("(?m)^\\\\\\.\\r?$");

  private final String text;
  private final Lines lines;
  private final SearchPath path = new SearchPath();
  private int at;

  /** Of a whole script. */
  public DumpReader(String text) {
    this.text = text;
    this.lines = new Lines(text);
  }

  @Override
  public Optional<Statement> next() {
    while (true) {
      DumpLexer lexer = new DumpLexer(text, at, text.length());
      DumpToken first = lexer.next();
      if (first.kind() == Kind.END) {
        at = text.length();
        return Optional.empty();
      }
      if (first.is("\\")) {
        return Optional.of(command(first.start()));
      }
      if (!first.is(";")) {
        return Optional.of(statement(first, lexer));
      }
      at = lexer.at();
    }
  }

  private Statement command(int start) {
    int end = text.indexOf('\n', start);
    end = end < 0 ? text.length() : end;
    at = end;
    String[] words = text.substring(start, end).strip().split("\\s+", 2);
    if (words[0].equals("\\connect") || words[0].equals("\\c")) {
      path.forget();
    }
    // What stands behind \restrict is a key, behind \password a name; nobody needs them.
    String rest = words[0].equals("\\echo") && words.length > 1 ? words[1] : "";
    return new Statement.Command(words[0], rest, Place.of(start, end));
  }

  private Statement statement(DumpToken first, DumpLexer lexer) {
    List<DumpToken> tokens = new ArrayList<>();
    int open = 0;
    int blocks = 0;
    DumpToken token = first;
    DumpToken before = first;
    while (true) {
      if (token.kind() == Kind.BROKEN) {
        return broken(first.start(), token);
      }
      boolean isEnd = token.is(";") && open <= 0 && blocks == 0;
      if (isEnd || token.kind() == Kind.END || (token.is("\\") && blocks == 0)) {
        at = token.is("\\") ? token.start() : lexer.at();
        break;
      }
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      blocks += blocks(token, before, blocks);
      tokens.add(token);
      before = token;
      token = lexer.next();
    }
    Place place = Place.of(first.start(), tokens.getLast().end());
    if (!first.isName() && !first.is("(")) {
      return unknown(place, first, "no statement begins with " + first.text());
    }
    if (!first.is("(") && !VERBS.contains(first.text())) {
      return unknown(
          place, first, "no statement begins with " + first.text().toUpperCase(Locale.ROOT));
    }
    if (first.is("copy") && tokens.stream().anyMatch(it -> it.is("stdin"))) {
      skipRows();
    }
    path.take(tokens);
    return new DumpStatement(text, tokens, path.schemas(), place).read();
  }

  /** Within {@code BEGIN ATOMIC … END} a semicolon ends a statement of the body. */
  private static int blocks(DumpToken token, DumpToken before, int blocks) {
    if (blocks == 0) {
      return token.is("atomic") && before.is("begin") ? 1 : 0;
    }
    return token.is("case") ? 1 : token.is("end") ? -1 : 0;
  }

  private void skipRows() {
    int line = text.indexOf('\n', at);
    Matcher end = END_OF_ROWS.matcher(text);
    at = line >= 0 && end.find(line + 1) ? end.end() : text.length();
  }

  private Statement.Unknown broken(int start, DumpToken token) {
    Matcher next = NEXT.matcher(text);
    at = next.find(Math.min(text.length(), token.start() + 1)) ? next.start() : text.length();
    return unknown(Place.of(start, at), token, "there is " + token.text());
  }

  private Statement.Unknown unknown(Place place, DumpToken token, String reason) {
    return new Statement.Unknown(
        text.substring(place.start(), place.end()),
        "%s, line %d".formatted(reason, line(token.start())),
        token.start(),
        place);
  }

  @Override
  public List<Comment> lastWords() {
    return List.of();
  }

  @Override
  public int line(int character) {
    return lines.line(character);
  }
}
