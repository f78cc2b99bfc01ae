package org.godwit.sql;

import java.util.ArrayList;
import java.util.List;
import org.godwit.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a source into tokens, one at a time, so that a script of any length needs no more memory.
 */
final class Lexer {
  private static final String[] SIGNS_OF_TWO = {
    ":=", "=>", "..", "||", "<=", ">=", "<>", "!=", "^=", "~=", "**", "<<", ">>"
  };
  private static final String[] SIGNS_OF_BACKTICKS = {
    "->>", "<=>", "->", ":=", "||", "&&", "<=", ">=", "<>", "!=", "<<", ">>"
  };
  private static final byte[] CLASSES = new byte[128];
  private static final byte BLANK = 1;
  private static final byte START = 2;
  private static final byte DIGIT = 3;

  static {
    for (char c = 0; c < 128; c++) {
      if (c <= ' ') {
        CLASSES[c] = BLANK;
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
        CLASSES[c] = START;
      } else if (c >= '0' && c <= '9') {
        CLASSES[c] = DIGIT;
      }
    }
  }

  private final String text;
  private final Lexicon lexicon;
  private final Words words = new Words();
  private int at;
  private boolean isLineStart = true;
  private boolean mayHint;
  private boolean joinsLines;

  /** What ends a statement where a script chooses it. */
  private String delimiter = ";";

  Lexer(String text, Lexicon lexicon) {
    this.text = text;
    this.lexicon = lexicon;
  }

  /** The next token comes from there, the beginning of a line. */
  void moveTo(int position) {
    at = position;
    isLineStart = true;
    mayHint = false;
  }

  /** From the next token on that text ends a statement. */
  void endBy(String delimiter) {
    this.delimiter = delimiter;
  }

  Token next() {
    List<Comment> comments = List.of();
    while (true) {
      skipBlanks();
      if (at >= text.length()) {
        return token(Kind.END, "", at, comments);
      }
      if (!isComment()) {
        break;
      }
      int start = at;
      boolean isTrailing = !isLineStart;
      boolean isHint = mayHint && charAt(2) == '+';
      if (!skipComment()) {
        return token(Kind.BROKEN, "a comment that has no end", start, comments);
      }
      if (isHint) {
        return hint(start, comments);
      }
      comments = comments.isEmpty() ? new ArrayList<>() : comments;
      String comment = text.substring(start, at).stripTrailing();
      // Only some dialects know the mark that is a hash.
      comments.add(
          new Comment(comment.startsWith("#") ? "--" + comment.substring(1) : comment, isTrailing));
    }
    return meaning(comments);
  }

  private Token meaning(List<Comment> comments) {
    int start = at;
    char c = text.charAt(at);
    if (lexicon.quotesByBackticks()) {
      Token own = ofBackticks(c, start, comments);
      if (own != null) {
        return own;
      }
    }
    if (isStart(c)) {
      return word(start, comments);
    }
    if (isDigit(c) || (c == '.' && isDigit(charAt(1)))) {
      skipNumber();
      return token(Kind.NUMBER, text.substring(start, at), start, comments);
    }
    if (c == '\'') {
      return string(Kind.STRING, start, comments);
    }
    if (c == '"') {
      return quoted(start, comments);
    }
    if (c == ':' && isBind(charAt(1))) {
      return bind(start, comments);
    }
    if (c == '/' && lexicon.endsByLoneSlash() && isLineStart && isRestBlank(at + 1)) {
      at++;
      return token(Kind.TERMINATOR, "/", start, comments);
    }
    return sign(start, comments);
  }

  private @Nullable Token ofBackticks(char c, int start, List<Comment> comments) {
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length();
      return token(Kind.TERMINATOR, delimiter, start, comments);
    }
    return switch (c) {
      case '\'', '"' -> escapedString(c, start, comments);
      case '`' -> backticked(start, comments);
      case '@' -> variable(start, comments);
      case ':' -> sign(start, comments);
      case '0' -> charAt(1) == 'x' || charAt(1) == 'b' ? bytes(start, comments) : null;
      default -> null;
    };
  }

  private Token escapedString(char quote, int start, List<Comment> comments) {
    StringBuilder value = new StringBuilder();
    for (at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
        value.append(escaped(charAt(0)));
      } else if (c != quote) {
        value.append(c);
      } else if (charAt(1) == quote) {
        value.append(c);
        at++;
      } else {
        at++;
        return token(Kind.STRING, value.toString(), start, comments);
      }
    }
    return token(Kind.BROKEN, "a string that has no end", start, comments);
  }

  /** {@code \%} and {@code \_} keep their backslash: they mean something to LIKE. */
  private static String escaped(char c) {
    return switch (c) {
      case '0' -> "\0";
      case 'b' -> "\b";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'Z' -> "\u001a";
      case '%', '_' -> "\\" + c;
      default -> String.valueOf(c);
    };
  }

  private Token backticked(int start, List<Comment> comments) {
    int content = start + 1;
    int end = text.indexOf('`', content);
    while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == '`') {
      end = text.indexOf('`', end + 2);
    }
    if (end < 0) {
      at = text.length();
      return token(Kind.BROKEN, "a quoted identifier that has no end", start, comments);
    }
    at = end + 1;
    return token(Kind.QUOTED, text.substring(content, end).replace("``", "`"), start, comments);
  }

  /** {@code @x} of the user, {@code @@x} of the server; an account's host is one, too. */
  private Token variable(int start, List<Comment> comments) {
    while (charAt(0) == '@') {
      at++;
    }
    char quote = charAt(0);
    if (quote == '`' || quote == '\'' || quote == '"') {
      Token name = quote == '`' ? backticked(at, comments) : escapedString(quote, at, comments);
      return token(
          name.kind() == Kind.BROKEN ? Kind.BROKEN : Kind.BIND,
          name.kind() == Kind.BROKEN ? name.text() : "@" + name.text(),
          start,
          comments);
    }
    while ((isPart(charAt(0)) || charAt(0) == '.') && !isDelimiter()) {
      at++;
    }
    return token(Kind.BIND, text.substring(start, at), start, comments);
  }

  private Token bytes(int start, List<Comment> comments) {
    at += 2;
    while (Character.digit(charAt(0), 16) >= 0) {
      at++;
    }
    return token(Kind.NUMBER, text.substring(start, at), start, comments);
  }

  private static boolean isBind(char next) {
    return isLetter(next) || isDigit(next) || next == '"';
  }

  /** Whether a hyphen at the end of a line is nothing from now on. */
  void joinLines(boolean joins) {
    joinsLines = joins;
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (joinsLines && c == '-' && isRestBlank(at + 1) && lineEnd(at) < text.length()) {
        at++;
        continue;
      }
      if (c == '\n' || c == '\r') {
        isLineStart = true;
      } else if (!(c < 128 ? CLASSES[c] == BLANK : c == '\uFEFF' || Character.isSpaceChar(c))) {
        return;
      }
      at++;
    }
  }

  private boolean isComment() {
    char c = text.charAt(at);
    if (lexicon.quotesByBackticks() && (c == '#' || (c == '-' && charAt(1) == '-'))) {
      return c == '#' || charAt(2) <= ' ';
    }
    return (c == '-' && charAt(1) == '-') || (c == '/' && charAt(1) == '*');
  }

  private boolean skipComment() {
    if (text.charAt(at) != '/') {
      at = lineEnd(at);
      return true;
    }
    int end = text.indexOf("*/", at + 2);
    at = end < 0 ? text.length() : end + 2;
    return end >= 0;
  }

  private Token hint(int start, List<Comment> comments) {
    boolean isLine = text.charAt(start) == '-';
    String hint = text.substring(start + 3, isLine ? at : at - 2).strip();
    return token(Kind.HINT, hint.replaceAll("\\s+", " "), start, comments);
  }

  private Token word(int start, List<Comment> comments) {
    char c = text.charAt(at);
    if (lexicon.hasQuoteOperator() && c != '&') {
      int quote = quoteOfPrefix(c);
      if (quote > 0) {
        return prefixedString(quote, start, comments);
      }
    }
    skipWord();
    Token token = token(Kind.WORD, words.upper(text, start, at), start, comments);
    mayHint =
        switch (token.text()) {
          case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE" -> true;
          default -> false;
        };
    return token;
  }

  /** A delimiter of signs that could be a name's ends the word before it: {@code END$$}. */
  private boolean isDelimiter() {
    return lexicon.quotesByBackticks()
        && text.startsWith(delimiter, at)
        && !isLetter(delimiter.charAt(0));
  }

  private void skipWord() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '$' && isDelimiter()) {
        return;
      } else if (c == '&') {
        skipSubstitution();
      } else if (isPart(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  /** {@code &name}, with the dot that ends the name where more follows. */
  private void skipSubstitution() {
    while (charAt(0) == '&') {
      at++;
    }
    while (isPart(charAt(0)) && charAt(0) != '&') {
      at++;
    }
    if (charAt(0) == '.') {
      at++;
    }
  }

  /** How far the quote is, or 0: N'…', q'…', nq'…'. */
  private int quoteOfPrefix(char c) {
    boolean isNational = c == 'n' || c == 'N';
    char second = charAt(1);
    if ((isNational || c == 'q' || c == 'Q') && second == '\'') {
      return 1;
    }
    return isNational && (second == 'q' || second == 'Q') && charAt(2) == '\'' ? 2 : 0;
  }

  private Token prefixedString(int quote, int start, List<Comment> comments) {
    Kind kind =
        Character.toUpperCase(text.charAt(start)) == 'N' ? Kind.NATIONAL_STRING : Kind.STRING;
    boolean isQuoteOperator = Character.toUpperCase(text.charAt(start + quote - 1)) == 'Q';
    at += quote;
    if (!isQuoteOperator) {
      return string(kind, start, comments);
    }
    char open = charAt(1);
    char close =
        switch (open) {
          case '[' -> ']';
          case '(' -> ')';
          case '{' -> '}';
          case '<' -> '>';
          default -> open;
        };
    int content = at + 2;
    int end = text.indexOf(close + "'", content);
    if (end < 0) {
      at = text.length();
      return token(Kind.BROKEN, "a string that has no end", start, comments);
    }
    at = end + 2;
    return token(kind, text.substring(content, end), start, comments);
  }

  private Token string(Kind kind, int start, List<Comment> comments) {
    int content = ++at;
    boolean isDoubled = false;
    while (true) {
      int quote = text.indexOf('\'', at);
      if (quote < 0) {
        at = text.length();
        return token(Kind.BROKEN, "a string that has no end", start, comments);
      }
      at = quote + 1;
      if (charAt(0) != '\'') {
        String value = text.substring(content, quote);
        return token(kind, isDoubled ? value.replace("''", "'") : value, start, comments);
      }
      isDoubled = true;
      at++;
    }
  }

  private Token quoted(int start, List<Comment> comments) {
    int end = text.indexOf('"', at + 1);
    int line = lineEnd(at);
    if (end < 0 || end > line) {
      at = line;
      return token(Kind.BROKEN, "a quoted identifier that has no end", start, comments);
    }
    at = end + 1;
    return token(Kind.QUOTED, text.substring(start + 1, end), start, comments);
  }

  private Token bind(int start, List<Comment> comments) {
    at++;
    if (charAt(0) == '"') {
      Token name = quoted(at, comments);
      return token(
          name.kind() == Kind.BROKEN ? name.kind() : Kind.BIND, name.text(), start, comments);
    }
    skipWord();
    return token(Kind.BIND, text.substring(start + 1, at), start, comments);
  }

  private void skipNumber() {
    skipDigits();
    if (charAt(0) == '.' && charAt(1) != '.') {
      at++;
      skipDigits();
    }
    char c = charAt(0);
    if (c == 'e' || c == 'E') {
      int sign = charAt(1) == '+' || charAt(1) == '-' ? 2 : 1;
      if (isDigit(charAt(sign))) {
        at += sign;
        skipDigits();
      }
    }
    c = charAt(0);
    boolean isBinary = c == 'f' || c == 'F' || c == 'd' || c == 'D';
    if (isBinary && !isPart(charAt(1))) {
      at++;
    }
  }

  private void skipDigits() {
    while (isDigit(charAt(0))) {
      at++;
    }
  }

  private Token sign(int start, List<Comment> comments) {
    for (String sign : lexicon.quotesByBackticks() ? SIGNS_OF_BACKTICKS : SIGNS_OF_TWO) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return token(Kind.SIGN, sign, start, comments);
      }
    }
    at++;
    return token(Kind.SIGN, words.upper(text, start, at), start, comments);
  }

  private Token token(Kind kind, String value, int start, List<Comment> comments) {
    boolean startsLine = isLineStart;
    isLineStart = false;
    mayHint = false;
    return new Token(kind, value, start, at, startsLine, comments);
  }

  /** The character so far from here; 0 behind the end. */
  private char charAt(int distance) {
    int position = at + distance;
    return position < text.length() ? text.charAt(position) : 0;
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private boolean isRestBlank(int from) {
    return text.substring(from, lineEnd(from)).isBlank();
  }

  private boolean isStart(char c) {
    if (c < 128) {
      return CLASSES[c] == START
          || (c == '$' && (charAt(1) == '$' || isLetter(charAt(1))))
          || (c == '&' && lexicon.hasSubstitution() && isSubstituted());
    }
    return Character.isLetter(c);
  }

  private boolean isSubstituted() {
    int distance = charAt(1) == '&' ? 2 : 1;
    return isLetter(charAt(distance)) || isDigit(charAt(distance));
  }

  private boolean isPart(char c) {
    if (c < 128) {
      return CLASSES[c] >= START
          || lexicon.identifierSigns().indexOf(c) >= 0
          || (c == '&' && lexicon.hasSubstitution() && isSubstituted());
    }
    return Character.isLetterOrDigit(c);
  }

  private static boolean isLetter(char c) {
    return c < 128 ? CLASSES[c] == START : Character.isLetter(c);
  }

  private static boolean isDigit(char c) {
    return c < 128 && CLASSES[c] == DIGIT;
  }
}
