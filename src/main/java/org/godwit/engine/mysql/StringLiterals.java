package org.godwit.engine.mysql;

/**
 * Quoted strings as MySQL writes and reads them where backslashes escape ("String Literals" of its
 * manual).
 */
final class StringLiterals {
  private StringLiterals() {}

  /** A literal for places that take no other form, such as comments and labels. */
  static String of(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** The place behind the literal that starts with the quote at {@code start}. */
  static int end(String text, int start) {
    char quote = text.charAt(start);
    int at = start + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at += 2;
      } else if (c == quote) {
        return at + 1;
      } else {
        at++;
      }
    }
    throw new IllegalArgumentException("a string is not closed: " + text.substring(start));
  }

  /** What a literal with its quotes stands for. */
  static String content(String literal) {
    char quote = literal.charAt(0);
    StringBuilder content = new StringBuilder(literal.length());
    int last = literal.length() - 1;
    for (int at = 1; at < last; at++) {
      char c = literal.charAt(at);
      if (c == quote) {
        at++;
        content.append(quote);
      } else if (c == '\\' && at + 1 < last) {
        at++;
        content.append(escaped(literal.charAt(at)));
      } else {
        content.append(c);
      }
    }
    return content.toString();
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

  /**
   * MySQL's catalog holds expressions with one more layer of escapes than it was given; this takes
   * it off. MariaDB's does not.
   */
  static String unescapeCatalog(String expression) {
    StringBuilder text = new StringBuilder(expression.length());
    for (int at = 0; at < expression.length(); at++) {
      char c = expression.charAt(at);
      if (c == '\\' && at + 1 < expression.length()) {
        at++;
        text.append(
            switch (expression.charAt(at)) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case '0' -> '\0';
              case 'Z' -> '\032';
              default -> expression.charAt(at);
            });
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
