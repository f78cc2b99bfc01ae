package org.godwit.engine.oracle.sql;

import java.util.regex.Pattern;

/**
 * Whether SQL*Plus is within a statement or waits for a command: SQL ends with a semicolon, a unit
 * of PL/SQL with a slash on a line of its own. Takes a script line by line.
 */
final class SqlPlusBuffer {
  private static final Pattern UNIT =
      Pattern.compile(
          "(?i)(DECLARE|BEGIN)\\b.*|<<.*|WITH\\s+(FUNCTION|PROCEDURE)\\b.*"
              + "|CREATE\\s+(OR\\s+REPLACE\\s+)?(AND\\s+(RESOLVE|COMPILE)\\s+)?(NOFORCE\\s+)?((NON)?EDITIONABLE\\s+)?"
              + "(PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE|LIBRARY|JAVA)\\b.*");
  private static final Pattern MAY_BE_UNIT =
      Pattern.compile(
          "(?i)CREATE(\\s+OR)?(\\s+REPLACE)?(\\s+AND)?(\\s+RESOLVE|\\s+COMPILE)?(\\s+NOFORCE)?(\\s+(NON)?EDITIONABLE)?\\s*|WITH\\s*");

  private static final Pattern LAST = Pattern.compile("(?i)(.*\\bEND\\b[^;]*|.*\\)\\s*);");

  private enum State {
    WAITS,
    BEGINS,
    SQL,
    UNIT
  }

  private State state = State.WAITS;
  private final StringBuilder head = new StringBuilder();
  private boolean isComment;

  /** What ends the string that the line before ended in; 0 in none. */
  private char quote;

  /** Whether the last line that has something may be a unit's last. */
  private boolean mayBeOver;

  /** Whether what comes next may be a command. */
  boolean waits() {
    return state == State.WAITS && !isComment;
  }

  /** Where a unit's slash was forgotten, its end is behind a semicolon all the same. */
  boolean mayBeOver() {
    return state == State.UNIT && mayBeOver;
  }

  /** What was forgotten to end is over. */
  void end() {
    state = State.WAITS;
    head.setLength(0);
    quote = 0;
  }

  /** Takes a line that is no command. */
  void take(String line) {
    String plain = line.strip();
    if (plain.isEmpty()) {
      return;
    }
    if (state == State.UNIT) {
      if (plain.equals("/") || plain.equals(".")) {
        end();
      }
      mayBeOver = plain.endsWith(";") && LAST.matcher(plain).matches();
      return;
    }
    if (plain.equals("/") && quote == 0 && !isComment) {
      end();
      return;
    }
    scan(line);
  }

  private void scan(String line) {
    int at = 0;
    while (at < line.length()) {
      if (isComment) {
        int end = line.indexOf("*/", at);
        isComment = end < 0;
        at = end < 0 ? line.length() : end + 2;
      } else if (quote != 0) {
        at = behindQuote(line, at);
      } else {
        at = behindSign(line, at);
      }
      if (state == State.UNIT) {
        mayBeOver = LAST.matcher(line.strip()).matches();
        return;
      }
    }
    if (state == State.BEGINS) {
      head.append(' ');
    }
  }

  private int behindQuote(String line, int at) {
    int end =
        quote == '\'' || quote == '"' ? line.indexOf(quote, at) : line.indexOf(quote + "'", at);
    if (end < 0) {
      return line.length();
    }
    int behind = quote == '\'' || quote == '"' ? end + 1 : end + 2;
    quote = 0;
    return behind;
  }

  private int behindSign(String line, int at) {
    char c = line.charAt(at);
    char next = at + 1 < line.length() ? line.charAt(at + 1) : 0;
    if (c == '-' && next == '-') {
      return line.length();
    }
    if (c == '/' && next == '*') {
      isComment = true;
      return at + 2;
    }
    if (Character.isWhitespace(c) && state == State.WAITS) {
      return at + 1;
    }
    if (state == State.WAITS || state == State.BEGINS) {
      begin(line, at);
      if (state == State.UNIT) {
        return line.length();
      }
    }
    switch (c) {
      case ';' -> end();
      case '"' -> quote = c;
      case '\'' -> {
        boolean isOther =
            at > 0 && (line.charAt(at - 1) | 0x20) == 'q' && next != 0 && isPrefix(line, at - 1);
        quote = isOther ? closing(next) : c;
        return isOther ? at + 2 : at + 1;
      }
      default -> {
        // Goes on.
      }
    }
    return at + 1;
  }

  /** Whether the letter is a word of its own, or stands behind one n. */
  private static boolean isPrefix(String line, int at) {
    int before = at > 0 && (line.charAt(at - 1) | 0x20) == 'n' ? at - 2 : at - 1;
    return before < 0 || !Character.isLetterOrDigit(line.charAt(before));
  }

  private static char closing(char open) {
    return switch (open) {
      case '[' -> ']';
      case '(' -> ')';
      case '{' -> '}';
      case '<' -> '>';
      default -> open;
    };
  }

  /** A statement's first words say how it ends; they may stand on several lines. */
  private void begin(String line, int at) {
    if (state == State.WAITS || at == 0) {
      state = State.BEGINS;
      String all = head + line.substring(at, Math.min(line.length(), at + 200)).strip();
      if (UNIT.matcher(all).matches()) {
        state = State.UNIT;
      } else if (MAY_BE_UNIT.matcher(all).matches()) {
        head.append(line.substring(at).strip());
      } else {
        state = State.SQL;
      }
    }
  }
}
