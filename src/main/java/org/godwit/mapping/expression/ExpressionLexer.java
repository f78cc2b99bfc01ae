package org.godwit.mapping.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words. */
final class ExpressionLexer {
  private static final List<String> SYMBOLS =
      List.of(
          "||", "==", "<>", "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")",
          ",");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  ExpressionLexer(String text) {
    this.text = text;
  }

  List<Token> tokens() {
    while (true) {
      skipBlanks();
      if (at == text.length()) {
        tokens.add(new Token(Token.Kind.END, "", at));
        return tokens;
      }
      next();
    }
  }

  private void next() {
    int start = at;
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      tokens.add(new Token(Token.Kind.STRING, quoted(c), start));
    } else if ((c == 'x' || c == 'X') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
      at++;
      tokens.add(new Token(Token.Kind.BLOB, quoted('\''), start));
    } else if (c == '$') {
      tokens.add(new Token(Token.Kind.VARIABLE, variable(), start));
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      tokens.add(new Token(Token.Kind.NUMBER, number(), start));
    } else if (Character.isLetter(c) || c == '_') {
      tokens.add(new Token(Token.Kind.WORD, name(), start));
    } else {
      tokens.add(new Token(Token.Kind.SYMBOL, symbol(), start));
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private String quoted(char quote) {
    int start = at;
    StringBuilder content = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == quote;
      if (c == quote && !doubled) {
        at++;
        return content.toString();
      }
      if (c == quote) {
        at++;
      }
      content.append(c);
    }
    throw ExpressionProblem.at(start, "a quote is opened and never closed");
  }

  private String variable() {
    int start = at;
    at++;
    if (at < text.length() && text.charAt(at) == '{') {
      int close = text.indexOf('}', at);
      if (close < 0) {
        throw ExpressionProblem.at(start, "${ is never closed by }");
      }
      String name = text.substring(at + 1, close);
      at = close + 1;
      return name;
    }
    String name = name();
    if (name.isEmpty()) {
      throw ExpressionProblem.at(start, "$ must be followed by a column's name");
    }
    return name;
  }

  private String name() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_$".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(start, at);
  }

  private String number() {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      digits();
    }
    return text.substring(start, at);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String symbol() {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return symbol;
      }
    }
    throw ExpressionProblem.at(at, "the character " + text.charAt(at) + " has no meaning here");
  }
}
