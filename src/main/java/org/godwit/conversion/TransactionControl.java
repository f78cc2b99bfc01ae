package org.godwit.conversion;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Looks in SQL of PostgreSQL for statements that begin or end a transaction. Bodies of routines,
 * quoted text and comments are no statements.
 */
final class TransactionControl {
  private static final Set<String> WORDS =
      Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

  private final String sql;
  private int at;

  /** Words of the statement so far: the last one, and the one before. */
  private String last = "";

  private String before = "";
  private boolean isFirst = true;
  private int parentheses;

  /** Blocks within {@code BEGIN ATOMIC}, whose semicolons end no statement. */
  private int blocks;

  private TransactionControl(String sql) {
    this.sql = sql;
  }

  /** A statement that begins or ends a transaction, and its line from 1. */
  record Found(String word, int line) {
    /** What is wrong with it. */
    String sentence() {
      return "Line %d: %s begins or ends a transaction, which would tear the one in which everything is applied. Leave it out."
          .formatted(line, word);
    }
  }

  /** The first one; empty where there is none. */
  static Optional<Found> in(String sql) {
    return new TransactionControl(sql).first();
  }

  private Optional<Found> first() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isLetter(c) || c == '_') {
        int start = at;
        word();
        if (isControl()) {
          int line = 1 + (int) sql.substring(0, start).chars().filter(it -> it == '\n').count();
          return Optional.of(new Found(last, line));
        }
      } else {
        sign(c);
      }
    }
    return Optional.empty();
  }

  private void word() {
    int start = at;
    while (at < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(at)) || "_$".indexOf(sql.charAt(at)) >= 0)) {
      at++;
    }
    String word = sql.substring(start, at).toUpperCase(Locale.ROOT);
    if (at < sql.length() && sql.charAt(at) == '\'') {
      quoted('\'', word.equals("E"));
      isFirst = false;
      return;
    }
    before = isFirst ? "" : last;
    last = word;
    if (blocks > 0) {
      blocks += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
    } else if (before.equals("BEGIN") && word.equals("ATOMIC")) {
      blocks = 1;
    }
  }

  /** Whether the last word makes a statement one. */
  private boolean isControl() {
    boolean begins = isFirst && WORDS.contains(last);
    boolean prepares = before.equals("PREPARE") && last.equals("TRANSACTION");
    isFirst = false;
    return blocks == 0 && parentheses == 0 && (begins || prepares);
  }

  private void sign(char c) {
    switch (c) {
      case '\'', '"' -> quoted(c, false);
      case '$' -> dollar();
      case '-' -> comment("--");
      case '/' -> comment("/*");
      case '(' -> {
        parentheses++;
        at++;
      }
      case ')' -> {
        parentheses = Math.max(0, parentheses - 1);
        at++;
      }
      case ';' -> {
        isFirst = isFirst || (parentheses == 0 && blocks == 0);
        last = isFirst ? "" : last;
        at++;
        return;
      }
      default -> at++;
    }
    isFirst = isFirst && (Character.isWhitespace(c) || c == '-' || c == '/' || c == '\ufeff');
  }

  private void quoted(char quote, boolean hasEscapes) {
    for (at++; at < sql.length() && sql.charAt(at) != quote; at++) {
      at += hasEscapes && sql.charAt(at) == '\\' ? 1 : 0;
    }
    at++; // a doubled quote begins another text
  }

  private void dollar() {
    int end = at + 1;
    while (end < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
      end++;
    }
    boolean isTag =
        end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(sql.charAt(at + 1));
    if (!isTag) {
      at++;
      return;
    }
    String tag = sql.substring(at, end + 1);
    int close = sql.indexOf(tag, end + 1);
    at = close < 0 ? sql.length() : close + tag.length();
  }

  private void comment(String opening) {
    if (!sql.startsWith(opening, at)) {
      at++;
      return;
    }
    if (opening.equals("--")) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
      return;
    }
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < sql.length());
  }
}
