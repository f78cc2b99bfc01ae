package org.godwit.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.godwit.engine.mysql.ExpressionTokens.Token.Kind;

/** The words of a MySQL expression, one after the other. */
final class ExpressionTokens {
  private static final Set<String> LONG_OPERATORS =
      Set.of("<=>", "->>", "->", "<=", ">=", "<>", "!=", "||", "&&", "<<", ">>", ":=");

  /** Introducers of character sets in which a literal's content is plain text. */
  private static final Set<String> TEXT_CHARSETS =
      Set.of("_utf8mb4", "_utf8mb3", "_utf8", "_latin1", "_ascii");

  private final List<Token> tokens;
  private int at;

  /**
   * One word.
   *
   * @param text a keyword or function in lower case, a name without quotes, a string's content, or
   *     as it stands
   */
  record Token(Kind kind, String text) {
    /** What a word is. */
    enum Kind {
      WORD,
      NAME,
      STRING,
      NUMBER,
      BINARY,
      OPERATOR,
      END
    }

    boolean is(String word) {
      return (kind == Kind.WORD || kind == Kind.OPERATOR) && text.equals(word);
    }
  }

  /** Splits the text. */
  ExpressionTokens(String text) {
    tokens = split(text);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The word after the next. */
  Token peekBehind() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Takes the next word if it is that one. */
  boolean takeIf(String word) {
    boolean isThere = peek().is(word);
    if (isThere) {
      take();
    }
    return isThere;
  }

  void expect(String word) {
    if (!takeIf(word)) {
      throw new Untranslatable();
    }
  }

  private static List<Token> split(String text) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end;
      if (Character.isWhitespace(c)) {
        end = at + 1;
      } else if (c == '`') {
        end = endOfName(text, at);
        tokens.add(new Token(Kind.NAME, text.substring(at + 1, end - 1).replace("``", "`")));
      } else if (c == '\'' || c == '"') {
        end = endOfString(text, at);
        addString(tokens, StringLiterals.content(text.substring(at, end)));
      } else if (isNumber(text, at)) {
        end = addNumber(tokens, text, at);
      } else if (Character.isLetter(c) || c == '_') {
        end = addWord(tokens, text, at);
      } else {
        end = at + operatorLength(text, at);
        tokens.add(new Token(Kind.OPERATOR, text.substring(at, end)));
      }
      at = end;
    }
    tokens.add(new Token(Kind.END, ""));
    return tokens;
  }

  private static int endOfString(String text, int at) {
    try {
      return StringLiterals.end(text, at);
    } catch (IllegalArgumentException e) {
      throw new Untranslatable();
    }
  }

  private static int endOfName(String text, int start) {
    int at = start + 1;
    while (at < text.length()) {
      if (text.charAt(at) != '`') {
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '`') {
        at += 2;
      } else {
        return at + 1;
      }
    }
    throw new Untranslatable();
  }

  /** Strings side by side are one. */
  private static void addString(List<Token> tokens, String content) {
    if (!tokens.isEmpty() && tokens.getLast().kind() == Kind.STRING) {
      content = tokens.removeLast().text() + content;
    }
    tokens.add(new Token(Kind.STRING, content));
  }

  private static boolean isNumber(String text, int at) {
    return isDigit(text, at) || (text.charAt(at) == '.' && isDigit(text, at + 1));
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int addNumber(List<Token> tokens, String text, int start) {
    int end = start;
    if (text.startsWith("0x", start)) {
      end = start + 2;
      while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      tokens.add(new Token(Kind.BINARY, text.substring(start + 2, end)));
      return end;
    }
    while (isDigit(text, end) || (end < text.length() && text.charAt(end) == '.')) {
      end++;
    }
    if (end < text.length() && Character.toLowerCase(text.charAt(end)) == 'e') {
      int digits =
          end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? end + 2 : end + 1;
      if (isDigit(text, digits)) {
        end = digits;
        while (isDigit(text, end)) {
          end++;
        }
      }
    }
    tokens.add(new Token(Kind.NUMBER, text.substring(start, end)));
    return end;
  }

  private static int addWord(List<Token> tokens, String text, int start) {
    int end = start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || "_$".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    String word = text.substring(start, end).toLowerCase(Locale.ROOT);
    boolean isBeforeString = end < text.length() && text.charAt(end) == '\'';
    if (isBeforeString && word.equals("x")) {
      int close = endOfString(text, end);
      tokens.add(new Token(Kind.BINARY, text.substring(end + 1, close - 1)));
      return close;
    }
    if (isBeforeString && !TEXT_CHARSETS.contains(word) && !word.equals("n")) {
      if (word.startsWith("_") || word.equals("b")) {
        throw new Untranslatable();
      }
    } else if (isBeforeString || TEXT_CHARSETS.contains(word)) {
      return end;
    }
    tokens.add(new Token(Kind.WORD, word));
    return end;
  }

  private static int operatorLength(String text, int at) {
    for (int length = 3; length > 1; length--) {
      if (at + length <= text.length()
          && LONG_OPERATORS.contains(text.substring(at, at + length))) {
        return length;
      }
    }
    return 1;
  }
}
