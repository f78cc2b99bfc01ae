package org.godwit.engine.postgresql.sql;

import java.util.Locale;
import org.godwit.engine.postgresql.sql.DumpToken.Kind;

/** Cuts a part of a script of PostgreSQL into tokens; comments and blanks are none. */
final class DumpLexer {
  private final String text;
  private final int end;
  private int at;

  DumpLexer(String text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /** Where the next token is looked for. */
  int at() {
    return at;
  }

  /** The next token; of kind END behind the last. */
  DumpToken next() {
    DumpToken broken = skipBlanks();
    if (broken != null) {
      return broken;
    }
    if (at >= end) {
      return new DumpToken(Kind.END, "", end, end);
    }
    char c = text.charAt(at);
    if (c == '\'') {
      return string(at, at, false);
    }
    if (c == '"') {
      return quoted(at, at);
    }
    if (c == '$') {
      return dollar();
    }
    if (isStart(c)) {
      return word();
    }
    if (Character.isDigit(c)) {
      return number();
    }
    return sign();
  }

  private @org.jspecify.annotations.Nullable DumpToken skipBlanks() {
    while (at < end) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("--", at)) {
        int line = text.indexOf('\n', at);
        at = line < 0 || line > end ? end : line + 1;
      } else if (text.startsWith("/*", at)) {
        int start = at;
        if (!skipComment()) {
          return new DumpToken(Kind.BROKEN, "a comment that has no end", start, end);
        }
      } else {
        return null;
      }
    }
    return null;
  }

  /** Comments of this kind may stand in each other. */
  private boolean skipComment() {
    int depth = 0;
    while (at < end) {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return true;
        }
      } else {
        at++;
      }
    }
    return false;
  }

  private DumpToken word() {
    int start = at;
    while (at < end && isPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at).toLowerCase(Locale.ROOT);
    char next = at < end ? text.charAt(at) : ' ';
    if (next == '\'' && word.equals("e")) {
      return string(start, at, true);
    }
    if (next == '\'' && (word.equals("b") || word.equals("x") || word.equals("n"))) {
      return string(start, at, false);
    }
    if (next == '&' && word.equals("u") && at + 1 < end) {
      if (text.charAt(at + 1) == '\'') {
        return string(start, at + 1, false);
      }
      if (text.charAt(at + 1) == '"') {
        return quoted(start, at + 1);
      }
    }
    return new DumpToken(Kind.WORD, word, start, at);
  }

  /** Without {@code standard_conforming_strings} only what stands behind E has escapes. */
  private DumpToken string(int start, int quote, boolean isEscaped) {
    StringBuilder value = new StringBuilder();
    for (at = quote + 1; at < end; at++) {
      char c = text.charAt(at);
      if (c == '\\' && isEscaped && at + 1 < end) {
        at++;
        value.append(text.charAt(at));
      } else if (c != '\'') {
        value.append(c);
      } else if (at + 1 < end && text.charAt(at + 1) == '\'') {
        value.append(c);
        at++;
      } else {
        at++;
        return new DumpToken(Kind.STRING, value.toString(), start, at);
      }
    }
    return new DumpToken(Kind.BROKEN, "a string that has no end", start, end);
  }

  private DumpToken quoted(int start, int quote) {
    StringBuilder value = new StringBuilder();
    for (at = quote + 1; at < end; at++) {
      char c = text.charAt(at);
      if (c != '"') {
        value.append(c);
      } else if (at + 1 < end && text.charAt(at + 1) == '"') {
        value.append(c);
        at++;
      } else {
        at++;
        return new DumpToken(Kind.QUOTED, value.toString(), start, at);
      }
    }
    return new DumpToken(Kind.BROKEN, "a quoted name that has no end", start, end);
  }

  private DumpToken dollar() {
    int start = at;
    int tag = at + 1;
    while (tag < end && isPart(text.charAt(tag)) && text.charAt(tag) != '$') {
      tag++;
    }
    boolean isTag =
        tag < end && text.charAt(tag) == '$' && !Character.isDigit(text.charAt(start + 1));
    if (!isTag) {
      return sign();
    }
    String mark = text.substring(start, tag + 1);
    int close = text.indexOf(mark, tag + 1);
    if (close < 0 || close + mark.length() > end) {
      at = end;
      return new DumpToken(
          Kind.BROKEN, "a string that begins with %s and has no end".formatted(mark), start, end);
    }
    at = close + mark.length();
    return new DumpToken(Kind.DOLLAR, text.substring(tag + 1, close), start, at);
  }

  private DumpToken number() {
    int start = at;
    while (at < end && (isPart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return new DumpToken(Kind.NUMBER, text.substring(start, at), start, at);
  }

  private DumpToken sign() {
    int start = at;
    at += text.startsWith("::", at) ? 2 : 1;
    return new DumpToken(Kind.SIGN, text.substring(start, at), start, at);
  }

  private static boolean isStart(char c) {
    return Character.isLetter(c) || c == '_' || c >= 128;
  }

  private static boolean isPart(char c) {
    return isStart(c) || Character.isDigit(c) || c == '$';
  }
}
